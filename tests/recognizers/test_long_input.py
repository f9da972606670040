"""Hostile input for the recognisers by form: they come to an end, and spans stay inside the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from recognizers.facts.medical_words import MedicalWordRecognizer
from recognizers.people.age_phrases import age_phrases
from recognizers.people.lower_case_jobs import lower_case_jobs
from recognizers.places.institutions import institutions
from recognizers.references.citations import citation_spans

Spans = Callable[[str], Iterable[tuple[int, int]]]
READERS: dict[str, Spans] = {
    "jobs": lower_case_jobs,
    "medical": lambda text: ((r.start, r.end) for r in MedicalWordRecognizer().analyze(text, [])),
    "ages": lambda text: ((start, end) for start, end, _, _ in age_phrases(text)),
    "institutions": lambda text: ((start, end) for _, start, end, _, _ in institutions(text)),
    "citations": lambda text: ((s.start, s.end) for s in citation_spans(text)),
}
PIECES = (
    "Aa ",
    "A v. ",
    "Court of ",
    "al ",
    "itis ",
    "sons 1, 2 and 3 ",
    "a officer ",
    "School no. 1 ",
    "12th Regiment of ",
    "Article 3 § ",
)


@pytest.mark.parametrize("reader", READERS)
def test_spans_stay_inside_long_input(reader: str) -> None:
    for piece in PIECES:
        text = piece * (40_000 // len(piece))
        assert all(0 <= start < end <= len(text) for start, end in READERS[reader](text))
