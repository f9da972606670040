"""A record table -> its figures and findings: unique rows, small classes, groups that share the sensitive value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from detector.generalise.tables import TableProposal
from detector.records.marks import is_mark
from detector.risk.findings import finding, normalise
from detector.risk.identifiers import LONGEST_ROW_LIST
from detector.risk.measures.classes import attribute_risk, class_sizes
from detector.risk.measures.diversity import homogeneous_classes
from detector.risk.measures.keys import codes
from detector.risk.measures.sample_uniques import find_minimal_uniques, named
from detector.risk.table_measures import risk_measures
from detector.types import Finding, Mention, Risk, Suggestion, TableReport, TypedTable, Where

SPEAKS_FOR_ALL = 200
_MAX_UNIQUE_SIZE = 3


def columns_of(table: TypedTable, role: str) -> list[int]:
    """Indices of the columns with this role."""
    return [i for i, column in enumerate(table.columns) if column.role == role]


def texts(table: TypedTable, indices: Sequence[int]) -> list[list[str]]:
    """The cell texts of some columns, a list a column."""
    return [[row[i].text for row in table.rows] for i in indices]


def table_report(table: TypedTable, k: int, population: int | None = None) -> TableReport:
    """k-anonymity, minimal sample uniques, l-diversity and the other measures of a record table over its quasi columns.

    ``population`` is how many records the rows are a sample of; without it the table is the whole population of its kind.
    """
    quasi, sensitive = columns_of(table, "quasi"), columns_of(table, "sensitive")
    if not quasi or not table.rows:
        return TableReport(table)
    quasi_texts, sensitive_texts = texts(table, quasi), texts(table, sensitive)
    names = [table.columns[i].name for i in quasi]
    coded = [codes(column) for column in quasi_texts]
    found = find_minimal_uniques(coded, _MAX_UNIQUE_SIZE)
    labelled = [(table.columns[i].name, column) for i, column in zip(sensitive, sensitive_texts, strict=True)]
    measures = risk_measures(
        quasi_texts, names, labelled, coded, found, _MAX_UNIQUE_SIZE, k, population, LONGEST_ROW_LIST
    )
    return TableReport(
        table,
        plain=attribute_risk(quasi_texts, k),
        with_sensitive=attribute_risk(quasi_texts + sensitive_texts, k) if sensitive else None,
        minimal_sample_uniques=tuple(named(found, names, LONGEST_ROW_LIST)),
        minimal_sample_uniques_total=found.total,
        l_min=min((spread.distinct_l for spread in measures.diversity), default=None),
        measures=measures,
    )


def record_table_findings(
    report: TableReport, mentions: Sequence[Mention], k: int, proposal: TableProposal | None
) -> list[Finding]:
    """One combination finding for each row below k, or one for all of them where they are very many; shared values."""
    table = report.table
    quasi = columns_of(table, "quasi")
    if report.plain is None:
        return []
    sizes = class_sizes(texts(table, quasi))
    at_risk = [n for n, size in enumerate(sizes, 1) if size < k and not says_nothing(table, quasi, n - 1)]
    names = tuple(table.columns[i].name for i in quasi)
    by_row = _quasi_mentions_by_row(mentions, set(names))
    findings: list[Finding] = []
    if len(at_risk) > SPEAKS_FOR_ALL:
        findings.extend(_for_all(report, sizes, at_risk, names, by_row, k, proposal))
    else:
        findings.extend(_row_finding(report, row, sizes[row - 1], quasi, names, by_row, k, proposal) for row in at_risk)
    findings.extend(_shared_values(table, quasi, names))
    return findings


def says_nothing(table: TypedTable, quasi: Sequence[int], row: int) -> bool:
    """Whether all that could single a row (from 0) out was withheld; beside marks a blank says nothing either."""
    cells = [table.rows[row][i].text for i in quasi]
    if all(map(is_mark, cells)):
        return True
    blank_or_mark = all(is_mark(cell) or not cell.strip() for cell in cells)
    return blank_or_mark and any(is_mark(other[i].text) for other in table.rows for i in quasi)


def _quasi_mentions_by_row(mentions: Sequence[Mention], names: set[str]) -> Mapping[int, list[str]]:
    by_row: dict[int, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.where.rows and mention.where.columns and mention.where.columns[0] in names:
            by_row[mention.where.rows[0]].append(mention.id)
    return by_row


def _row_finding(
    report: TableReport,
    row: int,
    size: int,
    quasi: Sequence[int],
    names: tuple[str, ...],
    by_row: Mapping[int, list[str]],
    k: int,
    proposal: TableProposal | None,
) -> Finding:
    table = report.table
    cells = table.rows[row - 1]
    attributes = _list_of(names)
    if size == 1:
        rule, risk = "TABLE-UNIQUE", "high"
        why = (
            f"Of the {len(table.rows)} rows this is the only one with its {attributes} (k = 1). {in_population(report)} Whoever knows "
            "that much about the person knows which row is theirs, and reads the rest of it."
        )
    else:
        rule, risk = "TABLE-SMALL-CLASS", "medium"
        why = (
            f"Only {size} of the {len(table.rows)} rows share this {attributes} (k = {size}, policy {k}). The persons in them "
            "can tell each other apart by elimination."
        )
    return finding(
        rule,
        "high" if risk == "high" else "medium",
        why,
        _row_where(table, (row,), names, cells[quasi[0]].ref if len(quasi) == 1 else None),
        [f"{name}={cells[i].text}" for i, name in zip(quasi, names, strict=True)],
        mentions=tuple(by_row.get(row, ())),
        k=size,
        suggestions=proposal.for_row(row, size) if proposal else (),
    )


def in_population(report: TableReport) -> str:
    """What a unique row of the table is in its population: unique as well, or with which chance a match is right."""
    measures = report.measures
    if measures is None or measures.population is None:
        return "The table is taken as everybody of its kind, so nobody outside it shares them either."
    journalist = next(a for a in measures.attackers if a.name == "journalist")
    risk = max((score.individual_risk for score in measures.scores), default=journalist.highest or 0.0)
    return (
        f"The rows are taken as a sample of {measures.population:,} records (policy): a match with a unique row is then right with a "
        f"probability of about {100 * risk:.0f} %."
    )


def _for_all(
    report: TableReport,
    sizes: Sequence[int],
    at_risk: Sequence[int],
    names: tuple[str, ...],
    by_row: Mapping[int, list[str]],
    k: int,
    proposal: TableProposal | None,
) -> list[Finding]:
    table = report.table
    unique = sum(1 for row in at_risk if sizes[row - 1] == 1)
    risk: Risk = "high" if unique else "medium"
    return [
        finding(
            "TABLE-UNIQUE" if unique else "TABLE-SMALL-CLASS",
            risk,
            f"{len(at_risk):,} of the {len(table.rows):,} rows are in classes below {k} by their {_list_of(names)}; {unique:,} of them are "
            f"the only one of their kind. {in_population(report)} The first {min(len(at_risk), LONGEST_ROW_LIST):,} row numbers are listed.",
            _row_where(table, tuple(at_risk[:LONGEST_ROW_LIST]), names, None),
            names,
            mentions=tuple(m for row in at_risk[:LONGEST_ROW_LIST] for m in by_row.get(row, ())),
            k=report.plain.k_min if report.plain else None,
            suggestions=proposal.for_table() if proposal else (),
        )
    ]


def _shared_values(table: TypedTable, quasi: Sequence[int], names: tuple[str, ...]) -> list[Finding]:
    findings = []
    for index in columns_of(table, "sensitive"):
        sensitive = table.columns[index].name
        groups = homogeneous_classes(texts(table, quasi), texts(table, [index])[0])
        shown = [group for group in groups if normalise(table.rows[group[0]][index].text)]
        groups = [group for group in shown if not is_mark(table.rows[group[0]][index].text)]
        if len(groups) > SPEAKS_FOR_ALL:
            groups = [[row for group in groups for row in group]]
        for group in groups:
            rows = tuple(i + 1 for i in group)
            cells = table.rows[group[0]]
            values = [cells[i].text for i in quasi]
            findings.append(
                finding(
                    "TABLE-ATTRIBUTE",
                    "medium",
                    f"All {len(rows)} rows with the same {_list_of(names)} have the same “{sensitive}”. Knowing that somebody is among "
                    "them is enough to know it about them.",
                    replace(_row_where(table, rows[:LONGEST_ROW_LIST], (*names, sensitive), None)),
                    [f"{n}={v}" for n, v in zip(names, values, strict=True)] + [f"{sensitive}={cells[index].text}"],
                    k=len(rows),
                    suggestions=(
                        Suggestion(
                            "suppress", f"column “{sensitive}” in these rows", "[withheld]", len(rows), len(rows), None
                        ),
                    ),
                )
            )
    return findings


def _row_where(table: TypedTable, rows: tuple[int, ...], columns: tuple[str, ...], cell: str | None) -> Where:
    return replace(table.where, rows=rows, columns=columns, cell=cell)


def _list_of(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]
