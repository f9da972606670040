"""Linked tables solved together: a withheld count that the margins of another table give back.

The same persons by year and rank here and by year and outcome there: every total that both tables have is one number, and the
equations of both hold at once (Hundepool et al. 2012, section 4.2.2; de Wolf and Giessing 2009). Margins are the totals that a table
prints, and the sums of its lines where it prints none. Two tables count as linked where at least two margins of the same
name agree as numbers and none contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from detector.records.totals import Count, column_sums, is_total_label, parse_count, row_sums
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding, normalise
from detector.risk.measures.intervals import matrix_table
from detector.risk.measures.linear import LinearTable, side_by_side, solve, with_equations
from detector.risk.measures.propagation import Interval
from detector.types import Finding, Suggestion, TypedTable

_FEWEST_AGREED = 2
_NEARLY = 2
_MOST_CELLS = 4_000
_MOST_TABLES = 12
_ALL = "total"


@dataclass(frozen=True, slots=True)
class _Linked:
    """A table as equations, with the cells of its margins by name; ``places`` are row and column of the printed cells."""

    table: TypedTable
    linear: LinearTable
    counts: tuple[Count | None, ...]
    places: tuple[tuple[int, int], ...]
    margins: dict[str, int]


def joint_findings(tables: Sequence[TypedTable], known: Sequence[Finding] = ()) -> Iterator[Finding]:
    """High for a withheld count of which two tables together leave one value, medium where they leave two.

    ``known`` are the findings about cells that one table gives back alone; these are not said again.
    """
    counted = [t for t in tables if t.shape == "counts"][:_MOST_TABLES]
    linked = [found for table in counted if (found := _linked(table)) is not None]
    told = {(f.where.table, f.where.cell) for f in known if f.rule == "TABLE-RECOVERABLE"}
    for one, other in combinations(linked, 2):
        if any(c is not None and c.suppressed for c in (*one.counts, *other.counts)):
            for item in _given_back(one, other):
                if (item.where.table, item.where.cell) not in told:
                    told.add((item.where.table, item.where.cell))
                    yield item


def _linked(table: TypedTable) -> _Linked | None:
    columns = count_columns(table)
    if not columns or not table.rows or len(columns) * len(table.rows) > _MOST_CELLS:
        return None
    counts = [[parse_count(row[c].text) for c in columns] for row in table.rows]
    rows = [(s.total, s.parts) for s in row_sums(table) if s.parts]
    sums = [(columns.index(s.total), tuple(columns.index(p) for p in s.parts)) for s in column_sums(table) if s.parts]
    matrix: list[list[Interval]] = [[(0, None) if c is None else (c.low, c.high) for c in row] for row in counts]
    linear = matrix_table(matrix, rows, sums)
    places = tuple((r, c) for r in range(len(table.rows)) for c in columns)
    linear, margins = _margins(table, columns, linear, [t for t, _ in rows], [t for t, _ in sums])
    return _Linked(table, linear, tuple(c for row in counts for c in row), places, margins)


def _margins(
    table: TypedTable,
    columns: Sequence[int],
    linear: LinearTable,
    total_rows: Sequence[int],
    total_columns: Sequence[int],
) -> tuple[LinearTable, dict[str, int]]:
    """The total of every line and column by its name; a total that is not printed is one more cell."""
    width = len(columns)
    lines: dict[str, list[int]] = {}
    inner_rows = [r for r in range(len(table.rows)) if r not in total_rows and not is_total_label(row_label(table, r))]
    inner_columns = [
        j for j in range(width) if j not in total_columns and not is_total_label(table.columns[columns[j]].name)
    ]
    for r in inner_rows:
        label = normalise(row_label(table, r))
        lines.setdefault(label, []).append(r * width + total_columns[-1] if total_columns else -1)
        if not total_columns:
            linear, lines[label][-1] = _summed(linear, [r * width + j for j in inner_columns])
    if width > 1:
        for j in inner_columns:
            label = normalise(table.columns[columns[j]].name)
            if total_rows:
                lines.setdefault(label, []).append(total_rows[-1] * width + j)
            else:
                linear, cell = _summed(linear, [r * width + j for r in inner_rows])
                lines.setdefault(label, []).append(cell)
    if total_rows:
        corner = total_columns[-1] if total_columns else 0 if width == 1 else None
        if corner is not None:
            lines.setdefault(_ALL, []).append(total_rows[-1] * width + corner)
    return linear, {label: cells[0] for label, cells in lines.items() if label and len(cells) == 1}


def _summed(linear: LinearTable, parts: Sequence[int]) -> tuple[LinearTable, int]:
    """The table with the sum of some cells as a further cell; a sum of one is that cell."""
    if len(parts) == 1:
        return linear, parts[0]
    cell = len(linear.cells)
    return LinearTable((*linear.cells, (0, None)), (*linear.equations, (cell, tuple(parts)))), cell


def _given_back(one: _Linked, other: _Linked) -> Iterator[Finding]:
    alone = [solve(item.linear) for item in (one, other)]
    if not all(found.consistent for found in alone):
        return
    names = [name for name in one.margins if name in other.margins]
    agreed = 0
    for name in names:
        a, b = alone[0].intervals[one.margins[name]], alone[1].intervals[other.margins[name]]
        if (b[1] is not None and a[0] > b[1]) or (a[1] is not None and b[0] > a[1]):
            return
        agreed += a == b and a[0] == a[1] and a[0] > 0
    if agreed < _FEWEST_AGREED:
        return
    both, offsets = side_by_side([one.linear, other.linear])
    equal = [(one.margins[name] + offsets[0], (other.margins[name] + offsets[1],)) for name in names]
    together = solve(with_equations(both, equal))
    if not together.consistent:
        return
    for number, (item, offset) in enumerate(zip((one, other), offsets, strict=True)):
        for index, count in enumerate(item.counts):
            if count is None or not count.suppressed:
                continue
            low, high = together.intervals[offset + index]
            before = alone[number].intervals[index]
            narrow = high is not None and high - low < _NEARLY
            if narrow and (low, high) != before and not (before[1] is not None and before[1] - before[0] < _NEARLY):
                yield _finding(item, index, (one, other)[1 - number], low == high)


def _finding(item: _Linked, index: int, other: _Linked, alone: bool) -> Finding:
    row, column = item.places[index]
    cell = item.table.rows[row][column]
    label, name = row_label(item.table, row), item.table.columns[column].name
    number = (other.table.where.table or 0) + 1
    left = "exactly one value" if alone else "only two values"
    return finding(
        "TABLE-RECOVERABLE",
        "high" if alone else "medium",
        f"“{label}”, “{name}” is shown as “{cell.text.strip()}”. Its own totals hide it, but together with the totals of table {number} they "
        f"leave {left}.",
        replace(item.table.where, rows=(row + 1,), columns=(name,), cell=cell.ref),
        [label, name, "joint"],
        title="Two tables together give back a withheld count",
        suggestions=(Suggestion("suppress", "one more cell in the same row and column", "*", None, None, None),),
    )
