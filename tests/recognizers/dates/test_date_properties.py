"""Whatever the day and whatever the words: dates are read back in every layout, and no text is too odd or too long."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.dates import parse_date
from recognizers.dates.grammar import Expression, find

REFERENCE_DATE = date(2022, 7, 6)

DAYS = st.dates(date(1950, 1, 1), date(2039, 12, 31))


@given(
    DAYS,
    st.sampled_from(
        ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%A %d %B %Y", "%B %d, %Y"]
    ),
)
def test_every_day_is_read_back_in_every_layout(day: date, layout: str) -> None:
    value = parse_date(day.strftime(layout))
    assert value is not None
    assert (value.granularity, value.start, value.end) == ("day", day, day)


@given(DAYS, DAYS)
def test_a_range_covers_its_ends(first: date, last: date) -> None:
    first, last = sorted((first, last))
    (found,) = find(f"between {first:%d %B %Y} and {last:%d %B %Y} there were ten cases")
    assert (found.value.start, found.value.end) == (first, last)


WORDS = st.sampled_from(
    "the 3 3rd May may March 2021 2021/22 of to and between from since w/c last next week year Q1 12/03 - – , . / : at 22:15 mid late".split()
)


def in_order(expressions: list[Expression], length: int) -> bool:
    edges = [edge for e in expressions for edge in (e.start, e.end)]
    return edges == sorted(edges) and all(0 <= edge <= length for edge in edges)


@given(st.lists(WORDS, max_size=14), st.sampled_from([None, REFERENCE_DATE]))
def test_any_mixture_of_date_words_is_survived(words: list[str], reference: date | None) -> None:
    text = " ".join(words)
    found = find(text, reference)
    assert in_order(found, len(text))
    for expression in found:
        value = expression.value
        assert value.start is None or value.start.year >= 1900
        assert value.start is None or value.end is None or value.start <= value.end


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert in_order(find(text), len(text))
    parse_date(text)


@pytest.mark.parametrize("text", ["A²", "Q²", "³ May 2021", "٣ May 2021"])
def test_digits_of_other_kinds_are_survived(text: str) -> None:
    assert in_order(find(text), len(text))


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("3 ", "May ", "the ", "1/", "12 and ", "w/c ", "2021-", "last ", "1.2.3 "):
        text = piece * 20_000
        assert in_order(find(text), len(text))
