"""Conditions, operations and medicines by their endings; stems of medicines from the World Health Organization's list."""

from __future__ import annotations

import pytest

from recognizers.facts.medical_words import MedicalWordRecognizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She was given apixaban and sertraline.", ["apixaban", "sertraline"]),
        ("She died from an intracranial haemorrhage.", ["intracranial haemorrhage"]),
        (
            "She got her jaw broken by a patient; his finger was badly fractured.",
            ["jaw broken", "finger was badly fractured"],
        ),
        ("The door was broken, and so was her heart broken.", []),
        ("He underwent an emergency appendicectomy.", ["appendicectomy"]),
        ("It was coded as abdominal pain and a broken left wrist.", ["abdominal pain", "broken left wrist"]),
        ("The diagnosis and the prognosis were sent with the diploma.", []),
        ("The trophy went to Oklahoma in April.", []),
        ("Xenophobia is not tolerated.", []),
        ("The broken arm office door.", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    found = MedicalWordRecognizer().analyze(text, [])
    assert [text[r.start : r.end] for r in found] == words
