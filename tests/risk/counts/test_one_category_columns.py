"""Groups in columns and sensitive categories in rows: the same disclosure the other way round."""

from __future__ import annotations

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document


def groups(text: str) -> list[str]:
    report = scan_document(read_bytes(text.encode(), "t.csv", Limits()), load_policy({}))
    return [f.why for f in report.findings if f.rule == "TABLE-ONE-CATEGORY"]


def test_a_group_in_a_column() -> None:
    (why,) = groups("Outcome,Sergeant,Constable\nDismissed,7,12\nFinal written warning,0,30\nNo further action,0,15\n")
    assert "All 7 of “Sergeant” are counted under “Dismissed”" in why


def test_groups_that_are_spread_are_no_finding() -> None:
    assert (
        groups("Outcome,Sergeant,Constable\nDismissed,7,12\nFinal written warning,6,30\nNo further action,0,15\n") == []
    )


def test_years_are_no_groups() -> None:
    assert groups("Outcome,2020,2021\nDismissed,7,12\nFinal written warning,0,30\nNo further action,0,15\n") == []
