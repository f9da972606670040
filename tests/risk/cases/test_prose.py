"""Cases in running text: which details belong to one person, and which of them single somebody out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]


def combinations(document: dict[str, Any]) -> list[list[str]]:
    texts = {m["id"]: m["text"] for m in document["mentions"]}
    return [[texts[m] for m in f["mentions"]] for f in document["findings"] if f["kind"] == "combination"]


LETTER = """Dear Applicant,

Your request was received on 3 May 2022.

In March 2021 an officer based at Leeds police station declared that her brother had been arrested for burglary. She was moved to another team. In June 2021 another officer, a sergeant, disclosed that his ex-wife's new partner was under investigation.

- A male PC aged 34 was dismissed in July 2020 for sending offensive messages.
- In 2019 two officers received written warnings.
- One Detective Inspector resigned in October 2021 following an allegation of assault.

The force recorded 45 complaints in March 2021. Officers who have a family member with a conviction must declare it.

A 15-year-old girl from Harrogate was the victim. The teacher at St Mary's School was suspended on 4 September 2020.

Yours sincerely,

Jane Marsh
Disclosure Officer
"""


def test_a_letter_with_cases_and_statistics(scan_text: Scan) -> None:
    assert combinations(scan_text(LETTER)) == [
        ["March 2021", "officer", "Leeds police station", "brother"],
        ["June 2021", "officer", "sergeant", "ex-wife's new partner"],
        ["male", "PC", "aged 34", "July 2020"],
        ["Detective Inspector", "October 2021"],
        ["15-year-old", "girl", "Harrogate", "victim"],
        ["teacher", "St Mary's School", "4 September 2020"],
    ]


def test_one_subject_over_several_sentences(scan_text: Scan) -> None:
    text = "A sergeant at Bradford declared her brother. He had been arrested in May 2021. The officer was moved."
    (found,) = combinations(scan_text(text))
    assert found[:4] == ["sergeant", "Bradford", "brother", "May 2021"]


def test_two_subjects_in_one_sentence_stay_two(scan_text: Scan) -> None:
    text = "In May 2021 a sergeant declared her sister's partner, and in June 2021 another officer declared his son."
    found = combinations(scan_text(text))
    assert len(found) == 2
    assert "May 2021" in found[0]
    assert "June 2021" not in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Officers must declare if a partner, brother or sister has been arrested in the last month.",
        "The force recorded 45 complaints against sergeants in March 2021 and 39 in April 2021.",
        "Please state the rank, age and station of each officer dismissed in 2021, and the month?",
        "For example, an officer may have declared that they are in a relationship with a person who was convicted in May 2020.",
        "The policy on notifiable associations was reviewed in March 2021 by the Superintendent of Professional Standards.",
        "Section 40(2) was last amended in May 2018.",
    ],
)
def test_statistics_policy_and_questions_are_no_cases(scan_text: Scan, text: str) -> None:
    assert combinations(scan_text("Dear Applicant,\n\n" + text)) == []


def test_the_proposal_is_less_than_everything(scan_text: Scan) -> None:
    document = scan_text("An inspector declared his stepfather in November 2023.")
    (finding,) = [f for f in document["findings"] if f["kind"] == "combination"]
    best = finding["suggestions"][0]
    assert (best["action"], best["from"], best["to"]) == ("generalise", "November 2023", "October to December 2023")
    assert 0 < best["information_loss"] < 0.5
