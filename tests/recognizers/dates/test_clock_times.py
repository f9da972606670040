"""Times of day that stand without their date."""

from __future__ import annotations

import pytest

from recognizers.dates.clock_times import clock_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MON 0915 male reports", ["MON 0915"]),
        ("was seen at 23:31.", ["23:31"]),
        ("at 0315 hours he left", ["0315 hours"]),
        ("left at 5pm", ["5pm"]),
        ("around midnight", ["midnight"]),
        ("seen at about 7.30 p.m.", ["7.30 p.m."]),
        ("Lines are open Monday to Friday 9am", []),
        ("at 10.15 per cent", []),
        ("ratio 12:30:45", []),
        ("2021 hours were worked", []),
        ("in 1130 cases", []),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    found = sorted({(s, e) for s, e in clock_times(text)})
    assert [
        text[s:e] for s, e in found if not any(a <= s and e <= b and (a, b) != (s, e) for a, b in found)
    ] == expected
