"""The motivated intruder sheet: who would recognise the person, by what, and which of the ICO's tests fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from detector.report.as_text import sheet_line
from detector.risk.findings import finding
from detector.risk.intruder import with_sheets
from detector.risk.intruder.details import Detail
from detector.risk.intruder.sheet import sheet
from detector.types import Finding, IntruderSheet, Where

Scan = Callable[..., dict[str, Any]]
CASE = [
    Detail("OCCUPATION", "sergeant"),
    Detail("DATE_TIME", "May 2021"),
    Detail("RELATIONSHIP", "brother"),
    Detail("OFFENCE", "burglary"),
]


def combination(k: int = 1) -> Finding:
    return finding("TEXT-COMBINATION", "high", "why", Where(block=0), ["x"], k=k)


def text(made: IntruderSheet) -> str:
    return sheet_line(made, True)


def test_two_sentences_name_the_four_observers_and_their_details() -> None:
    made = sheet(combination(), CASE)
    assert len(made.sentences) == 2
    said = text(made)
    for observer in ("colleague", "neighbour", "journalist", "family"):
        assert observer in said
    assert "A colleague recognises the person by the rank, role or unit (sergeant), the relationship (brother)" in said
    assert "searches by the offence (burglary)" in said
    assert "the person's own family recognises them by the relationship (brother)" in said


def test_values_stay_off_screens() -> None:
    said = sheet_line(sheet(combination(), CASE), False)
    assert not any(detail.text in said for detail in CASE)
    assert "the rank, role or unit" in said


def test_an_observer_without_any_of_the_details() -> None:
    said = text(sheet(combination(), [Detail("OFFENCE", "burglary")]))
    assert "a neighbour once somebody tells them one of the details" in said


def test_the_three_tests() -> None:
    tests = {t.name: t.met for t in sheet(combination(), CASE).tests}
    assert tests == {"singling out": True, "linkability": True, "inference": True}
    tests = {t.name: t.met for t in sheet(combination(3), [Detail("OCCUPATION", "PC"), Detail("AGE", "34")]).tests}
    assert tests == {"singling out": False, "linkability": False, "inference": False}
    assert [t.name for t in sheet(combination(), CASE).tests] == ["singling out", "linkability", "inference"]


@pytest.mark.parametrize(
    "rule", ["TABLE-RECOVERABLE", "TABLE-SMALL-COUNT", "HIDDEN-SHEET", "LETTER-CONTRADICTION", "TEXT-NAME"]
)
def test_every_kind_of_finding_has_two_sentences(rule: str) -> None:
    made = sheet(finding(rule, "high", "why", Where(table=0), ["x"]), [])
    assert len(made.sentences) == 2
    assert all("".join(p.text for p in sentence).endswith(".") for sentence in made.sentences)
    assert len(made.tests) == 3


def test_only_high_findings_have_one() -> None:
    low = finding("TEXT-COMBINATION", "medium", "why", Where(block=0), ["x"])
    (same, high) = with_sheets([low, combination()], [], [], [])
    assert same.intruder is None
    assert high.intruder is not None


@pytest.mark.slow
def test_every_high_finding_of_a_scan_has_its_sheet(scan_text: Scan) -> None:
    document = scan_text(
        "Dear Applicant,\n\nIn May 2021 a sergeant at Bradford declared her brother, who had been convicted of burglary. "
        "PC 1234 Adam Whitfield resigned.\n\n| Rank | Station | Offence |\n|---|---|---|\n| PC | Leeds | theft |\n"
        "| PC | Leeds | fraud |\n| Sergeant | York | assault |\n",
        "draft.md",
    )
    high = [f for f in document["findings"] if f["risk"] == "high"]
    assert len(high) >= 3
    for item in document["findings"]:
        assert ("intruder" in item) == (item["risk"] == "high")
    for item in high:
        assert len(item["intruder"]["sentences"]) == 2
        assert {t["name"] for t in item["intruder"]["tests"]} == {"singling out", "linkability", "inference"}
    row = next(f for f in high if f["rule"] == "TABLE-UNIQUE")
    assert "(Sergeant)" in row["intruder"]["sentences"][0]
    assert "(assault)" in row["intruder"]["sentences"][1]
