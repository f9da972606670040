"""Sums, measured quantities, and operation names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.facts.amounts import AmountRecognizer
from recognizers.facts.operations import OperationRecognizer


def amounts(text: str) -> list[tuple[str, str]]:
    return [(text[r.start : r.end], r.entity_type) for r in AmountRecognizer().analyze(text, [])]


def operations(text: str) -> list[str]:
    return [text[r.start : r.end] for r in OperationRecognizer().analyze(text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a fine of £1,250.50 was paid", [("£1,250.50", "MONEY")]),
        ("£2.5 million", [("£2.5 million", "MONEY")]),
        ("costs of £2k", [("£2k", "MONEY")]),
        ("45p per mile", [("45p", "MONEY")]),
        ("500 pounds", [("500 pounds", "MONEY")]),
        ("after 12 years' service", [("12 years' service", "QUANTITY")]),
        ("over 18 hours", [("over 18 hours", "QUANTITY")]),
        ("20 working days", [("20 working days", "QUANTITY")]),
        ("5-10 years", [("5-10 years", "QUANTITY")]),
        ("15%", [("15%", "QUANTITY")]),
        ("12.5 per cent", [("12.5 per cent", "QUANTITY")]),
        ("36mph", [("36mph", "QUANTITY")]),
        ("1.5kg of cannabis", [("1.5kg", "QUANTITY")]),
        ("34 officers", []),
        ("section 12", []),
        ("a 34-year-old man", []),
        ("34 years old", []),
        ("page 5", []),
        ("at 5pm", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Operation Falconet ended", ["Operation Falconet"]),
        ("OPERATION FALCONET", ["OPERATION FALCONET"]),
        ("Op Falconet", ["Op Falconet"]),
        ("Op. High-Water", ["Op. High-Water"]),
        ("the operation of the Act", []),
        ("Operations Manager", []),
        ("Operation Manager", []),
        ("Operation And Order", []),
        ("operation falconet", []),
    ],
)
def test_operations(text: str, expected: list[str]) -> None:
    assert operations(text) == expected


@given(st.text(max_size=150))
def test_any_text_is_survived(text: str) -> None:
    assert all(found and found in text for found, _ in amounts(text))
    assert all(found and found in text for found in operations(text))


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("1,", "£1", "Op ", "over ", "5 - "):
        text = piece * 5_000
        assert all(found in text for found, _ in amounts(text))
        assert all(found in text for found in operations(text))
