"""Generalisation hierarchies: every step is strictly coarser, contains the one before, and equal values stay equal above."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.generalise import ages, concepts, dates, relationships
from detector.generalise.ladders import Step, ladder_of
from recognizers.dates import calendar, parse_date
from recognizers.people.ages import parse_age
from recognizers.relationships import parse_relationship
from recognizers.relationships.taxonomy import taxonomy
from recognizers.values import AgeValue, Concept, DateValue, RelationValue
from recognizers.vocabulary import VocabularyRecognizer

DAYS = st.dates(date(1950, 1, 1), date(2038, 12, 31))
NAMES = ("occupation", "offence", "health", "nrp", "orientation", "outcome", "gender")


def words(cell: str) -> list[str]:
    value = parse_date(cell)
    assert value is not None
    return [wording for _, _, wording in dates.ladder(value)]


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("3 May 2021", ["May 2021", "April to June 2021", "2021"]),
        ("May 2021", ["April to June 2021", "2021"]),
        ("3-5 May 2021", ["May 2021", "April to June 2021", "2021"]),
        ("w/c 28 June 2021", ["2021"]),
        ("Q2 2021", ["2021"]),
        ("spring 2021", ["2021"]),
        ("winter 2020", ["2020 to 2021"]),
        ("Q2 2021/22", ["2021/22"]),
        ("H2 2021/22", ["2021/22"]),
        ("autumn term 2021", ["2021/22 academic year"]),
        ("2021", []),
        ("2021/22", []),
        ("March", ["January to March"]),
        ("3 May", ["May", "April to June"]),
        ("since 2019", []),
        ("since April", []),
        ("last March", []),
    ],
)
def test_the_steps_of_a_date(cell: str, steps: list[str]) -> None:
    assert words(cell) == steps


@given(DAYS, st.integers(0, 500), st.sampled_from([frozenset(), frozenset({"financial"}), frozenset({"academic"})]))
def test_dates_widen_strictly_and_nest(start: date, length: int, flags: frozenset[str]) -> None:
    value = DateValue("range", start, start + timedelta(length), flags)
    span = calendar.days(value)
    for _, coarser, wording in dates.ladder(value):
        wider = calendar.days(coarser)
        assert span is not None
        assert wider is not None
        assert wider[0] <= span[0] <= span[1] <= wider[1]
        assert wider != span
        assert wording
        span = wider


@given(DAYS, DAYS)
def test_days_that_share_a_month_share_everything_above(first: date, second: date) -> None:
    one, two = (dates.ladder(DateValue("day", day, day)) for day in (first, second))
    for level in range(3):
        if one[level] == two[level]:
            assert one[level:] == two[level:]


@given(st.sets(st.integers(1950, 2035), min_size=1, max_size=12), st.integers(2, 6))
def test_ranges_of_years_are_disjoint_and_hold_their_years(years: set[int], width: int) -> None:
    values = [calendar.year(number) for number in years]
    ranges = dates.year_range(values, width)
    for value in values:
        wider = ranges[value][0]
        assert wider.start
        assert wider.end
        assert value.start
        assert value.end
        assert wider.start <= value.start <= value.end <= wider.end
    spans = sorted({(r.start, r.end) for r, _ in ranges.values()}, key=str)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(spans) if a[1] and b[0])


def test_a_range_of_years_has_at_least_two() -> None:
    with pytest.raises(ValueError, match="at least two"):
        dates.year_range([], 1)


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("34", ["30 to 34", "30 to 39", "18 and over"]),
        ("16", ["15 to 17", "10 to 17", "under 18"]),
        ("18-24", ["18 to 29", "18 and over"]),
        ("93", ["90 and over", "18 and over"]),
        ("16-20", []),
        ("18+", []),
        ("under 18", []),
        ("65 and over", ["18 and over"]),
    ],
)
def test_the_steps_of_an_age(cell: str, steps: list[str]) -> None:
    value = parse_age(cell)
    assert value is not None
    assert [wording for _, _, wording in ages.ladder(value)] == steps


@given(st.integers(0, 125), st.one_of(st.none(), st.integers(0, 60)))
def test_ages_widen_strictly_and_nest(low: int, width: int | None) -> None:
    value = AgeValue(low, None if width is None else low + width)
    for _, coarser, _ in ages.ladder(value):
        assert ages.contains(coarser, value)
        assert coarser != value
        value = coarser


@given(st.integers(0, 125), st.integers(0, 125))
def test_ages_that_share_a_band_share_everything_above(first: int, second: int) -> None:
    one, two = ({level: w for level, _, w in ages.ladder(AgeValue(age, age))} for age in (first, second))
    levels = [level for level, _ in ages.levels()]
    for k, level in enumerate(levels):
        if one.get(level) == two.get(level):
            assert [one.get(above) for above in levels[k:]] == [two.get(above) for above in levels[k:]]


FORMS = sorted(form for form, (term, _) in taxonomy().forms.items() if form != "ex")


def chains() -> st.SearchStrategy[RelationValue]:
    terms = sorted(taxonomy().terms)

    def value(names: list[str]) -> RelationValue:
        chosen = [taxonomy().terms[name] for name in names]
        return RelationValue(tuple(Concept((t.name, t.class_, t.family)) for t in chosen), chosen[-1].sex)

    return st.lists(st.sampled_from(terms), min_size=1, max_size=3).map(value)


@given(chains())
def test_relations_never_repeat_a_wording_and_lose_the_sex(value: RelationValue) -> None:
    steps = relationships.ladder(value)
    wordings = [relationships.wording(value), *(wording for _, _, wording in steps)]
    assert len(set(wordings)) == len(wordings)
    assert wordings[-1] == taxonomy().top[0]
    assert all(coarser.sex is None for _, coarser, _ in steps)
    assert [level for level, _, _ in steps] == [name for name in relationships.LEVELS if name in {s[0] for s in steps}]


@given(chains(), chains())
def test_relations_that_read_alike_read_alike_above(one: RelationValue, two: RelationValue) -> None:
    ladders = [{level: wording for level, _, wording in relationships.ladder(v)} for v in (one, two)]
    shown = [_filled(relationships.wording(v), steps) for v, steps in zip((one, two), ladders, strict=True)]
    for k, (a, b) in enumerate(zip(*shown, strict=True)):
        if a == b:
            assert shown[0][k:] == shown[1][k:]


def _filled(bottom: str, steps: dict[str, str]) -> list[str]:
    """The wording at every level, the finer one where a level has no step."""
    out = [bottom]
    for level in relationships.LEVELS:
        out.append(steps.get(level, out[-1]))
    return out


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("Sister", ["sibling", "family member", "relative or associate"]),
        ("Twin brother", ["sibling", "family member", "relative or associate"]),
        ("Great-niece", ["member of the extended family", "family member", "relative or associate"]),
        ("Friend", ["friend or acquaintance", "relative or associate"]),
        ("Solicitor", ["justice professional", "professional contact", "relative or associate"]),
    ],
)
def test_the_steps_of_a_relation(cell: str, steps: list[str]) -> None:
    (value,) = parse_relationship(cell)
    assert [wording for _, _, wording in relationships.ladder(value)] == steps


@cache
def vocabulary(name: str) -> VocabularyRecognizer:
    return VocabularyRecognizer(Path(str(files("recognizers"))) / "data" / "vocabularies" / f"{name}.yaml")


def test_concepts_climb_to_class_and_family() -> None:
    (value,) = vocabulary("occupation").parse("Det Supt")
    assert [(level, wording) for level, _, wording in concepts.ladder(value)] == [
        ("class", "superintending rank"),
        ("broad class", "police officer"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_class_of_a_vocabulary_has_one_family(name: str) -> None:
    above: dict[str, str] = {}
    for forms in vocabulary(name)._by_first.values():
        for form in forms:
            path = form.path
            assert len(set(path)) == len(path)
            for lower, higher in itertools.pairwise(path):
                assert above.setdefault(lower, higher) == higher


def test_one_door_for_every_kind_of_value() -> None:
    (relation,) = parse_relationship("Sister")
    for value, first in (
        (parse_date("3 May 2021"), "May 2021"),
        (parse_age("34"), "30 to 34"),
        (relation, "sibling"),
        (Concept(("sergeant", "police officer")), "police officer"),
    ):
        steps = ladder_of(value)
        assert isinstance(steps[0], Step)
        assert steps[0].wording == first
    assert ladder_of(None) == []
