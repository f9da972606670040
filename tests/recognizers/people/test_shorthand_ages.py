"""Ages in the shorthand of notes and forms, and figures in the same shape that are none."""

from __future__ import annotations

import pytest

from recognizers.people.ages import find


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Baby, 6/12, was taken to hospital.", [(0, 0)]),
        ("Child 30/12 with a rash.", [(2, 2)]),
        ("Child was 2 yrs 4 mths.", [(2, 2)]),
        ("male approx 45-50 yrs", [(45, 50)]),
        ("50 y.o. female", [(50, 50)]),
        ("A lady of 80 plus was in the flat.", [(80, None)]),
        ("a thirty-something man", [(30, 39)]),
        ("The OAP was robbed.", [(66, None)]),
        ("The boy in Reception was bitten.", [(4, 5)]),
        ("She has two boys (7, 9).", [(7, 7), (9, 9)]),
        ("He served 2 years 4 months in custody.", []),
        ("2 years 6 months imprisonment", []),
        ("He has 3 yrs 2 mths of service.", []),
        ("rated 6/12 in the survey", []),
        ("The room in Reception was full.", []),
        ("Items (7, 9) of the list", []),
    ],
)
def test_shorthand(text: str, ages: list[tuple[int, int | None]]) -> None:
    assert [(value.low, value.high) for _, _, value, _ in find(text)] == ages
