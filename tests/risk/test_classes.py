"""Equivalence classes and minimal sample uniques against brute force and published answers."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.risk.classes import attribute_risk, class_sizes, normalise
from detector.risk.diversity import distinct_l, entropy_l, homogeneous_classes, l_min
from detector.risk.sample_uniques import minimal_sample_uniques

_value = st.sampled_from(["a", "A ", "b", "", "c  d", "c d"])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    rows = draw(st.integers(1, 12))
    return [draw(st.lists(_value, min_size=rows, max_size=rows)) for _ in range(draw(st.integers(1, 5)))]


def brute_sizes(columns: list[list[str]]) -> list[int]:
    rows = [tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)]
    return [rows.count(row) for row in rows]


@given(tables())
def test_class_sizes_are_those_of_counting(columns: list[list[str]]) -> None:
    assert class_sizes(columns) == brute_sizes(columns)


@given(tables(), st.integers(2, 6))
def test_attribute_risk_adds_up(columns: list[list[str]], k: int) -> None:
    sizes = brute_sizes(columns)
    risk = attribute_risk(columns, k)
    assert risk.k_min == min(sizes)
    assert risk.unique_rows == sizes.count(1)
    assert risk.rows_below_k == sum(size < k for size in sizes)
    assert risk.classes == len({tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)})


@given(tables())
def test_a_blank_that_matches_anything_never_makes_a_class_smaller(columns: list[list[str]]) -> None:
    assert all(a >= b for a, b in zip(class_sizes(columns, "any"), class_sizes(columns), strict=True))


def brute_uniques(columns: list[list[str]], most: int) -> set[tuple[int, tuple[int, ...]]]:
    rows = [tuple(normalise(v) for v in row) for row in zip(*columns, strict=True)]
    found: set[tuple[int, tuple[int, ...]]] = set()
    for size in range(1, most + 1):
        for chosen in combinations(range(len(columns)), size):
            keys = [tuple(row[i] for i in chosen) for row in rows]
            for number, key in enumerate(keys):
                smaller = any((number, part) in found for n in range(1, size) for part in combinations(chosen, n))
                if keys.count(key) == 1 and not smaller:
                    found.add((number, chosen))
    return found


@given(tables())
def test_every_minimal_sample_unique_is_found_and_none_is_invented(columns: list[list[str]]) -> None:
    names = [f"c{i}" for i in range(len(columns))]
    uniques, total, complete = minimal_sample_uniques(columns, names, 3)
    expected = {(row + 1, tuple(names[i] for i in chosen)) for row, chosen in brute_uniques(columns, 3)}
    assert {(u.row, u.columns) for u in uniques} == expected
    assert total == len(expected)
    assert complete


@given(tables())
def test_diversity_against_counting(columns: list[list[str]]) -> None:
    *quasi, sensitive = columns if len(columns) > 1 else [columns[0], columns[0]]
    groups: dict[tuple[str, ...], Counter[str]] = {}
    for row, value in zip(zip(*quasi, strict=True), sensitive, strict=True):
        groups.setdefault(tuple(map(normalise, row)), Counter())[normalise(value)] += 1
    assert l_min(quasi, sensitive) == min(len(values) for values in groups.values())
    assert distinct_l(quasi, sensitive) == [len(groups[tuple(map(normalise, row))]) for row in zip(*quasi, strict=True)]
    assert 1 <= entropy_l(quasi, sensitive) <= max(len(values) for values in groups.values()) + 1e-9
    shared = [len(rows) for rows in homogeneous_classes(quasi, sensitive)]
    assert sorted(shared) == sorted(sum(v.values()) for v in groups.values() if len(v) == 1 and sum(v.values()) > 1)


def test_without_columns_there_are_no_classes() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        class_sizes([])


# SDC Practice Guide (World Bank and IHSN), "Measuring risk", tables 4.1 and 4.5: frequencies and distinct l-diversity.
PRACTICE_GUIDE = """\
Urban,Female,Secondary incomplete,Employed,yes,2,1
Urban,Female,Secondary incomplete,Employed,yes,2,1
Urban,Female,Primary incomplete,Non-LF,yes,1,1
Urban,Male,Secondary complete,Employed,yes,2,2
Rural,Female,Secondary complete,Unemployed,yes,1,1
Urban,Male,Secondary complete,Employed,no,2,2
Urban,Female,Primary complete,Non-LF,no,1,1
Urban,Male,Post-secondary,Unemployed,yes,1,1
Urban,Female,Secondary incomplete,Non-LF,no,2,2
Urban,Female,Secondary incomplete,Non-LF,yes,2,2"""


def test_the_practice_guide_example() -> None:
    rows = [line.split(",") for line in PRACTICE_GUIDE.splitlines()]
    keys = [[row[i] for row in rows] for i in range(4)]
    assert class_sizes(keys) == [int(row[5]) for row in rows]
    assert distinct_l(keys, [row[4] for row in rows]) == [int(row[6]) for row in rows]
    risk = attribute_risk(keys, 3)
    assert (risk.unique_rows, risk.rows_below_k) == (4, 10)


def test_a_missing_value_that_matches_any() -> None:
    """SDC Practice Guide, table 4.2."""
    columns = [
        ["Male", "Male", "Male"],
        ["Secondary complete", "Secondary incomplete", ""],
        ["Employed", "Employed", "Employed"],
    ]
    assert class_sizes(columns, "any") == [2, 2, 3]


def test_the_frequencies_of_sdcmicro() -> None:
    """sdcMicro, tests/testthat/test_freqCalc.R, with and without missing values."""
    a, b, c = list("23223312"), list("33333343"), list("13121111")
    assert class_sizes([a, b, c]) == [3, 1, 3, 1, 2, 2, 1, 3]
    c[2] = c[6] = ""
    assert class_sizes([a, b, c], "any") == [3, 1, 4, 2, 2, 2, 1, 3]


def test_the_unique_rows_of_the_suda_book_example() -> None:
    """Templ, Statistical Disclosure Control for Microdata (2017): rows 5 to 8 have minimal sample uniques, no others."""
    lines = (
        ["20s male 50k+ highschool"] * 2
        + ["20s male 50k- highschool"] * 2
        + [
            "20s female 50k- university",
            "20s female 50k- highschool",
            "20s female 50k- middleschool",
            "60s male 50k- university",
        ]
    )
    columns = [list(column) for column in zip(*(line.split() for line in lines), strict=True)]
    uniques, _, _ = minimal_sample_uniques(columns, ["age", "gender", "income", "education"])
    assert {u.row for u in uniques} == {5, 6, 7, 8}
    assert [u.columns for u in uniques if u.row == 7] == [("education",)]
    assert [u.columns for u in uniques if u.row == 8] == [("age",), ("gender", "education")]
