"""l-diversity and t-closeness against counting, and against pyCANON's answers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_tables import Columns, known_answer, known_columns, tables

from detector.risk.measures.classes import attribute_risk
from detector.risk.measures.closeness import t_equal, t_ordered
from detector.risk.measures.diversity import distinct_l, entropy_l, homogeneous_classes, l_min, recursive_c
from detector.risk.measures.keys import normalise


def grouped(quasi: Columns, sensitive: list[str]) -> dict[tuple[str, ...], Counter[str]]:
    groups: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for row, value in zip(zip(*quasi, strict=True), sensitive, strict=True):
        groups[tuple(map(normalise, row))][normalise(value)] += 1
    return groups


@given(tables(least_columns=2))
def test_diversity_against_counting(columns: Columns) -> None:
    *quasi, sensitive = columns
    groups = grouped(quasi, sensitive)
    assert l_min(quasi, sensitive) == min(len(values) for values in groups.values())
    assert distinct_l(quasi, sensitive) == [len(groups[tuple(map(normalise, row))]) for row in zip(*quasi, strict=True)]
    entropies = [-sum(n / v.total() * math.log(n / v.total()) for n in v.values()) for v in groups.values()]
    assert entropy_l(quasi, sensitive) == pytest.approx(math.exp(min(entropies)))


@given(tables(least_columns=2), st.integers(1, 4))
def test_recursive_c_is_the_bound_of_the_definition(columns: Columns, l_value: int) -> None:
    *quasi, sensitive = columns
    ordered = [sorted(values.values(), reverse=True) for values in grouped(quasi, sensitive).values()]
    bound = recursive_c(quasi, sensitive, l_value)
    if any(len(counts) < l_value for counts in ordered):
        assert bound == math.inf
        return
    above, at = bound * 1.0001, bound * 0.9999
    assert all(counts[0] < above * sum(counts[l_value - 1 :]) for counts in ordered)
    assert not all(counts[0] < at * sum(counts[l_value - 1 :]) for counts in ordered)


@given(tables(least_columns=2))
def test_homogeneous_classes_are_those_that_share_one_value(columns: Columns) -> None:
    *quasi, sensitive = columns
    rows = [tuple(map(normalise, row)) for row in zip(*quasi, strict=True)]
    expected = [
        [i for i, row in enumerate(rows) if row == key]
        for key in dict.fromkeys(rows)
        if len(grouped(quasi, sensitive)[key]) == 1 and rows.count(key) > 1
    ]
    assert homogeneous_classes(quasi, sensitive) == expected


def brute_equal(quasi: Columns, sensitive: list[str]) -> float:
    groups = grouped(quasi, sensitive)
    whole = sum(groups.values(), Counter())
    return max(
        0.5 * sum(abs(values[v] / values.total() - n / whole.total()) for v, n in whole.items())
        for values in groups.values()
    )


@given(tables(least_columns=2))
def test_t_closeness_for_categories(columns: Columns) -> None:
    *quasi, sensitive = columns
    assert t_equal(quasi, sensitive) == pytest.approx(brute_equal(quasi, sensitive))


def brute_ordered(quasi: Columns, numbers: list[float]) -> float:
    """The loop of the definition, and of pyCANON's aux_t_closeness_num."""
    rows = [tuple(map(normalise, row)) for row in zip(*quasi, strict=True)]
    values = sorted(set(numbers))
    whole = [numbers.count(v) / len(numbers) for v in values]
    greatest = 0.0
    for key in set(rows):
        inside = [n for n, row in zip(numbers, rows, strict=True) if row == key]
        gap = moved = 0.0
        for v, p in zip(values, whole, strict=True):
            gap += inside.count(v) / len(inside) - p
            moved += abs(gap)
        greatest = max(greatest, moved / max(len(values) - 1, 1))
    return greatest


@given(tables(least_columns=1), st.data())
def test_t_closeness_for_numbers(quasi: Columns, data: st.DataObject) -> None:
    rows = len(quasi[0])
    numbers = data.draw(st.lists(st.integers(0, 6).map(lambda n: n / 2), min_size=rows, max_size=rows))
    assert t_ordered(quasi, numbers) == pytest.approx(brute_ordered(quasi, numbers), abs=1e-9)


def test_numbers_must_be_finite() -> None:
    with pytest.raises(ValueError, match="finite"):
        t_ordered([["a"]], [math.nan])


def test_an_empty_table() -> None:
    assert (l_min([[]], []), entropy_l([[]], []), recursive_c([[]], [], 2), t_equal([[]], []), t_ordered([[]], [])) == (
        0, 0.0, 0.0, 0.0, 0.0,
    )  # fmt: skip
    assert homogeneous_classes([], []) == []
    assert distinct_l([[]], []) == []
    with pytest.raises(ValueError, match="same number of rows"):
        distinct_l([["a", "b"]], ["x"])
    with pytest.raises(ValueError, match="at least 1"):
        recursive_c([["a"]], ["x"], 0)


# pyCANON 1.3.6 on the Adult data: d = pandas.read_csv("adult.csv", sep=";"), then for each line
# k_anonymity(d, keys), l_diversity(d, keys, [s]), entropy_l_diversity(d, keys, [s]), t_closeness(d, keys, [s])
ADULT = [
    ("sex race", "occupation", 87, 10, 7, 0.3249624441807344),
    ("sex race", "age", 87, 33, 27, 0.09193571485872032),
    ("sex race education", "occupation", 1, 1, 1, 0.8935083880379285),
    ("sex race", "salary-class", 87, 2, 1, 0.20294547375208355),
    ("marital-status sex", "education", 9, 4, 3, 0.35208761576376457),
]


@pytest.mark.parametrize(("keys", "sensitive", "k", "distinct", "entropy", "t"), ADULT)
def test_adult_as_pycanon_has_it(keys: str, sensitive: str, k: int, distinct: int, entropy: int, t: float) -> None:
    data = known_columns("adult.csv", ";")
    quasi, values = [data[key] for key in keys.split()], data[sensitive]
    assert attribute_risk(quasi, 2).k_min == k
    assert l_min(quasi, values) == distinct
    assert int(entropy_l(quasi, values)) == entropy
    found = t_ordered(quasi, [float(v) for v in values]) if sensitive == "age" else t_equal(quasi, values)
    assert found == pytest.approx(t, abs=1e-12)


@pytest.mark.parametrize("name", ["pycanon_math_scores", "pycanon_math_scores_k5"])
def test_the_math_scores_of_pycanon(name: str) -> None:
    answer = known_answer(name)
    data = known_columns(answer["file"])
    quasi, scores = [data[key] for key in answer["keys"]], data[answer["sensitive"]]
    expected = answer["expected"]
    assert attribute_risk(quasi, 2).k_min == expected["k"]
    assert l_min(quasi, scores) == expected["l"]
    assert int(entropy_l(quasi, scores)) == expected.get("entropy_l", 1)
    assert t_ordered(quasi, [float(v) for v in scores]) == pytest.approx(expected["t_closeness"], abs=1e-12)


def test_a_large_table_of_numbers_is_measured_quickly() -> None:
    random = np.random.default_rng(1)
    quasi = [random.integers(0, 5_000, 50_000).astype(str).tolist()]
    numbers = random.random(50_000).tolist()
    assert 0 < t_ordered(quasi, numbers) < 1
