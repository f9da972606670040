"""Ages without a word for age, and the numbers in asides that are none."""

from __future__ import annotations

import pytest

from recognizers.people.bare_ages import bare_ages
from recognizers.people.sex_letters import sex_letters


def ages(text: str) -> list[str]:
    return sorted({text[start:end] for start, end, _, _ in bare_ages(text)}, key=text.index)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Band 5 nurse, 31, bitten; HCA, 58, punched", ["31", "58"]),
        ("male 27, arrested on suspicion of assault", ["27"]),
        ("1. AB/1/22 - female, 20, shoplifting", ["20"]),
        ("Victim: F/34.", ["34"]),
        ("(M, 16)", ["16"]),
        ("Patient B, M 67, absconded", ["67"]),
        ("BARRATT Wayne 34 M theft from shop", ["34"]),
        ("Suspect 40-45 yrs", ["40-45 yrs"]),
        ("Kofi Mensah, 47, of Leeds", ["47"]),
        ("Ms Hall (52) was seen", ["52"]),
        ("The youngest was 11 and the oldest 83.", ["11", "83"]),
        ("Their ages were 6, 9 and 13.", ["6", "9", "13"]),
        ("She was 52 at the material time", ["52"]),
        ("JOAN PRICE 67 OF 2 ORCHARD CLOSE", ["67"]),
    ],
)
def test_ages(text: str, expected: list[str]) -> None:
    assert ages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12 male, 14 female",
        "In total, 34, were upheld",
        "Redditch (12), Droitwich (9)",
        "questions 12, 14 and 16",
        "M25, M1 and A34",
        "33 male officers and 40 female officers",
        "PC 34, 35 and 36",
        "Flat 34F, High Street",
        "a witness, 12.5 km away",
        "The officer, 120% of whose time",
        "employees (2021)",
    ],
)
def test_what_is_no_age(text: str) -> None:
    assert ages(text) == []


def test_the_letter_beside_an_age_is_a_sex() -> None:
    text = "M/34; (F, 19); HALL Jo 41 M drink drive; vitamin M, section F"
    assert [text[start:end] + value.path[0] for start, end, value in sorted(sex_letters(text), key=lambda f: f[0])] == [
        "Mmale",
        "Ffemale",
        "Mmale",
    ]
