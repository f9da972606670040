"""A count table as a matrix with its sums, and what protects it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detector.records.totals import Count, column_sums, is_mark, parse_count, row_sums
from detector.types import TypedTable

Place: TypeAlias = tuple[int, int]
"""Row of the body and column of the table, from 0."""


@dataclass(frozen=True, slots=True)
class Protection:
    """What to print in which cells, and the share of the table's information that is lost by it (0 to 1).

    For suppression the share of the cells that are withheld; for rounding the mean relative distance from the true counts.
    ``proved`` is True where an audit showed every withheld cell protected.
    """

    kind: Literal["suppression", "rounding"]
    cells: Mapping[Place, str]
    loss: float
    proved: bool
    secondary: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The count cells of a table; sums are (total, parts) as indices of rows, and of ``columns``."""

    columns: tuple[int, ...]
    counts: tuple[tuple[Count | None, ...], ...]
    row_sums: tuple[tuple[int, tuple[int, ...]], ...]
    column_sums: tuple[tuple[int, tuple[int, ...]], ...]
    mark: str | None

    @property
    def total_rows(self) -> frozenset[int]:
        """The rows that sum others."""
        return frozenset(total for total, _ in self.row_sums)

    @property
    def total_columns(self) -> frozenset[int]:
        """The indices in ``columns`` that sum others."""
        return frozenset(total for total, _ in self.column_sums)

    def inner(self) -> list[tuple[int, int]]:
        """The cells that are no totals, by row and index in ``columns``."""
        return [
            (r, j)
            for r in range(len(self.counts))
            for j in range(len(self.columns))
            if r not in self.total_rows and j not in self.total_columns
        ]


def matrix_of(table: TypedTable) -> Matrix:
    """The matrix of a count table."""
    columns = tuple(i for i, column in enumerate(table.columns) if column.role == "count")
    counts = tuple(
        tuple(None if "%" in row[c].text else parse_count(row[c].text) for c in columns) for row in table.rows
    )
    marks = [row[c].text.strip() for row in table.rows for c in columns if is_mark(row[c].text)]
    marks = [mark for mark in marks if not any(ch.isdigit() for ch in mark) and mark not in ("-", "–", "n/a")]
    return Matrix(
        columns,
        counts,
        tuple((s.total, s.parts) for s in row_sums(table) if s.parts),
        tuple(
            (columns.index(s.total), tuple(columns.index(p) for p in s.parts)) for s in column_sums(table) if s.parts
        ),
        max(sorted(set(marks)), key=marks.count) if marks else None,
    )
