"""Public bodies and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.places.organisations import OrganisationRecognizer, parse_place

recognizer = OrganisationRecognizer()


def found(text: str) -> list[tuple[str, str]]:
    best: dict[tuple[int, int], str] = {}
    for r in recognizer.analyze(text, []):
        best[(r.start, r.end)] = r.entity_type
    return [(text[s:e], kind) for (s, e), kind in sorted(best.items())]


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("the Metropolitan Police Service said", "Metropolitan Police Service", "ORGANIZATION"),
        ("sent to the IOPC", "IOPC", "ORGANIZATION"),
        ("Westbridge County Council refused", "Westbridge County Council", "ORGANIZATION"),
        ("Westbridge NHS Foundation Trust", "Westbridge NHS Foundation Trust", "ORGANIZATION"),
        ("Westbridge Magistrates’ Court", "Westbridge Magistrates’ Court", "ORGANIZATION"),
        ("at Westbridge Police Station", "Westbridge Police Station", "LOCATION"),
        ("at St Aldhelm's Hospital", "St Aldhelm's Hospital", "LOCATION"),
        ("HMP Westbridge", "HMP Westbridge", "LOCATION"),
        ("in Croydon on Monday", "Croydon", "LOCATION"),
        ("CROYDON", "CROYDON", "LOCATION"),
        ("in Hull", "Hull", "LOCATION"),
        ("on the A23", "A23", "LOCATION"),
    ],
)
def test_bodies_and_places(text: str, span: str, kind: str) -> None:
    assert (span, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "the hull of a ship",
        "a reading of the Act",
        "the police station",
        "our local hospital",
        "Bury the report",
        "Derby winners",
    ],
)
def test_no_places(text: str) -> None:
    assert found(text) == []


def test_places_of_cells() -> None:
    (croydon,) = parse_place("Croydon")
    assert croydon.path == ("Croydon", "London", "England")
    (station,) = parse_place("Croydon Police Station")
    assert station.path == ("Croydon Police Station", "Croydon", "London", "England")
    assert parse_place("criminal convictions") == ()
    assert parse_place("") == ()


@given(st.text(max_size=150))
def test_any_text_is_survived(text: str) -> None:
    for result in recognizer.analyze(text, []):
        assert 0 <= result.start < result.end <= len(text)


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("Aa ", "Aa of ", "HMP ", "Westbridge and ", "University of "):
        text = piece * 3_000
        assert all(0 <= r.start < r.end <= len(text) for r in recognizer.analyze(text, []))
