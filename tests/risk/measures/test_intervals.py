"""What totals leave in a matrix of counts: nested sums, rounding, contradictions, and large tables."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.risk.measures.intervals import matrix_table, rounded_interval, tighten, tighten_sums
from detector.risk.measures.linear import solve
from detector.risk.measures.propagation import Bounds, Interval, propagate

OPEN: Interval = (0, None)
BELOW_FIVE: Interval = (0, 4)


def known(*values: int | Interval) -> list[Interval]:
    return [(v, v) if isinstance(v, int) else v for v in values]


def test_one_withheld_cell_in_a_row_is_given_back() -> None:
    matrix = [known(OPEN, 4, 9), known(3, 2, 5)]
    assert tighten(matrix, [], [2])[0] == known(5, 4, 9)


def test_two_in_each_row_and_column_are_protected_exactly_as_far_as_the_totals_allow() -> None:
    matrix = [known(BELOW_FIVE, BELOW_FIVE, 10, 15), known(BELOW_FIVE, BELOW_FIVE, 2, 5), known(6, 6, 12, 24)]
    matrix[2][3] = (20, 20)
    assert tighten(matrix, [2], [3]) == matrix  # 5 + 3 beside 12: the corner does not add up
    matrix[2] = known(4, 4, 12, 20)
    assert tighten(matrix, [2], [3])[:2] == [known((1, 4), (1, 4), 10, 15), known((0, 3), (0, 3), 2, 5)]


def test_a_cycle_is_solved_where_propagation_stops() -> None:
    """No line alone says so, but two rows and two columns have the same sum, so that nothing is left for the rest of the
    columns."""
    matrix = [known(OPEN, OPEN, 0, 5), known(OPEN, OPEN, 0, 3), known(OPEN, OPEN, OPEN, OPEN), known(4, 4, OPEN, OPEN)]
    table = matrix_table(matrix, [(3, [0, 1, 2])], [(3, [0, 1, 2])])
    bounds = Bounds.of(table.cells)
    assert propagate(bounds, table.equations)
    assert bounds.intervals()[8] == (0, 3)
    result = tighten(matrix, [3], [3])
    assert result[2] == known(0, 0, OPEN, OPEN)
    assert result[0][:2] == [(1, 4), (1, 4)]


def test_nested_subtotals() -> None:
    """Two divisions of two stations each: the subtotals undo what the grand total hides."""
    column = [known(OPEN), known(3), known(5), known(OPEN), known(4), known(6), known(11)]
    only_grand = tighten(column, [2, 5, 6], [])
    assert only_grand[0] == [(0, 4)]
    nested = tighten_sums(column, [(2, [0, 1]), (5, [3, 4]), (6, [2, 5])], [])
    assert [nested[0], nested[3]] == [known(2), known(2)]


def test_two_subtotals_in_both_directions() -> None:
    rng = np.random.default_rng(5)
    inner = rng.integers(0, 6, (4, 4))
    full = np.zeros((7, 7), dtype=int)
    at, sums = [0, 1, 3, 4], [(2, [0, 1]), (5, [3, 4]), (6, [2, 5])]
    full[np.ix_(at, at)] = inner
    for total, parts in sums:
        full[total] = full[parts].sum(0)
    for total, parts in sums:
        full[:, total] = full[:, parts].sum(1)
    matrix = [known(*map(int, row)) for row in full]
    for r, c in ((0, 0), (0, 1), (1, 0), (1, 1), (3, 3), (2, 2), (5, 5)):
        matrix[r][c] = OPEN
    result = tighten_sums(matrix, sums, sums)
    assert result[3][3] == (full[3, 3], full[3, 3])
    assert result[0][0][0] != result[0][0][1]
    assert all(
        low <= full[r, c] <= high
        for r in range(7)
        for c in range(7)
        for low, high in [result[r][c]]
        if high is not None
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from([BELOW_FIVE, OPEN]))
def test_the_truth_is_never_cut_off_and_more_print_never_widens(seed: int, mark: Interval) -> None:
    random = np.random.default_rng(seed)
    rows, columns = random.integers(2, 6, 2)
    full = np.zeros((rows + 1, columns + 1), dtype=int)
    full[:rows, :columns] = random.integers(0, 5, (rows, columns))
    full[rows] = full.sum(0)
    full[:, columns] = full.sum(1)
    hidden = random.random(full.shape) < 0.5
    hidden[rows, :] = hidden[:, columns] = False

    def left(hide: np.ndarray) -> np.ndarray:
        matrix = [[mark if hide[r, c] else (int(v), int(v)) for c, v in enumerate(row)] for r, row in enumerate(full)]
        return np.array(tighten(matrix, [rows], [columns]))

    wide = left(hidden)
    assert ((wide[..., 0] <= full) & (full <= wide[..., 1])).all()
    fewer = left(hidden & (random.random(full.shape) < 0.7))
    assert ((wide[..., 0] <= fewer[..., 0]) & (fewer[..., 1] <= wide[..., 1])).all()


def test_a_table_that_does_not_add_up_is_given_back_as_read() -> None:
    matrix = [known(1, 2, 9), known(BELOW_FIVE, 1, 1)]
    assert tighten(matrix, [], [2]) == matrix
    assert not solve(matrix_table(matrix, [], [(2, [0, 1])])).consistent


def test_tables_without_cells_or_totals() -> None:
    assert tighten([], [], []) == []
    assert tighten([[], []], [], []) == [[], []]
    assert tighten([known(OPEN)], [], []) == [[OPEN]]
    assert tighten([known(OPEN, 3)], [0], [0, 1]) == [known(OPEN, 3)]


@given(st.integers(0, 500), st.sampled_from([3, 5, 10, 100]))
def test_a_rounded_count_is_in_its_interval(count: int, base: int) -> None:
    for shown in {base * round(count / base), base * ((2 * count + base) // (2 * base))}:
        low, high = rounded_interval(shown, base)
        assert high is not None
        assert low <= count <= high
    for shown in (count // base * base, -(-count // base) * base):
        low, high = rounded_interval(shown, base, random=True)
        assert high is not None
        assert low <= count <= high


def test_rounded_totals_leave_more_room() -> None:
    assert rounded_interval(15, 5) == (13, 17)
    assert rounded_interval(0, 5) == (0, 2)
    assert rounded_interval(20, 10) == (15, 25)
    assert rounded_interval(6, 3, random=True) == (4, 8)
    matrix = [known(OPEN, 10, rounded_interval(15, 5))]
    assert tighten(matrix, [], [2])[0][0] == (3, 7)
    for value, base in ((7, 5), (5, 0)):
        with pytest.raises(ValueError, match="multiple"):
            rounded_interval(value, base)


@pytest.mark.parametrize("mark", [BELOW_FIVE, OPEN])
def test_a_large_table_finishes_in_seconds(mark: Interval) -> None:
    random = np.random.default_rng(2)
    full = np.zeros((101, 101), dtype=int)
    full[:100, :100] = random.integers(0, 40, (100, 100))
    full[100] = full.sum(0)
    full[:, 100] = full.sum(1)
    small = [tuple(p) for p in np.argwhere(full[:100, :100] < 5)][:500]
    matrix = [known(*map(int, row)) for row in full]
    for r, c in small:
        matrix[r][c] = mark
    start = time.perf_counter()
    result = solve(matrix_table(matrix, [(100, range(100))], [(100, range(100))]))
    assert time.perf_counter() - start < 10
    assert result.exact
    assert result.consistent
