"""Withheld cells that no total gives back, on small tables against trying everything."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.generalise.counts import protections
from detector.generalise.counts.merging import merged
from detector.generalise.counts.model import matrix_of
from detector.generalise.counts.suppression import audit
from detector.read import Limits, read_bytes
from detector.recognise.cells import kinds
from detector.records.columns import type_table
from detector.types import TypedTable


def table(body: list[list[int | str]], total_row: bool = True, total_column: bool = True) -> TypedTable:
    """A count table with labels a, b, c ... and totals by arithmetic."""
    lines = [[*row, *([sum(int(v) for v in row)] if total_column else [])] for row in body]
    if total_row:
        lines.append([sum(int(line[c]) for line in lines) for c in range(len(lines[0]))])
    names = [f"Station {chr(65 + i)}" for i in range(len(body))] + (["Total"] if total_row else [])
    head = ["Station", *[f"{2015 + c}" for c in range(len(body[0]))], *(["Total"] if total_column else [])]
    text = "\n".join(
        ",".join(map(str, row)) for row in [head, *[[n, *line] for n, line in zip(names, lines, strict=True)]]
    )
    (grid,) = read_bytes(text.encode(), "t.csv", Limits()).grids
    return type_table(grid, {}, kinds)


def small(typed: TypedTable, threshold: int = 5) -> dict[tuple[int, int], str]:
    return {
        (r, c): f"<{threshold}"
        for r, row in enumerate(typed.rows)
        for c, column in enumerate(typed.columns)
        if column.role == "count" and 0 < int(row[c].text) < threshold
    }


def possible(
    body: list[list[int]], hidden: set[tuple[int, int]], below: dict[tuple[int, int], int]
) -> dict[tuple[int, int], set[int]]:
    """What each hidden cell can be, by trying every table up to the largest total: inner cells only, all totals printed."""
    rows = [sum(row) for row in body]
    columns = [sum(row[c] for row in body) for c in range(len(body[0]))]
    cells = sorted(hidden)
    found: dict[tuple[int, int], set[int]] = {cell: set() for cell in cells}
    ranges = [range(below.get(cell, min(rows[cell[0]], columns[cell[1]]) + 1)) for cell in cells]
    for values in product(*ranges):
        tried = [list(row) for row in body]
        for (r, c), value in zip(cells, values, strict=True):
            tried[r][c] = value
        if [sum(row) for row in tried] == rows and [
            sum(row[c] for row in tried) for c in range(len(columns))
        ] == columns:
            for cell, value in zip(cells, values, strict=True):
                found[cell].add(value)
    return found


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3))
def test_no_withheld_cell_comes_back(body: list[list[int]]) -> None:
    typed = table(body)
    if any(column.role != "count" for column in typed.columns[1:]) or not small(typed):
        return
    way = protections(typed, small(typed))[0]
    assert way.kind == "suppression"
    inner = {(r, c - 1) for r, c in way.cells if r < 3 and 1 <= c <= 3}
    totals = set(way.cells) - {(r, c + 1) for r, c in inner}
    if way.proved and not totals and len(inner) <= 5:
        marked = {(r, c - 1): 5 for (r, c), text in way.cells.items() if text == "<5"}
        for values in possible(body, inner, marked).values():
            assert len(values) >= 3


def test_a_single_small_cell_needs_three_more() -> None:
    typed = table([[2, 10, 20], [30, 40, 50], [60, 70, 80]])
    way = protections(typed, small(typed))[0]
    assert way.proved
    assert len(way.cells) == 4
    assert way.cells[0, 1] == "<5"
    intervals = audit(matrix_of(typed), {(r, c - 1): text for (r, c), text in way.cells.items()})
    assert all(high is None or high - low >= 2 for (r, c) in way.cells for low, high in [intervals[r][c - 1]])


def test_without_totals_nothing_more_is_withheld() -> None:
    typed = table([[2, 10], [30, 40], [60, 70]], total_row=False, total_column=False)
    way = protections(typed, small(typed))[0]
    assert way.secondary == ()
    assert dict(way.cells) == {(0, 1): "<5"}


def test_the_tables_own_mark_is_used() -> None:
    typed = table([[2, 10, 20], [30, 40, 50], [60, 70, 80]])
    text = "Station,A,B,Total\nX,*,20,30\nY,40,2,42\nZ,5,5,10\nTotal,55,27,82\n"
    (grid,) = read_bytes(text.encode(), "t.csv", Limits()).grids
    typed = type_table(grid, {}, kinds)
    way = protections(typed, {(1, 2): "<5"})[0]
    assert {t for place, t in way.cells.items() if place in way.secondary} <= {"*"}


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 60), min_size=2, max_size=4), min_size=2, max_size=4).filter(
        lambda b: len({len(r) for r in b}) == 1
    )
)
def test_rounded_counts_are_multiples_next_to_the_true_ones(body: list[list[int]]) -> None:
    typed = table(body)
    if any(column.role != "count" for column in typed.columns[1:]):
        return
    for way in protections(typed, {}, 5):
        assert way.kind == "rounding"
        shown = [
            [way.cells.get((r, c), typed.rows[r][c].text) for c in range(1, len(typed.columns))]
            for r in range(len(typed.rows))
        ]
        for r, row in enumerate(shown):
            for c, text in enumerate(row):
                assert int(text) % 5 == 0
                assert abs(int(text) - int(typed.rows[r][c + 1].text)) < 5
        if way.proved and matrix_of(typed).row_sums:
            for c in range(len(shown[0])):
                assert sum(int(row[c]) for row in shown[:-1]) == int(shown[-1][c])


def test_a_base_of_one_is_no_rounding() -> None:
    with pytest.raises(ValueError, match="at least two"):
        protections(table([[1, 2], [3, 4], [5, 6]]), {}, 1)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=4, max_size=6), st.booleans())
def test_a_merge_leaves_no_small_count(body: list[list[int]], ordered: bool) -> None:
    matrix = matrix_of(table(body))
    if len(matrix.columns) != 4:
        return
    way = merged(matrix, 5, lambda of_rows: ordered)
    if way is None:
        return
    lines = body if way.of_rows else [list(column) for column in zip(*body, strict=True)]
    rest = [line for i, line in enumerate(lines) if i not in way.lines]
    together = [sum(cells) for cells in zip(*(lines[i] for i in way.lines), strict=True)]
    assert not any(0 < value < 5 for line in [*rest, together] for value in line)
    assert rest
    assert not ordered or list(way.lines) == list(range(way.lines[0], way.lines[-1] + 1))


def test_neighbouring_years_are_merged() -> None:
    matrix = matrix_of(table([[20, 2, 9, 30], [40, 31, 22, 50]]))
    way = merged(matrix, 5, lambda of_rows: not of_rows)
    assert way is not None
    assert not way.of_rows
    assert way.lines == (1, 2)
