"""Ages in running text and in cells, and the numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.people.ages import AgeRecognizer, find, parse_age
from recognizers.values import AgeValue


def found(text: str) -> list[tuple[str, int, int | None]]:
    return [(text[start:end], value.low, value.high) for start, end, value, _ in find(text)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("a man aged 34", "aged 34", 34, 34),
        ("a man aged about 34 was seen", "aged about 34", 34, 34),
        ("AGED 34", "AGED 34", 34, 34),
        ("Age: 34", "Age: 34", 34, 34),
        ("at the age of 15", "at the age of 15", 15, 15),
        ("a 34-year-old man", "34-year-old", 34, 34),
        ("a 34 year old man", "34 year old", 34, 34),
        ("a 34‑year‑old man", "34‑year‑old", 34, 34),
        ("a 34–year–old man", "34–year–old", 34, 34),
        ("a 34-\nyear-old man", "34-\nyear-old", 34, 34),
        ("she was 34 years old", "34 years old", 34, 34),
        ("she was 34 years of age", "34 years of age", 34, 34),
        ("a 34yo male", "34yo", 34, 34),
        ("a 34 y/o male", "34 y/o", 34, 34),
        ("a thirty-four-year-old woman", "thirty-four-year-old", 34, 34),
        ("aged fifteen", "aged fifteen", 15, 15),
        ("an 18-month-old child", "18-month-old", 1, 1),
        ("aged 6 months", "aged 6 months", 0, 0),
        ("aged between 13 and 15", "aged between 13 and 15", 13, 15),
        ("aged 13-15", "aged 13-15", 13, 15),
        ("aged 13 – 15 years", "aged 13 – 15 years", 13, 15),
        ("ages 18 to 24", "ages 18 to 24", 18, 24),
        ("the age group 18-24", "age group 18-24", 18, 24),
        ("two 13-15 year olds", "13-15 year olds", 13, 15),
        ("aged 65 and over", "aged 65 and over", 65, None),
        ("aged 65+", "aged 65+", 65, None),
        ("aged over 65", "aged over 65", 66, None),
        ("aged under 18", "aged under 18", 0, 17),
        ("aged 17 or under", "aged 17 or under", 0, 17),
        ("the under-18s", "under-18s", 0, 17),
        ("children under the age of 13", "under the age of 13", 0, 12),
        ("a child under 13", "under 13", 0, 12),
        ("people over 65.", "over 65", 66, None),
        ("in her thirties", "thirties", 30, 39),
        ("in his late forties", "late forties", 47, 49),
        ("in his mid-40s", "mid-40s", 44, 46),
        ("in her early to mid twenties", "early to mid twenties", 20, 26),
        ("in their 50s", "50s", 50, 59),
        ("in her teens", "teens", 13, 19),
        ("a teenager was arrested", "teenager", 13, 19),
        ("an octogenarian", "octogenarian", 80, 89),
        ("a Year 9 pupil", "Year 9", 13, 14),
        ("a pupil in Year 11", "Year 11", 15, 16),
        ("a man, 34, was arrested", "34", 34, 34),
        ("The complainant turned 18 in custody", "turned 18", 18, 18),
        ("on her 18th birthday", "18th birthday", 18, 18),
        ("a 17-year old", "17-year old", 17, 17),
        ("(m/34)", "34", 34, 34),
    ],
)
def test_ages(text: str, span: str, low: int, high: int | None) -> None:
    assert found(text) == [(span, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "34 officers",
        "section 40 and section 12",
        "under section 18",
        "under 40(2)",
        "withheld under 40",
        "over 18 hours",
        "over 65 incidents",
        "a 10-year-old policy",
        "the 5-year-old vehicle",
        "a 3 year old investigation",
        "records up to 7 years old",
        "20 years of service",
        "18 months to complete",
        "a 12 month period",
        "in the 1980s",
        "the early 2000s",
        "the age of the data",
        "aged debt of 90 days",
        "18 to 24 hours",
        "PC 34, 35 and 36",
        "the management of stage 2",
        "page 34",
        "message 12",
        "Year 2021",
        "year 1 of the plan",
        "a 5 year sentence",
        "sentenced to 10 years",
        "34 years",
        "wages 18 to 24",
        "under 18 hours",
        "the village of 34 houses",
        "Stage 2 hearing",
        "at 34 Example Road",
        "30s delay",
        "a turn of 34",
        "turned 34 cases over",
        "ratio m/340",
    ],
)
def test_what_is_no_age(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("34", 34, 34),
        ("18-24", 18, 24),
        ("18 – 24", 18, 24),
        ("18 to 24 years", 18, 24),
        ("65+", 65, None),
        ("65 and over", 65, None),
        ("65 & over", 65, None),
        ("65 plus", 65, None),
        ("Over 65", 66, None),
        ("> 65", 66, None),
        ("Under 18", 0, 17),
        ("<18", 0, 17),
        ("17 and under", 0, 17),
        ("40s", 40, 49),
        ("Early 40s", 40, 43),
        ("Year 9", 13, 14),
        ("Reception", 4, 5),
        ("KS2", 7, 11),
        ("Juvenile", 0, 17),
        ("Adult", 18, None),
        ("Aged 34", 34, 34),
        ("18 months", 1, 1),
        ("0-4", 0, 4),
    ],
)
def test_cells(cell: str, low: int, high: int | None) -> None:
    assert parse_age(cell) == AgeValue(low, high)


@pytest.mark.parametrize("cell", ["", "340", "PC", "2021", "24-18", "n/a", "-", "March", "18 officers", "x"])
def test_cells_that_are_no_age(cell: str) -> None:
    assert parse_age(cell) is None


def test_the_recogniser_attaches_the_value() -> None:
    (result,) = AgeRecognizer().analyze("aged 34", ["AGE"])
    assert result.recognition_metadata["value"] == AgeValue(34, 34)


@given(st.integers(1, 110))
def test_every_age_is_read_back(age: int) -> None:
    for text in (f"aged {age}", f"a {age}-year-old man", f"he is {age} years old"):
        assert [(low, high) for _, low, high in found(text)] == [(age, age)]


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end, _, _ in find(text))
    parse_age(text)


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("aged ", "34 ", "year old ", "under ", "in her ", "thirty-"):
        text = piece * 10_000
        assert all(0 <= start < end <= len(text) for start, end, _, _ in find(text))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("He is Liam Example, he was 16 and has autism.", "16"),
        ("My mum is 72, has a bad hip and was put out.", "72"),
        ("a girl of eleven, who had fallen from a raft", "eleven"),
        ("the only Year 8 one is known", "Year 8"),
        ("her stepbrother (15) shared it", "15"),
    ],
)
def test_an_age_without_the_word_for_it(text: str, age: str) -> None:
    assert age in [text[start:end] for start, end, _, _ in find(text)]


@pytest.mark.parametrize(
    "text", ["The total was 16 and rose.", "Table (12)", "There were 12, and", "Burglary (23)", "the end of Year 1."]
)
def test_a_bare_number_is_no_age(text: str) -> None:
    assert list(find(text)) == []
