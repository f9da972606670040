"""Dominance, percentages and lines of one category against brute force and published answers."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_tables import known_answer, known_columns

from detector.risk.measures.dominance import nk_dominant, p_percent_dominant, pq_dominant
from detector.risk.measures.intervals import matrix_table
from detector.risk.measures.linear import solve
from detector.risk.measures.one_category import OneCategory, one_category
from detector.risk.measures.percentages import bases_behind, counts_behind
from detector.risk.measures.propagation import Interval

amounts = st.lists(st.integers(0, 100), max_size=8)


@given(amounts, st.integers(1, 4), st.integers(0, 100))
def test_the_nk_rule_is_its_definition(values: list[int], n: int, k: int) -> None:
    assert nk_dominant(values, n, k) == (100 * sum(sorted(values)[-n:]) > k * sum(values))


@given(amounts, st.integers(0, 100))
def test_the_p_rule_protects_the_largest_from_the_second(values: list[int], p: int) -> None:
    largest, second = (*sorted(values, reverse=True), 0, 0)[:2]
    estimate = sum(values) - second
    assert p_percent_dominant(values, p) == (100 * (estimate - largest) < p * largest)
    assert pq_dominant(values, p, 100) == p_percent_dominant(values, p)


def test_a_share_of_exactly_the_threshold_is_not_above_it() -> None:
    assert not nk_dominant([0.1, 0.1], 1, 50)
    assert nk_dominant([9, 0.6, 0.5], 2, 95)
    assert not nk_dominant([], 2, 90)
    assert not p_percent_dominant([0, 0], 10)


def test_what_is_not_defined_is_refused() -> None:
    for attempt in (
        lambda: nk_dominant([-1, 5]),
        lambda: nk_dominant([1], 0),
        lambda: nk_dominant([1], 2, 101),
        lambda: p_percent_dominant([-1]),
        lambda: p_percent_dominant([1], 101),
        lambda: pq_dominant([1], 80, 60),
        lambda: pq_dominant([1], 0, 0),
    ):
        with pytest.raises(ValueError):
            attempt()


# The cells of sdcTable's test problem in its order: region total, A to D, and in each the total, male and female.
REGIONS, GENDERS = ["", "A", "B", "C", "D"], ["", "male", "female"]


def sdctable_cells() -> dict[tuple[str, str], list[float]]:
    data = known_columns(known_answer("sdcTable_microdata1")["file"])
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    for region, gender, value in zip(data["region"], data["gender"], data["val"], strict=True):
        for cell in product(("", region), ("", gender)):
            cells[cell].append(float(value))
    return cells


def test_the_primary_cells_of_sdctable() -> None:
    """sdcTable, tests/testthat/test-primarySuppression.r: maxN 2, (2,75), p 70 and (60,80), cells counted from 1."""
    expected, cells = known_answer("sdcTable_microdata1")["expected"], sdctable_cells()
    order = [cells[cell] for cell in product(REGIONS, GENDERS)]
    assert [i for i, c in enumerate(order, 1) if len(c) <= 2] == expected["freq_maxN2_primary_cells"]
    assert [i for i, c in enumerate(order, 1) if nk_dominant(c, 2, 75)] == expected["nk_2_75_primary"]
    assert [i for i, c in enumerate(order, 1) if p_percent_dominant(c, 70)] == expected["p70_primary"]
    assert [i for i, c in enumerate(order, 1) if pq_dominant(c, 60, 80)] == expected["p70_primary"]


def test_the_secondary_suppression_of_sdctable_protects_and_less_does_not() -> None:
    """sdcTable, tests/testthat/test-protectTable.r: of 15 cells 5, 6, 11 and 12 are withheld to protect 6."""
    expected, cells = known_answer("sdcTable_microdata1")["expected"], sdctable_cells()
    counts = [len(cells[cell]) for cell in product(REGIONS, GENDERS)]
    withheld = [i - 1 for i in expected["protect_A_female_OPT_suppressed"]]
    assert len(counts) - len(withheld) == expected["published_cells"]

    def left(hidden: list[int]) -> list[Interval]:
        shown: list[Interval] = [(0, None) if i in hidden else (n, n) for i, n in enumerate(counts)]
        rows = [shown[3 * r : 3 * r + 3] for r in range(5)]
        table = matrix_table(rows, [(0, [1, 2, 3, 4])], [(0, [1, 2])])
        return [solve(table).intervals[i] for i in hidden]

    assert all(low != high for low, high in left(withheld))
    for dropped in withheld:
        hidden = [i for i in withheld if i != dropped]
        assert left(hidden) == [(counts[i], counts[i]) for i in hidden]


@given(st.integers(1, 400), st.data())
def test_a_percentage_gives_back_the_count_it_was_made_from(base: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, base))
    places = data.draw(st.sampled_from(["1", "0.1", "0.01"]))
    rounding = data.draw(st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN]))
    shown = (Decimal(100 * count) / base).quantize(Decimal(places), rounding)
    left = counts_behind(shown, base)
    assert count in left
    for other in range(base + 2):
        exact = Decimal(100 * other) / base
        roundings = {exact.quantize(Decimal(places), r) for r in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)}
        assert (other in left) == (shown in roundings)


def test_percentages_of_small_bases() -> None:
    assert list(counts_behind(Decimal("33.3"), 3)) == [1]
    assert list(counts_behind(Decimal("2.4"), 41)) == [1]
    assert list(counts_behind(Decimal("33"), 100)) == [33]
    assert list(counts_behind(Decimal("0"), 200)) == [0, 1]
    assert list(counts_behind(Decimal("0"), 201)) == [0, 1]
    assert list(counts_behind(Decimal("12.5"), 3)) == []
    assert list(counts_behind(Decimal("1E+2"), 7)) == [7]
    for percentage, base in ((Decimal("5"), 0), (Decimal("-1"), 5), (Decimal("NaN"), 5)):
        with pytest.raises(ValueError):
            counts_behind(percentage, base)


def test_percentages_alone_give_back_their_base() -> None:
    assert bases_behind([Decimal("33.3"), Decimal("66.7")], 10) == [3, 6, 9]
    assert bases_behind([Decimal("14.3"), Decimal("28.6"), Decimal("57.1")], 13) == [7]
    assert bases_behind([Decimal("14.3")], 10, whole=False) == [7]
    assert bases_behind([Decimal("50"), Decimal("40")], 50) == []


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), max_size=4), st.integers(0, 2))
def test_lines_of_one_category_are_found_by_their_sums(lines: list[list[int]], others: int) -> None:
    cells: list[Interval] = [(n, n) for line in lines for n in line]
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    indices = [list(range(s, s + len(line))) for s, line in zip(starts, lines, strict=True)]
    expected = [
        OneCategory(i, start + at, sum(line) - n)
        for i, (start, line) in enumerate(zip(starts, lines, strict=True))
        for at, n in enumerate(line)
        if len(line) > 1 and n >= 1 and sum(line) - n <= others
    ]
    assert one_category(cells, indices, others) == expected


def test_withheld_cells_decide_only_where_their_intervals_do() -> None:
    assert one_category([(1, 4), (0, 0)], [[0, 1]]) == [OneCategory(0, 0, 0)]
    assert one_category([(3, None), (0, 0)], [[0, 1]]) == [OneCategory(0, 0, 0)]
    assert one_category([(0, 4), (0, 0)], [[0, 1]]) == []
    assert one_category([(7, 7), (0, None)], [[0, 1]]) == []
    assert one_category([(2, 2), (0, 0)], [[0, 1]], least=3) == []
