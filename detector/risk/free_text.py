"""Free text in a table of cases against its other columns: a description can undo what they leave out.

The mentions of a row's running text are attributes of its person like the cells beside them. A row that several share by its
columns, and that its text makes the only one, is a unique row all the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detector.recognise.about import QUASI, SENSITIVE
from detector.risk.cases.combinations import combination_of
from detector.risk.findings import finding, normalise
from detector.risk.identifiers import LONGEST_ROW_LIST
from detector.risk.measures.classes import class_sizes
from detector.risk.record_tables import SPEAKS_FOR_ALL, columns_of, texts
from detector.types import Finding, Mention, Suggestion, TypedTable
from recognizers.values import DateValue

RULE = "TABLE-FREE-TEXT"
_RUNNING = 4.0
_COARSENESS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4, "range": 5, "relative": 6}
_LEFT_OUT = re.compile(
    r"\W*(?:x{2,}|\*+|redacted|withheld|removed|suppressed|exempt\w*|s\.?\s?\d+.*|various|other|multiple|\[[^\]]*\]|n/?a|unknown|not (?:disclosed|stated|given))?\W*",
    re.I,
)
_NAMES = {
    "DATE_TIME": "date", "RELATIONSHIP": "relationship", "OCCUPATION": "rank or role", "LOCATION": "place", "AGE": "age", "GENDER": "sex",
    "NRP": "ethnic group, nationality or religion", "ORIENTATION": "orientation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the mentions of its running text, and those that its text undoes a column with."""

    number: int
    told: tuple[Mention, ...]
    undone: tuple[tuple[Mention, str], ...]


def free_text_findings(table: TypedTable, mentions: Sequence[Mention]) -> list[Finding]:
    """One finding for each row that its running text makes the only one of its kind, or one for all where they are many."""
    running = [i for i in range(len(table.columns)) if _is_running(table, i)]
    quasi = columns_of(table, "quasi")
    if not running or not table.rows:
        return []
    by_row = _by_row(mentions)
    names = {table.columns[i].name for i in running}
    sizes = class_sizes(texts(table, quasi)) if quasi else [len(table.rows)] * len(table.rows)
    rows = [
        row
        for number, size in enumerate(sizes, 1)
        if size > 1 and (row := _read(table, number, by_row.get(number, ()), names, quasi)) is not None
    ]
    alone = _alone(table, rows, quasi)
    shown = [row for row in rows if row.number in alone]
    if len(shown) > SPEAKS_FOR_ALL:
        return [_for_all(table, shown, running)]
    return [_for_row(table, row, running, by_row) for row in shown]


def _is_running(table: TypedTable, index: int) -> bool:
    column = table.columns[index]
    if column.kind == "free_text":
        return True
    filled = [row[index].text for row in table.rows[:500] if row[index].text.strip()]
    mean = sum(len(text.split()) for text in filled) / max(len(filled), 1)
    return column.kind in ("other", "category") and mean >= _RUNNING


def _by_row(mentions: Sequence[Mention]) -> Mapping[int, list[Mention]]:
    by_row: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.where.rows and mention.where.columns and mention.about == "case":
            by_row[mention.where.rows[0]].append(mention)
    return by_row


def _read(
    table: TypedTable, number: int, mentions: Sequence[Mention], names: set[str], quasi: Sequence[int]
) -> _Row | None:
    told = tuple(m for m in mentions if m.where.columns[0] in names and m.entity_type in QUASI | SENSITIVE)
    details = [m for m in told if m.entity_type in _NAMES]
    if not details:
        return None
    undone = tuple((m, name) for m in details if (name := _undoes(table, number, m, mentions, quasi)) is not None)
    beside = [m for m in mentions if m.where.columns[0] not in names and m.entity_type in QUASI | SENSITIVE]
    return _Row(number, told, undone) if undone or combination_of([*told, *beside]) is not None else None


def _undoes(
    table: TypedTable, number: int, mention: Mention, row: Sequence[Mention], quasi: Sequence[int]
) -> str | None:
    """The name of the column of the same kind that leaves out what the mention says."""
    for index in quasi:
        column = table.columns[index]
        if column.kind.upper() != mention.entity_type:
            continue
        if _LEFT_OUT.fullmatch(table.rows[number - 1][index].text.strip()):
            return column.name
        dates = [m.value for m in row if m.where.columns[0] == column.name and isinstance(m.value, DateValue)]
        if isinstance(mention.value, DateValue) and dates and all(_finer(mention.value, date) for date in dates):
            return column.name
    return None


def _finer(one: DateValue, other: DateValue) -> bool:
    return _COARSENESS[one.granularity] < min(_COARSENESS[other.granularity], _COARSENESS["range"])


def _alone(table: TypedTable, rows: Sequence[_Row], quasi: Sequence[int]) -> set[int]:
    """The rows that nobody else is like, by the columns and the details of their text together."""

    def signature(row: _Row) -> tuple[object, ...]:
        cells = tuple(normalise(table.rows[row.number - 1][i].text) for i in quasi)
        details = frozenset((m.entity_type, m.value or normalise(m.text)) for m in row.told if m.entity_type in _NAMES)
        return cells, details

    counted = Counter(signature(row) for row in rows)
    return {row.number for row in rows if counted[signature(row)] == 1}


def _for_row(table: TypedTable, row: _Row, running: Sequence[int], by_row: Mapping[int, Sequence[Mention]]) -> Finding:
    columns = tuple(table.columns[i].name for i in running)
    details = [m for m in row.told if m.entity_type in _NAMES]
    cells = [table.rows[row.number - 1][i] for i in running]
    return finding(
        RULE,
        "high",
        _why(row, columns, details),
        replace(table.where, rows=(row.number,), columns=columns, cell=cells[0].ref if len(cells) == 1 else None),
        [f"{m.entity_type}={normalise(m.text)}" for m in details],
        mentions=tuple(m.id for m in by_row[row.number] if m.entity_type in QUASI),
        k=1,
        suggestions=tuple(Suggestion("redact", m.text, "[withheld]", 1, None, None) for m in details),
    )


def _why(row: _Row, columns: Sequence[str], details: Sequence[Mention]) -> str:
    quoted = " and ".join(f"“{name}”" for name in columns)
    kinds = list(dict.fromkeys(_NAMES[m.entity_type] for m in details))
    said = f"By its columns this row is like others, but its {quoted} tells a {', a '.join(kinds)} and makes it the only one (k = 1)."
    undone = list(dict.fromkeys(name for _, name in row.undone))
    if undone:
        said += f" It gives what the column {' and '.join(f'“{name}”' for name in undone)} leaves out."
    return said


def _for_all(table: TypedTable, rows: Sequence[_Row], running: Sequence[int]) -> Finding:
    columns = tuple(table.columns[i].name for i in running)
    numbers = tuple(row.number for row in rows)
    return finding(
        RULE,
        "high",
        f"In {len(rows):,} of the {len(table.rows):,} rows the text of {' and '.join(f'“{n}”' for n in columns)} makes the only one of its kind "
        f"of a row that others share by its columns. The first {min(len(rows), LONGEST_ROW_LIST):,} row numbers are listed.",
        replace(table.where, rows=numbers[:LONGEST_ROW_LIST], columns=columns),
        columns,
        mentions=tuple(m.id for row in rows[:LONGEST_ROW_LIST] for m in row.told),
        k=1,
        suggestions=tuple(Suggestion("remove", f"column “{name}”", "no column", 1, None, None) for name in columns),
    )


def without_rows(findings: Sequence[Finding], told: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a table without those of a small class for rows that a finding of their text speaks for."""
    rows = {row for item in told for row in item.where.rows}
    for item in findings:
        if item.rule != "TABLE-SMALL-CLASS" or not (item.where.rows and set(item.where.rows) <= rows):
            yield item
