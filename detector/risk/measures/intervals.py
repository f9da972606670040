"""What the totals of a count table leave for its withheld cells, over a matrix of counts; see ``linear`` for the method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from detector.risk.measures.linear import LinearTable, solve
from detector.risk.measures.propagation import Equation, Interval

Matrix: TypeAlias = Sequence[Sequence[Interval]]
LineSum: TypeAlias = tuple[int, Sequence[int]]


def tighten(matrix: Matrix, total_rows: Sequence[int], total_columns: Sequence[int]) -> list[list[Interval]]:
    """The feasible interval of every cell. ``high`` None is unbounded; totals equal the sum of the cells they cover.

    Where several rows (or columns) are totals, the last is the grand total of all that are none. A table whose figures do
    not add up is given back as it was read.
    """
    rows, columns = len(matrix), len(matrix[0]) if matrix else 0
    return tighten_sums(matrix, _grand(total_rows, rows), _grand(total_columns, columns))


def tighten_sums(matrix: Matrix, row_sums: Sequence[LineSum], column_sums: Sequence[LineSum]) -> list[list[Interval]]:
    """The feasible interval of every cell, with subtotals: each sum is the index of a line and those of its parts.

    Sums may be nested: parts may be subtotals. A table whose figures do not add up is given back as it was read.
    """
    columns = len(matrix[0]) if matrix else 0
    intervals = solve(matrix_table(matrix, row_sums, column_sums)).intervals
    return [list(intervals[r * columns : (r + 1) * columns]) for r in range(len(matrix))]


def matrix_table(matrix: Matrix, row_sums: Sequence[LineSum], column_sums: Sequence[LineSum]) -> LinearTable:
    """The matrix as cells in row order (cell of row r and column c: r x columns + c) with the equations of its sums."""
    rows, columns = len(matrix), len(matrix[0]) if matrix else 0
    equations: list[Equation] = []
    for total, parts in column_sums:
        equations.extend((r * columns + total, tuple(r * columns + p for p in parts)) for r in range(rows) if parts)
    for total, parts in row_sums:
        equations.extend((total * columns + c, tuple(p * columns + c for p in parts)) for c in range(columns) if parts)
    return LinearTable(tuple(cell for row in matrix for cell in row), tuple(equations))


def rounded_interval(value: int, base: int, *, random: bool = False) -> Interval:
    """The counts that are shown as ``value`` when rounded to a multiple of ``base``.

    To the nearest multiple, whichever way a tie goes; with ``random`` to the one below or above (controlled or random
    rounding, Hundepool et al. 2012, section 5.4). Counts are not negative. Raises ValueError for a base below 1 or a value that is
    no multiple of it.
    """
    if base < 1 or value % base:
        raise ValueError("a rounded value is a multiple of its base")
    reach = base - 1 if random else base // 2
    return max(0, value - reach), value + reach


def _grand(totals: Sequence[int], lines: int) -> list[LineSum]:
    parts = [i for i in range(lines) if i not in totals]
    return [(totals[-1], parts)] if totals and parts else []
