"""Individual risk, the three attackers, distinction and separation, against their definitions and published answers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_tables import Columns, known_answer, tables

from detector.risk.measures.attackers import AttackerRisk, journalist, marketer, prosecutor, scaled_population
from detector.risk.measures.attribute_sets import attribute_sets
from detector.risk.measures.classes import class_sizes, class_weights
from detector.risk.measures.individual import individual_risk, population_risk
from detector.risk.measures.keys import normalise

# sdcMicro, tests/testthat/test_indivRisk.R: frequencies of test_freqCalc.R, method "approx" and method "exact".
SAMPLE = [3, 1, 3, 1, 2, 2, 1, 3]
POPULATION = [108.0, 45.5, 108.0, 17.0, 100.0, 100.0, 123.5, 108.0]
APPROXIMATE = [0.01369863, 0.08579129, 0.01369863, 0.17707583, 0.01877883, 0.01877883, 0.03931625, 0.01369863]
EXACT = [0.01355297, 0.08579129, 0.01355297, 0.17707583, 0.01877883, 0.01877883, 0.03931625, 0.01355297]


def test_individual_risk_as_sdcmicro_has_it() -> None:
    assert individual_risk(SAMPLE, POPULATION) == pytest.approx(EXACT, abs=5e-9)
    assert individual_risk(SAMPLE, POPULATION, approximate=True) == pytest.approx(APPROXIMATE, abs=5e-9)


def test_individual_risk_with_missing_values() -> None:
    """sdcMicro, tests/testthat/test_indivRisk.R, "with missing": method "exact", a blank that matches any value."""
    a, b, c = ["2", "3", "2", "2", "3", "3", "1", ""], list("33333343"), ["1", "3", "", "2", "1", "1", "", "1"]
    weights = np.array([18.0, 45.5, 39.0, 17.0, 92.0, 8.0, 123.5, 51.0])
    risk = individual_risk(class_sizes([a, b, c], "any"), class_weights([a, b, c], weights, "any"))
    assert risk == pytest.approx(
        [0.013552968, 0.085791288, 0.010504889, 0.032466112, 0.009756889, 0.009756889, 0.039316254, 0.005962551],
        abs=5e-9,
    )


def test_the_practice_guide_risks() -> None:
    answer = known_answer("sdc_practice_guide_table_4_1")
    *keys, weights = (list(column) for column in zip(*answer["rows"], strict=True))
    sample, population = class_sizes(keys), class_weights(keys, np.array(weights, dtype=float))
    assert population.tolist() == answer["expected"]["Fk"]
    assert individual_risk(sample, population) == pytest.approx(answer["expected"]["individual_risk"], abs=5e-9)


@given(st.integers(1, 12), st.floats(1.0, 40.0))
def test_individual_risk_is_the_expectation_of_its_definition(f: int, factor: float) -> None:
    """The sum of 1/F over the negative binomial, term by term."""
    p = 1 / factor
    term, total = p**f, 0.0
    for large in range(f, f + 40_000):
        total += term / large
        term *= (1 - p) * large / (large - f + 1)
        if term < 1e-15 and large > f * factor:
            break
    assert individual_risk([f], [f * factor])[0] == pytest.approx(total, rel=1e-6)


def test_a_full_population_has_the_risk_one_by_class() -> None:
    assert population_risk([1, 2, 2, 4]).tolist() == [1.0, 0.5, 0.5, 0.25]
    assert individual_risk([1, 4], [1, 4]) == pytest.approx([1.0, 0.25])
    assert individual_risk([3], [3], approximate=True) == pytest.approx([1 / 3])
    assert individual_risk([], []).tolist() == []


def test_impossible_populations_are_refused() -> None:
    for attempt in (
        lambda: individual_risk([2], [1]),
        lambda: individual_risk([0], [1]),
        lambda: journalist([2], [1], 0.2),
        lambda: marketer([2], [1]),
        lambda: scaled_population([1, 1], 1),
    ):
        with pytest.raises(ValueError):
            attempt()


@given(tables(), st.data())
def test_attackers_against_their_definitions_by_class(columns: Columns, data: st.DataObject) -> None:
    """El Emam (2013), by classes j of f rows in the table and F persons in the population, as ARX sums them."""
    sizes = class_sizes(columns)
    rows = list(zip(*[[normalise(v) for v in c] for c in columns], strict=True))
    extra = {row: data.draw(st.integers(0, 20)) for row in dict.fromkeys(rows)}
    population = [size + extra[row] for row, size in zip(rows, sizes, strict=True)]
    f = dict(zip(rows, sizes, strict=True))
    large = {row: f[row] + extra[row] for row in f}
    threshold, n = 0.2, len(rows)
    assert prosecutor(sizes, threshold) == AttackerRisk(
        pytest.approx(sum(f[j] for j in f if 1 / f[j] > threshold) / n), 1 / min(f.values()), pytest.approx(len(f) / n)
    )
    assert journalist(sizes, population, threshold) == AttackerRisk(
        pytest.approx(sum(f[j] for j in f if 1 / large[j] > threshold) / n),
        1 / min(large.values()),
        pytest.approx(max(len(f) / sum(large.values()), sum(f[j] / large[j] for j in f) / n)),
    )
    assert marketer(sizes, population) == pytest.approx(sum(f[j] / large[j] for j in f) / n)
    assert journalist(sizes, sizes, threshold).success == pytest.approx(marketer(sizes, sizes))


def test_a_population_of_a_given_size() -> None:
    assert scaled_population([1, 2, 2, 1], 40).tolist() == [10, 20, 20, 10]
    assert prosecutor([], 0.2) == journalist([], [], 0.2) == AttackerRisk(0.0, 0.0, 0.0)
    assert marketer([], []) == 0.0
    assert scaled_population([], 5).tolist() == []


@given(tables(most_columns=4))
def test_distinction_and_separation_against_counting(columns: Columns) -> None:
    rows = list(zip(*[[normalise(v) for v in c] for c in columns], strict=True))
    found = {a.columns: a for a in attribute_sets(columns, 3)}
    assert set(found) == {c for size in range(1, 4) for c in combinations(range(len(columns)), size)}
    for chosen, figures in found.items():
        keys = [tuple(row[i] for i in chosen) for row in rows]
        pairs = list(combinations(keys, 2))
        assert figures.distinction == len(set(keys)) / len(keys)
        assert figures.separation == pytest.approx(sum(a != b for a, b in pairs) / len(pairs) if pairs else 0.0)
        assert figures.unique_rows == sum(keys.count(key) == 1 for key in keys)


def test_the_most_telling_columns_come_first() -> None:
    sets = attribute_sets([list("aaab"), list("abcd"), list("aaaa")])
    assert [a.columns for a in sets][:3] == [(1,), (0,), (2,)]
    assert (sets[0].distinction, sets[0].separation, sets[0].unique_rows) == (1.0, 1.0, 4)
    assert attribute_sets([[]]) == []
