"""Two readers of names, spaCy and the token classifier, made one: the union of their spans, each with one probability.

A logistic regression weighs what each reader says with how the span is written. Its weights are fitted on held-out text
by ``models/names/fit_union.py`` and lie beside the token classifier as plain numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recognizers.people.names import not_names

_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = 0.02
_AROUND = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that at least one reader calls a name of this type.

    ``probability`` is the token classifier's, None where it saw nothing; ``agreed`` and ``opposed`` say that spaCy has the
    same type or another type there.
    """

    start: int
    end: int
    label: str
    probability: float | None
    agreed: bool
    opposed: bool


def candidates(token: Sequence[tuple[int, int, str, float]], spacy: Sequence[tuple[int, int, str]]) -> list[Candidate]:
    """The token classifier's spans, and spaCy's where they touch none of the same type; in order of place."""
    found = []
    for start, end, label, probability in token:
        touching = {other for s, e, other in spacy if s < end and start < e}
        found.append(Candidate(start, end, label, probability, label in touching, bool(touching - {label})))
    for start, end, label in spacy:
        touching = {other for s, e, other, _ in token if s < end and start < e}
        if label not in touching:
            found.append(Candidate(start, end, label, None, True, bool(touching)))
    return sorted(found, key=lambda c: (c.start, c.end, c.label))


def features(text: str, candidate: Candidate) -> tuple[float, ...]:
    """What the regression sees: the classifier's log-odds, spaCy's voice, and how the words are written."""
    p = min(max(candidate.probability or _UNSEEN, 0.001), 0.999)
    words = _WORD.findall(text, candidate.start, candidate.end) or ["-"]
    around = [c for c in text[max(0, candidate.start - _AROUND) : candidate.end + _AROUND] if c.isalpha()]
    capitals = sum(c.isupper() for c in around) / max(len(around), 1)
    small = all(word.islower() for word in words)
    spoken = candidate.probability is not None
    return (
        1.0,
        math.log(p / (1 - p)),
        float(spoken and candidate.agreed),
        float(not spoken),
        float(candidate.opposed),
        float(capitals > 0.6),
        float(capitals < 0.01),
        float(small and capitals >= 0.01),
        float(len(words) == 1),
        float(len(words) > 3),
        sum(word.casefold() in not_names() for word in words) / len(words),
        float(not spoken and capitals > 0.6),
        float(not spoken and len(words) == 1),
        float(any(c.isdigit() for c in text[candidate.start : candidate.end])),
    )


def probability(text: str, candidate: Candidate, weights: Mapping[str, Sequence[float]]) -> float:
    """How sure the two readers together are, between 0 and 1; the weights are by entity type."""
    total = sum(w * x for w, x in zip(weights[candidate.label], features(text, candidate), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
