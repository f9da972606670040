"""Dates of birth without a label, and dates behind names that are none."""

from __future__ import annotations

import pytest

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document

MATTER = "The matter was recorded on 3 March 2021 and closed in June 2022.\n\n"


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("Mr Wayne Hollis (12/03/1979) was interviewed.", ["12/03/1979"]),
        ("Suspect: HOLLIS, Wayne, 12 March 1979, of no fixed abode.", ["12 March 1979"]),
        ("Wayne Hollis (A1234BC, 12.03.79) absconded.", ["12.03.79"]),
        ("12/03/1979 Wayne HOLLIS - recalled to prison", ["12/03/1979"]),
        ("Wayne Hollis\n\n12/03/1979\n\nAssault", ["12/03/1979"]),
        ("HOLLIS Wayne M 12031979 affray", ["12031979"]),
        ("Wayne Hollis was first seen there on 12/03/1979.", []),
        ("Wayne Hollis, form 12039979", []),
        ("Mr Wayne Hollis, 12/03/2021, was interviewed.", []),
        ("Mr Wayne Hollis joined on 12/03/1999.", []),
    ],
)
def test_births(text: str, births: list[str]) -> None:
    report = scan_document(read_bytes((MATTER + text).encode(), "a.txt", Limits()), load_policy({}))
    assert [m.text for m in report.mentions if m.entity_type == "DATE_OF_BIRTH"] == births
