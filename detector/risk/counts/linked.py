"""Linked tables: a count that one table withholds and another prints.

Two count tables are linked where they have lines and columns of the same names, agree in several cells and contradict each
other in none (de Wolf and Giessing 2009, on linked tables in tau-Argus; here only cells that are the same are compared).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detector.records.totals import Count, parse_count
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding, normalise
from detector.types import Finding, Suggestion, TypedTable

_FEWEST_AGREED = 2
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    column: int
    count: Count


def linked_findings(tables: Sequence[TypedTable]) -> Iterator[Finding]:
    """High for each withheld count of a table that another of the tables gives as a number."""
    named = [(table, _cells(table)) for table in tables if table.shape == "counts"]
    for table, cells in named:
        withheld = {name: place for name, place in cells.items() if place.count.suppressed}
        if not withheld:
            continue
        for other, others in named:
            if other is not table and _linked(cells, others):
                yield from _given(table, other, withheld, others)


def _cells(table: TypedTable) -> Mapping[tuple[str, str], _Place]:
    """The counts by the names of their line and column; names that occur twice say nothing."""
    found: dict[tuple[str, str], _Place] = {}
    twice: set[tuple[str, str]] = set()
    columns = count_columns(table)
    if len(columns) * len(table.rows) > _MOST_CELLS:
        return {}
    for r, row in enumerate(table.rows):
        label = normalise(row_label(table, r))
        for c in columns:
            count = parse_count(row[c].text)
            # a line of one count column is named by its label alone: the column's name is often just "Number"
            name = (label, normalise(table.columns[c].name) if len(columns) > 1 else "")
            if count is None or not label:
                continue
            if name in found:
                twice.add(name)
            found[name] = _Place(r, c, count)
    return {name: place for name, place in found.items() if name not in twice}


def _linked(cells: Mapping[tuple[str, str], _Place], others: Mapping[tuple[str, str], _Place]) -> bool:
    agreed = 0
    for name in cells.keys() & others.keys():
        one, other = cells[name].count.value, others[name].count.value
        if one is None or other is None:
            continue
        if one != other:
            return False
        agreed += one > 0
    return agreed >= _FEWEST_AGREED


def _given(
    table: TypedTable,
    other: TypedTable,
    withheld: Mapping[tuple[str, str], _Place],
    others: Mapping[tuple[str, str], _Place],
) -> Iterator[Finding]:
    for name, place in withheld.items():
        there = others.get(name)
        if there is None or there.count.value is None or there.count.blank:
            continue
        if there.count.value < place.count.low or (
            place.count.high is not None and there.count.value > place.count.high
        ):
            continue
        label, column = row_label(table, place.row), table.columns[place.column].name
        shown = table.rows[place.row][place.column]
        yield finding(
            "TABLE-RECOVERABLE",
            "high",
            f"“{label}”, “{column}” is shown as “{shown.text.strip()}”, but table {(other.where.table or 0) + 1} gives the same count as a number.",
            replace(table.where, rows=(place.row + 1,), columns=(column,), cell=shown.ref),
            [label, column, "linked"],
            title="Another table gives back a withheld count",
            suggestions=(
                Suggestion(
                    "suppress", f"the same count in table {(other.where.table or 0) + 1}", "*", None, None, None
                ),
            ),
        )
