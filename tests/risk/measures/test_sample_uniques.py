"""Minimal sample uniques and SUDA scores against brute force and published answers."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_tables import Columns, tables

from detector.risk.measures import sample_uniques
from detector.risk.measures.classes import attribute_risk, class_sizes
from detector.risk.measures.diversity import distinct_l
from detector.risk.measures.keys import codes, normalise
from detector.risk.measures.sample_uniques import find_minimal_uniques, minimal_sample_uniques
from detector.risk.measures.suda import dis_suda, suda


def brute_uniques(columns: Columns, most: int) -> list[tuple[int, tuple[int, ...]]]:
    rows = [tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)]
    found: list[tuple[int, tuple[int, ...]]] = []
    for number, row in enumerate(rows):
        unique: list[tuple[int, ...]] = []
        for size in range(1, most + 1):
            for chosen in combinations(range(len(columns)), size):
                alone = sum(all(other[i] == row[i] for i in chosen) for other in rows) == 1
                if alone and not any(set(part) <= set(chosen) for part in unique):
                    unique.append(chosen)
        found.extend((number, chosen) for chosen in unique)
    return found


@given(tables(most_rows=14, most_columns=6), st.integers(1, 6))
def test_every_minimal_sample_unique_is_found_and_none_is_invented(columns: Columns, most: int) -> None:
    names = [f"c{i}" for i in range(len(columns))]
    uniques, total, complete = minimal_sample_uniques(columns, names, most)
    expected = [(row + 1, tuple(names[i] for i in chosen)) for row, chosen in brute_uniques(columns, most)]
    assert [(u.row, u.columns) for u in uniques] == expected
    assert total == len(expected)
    assert complete


@given(tables())
def test_a_limit_keeps_the_first_rows_and_the_total(columns: Columns) -> None:
    names = [str(i) for i in range(len(columns))]
    uniques, total, _ = minimal_sample_uniques(columns, names)
    assert minimal_sample_uniques(columns, names, limit=2) == (uniques[:2], total, True)


@given(st.lists(st.lists(st.integers(0, 4), min_size=8, max_size=8), min_size=4, max_size=5))
def test_wide_codes_take_the_sorting_path_and_give_the_same(columns: list[list[int]]) -> None:
    texts = [[str(v) for v in column] for column in columns]
    wide = [codes(column) * 700_001 for column in texts]
    narrow = find_minimal_uniques([codes(column) for column in texts], 4)
    found = find_minimal_uniques(wide, 4)
    assert {s: r.tolist() for s, r in found.rows.items()} == {s: r.tolist() for s, r in narrow.rows.items()}


def test_a_search_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_uniques, "_MOST_COLUMN_SETS", 3)
    columns = [list("aabb"), list("abab"), list("abba")]
    uniques, total, complete = minimal_sample_uniques(columns, ["x", "y", "z"])
    assert (uniques, total, complete) == ([], 0, False)


def test_a_table_without_rows_or_columns_has_none() -> None:
    assert minimal_sample_uniques([], []) == ([], 0, True)
    assert minimal_sample_uniques([[], []], ["x", "y"]) == ([], 0, True)
    assert [u.columns for u in minimal_sample_uniques([["a"], ["b"]], ["x", "y"])[0]] == [("x",), ("y",)]


@given(tables(most_columns=6))
def test_suda_scores_against_brute_force(columns: Columns) -> None:
    attributes = len(columns)
    expected = [0.0] * len(columns[0])
    for row, chosen in brute_uniques(columns, attributes):
        expected[row] += factorial(attributes - len(chosen))
    result = suda(columns, max_size=attributes)
    assert result.score.tolist() == expected
    assert ((result.dis > 0) == (result.score > 0)).all()
    assert (result.dis <= 1).all()
    assert all(0 <= share <= 1 for share in result.contributions)


@given(tables(most_columns=6, least_columns=5))
def test_a_shorter_search_scales_the_weights(columns: Columns) -> None:
    """Elliot, Manning and Ford: the product of (ATT - i) for i from k to M."""
    attributes = len(columns)
    expected = [0.0] * len(columns[0])
    for row, chosen in brute_uniques(columns, 2):
        expected[row] += (attributes - 1) * (attributes - 2) if len(chosen) == 1 else attributes - 2
    assert suda(columns, max_size=2).score.tolist() == expected


# SDC Practice Guide (World Bank and IHSN), "Measuring risk", tables 4.1, 4.3 and 4.5: four keys, health, class size,
# distinct l, SUDA score and DIS-SUDA with a sampling fraction of 0.01.
PRACTICE_GUIDE = """\
Urban,Female,Secondary incomplete,Employed,yes,2,1,0,0
Urban,Female,Secondary incomplete,Employed,yes,2,1,0,0
Urban,Female,Primary incomplete,Non-LF,yes,1,1,6,0.0051
Urban,Male,Secondary complete,Employed,yes,2,2,0,0
Rural,Female,Secondary complete,Unemployed,yes,1,1,12,0.0107
Urban,Male,Secondary complete,Employed,no,2,2,0,0
Urban,Female,Primary complete,Non-LF,no,1,1,6,0.0051
Urban,Male,Post-secondary,Unemployed,yes,1,1,10,0.0088
Urban,Female,Secondary incomplete,Non-LF,no,2,2,0,0
Urban,Female,Secondary incomplete,Non-LF,yes,2,2,0,0"""


def test_the_practice_guide_example() -> None:
    *keys, health, size, l_value, score, dis = map(
        list, zip(*(r.split(",") for r in PRACTICE_GUIDE.splitlines()), strict=True)
    )
    assert class_sizes(keys) == [int(v) for v in size]
    assert distinct_l(keys, health) == [int(v) for v in l_value]
    risk = attribute_risk(keys, 3)
    assert (risk.unique_rows, risk.rows_below_k) == (4, 10)
    result = suda(keys, max_size=4, fraction=0.01, dis_weights="ihsn")
    assert result.score.tolist() == [float(v) for v in score]
    assert np.round(result.dis, 4).tolist() == [float(v) for v in dis]


def test_the_suda_book_example() -> None:
    """Templ, Statistical Disclosure Control for Microdata (2017); sdcMicro, tests/testthat/test_suda2.R."""
    lines = (
        ["20s male 50k+ highschool"] * 2
        + ["20s male 50k- highschool"] * 2
        + ["20s female 50k- university", "20s female 50k- highschool", "20s female 50k- middleschool"]
        + ["60s male 50k- university"]
    )
    columns = [list(column) for column in zip(*(line.split() for line in lines), strict=True)]
    uniques, _, _ = minimal_sample_uniques(columns, ["age", "gender", "income", "education"])
    assert [u.columns for u in uniques if u.row == 7] == [("education",)]
    assert [u.columns for u in uniques if u.row == 8] == [("age",), ("gender", "education")]
    assert suda(columns, max_size=4).score.tolist() == [0, 0, 0, 0, 4, 2, 6, 8]


def test_contributions_say_which_column_does_the_damage() -> None:
    columns = [list("aaaab"), list("xxyyx"), list("mmmmm")]
    assert suda(columns).contributions == (1.0, 0.0, 0.0)
    assert suda([list("aa"), list("bb")]).contributions == (0.0, 0.0)


def test_dis_suda_of_a_full_population_is_certain() -> None:
    assert suda([list("aab"), list("xyz")], fraction=1).dis.tolist() == [1.0, 1.0, 1.0]
    for fraction in (0.0, 1.5):
        with pytest.raises(ValueError, match="sampling fraction"):
            dis_suda(np.ones(1), np.zeros(1, dtype=np.int64), 2, fraction)


def test_dis_suda_keeps_the_order_of_scores_in_a_wide_table() -> None:
    dis = dis_suda(np.array([1.0, 5.0, 0.0, 0.0]), np.array([0, 1, 2, 2]), 40, 0.1)
    assert dis[1] > dis[0] > 0 == dis[2]
