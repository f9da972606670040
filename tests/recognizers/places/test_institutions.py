"""Bodies by the form of their names, firms named like persons, and parts of sites."""

from __future__ import annotations

import pytest

from recognizers.places.institutions import institutions


def found(text: str) -> set[tuple[str, str]]:
    return {(entity, text[start:end]) for entity, start, end, _, _ in institutions(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Gdańsk Regional Court convicted him", ("ORGANIZATION", "Gdańsk Regional Court")),
        ("the Court of Appeal dismissed it", ("ORGANIZATION", "Court of Appeal")),
        ("with Harlow & Pike Ltd", ("ORGANIZATION", "Harlow & Pike Ltd")),
        ("advice from Grant Thornton", ("ORGANIZATION", "Grant Thornton")),
        ("the Ministry of Internal Affairs replied", ("ORGANIZATION", "Ministry of Internal Affairs")),
        ("an officer on B wing", ("LOCATION", "B wing")),
        ("of Blue Watch", ("LOCATION", "Blue Watch")),
        ("from Houseblock 3", ("LOCATION", "Houseblock 3")),
        ("assaults at ward 4b", ("LOCATION", "ward 4b")),
        ("the patient in bed 6 shouted", ("LOCATION", "bed 6")),
        ("kept in cell B2-14", ("LOCATION", "cell B2-14")),
        ("a girl in class 3B", ("LOCATION", "class 3B")),
    ],
)
def test_institutions(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_plain_words_are_no_institution() -> None:
    assert (
        found(
            "The office is closed. Our Office will write. In Court he said nothing. She lay in bed 6 days. Class A drugs."
        )
        == set()
    )
