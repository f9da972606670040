"""A group of whom all are in one category: whoever knows that somebody belongs to the group knows the category.

Attribute disclosure in a table of counts (Hundepool et al. 2012, Statistical Disclosure Control, section 5.2: group disclosure).
It matters where the category is sensitive and the group is told by who people are, not by when something was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from detector.records.totals import is_total_label, parse_count, total_columns, total_rows
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding
from detector.types import Finding, Suggestion, TypedTable

RULE = "TABLE-ONE-CATEGORY"
_SENSITIVE = frozenset({"outcome", "offence", "health", "orientation", "nrp"})
_OF_PERSONS = frozenset({"occupation", "location", "age", "gender", "nrp", "relationship"})
_MOST = 50
Kinds = Callable[[str], frozenset[str]]


def one_category_findings(table: TypedTable, kinds: Kinds) -> Iterator[Finding]:
    """Medium for each group of two to fifty persons that is in one sensitive category and in no other.

    Groups are rows and categories columns, or the other way round.
    """
    yield from _groups_in_rows(table, kinds)
    yield from _groups_in_columns(table, kinds)


def _groups_in_rows(table: TypedTable, kinds: Kinds) -> Iterator[Finding]:
    totals = set(total_columns(table))
    categories = [c for c in count_columns(table) if c not in totals and not is_total_label(table.columns[c].name)]
    sensitive = [c for c in categories if kinds(table.columns[c].name.strip()) & _SENSITIVE]
    if len(categories) < 2 or len(sensitive) * 2 < len(categories):
        return
    for number in _inner_rows(table):
        label = row_label(table, number)
        only = _only(table, [(number, c) for c in categories]) if kinds(label) & _OF_PERSONS else None
        if only is not None and only[1] in sensitive:
            yield _finding(table, only, label, table.columns[only[1]].name)


def _groups_in_columns(table: TypedTable, kinds: Kinds) -> Iterator[Finding]:
    totals = set(total_columns(table))
    rows = _inner_rows(table)
    sensitive = [r for r in rows if kinds(row_label(table, r)) & _SENSITIVE]
    if len(rows) < 2 or len(sensitive) * 2 < len(rows):
        return
    for column in count_columns(table):
        name = table.columns[column].name.strip()
        if column in totals or is_total_label(name) or not kinds(name) & _OF_PERSONS:
            continue
        only = _only(table, [(r, column) for r in rows])
        if only is not None and only[0] in sensitive:
            yield _finding(table, only, name, row_label(table, only[0]))


def _inner_rows(table: TypedTable) -> list[int]:
    summed = set(total_rows(table))
    return [r for r in range(len(table.rows)) if r not in summed and not is_total_label(row_label(table, r))]


def _only(table: TypedTable, cells: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The one cell of a line that counts anybody, where it counts two to fifty; None where others do or one is withheld."""
    counts = [parse_count(table.rows[r][c].text) for r, c in cells]
    values = [count.value for count in counts if count is not None]
    if len(values) < len(cells) or None in values:
        return None
    filled = [(cell, value) for cell, value in zip(cells, values, strict=True) if value]
    return filled[0][0] if len(filled) == 1 and 2 <= (filled[0][1] or 0) <= _MOST else None


def _finding(table: TypedTable, place: tuple[int, int], group: str, category: str) -> Finding:
    row, column = place
    cell = table.rows[row][column]
    return finding(
        RULE,
        "medium",
        f"All {cell.text.strip()} of “{group}” are counted under “{category}”. Knowing that somebody is among them is enough to know it "
        "about them.",
        replace(table.where, rows=(row + 1,), columns=(table.columns[column].name,), cell=cell.ref),
        [group, category],
        suggestions=(Suggestion("generalise", f"“{group}”", "a larger group", None, None, None),),
    )
