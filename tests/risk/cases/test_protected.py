"""Persons whom statute protects whatever k is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]


def protected(document: dict[str, Any]) -> list[str]:
    return [f["rule"] for f in document["findings"] if "PROTECTED" in f["rule"]]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A 19-year-old student from Harrogate was the victim of a rape in May 2021.", "TEXT-PROTECTED-VICTIM"),
        ("A boy aged 15 from Leeds was charged with robbery in March 2022.", "TEXT-PROTECTED-YOUTH"),
        (
            "The case was heard at the youth court in Bradford; the girl, who was 16, got a referral order on 4 May 2021.",
            "TEXT-PROTECTED-YOUTH",
        ),
        (
            "Reporting restrictions apply. In May 2021 a nurse from Otley was charged after her patient's brother complained.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
    ],
)
def test_in_running_text(scan_text: Scan, text: str, rule: str) -> None:
    assert rule in protected(scan_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "The force recorded 412 rapes in 2021 and supports every victim.",
        "A constable aged 34 from Leeds was dismissed in March 2022.",
        "Officers may be dismissed after an allegation of sexual misconduct.",
        "A boy aged 15 from Leeds was injured in March 2022.",
    ],
)
def test_statistics_adults_and_other_cases_are_not(scan_text: Scan, text: str) -> None:
    assert protected(scan_text(text)) == []


def test_in_tables(scan_text: Scan) -> None:
    rows = "Victim age,Victim sex,Offence,Month\n" + "".join(f"2{i % 3},F,Rape,March 2021\n" for i in range(12))
    assert protected(scan_text(rows, "victims.csv")) == ["TABLE-PROTECTED-VICTIM"]
    rows = "Age,Offence,Result,Month\n" + "".join(f"1{5 + i % 2},Theft,Charged,March 2021\n" for i in range(12))
    assert protected(scan_text(rows, "young.csv")) == ["TABLE-PROTECTED-YOUTH"]
    rows = "Age,Offence,Result,Month\n" + "".join(f"3{5 + i % 2},Theft,Charged,March 2021\n" for i in range(12))
    assert protected(scan_text(rows, "adults.csv")) == []
