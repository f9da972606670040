"""Names in pieces put together."""

from __future__ import annotations

import pytest
from presidio_analyzer import RecognizerResult

from detector.recognise.context.names.particles import joined


def result(text: str, part: str, entity: str = "PERSON") -> RecognizerResult:
    start = text.index(part)
    return RecognizerResult(entity, start, start + len(part), 0.9)


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("met Bronwen ap Rhys", [("Bronwen", "LOCATION"), ("ap Rhys", "PERSON")], ["Bronwen ap Rhys"]),
        ("cc bin Yusuf, Hassan", [("Yusuf, Hassan", "PERSON")], ["bin Yusuf, Hassan"]),
        ("from Mr A Pettifer", [("Pettifer", "PERSON")], ["A Pettifer"]),
        ("in Leeds Ann Hall lives", [("Leeds", "LOCATION"), ("Ann Hall", "PERSON")], ["Leeds", "Ann Hall"]),
        ("Ann\nvan der Berg", [("Ann", "PERSON"), ("Berg", "PERSON")], ["Ann", "van der Berg"]),
    ],
)
def test_joined(text: str, parts: list[tuple[str, str]], expected: list[str]) -> None:
    assert [text[r.start : r.end] for r in joined(text, [result(text, *part) for part in parts])] == expected
