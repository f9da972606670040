"""Equivalence classes against counting and published answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_tables import Columns, known_answer, known_columns, tables

from detector.risk.measures import wildcards
from detector.risk.measures.classes import attribute_risk, class_sizes, class_weights, sizes_of
from detector.risk.measures.keys import codes, combine, normalise


def counted(columns: Columns) -> list[int]:
    rows = [tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)]
    return [rows.count(row) for row in rows]


def matched(columns: Columns, weights: list[float]) -> list[float]:
    rows = [tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)]
    return [
        sum(
            w
            for b, w in zip(rows, weights, strict=True)
            if all(x == y or not x or not y for x, y in zip(a, b, strict=True))
        )
        for a in rows
    ]


@given(tables())
def test_class_sizes_are_those_of_counting(columns: Columns) -> None:
    assert class_sizes(columns) == counted(columns)


@given(tables(), st.integers(2, 6))
def test_attribute_risk_adds_up(columns: Columns, k: int) -> None:
    sizes = counted(columns)
    risk = attribute_risk(columns, k)
    assert risk.k_min == min(sizes)
    assert risk.unique_rows == sizes.count(1)
    assert risk.rows_below_k == sum(size < k for size in sizes)
    assert risk.classes == len({tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)})


@given(tables(), st.data())
def test_a_blank_that_matches_anything_counts_every_match(columns: Columns, data: st.DataObject) -> None:
    rows = len(columns[0])
    assert class_sizes(columns, "any") == matched(columns, [1.0] * rows)
    weights = data.draw(st.lists(st.integers(1, 9).map(float), min_size=rows, max_size=rows))
    assert class_weights(columns, np.array(weights), "any").tolist() == matched(columns, weights)


@given(tables(most_rows=10))
def test_both_ways_of_matching_blanks_agree(columns: Columns) -> None:
    coded = np.stack(
        [np.where(np.array([not v.strip() for v in c]), wildcards.BLANK, codes(c)) for c in columns], axis=1
    )
    ones = np.ones(len(coded))
    blanks = coded == wildcards.BLANK
    patterns, of_row = np.unique(blanks, axis=0, return_inverse=True)
    by_pattern = wildcards._by_pattern(coded, ones, patterns, of_row.reshape(-1))
    assert by_pattern.tolist() == wildcards._pair_by_pair(coded, ones).tolist()


@given(st.lists(st.lists(st.integers(0, 2**40), min_size=5, max_size=5), min_size=1, max_size=6))
def test_combinations_of_wide_codes_do_not_overflow(columns: list[list[int]]) -> None:
    combined = combine([np.array(c, dtype=np.int64) for c in columns])
    order = {row: i for i, row in enumerate(sorted(set(zip(*columns, strict=True))))}
    assert combined.tolist() == [order[row] for row in zip(*columns, strict=True)]


def test_combining_many_columns_of_many_values_is_exact() -> None:
    values = np.arange(3_000, dtype=np.int64)
    columns = [values, values[::-1].copy(), np.roll(values, 7), values // 2, values % 11, np.roll(values, 1), values]
    assert sizes_of(combine(columns)).tolist() == [1] * 3_000
    assert set(sizes_of(combine([values // 2, *[values // 2] * 9])).tolist()) == {2}


def test_without_columns_there_are_no_classes() -> None:
    for attempt in (lambda: class_sizes([]), lambda: class_weights([], np.ones(0)), lambda: combine([])):
        with pytest.raises(ValueError, match="at least one column"):
            attempt()
    with pytest.raises(ValueError, match="one weight for each row"):
        class_weights([["a"]], np.ones(2))


@pytest.mark.parametrize("missing", ["own", "any"])
def test_columns_without_rows_have_no_classes(missing: str) -> None:
    assert class_sizes([[], []], missing) == []  # type: ignore[arg-type]
    assert attribute_risk([[]], 5).classes == 0


def test_a_missing_value_that_matches_any() -> None:
    """SDC Practice Guide (World Bank and IHSN), "Measuring risk", table 4.2."""
    columns = [
        ["Male", "Male", "Male"],
        ["Secondary complete", "Secondary incomplete", ""],
        ["Employed", "Employed", "Employed"],
    ]
    assert class_sizes(columns, "any") == [2, 2, 3]


def test_the_frequencies_of_sdcmicro() -> None:
    """sdcMicro, tests/testthat/test_freqCalc.R, with and without missing values."""
    a, b, c = list("23223312"), list("33333343"), list("13121111")
    weights = np.array([18.0, 45.5, 39.0, 17.0, 92.0, 8.0, 123.5, 51.0])
    assert class_sizes([a, b, c]) == [3, 1, 3, 1, 2, 2, 1, 3]
    assert class_weights([a, b, c], weights).tolist() == [108, 45.5, 108, 17, 100, 100, 123.5, 108]
    c[2] = c[6] = ""
    assert class_sizes([a, b, c], "any") == [3, 1, 4, 2, 2, 2, 1, 3]
    assert class_weights([a, b, c], weights, "any").tolist() == [108, 45.5, 125, 56, 100, 100, 123.5, 108]


def test_the_franconi_data() -> None:
    """Capobianchi, Polettini and Lucarelli, CASC deliverable 12-D1, with its sampling weights."""
    expected = known_answer("francdat")["expected"]
    data = known_columns("francdat.csv")
    keys = [data[f"Key{i}"] for i in range(1, 5)]
    assert class_sizes(keys) == expected["fk"]
    assert class_weights(keys, np.array([float(w) for w in data["w"]])).tolist() == expected["Fk"]


@settings(max_examples=20)
@given(st.integers(0, 2**31))
def test_matching_blanks_in_a_longer_table(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = [random.choice(["", "a", "b", "c"], 60, p=[0.1, 0.3, 0.3, 0.3]).tolist() for _ in range(4)]
    assert class_sizes(columns, "any") == matched(columns, [1.0] * 60)
