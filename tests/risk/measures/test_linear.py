"""Feasible intervals against enumeration of every table that agrees with the print."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.risk.measures import linear
from detector.risk.measures.linear import (
    LinearTable,
    feasible_intervals,
    side_by_side,
    solve,
    with_difference,
    with_equations,
)
from detector.risk.measures.programme import Work
from detector.risk.measures.propagation import Bounds, Equation, Interval, propagate


def enumerated(cells: list[Interval], equations: list[Equation]) -> list[Interval] | None:
    """The extremes of each cell over all whole-numbered tables; None where there is none. All cells are limited."""
    found = [
        values
        for values in product(*(range(low, (high or 0) + 1) for low, high in cells))
        if all(values[total] == sum(values[p] for p in parts) for total, parts in equations)
    ]
    return [(min(column), max(column)) for column in zip(*found, strict=True)] if found else None


@st.composite
def equation_systems(draw: st.DrawFn) -> tuple[list[Interval], list[Equation]]:
    """Few cells and overlapping equations of any form, seldom those of a two-way table; often contradictory."""
    count = draw(st.integers(3, 7))
    cells: list[Interval] = []
    for _ in range(count):
        low = draw(st.integers(0, 4))
        cells.append((low, low + draw(st.integers(0, 3))))
    indices = st.lists(st.integers(0, count - 1), min_size=2, max_size=count, unique=True)
    lines = draw(st.lists(indices, min_size=1, max_size=4))
    return cells, [(line[0], tuple(line[1:])) for line in lines]


@settings(max_examples=150, deadline=None)
@given(equation_systems())
def test_intervals_are_exactly_those_of_all_tables(system: tuple[list[Interval], list[Equation]]) -> None:
    cells, equations = system
    expected = enumerated(cells, equations)
    result = solve(LinearTable(tuple(cells), tuple(equations)))
    assert result.consistent == (expected is not None)
    assert result.exact
    assert list(result.intervals) == (expected or cells)


@settings(deadline=None)
@given(equation_systems())
def test_propagation_never_cuts_off_a_table(system: tuple[list[Interval], list[Equation]]) -> None:
    cells, equations = system
    expected = enumerated(cells, equations)
    bounds = Bounds.of(cells)
    if propagate(bounds, equations) is None:
        assert expected is None
    for (low, high), (least, most) in zip(bounds.intervals(), expected or [], strict=False):
        assert high is not None
        assert low <= least <= most <= high


def test_a_cycle_that_fits_only_halves_has_no_table() -> None:
    """x + y = y + z = z + x = 1 has one solution, and it is fractional."""
    cells: list[Interval] = [(0, 1)] * 3 + [(1, 1)] * 3
    equations = [(3, (0, 1)), (4, (1, 2)), (5, (2, 0))]
    result = solve(LinearTable(tuple(cells), tuple(equations)))
    assert (result.consistent, list(result.intervals)) == (False, cells)


def test_bounds_of_an_odd_cycle_are_whole_numbers() -> None:
    """The relaxation reaches 1.5; among whole numbers at most 1 is left."""
    cells: list[Interval] = [(0, 3)] * 3 + [(0, 3), (0, 3), (0, 3), (3, 3)]
    equations = [(3, (0, 1)), (4, (1, 2)), (5, (2, 0)), (6, (0, 1, 2))]
    assert feasible_intervals(cells, equations) == enumerated(cells, equations)


def test_an_unlimited_cell_stays_unlimited_and_a_limited_one_does_not() -> None:
    unlimited: list[Interval] = [(0, None)] * 4
    assert feasible_intervals(unlimited, [(0, (1, 2))]) == unlimited
    assert feasible_intervals([(5, 5), (0, None), (2, None)], [(0, (1, 2))]) == [(5, 5), (0, 3), (2, 5)]


def test_an_unlimited_cycle() -> None:
    """Two rows and columns without totals that limit them: only the difference of the margins is known."""
    cells: list[Interval] = [(0, None)] * 8
    equations = [(4, (0, 1)), (5, (2, 3)), (6, (0, 2)), (7, (1, 3))]
    assert feasible_intervals(cells, equations) == cells
    cells[4], cells[6] = (3, 3), (7, 7)
    assert feasible_intervals(cells, equations)[:4] == [(0, 3), (0, 3), (4, 7), (0, None)]


def test_a_contradiction_is_flagged_and_nothing_changed() -> None:
    cells: list[Interval] = [(5, 5), (3, 3), (0, 1)]
    result = solve(LinearTable(tuple(cells), ((0, (1, 2)),)))
    assert (result.consistent, list(result.intervals)) == (False, cells)
    assert not solve(LinearTable(((3, 2),), ())).consistent


@pytest.mark.parametrize("equation", [(0, (0, 1)), (0, (1, 1)), (0, (3,)), (-1, (0,))])
def test_malformed_equations_are_refused(equation: Equation) -> None:
    with pytest.raises(ValueError, match="an equation"):
        feasible_intervals([(0, 1)] * 3, [equation])


def test_linked_tables_give_back_what_each_alone_hides() -> None:
    """Counts by year hide one cell, the same cases by rank hide another; the shared total opens both."""
    by_year = LinearTable(((0, None), (4, 4), (9, 9)), ((2, (0, 1)),))
    by_rank = LinearTable(((0, None), (0, None), (0, None)), ((2, (0, 1)),))
    both, (first, second) = side_by_side([by_year, by_rank])
    assert solve(both).intervals[second + 2] == (0, None)
    linked = with_equations(both, [(first + 2, (second + 2,)), (first, (second,))])
    assert solve(linked).intervals == ((5, 5), (4, 4), (9, 9), (5, 5), (4, 4), (9, 9))


def test_the_margin_of_one_table_is_a_cell_of_another() -> None:
    stations = LinearTable(((2, 2), (0, 4), (0, 4)), ())
    forces = LinearTable(((7, 7),), ())
    both, (first, second) = side_by_side([stations, forces])
    linked = with_equations(both, [(second, (first, first + 1, first + 2))])
    assert solve(linked).intervals == ((2, 2), (1, 4), (1, 4), (7, 7))


def test_the_difference_of_two_published_groups() -> None:
    table, left = with_difference(LinearTable(((12, 12), (11, 11)), ()), 0, 1)
    assert solve(table).intervals[left] == (1, 1)


def test_what_is_too_large_is_not_called_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "Work", lambda: Work(10))
    cells: list[Interval] = [(0, None)] * 4 + [(5, 5), (6, 6), (4, 4), (7, 7)]
    equations = [(4, (0, 1)), (5, (2, 3)), (6, (0, 2)), (7, (1, 3))]
    result = solve(LinearTable(tuple(cells), tuple(equations)))
    assert (result.consistent, result.exact) == (True, False)
    assert result.intervals[:4] == ((0, 4), (1, 5), (0, 4), (2, 6))


def test_large_counts_stay_exact() -> None:
    million = 10**9
    cells: list[Interval] = [(0, None)] * 4 + [
        (5 * million + 1, 5 * million + 1),
        (6, 6),
        (4, 4),
        (5 * million + 3,) * 2,
    ]
    equations = [(4, (0, 1)), (5, (2, 3)), (6, (0, 2)), (7, (1, 3))]
    found = feasible_intervals(cells, equations)
    assert found[:4] == [(0, 4), (5 * million - 3, 5 * million + 1), (0, 4), (2, 6)]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31))
def test_two_way_tables_against_enumeration(seed: int) -> None:
    random = np.random.default_rng(seed)
    inner = random.integers(0, 4, (3, 3))
    full = np.zeros((4, 4), dtype=int)
    full[:3, :3], full[3, :3], full[:3, 3], full[3, 3] = inner, inner.sum(0), inner.sum(1), inner.sum()
    hidden = random.random(16) < 0.4
    hidden[random.choice(16, 8, replace=False)] = False
    cells: list[Interval] = [
        (0, 4 if i < 12 and i % 4 < 3 else 27) if h else (int(v),) * 2
        for i, (v, h) in enumerate(zip(full.flat, hidden, strict=True))
    ]
    equations: list[Equation] = [(4 * r + 3, (4 * r, 4 * r + 1, 4 * r + 2)) for r in range(4)]
    equations += [(12 + c, (c, 4 + c, 8 + c)) for c in range(4)]
    grids = np.stack(np.meshgrid(*[np.arange(low, (high or 0) + 1) for low, high in _inner(cells)], indexing="ij"), -1)
    tables = grids.reshape(-1, 3, 3)
    ok = np.ones(len(tables), dtype=bool)
    margins = [tables.sum(1), tables.sum(2), tables.sum((1, 2))[:, None]]
    limits = [cells[12:15], [cells[3], cells[7], cells[11]], [cells[15]]]
    for margin, limit in zip(margins, limits, strict=True):
        ok &= ((margin >= [low for low, _ in limit]) & (margin <= [high for _, high in limit])).all(1)
    kept = tables[ok].reshape(-1, 9)
    found = feasible_intervals(cells, equations)
    assert _inner(found) == [(int(a), int(b)) for a, b in zip(kept.min(0), kept.max(0), strict=True)]


def _inner(cells: list[Interval]) -> list[Interval]:
    return [cells[4 * r + c] for r in range(3) for c in range(3)]
