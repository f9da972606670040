"""Events on public record, through the whole scan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]


def on_record(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (f["rule"], f["risk"])
        for f in document["findings"]
        if f["kind"] == "combination" and ("on public record" in f["why"])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In May 2022 a man was convicted of burglary at Leeds Crown Court. He was released later.",
            ("TEXT-PUBLIC-RECORD", "high"),
        ),
        (
            "A sergeant based at Bradford was dismissed after a misconduct hearing in March 2021 for assault.",
            ("TEXT-COMBINATION", "high"),
        ),
        (
            "The woman appeared before Harrogate magistrates in June 2023 charged with fraud.",
            ("TEXT-COMBINATION", "high"),
        ),
        (
            "The inquest into his death was held at Wakefield in October 2020 and he was found to have drowned.",
            ("TEXT-COMBINATION", "high"),
        ),
        (
            "Police appealed for witnesses after a man was the victim of a robbery in Harrogate on 4 May 2021.",
            ("TEXT-COMBINATION", "high"),
        ),
        ("He pleaded guilty to theft in May 2022.", ("TEXT-PUBLIC-RECORD", "medium")),
    ],
)
def test_an_event_on_public_record(scan_text: Scan, text: str, expected: tuple[str, str]) -> None:
    assert on_record(scan_text("Dear Applicant,\n\n" + text)) == [expected]


def test_a_total_of_the_text_does_not_clear_it(scan_text: Scan) -> None:
    text = (
        "There were 2,400 officers dismissed in 2021.\n\nIn March 2021 an officer was dismissed for theft and was convicted at "
        "Leeds Crown Court."
    )
    assert on_record(scan_text(text)) == [("TEXT-PUBLIC-RECORD", "high")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 there were 45 misconduct hearings, of which 12 were held in public in Leeds.",
        "Officers who are charged must appear before a misconduct hearing.",
        "Leeds Crown Court heard 2,300 cases in March 2021, of which 400 were for burglary.",
        "The Act was last considered by the Court of Appeal in May 2018.",
        "If you are not content you may appeal to the First-tier Tribunal, General Regulatory Chamber, Leicester.",
        "The media policy was reviewed in March 2021 by the corporate communications department in Leeds.",
        "How many people were convicted of burglary at Leeds Crown Court in May 2022?",
        "The coroner may hold an inquest where a person has died in custody.",
        "HM Coroner's Court, Lancaster and Lune",
        "We appeal for witnesses on our website and in the local press every month.",
    ],
)
def test_general_statements_and_statistics_are_none(scan_text: Scan, text: str) -> None:
    assert on_record(scan_text("Dear Applicant,\n\n" + text)) == []
