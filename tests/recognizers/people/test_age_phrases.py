"""Ages beside nouns for persons, decades, and stages of school."""

from __future__ import annotations

import pytest

from recognizers.people.ages import AgeRecognizer
from recognizers.values import AgeValue


def ages(text: str) -> list[tuple[str, AgeValue]]:
    return [(text[r.start : r.end], r.recognition_metadata["value"]) for r in AgeRecognizer().analyze(text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He has two sons (8 and 11).", [("8", AgeValue(8, 8)), ("11", AgeValue(11, 11))]),
        ("His daughters, 12 and 14, were at home.", [("12", AgeValue(12, 12)), ("14", AgeValue(14, 14))]),
        ("A woman, 50s, was seen.", [("50s", AgeValue(50, 59))]),
        ("A female (late 30s) was seen.", [("late 30s", AgeValue(37, 39))]),
        ("The baby (5 weeks) was taken to hospital.", [("5 weeks", AgeValue(0, 0))]),
        ("A girl, nine, and her brother, six, were there.", [("nine", AgeValue(9, 9)), ("six", AgeValue(6, 6))]),
        ("Mr Hall (then 17) was arrested.", [("then 17", AgeValue(17, 17))]),
        ("A P6 pupil was excluded.", [("P6", AgeValue(9, 11))]),
        ("A KS2 pupil was excluded.", [("KS2", AgeValue(7, 11))]),
        ("She was with a girl of about 15.", [("15", AgeValue(15, 15))]),
        ("Age at arrest: 27", [("27", AgeValue(27, 27))]),
    ],
)
def test_ages(text: str, expected: list[tuple[str, AgeValue]]) -> None:
    assert ages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The music of the 1980s was played.",
        "Questions 8 and 11 are answered below.",
        "The officers, 12 and 14 of them, were trained.",
        "The S4 form was sent.",
        "It took the team 5 weeks to reply.",
        "The child protection plan, one of many, ended.",
    ],
)
def test_no_ages(text: str) -> None:
    assert ages(text) == []
