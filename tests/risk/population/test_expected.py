"""The expected size of a class: population times shares, attributes independent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.risk.population import Population, expected_size
from detector.risk.population.shares import share_of, shares, years_of
from detector.types import Mention, Where
from recognizers.values import AgeValue, Concept, DateValue, RelationValue, Value

MARCH = DateValue("month", date(2021, 3, 1), date(2021, 3, 31))
YEAR = DateValue("year", date(2021, 1, 1), date(2021, 12, 31))
SERGEANT = Concept(("sergeant", "sergeant", "police officer"))
OFFICER = Concept(("police officer", "police officer", "police officer"))
BROTHER = RelationValue((Concept(("brother", "sibling", "family")),))


def mention(entity: str, value: Value | None, text: str = "x") -> Mention:
    return Mention("m", entity, text, 0.9, "case", "r", Where(block=0), 0, 1, value)


def stated(size: int, start: date | None = date(2020, 1, 1), end: date | None = date(2021, 12, 31)) -> Population:
    return Population(size, "stated", "the reports", frozenset({"declaration"}), start, end)


def test_a_month_of_a_stated_period() -> None:
    # 240 reports in two years: 10 a month.
    found = expected_size([mention("DATE_TIME", MARCH)], stated(240))
    assert found.size == pytest.approx(240 * 31 / 731, rel=0.01)
    assert found.k == 10


def test_attributes_multiply_and_the_rarer_of_one_kind_counts_once() -> None:
    alone = expected_size([mention("OCCUPATION", SERGEANT)], stated(1000)).size
    assert alone == pytest.approx(150)
    both = expected_size([mention("OCCUPATION", SERGEANT), mention("OCCUPATION", OFFICER, "officer")], stated(1000))
    assert both.size == alone
    with_brother = expected_size([mention("OCCUPATION", SERGEANT), mention("RELATIONSHIP", BROTHER)], stated(1000))
    assert with_brother.size == pytest.approx(150 * shares()["relationship"]["shares"]["sibling"])


def test_a_day_in_a_month_counts_once() -> None:
    day = DateValue("day", date(2021, 3, 4), date(2021, 3, 4))
    both = expected_size([mention("DATE_TIME", MARCH), mention("DATE_TIME", day)], stated(731))
    assert both.size == pytest.approx(1, rel=0.01)
    assert both.k == 1


def test_an_unstated_period_is_taken_as_five_years() -> None:
    assert expected_size([mention("DATE_TIME", YEAR)], stated(100, None, None)).size == pytest.approx(20, rel=0.01)


def test_a_number_of_persons_is_taken_down_by_the_rate_of_the_event() -> None:
    force = Population(10_000, "headcount", "about 10,000 officers")
    dismissed = expected_size([mention("DATE_TIME", YEAR), mention("OCCUPATION", SERGEANT)], force, "dismissal")
    assert dismissed.size == pytest.approx(10_000 * 0.004 * 0.15, rel=0.01)
    assert not force.of_the_document


@pytest.mark.parametrize(
    ("entity", "value", "attribute", "share"),
    [
        ("OCCUPATION", Concept(("chief superintendent", "superintending rank", "police officer")), "rank", 0.003),
        ("OCCUPATION", Concept(("dog unit", "unit", "unit or department")), "unit", 0.03),
        ("GENDER", Concept(("female", "sex")), "sex", 0.35),
        ("AGE", AgeValue(34, 34), "age", 0.033),
        ("AGE", AgeValue(0, None), "age", 1.0),
        ("NRP", Concept(("white british", "white", "ethnic group")), "ethnic group", 0.81),
        ("NRP", Concept(("muslim", "religion")), "religion", 0.065),
        ("NRP", Concept(("polish", "nationality")), "nationality", 0.01),
        ("ORIENTATION", Concept(("gay", "orientation")), "orientation", 0.03),
        ("LOCATION", None, "place", 0.02),
        ("QUANTITY", None, "quantity", 0.05),
    ],
)
def test_shares_by_attribute(entity: str, value: Value | None, attribute: str, share: float) -> None:
    found = share_of(mention(entity, value))
    assert (found.attribute, found.share) == (attribute, pytest.approx(share, abs=1e-9))
    assert found.source


def test_the_area_of_the_authority_is_everybody() -> None:
    assert share_of(mention("LOCATION", None, "Kent"), "Kent Police").share == 1


def test_a_chain_is_rarer_than_its_last_hop() -> None:
    chain = RelationValue(
        (Concept(("sister", "sibling", "family")), Concept(("partner", "spouse or partner", "intimate")))
    )
    assert share_of(mention("RELATIONSHIP", chain)).share < share_of(mention("RELATIONSHIP", BROTHER)).share


def test_every_group_of_shares_has_its_source() -> None:
    assert all(group["source"] for group in shares().values())


@given(st.integers(2, 10**6), st.sampled_from([MARCH, YEAR]), st.integers(0, 90), st.integers(0, 20))
def test_more_details_never_enlarge_a_class(size: int, when: DateValue, age: int, width: int) -> None:
    details = [
        mention("DATE_TIME", when),
        mention("AGE", AgeValue(age, age + width)),
        mention("OCCUPATION", SERGEANT),
        mention("LOCATION", None, "Leeds"),
    ]
    sizes = [expected_size(details[:n], stated(size)).size for n in range(len(details) + 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == size


def test_granularity_gives_the_length_of_an_unresolved_date() -> None:
    assert years_of(DateValue("month", flags=frozenset({"no_year"}))) == pytest.approx(1 / 12, rel=0.01)
