"""The dead are marked and lowered, never dropped; the living around them are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]


def names(document: dict[str, Any]) -> dict[str, str]:
    texts = {m["id"]: m["text"] for m in document["mentions"]}
    return {texts[f["mentions"][0]]: f["risk"] for f in document["findings"] if f["rule"] == "TEXT-NAME"}


def combination_risks(document: dict[str, Any]) -> list[str]:
    return [f["risk"] for f in document["findings"] if f["kind"] == "combination"]


@pytest.mark.parametrize(
    "text",
    [
        "The complaint was about the late Mr Gareth Pennington, who had been stopped twice.",
        "The inquest into the death of Gareth Pennington was opened and adjourned.",
        "Gareth Pennington died on 3 May 2021.",
        "The file concerns Gareth Pennington (deceased).",
        "Gareth Pennington, who died in custody, had been arrested twice.",
        "The murder of Gareth Pennington was investigated by the force.",
    ],
)
def test_a_name_of_the_dead_is_low_and_says_why(scan_text: Scan, text: str) -> None:
    document = scan_text("Dear Applicant,\n\n" + text)
    assert list(names(document).values()) == ["low"]
    (found,) = [f for f in document["findings"] if f["rule"] == "TEXT-NAME"]
    assert "has died" in found["why"]
    assert "said to have died" in found["title"]


@pytest.mark.parametrize(
    "text",
    [
        "Gareth Pennington was stopped twice.",
        "The death of Gareth Pennington's brother was investigated.",
        "Gareth Pennington was convicted of the attempted murder of a neighbour.",
        "Gareth Pennington said that his mother died in 2020.",
        "The attempted murder of Gareth Pennington was investigated.",
        "Gareth Pennington was arrested after a man died.",
    ],
)
def test_the_living_stay_high(scan_text: Scan, text: str) -> None:
    assert list(names(scan_text("Dear Applicant,\n\n" + text)).values()) == ["high"]


def test_the_family_of_the_dead_stays_high(scan_text: Scan) -> None:
    text = (
        "Gareth Pennington died on 3 May 2021. His widow, Moira Pennington, complained in June 2021. "
        "The officer had met Gareth Pennington before."
    )
    found = names(scan_text("Dear Applicant,\n\n" + text))
    assert found["Gareth Pennington"] == "low"
    assert found["Moira Pennington"] == "high"


def test_one_person_under_two_names_is_one(scan_text: Scan) -> None:
    text = "In May 2021 Mr Gareth Pennington complained. Mr Pennington died in June 2022."
    assert set(names(scan_text("Dear Applicant,\n\n" + text)).values()) == {"low"}
    text += " Moira Pennington took over the complaint."
    found = names(scan_text("Dear Applicant,\n\n" + text))
    assert found["Moira Pennington"] == found["Gareth Pennington"] == "high"


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("A man aged 62 from Harrogate died on 3 May 2021.", "low"),
        ("A man aged 62 from Harrogate died on 3 May 2021. His daughter complained.", "high"),
        ("A sergeant aged 41 from Harrogate was dismissed after a man died in May 2021.", "high"),
        ("An officer at Harrogate declared in May 2021 that his brother had died.", "high"),
    ],
)
def test_a_case_is_lowered_only_where_its_subject_died(scan_text: Scan, text: str, risk: str) -> None:
    assert combination_risks(scan_text("Dear Applicant,\n\n" + text)) == [risk]
