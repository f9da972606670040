"""Job titles by their form; names, office-holders and sentences are none."""

from __future__ import annotations

import time

import pytest

from recognizers.people.job_titles import JobTitleRecognizer


def titles(text: str) -> list[str]:
    return [text[r.start : r.end] for r in JobTitleRecognizer().analyze(text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kind regards\nAnn Example\nInformation Governance Officer", ["Information Governance Officer"]),
        ("Freedom of Information Decision Maker", ["Freedom of Information Decision Maker"]),
        ("The Business Hub Manager replied.", ["Business Hub Manager"]),
        ("our Records and Disclosure Supervisors", ["Records and Disclosure Supervisors"]),
        ("The officer met the manager.", []),
        ("The Manager replied.", []),
        ("the Secretary of State for Health", []),
        ("Dear Officer", []),
    ],
)
def test_titles(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_a_long_line_of_capitalised_words_is_no_trouble() -> None:
    start = time.process_time()
    assert titles("Word and " * 20_000) == []
    assert time.process_time() - start < 20
