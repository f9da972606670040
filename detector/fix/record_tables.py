"""Record tables -> their least generalisation, and what everybody in a class shares withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detector.fix.plan import Draft, Plan, Step, body_place, place_of, whole
from detector.generalise.ladders import Step as Level
from detector.generalise.prose import OMITTED
from detector.generalise.search import WITHHELD
from detector.generalise.wording import reworded
from detector.rewrite.changes import Edit, text_at
from detector.scan import proposal
from detector.types import Finding, LevelChange, TableReport

_ROUNDS_OF_SEARCH = 2


def generalised_tables(draft: Draft) -> Plan:
    """A step for each table with small classes, for each class that shares a sensitive value, and for telling free text."""
    steps: list[Step] = []
    searched: set[int | None] = set()
    for table in draft.report.tables:
        mine = [
            f for f in draft.findings("TABLE-UNIQUE", "TABLE-SMALL-CLASS") if f.where.table == table.table.where.table
        ]
        if mine:
            searched.add(table.table.where.table)
            steps.extend(_searched(draft, table) if draft.round <= _ROUNDS_OF_SEARCH else _withheld(draft, table, mine))
    for finding in draft.findings("TABLE-ATTRIBUTE"):
        # A search deals with what classes share as well, and changes the classes.
        if finding.where.table not in searched:
            steps.append(_shared(draft, finding))
    for finding in draft.findings("TABLE-FREE-TEXT"):
        steps.append(_free_text(draft, finding))
    for finding in draft.findings("TABLE-PROTECTED"):
        steps.append(_columns(draft, finding, finding.where.columns, finding.where.rows))
    return Plan(tuple(steps))


def _searched(draft: Draft, report: TableReport) -> Iterator[Step]:
    found = proposal(report, draft.policy)
    index = report.table.where.table
    if found is None or index is None:
        return
    quasi = [i for i, column in enumerate(report.table.columns) if column.role == "quasi"]
    edits: list[Edit] = []
    for column, before, after in zip(quasi, found.attributes, found.proposal.cells, strict=True):
        for row, new in enumerate(after, 1):
            if new != before.levels[0][row - 1]:
                edits.extend(_cell(draft, index, row, column, OMITTED if new == WITHHELD else new))
    best = found.alternatives[0]
    source = ", ".join(f"“{change.column}”" for change in best.changes) or "rows"
    yield Step(
        "TABLE-UNIQUE",
        "generalise",
        source,
        _told(best.changes, best.rows_withheld),
        best.information_loss,
        tuple(edits),
    )
    if found.proposal.one_valued_rows:
        sensitive = [i for i, column in enumerate(report.table.columns) if column.role == "sensitive"]
        rows = [row + 1 for row in found.proposal.one_valued_rows]
        names = ", ".join(f"“{report.table.columns[i].name}”" for i in sensitive)
        hidden = [e for row in rows for column in sensitive for e in _cell(draft, index, row, column, OMITTED)]
        yield Step("TABLE-ATTRIBUTE", "suppress", f"{names} in {len(rows)} rows", OMITTED, None, tuple(hidden))


def _told(changes: Sequence[LevelChange], withheld: int) -> str:
    told = [f"{change.level} in {change.rows} rows" for change in changes]
    if withheld:
        told.append(f"{withheld} rows withheld")
    return ", ".join(told)


def _withheld(draft: Draft, report: TableReport, findings: Sequence[Finding]) -> Iterator[Step]:
    """What no search made safe: every quasi-identifier of the rows at risk."""
    rows = sorted({row for finding in findings for row in finding.where.rows})
    names = tuple(column.name for column in report.table.columns if column.role == "quasi")
    yield _columns(draft, findings[0], names, rows)


def _shared(draft: Draft, finding: Finding) -> Step:
    return _columns(draft, finding, finding.where.columns[-1:], finding.where.rows)


def _columns(draft: Draft, finding: Finding, names: Sequence[str], rows: Sequence[int]) -> Step:
    """The cells of some columns withheld in some rows."""
    report = draft.table(finding.where.table)
    edits: list[Edit] = []
    if report is not None and finding.where.table is not None:
        columns = [i for i, column in enumerate(report.table.columns) if column.name in names]
        edits = [e for row in rows for i in columns for e in _cell(draft, finding.where.table, row, i, OMITTED)]
    quoted = ", ".join(f"“{name}”" for name in names)
    return Step(finding.rule, "suppress", f"{quoted} in {len(rows)} rows", OMITTED, None, tuple(edits))


def _free_text(draft: Draft, finding: Finding) -> Step:
    told = [
        draft.mentions[i]
        for i in finding.mentions
        if draft.mentions[i].where.columns[:1] and draft.mentions[i].where.columns[0] in finding.where.columns
    ]
    if draft.round > _ROUNDS_OF_SEARCH or not told:
        return _columns(draft, finding, finding.where.columns, finding.where.rows)
    edits = []
    for mention in told:
        place = place_of(draft, mention)
        if place is not None:
            new = reworded(text_at(draft.report.document, place), mention, Level("withheld", None, OMITTED))
            edits.append(Edit(place, new.start, new.end, new.text))
    return Step(finding.rule, "suppress", "; ".join(m.text for m in told[:3]), "left out", None, tuple(edits))


def _cell(draft: Draft, table: int, row: int, column: int, new: str) -> Iterator[Edit]:
    place = body_place(draft, table, row, column)
    if place is not None:
        edit = whole(place, text_at(draft.report.document, place), new)
        if edit is not None:
            yield edit
