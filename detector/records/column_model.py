"""The trained judgement of what a column holds (``models/columns``), from its heading and its cells together.

The rules' vocabulary is in the features: what the heading words announce, which kinds the cells can be values of, and what
the rules alone would say. A scikit-learn pipeline saved with skops; ``models/columns/card.md`` has its scores.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from detector.artefacts import load_pipeline
from detector.records.header_words import Heading, heading, normalise_heading

FILE = "columns/columns.skops"
SURE = 0.7
_BORNE_OUT = 0.6
Evidence: TypeAlias = Mapping[str, float | str]
_SHAPES = {
    "capitalised words": re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,3}"),
    "digits": re.compile(r"\d+"),
    "digits and marks": re.compile(r"[\d/.:,\s-]+"),
    "code": re.compile(r"(?=.*\d)[A-Z0-9/.\-*]{4,}"),
    "capitals": re.compile(r"[A-Z]{1,6}"),
    "sentence": re.compile(r".*\s.*\s.*\s.*[.!]?"),
    "at sign": re.compile(r"\S+@\S+"),
    "year": re.compile(r"(?:19|20)\d\d"),
    "one letter": re.compile(r"[A-Za-z]"),
}
_SAMPLE = 60


@cache
def load() -> Any | None:
    """The pipeline, None where its file is missing."""
    return load_pipeline(FILE)


def features(
    name: str, texts: Sequence[str], shares: Mapping[str, float], counts: float, rule: Heading
) -> dict[str, float | str]:
    """The features of a column: ``shares`` of kinds among its cells, the share of ``counts``, and what the ``rule`` says."""
    sample = list(dict.fromkeys(texts))[:_SAMPLE]
    head = heading(name)
    found: dict[str, float | str] = {
        "rule": rule.kind,
        "heading": head.kind if head else "none",
        "rule+heading": f"{rule.kind}+{head.kind if head else 'none'}",
        "counts": round(counts, 1),
        "words": min(sum(len(text.split()) for text in sample) / max(len(sample), 1), 20) / 20,
        "distinct": len(set(texts)) / max(len(texts), 1),
    }
    for kind, share in shares.items():
        found[f"share {kind}"] = share
    for word in normalise_heading(name).split():
        found[f"word {word}"] = 1.0
    for shape, pattern in _SHAPES.items():
        found[f"shape {shape}"] = sum(1 for text in sample if pattern.fullmatch(text)) / max(len(sample), 1)
    return found


# Kinds whose every value can be parsed.
_READABLE, _LEAST_SHARE = frozenset({"age", "date_time", "date_of_birth"}), 0.3


def kinds_by_model(evidence: Sequence[Evidence], rules: Sequence[str]) -> list[str]:
    """For each column the kind that the model is sure of, else what the rule says."""
    pipeline = load()
    return list(rules) if pipeline is None or not evidence else decided(pipeline, evidence, rules)


def decided(pipeline: Any, evidence: Sequence[Evidence], rules: Sequence[str]) -> list[str]:
    """The kind of each column: the rule's where most cells bear it out or the model is not sure, else the model's."""
    probabilities = pipeline.predict_proba(list(evidence))
    best = probabilities.argmax(axis=1)
    return [
        rule
        if float(found.get(f"share {rule}", 0.0)) >= _BORNE_OUT
        or probabilities[row][best[row]] < SURE
        or _belied(str(pipeline.classes_[best[row]]), found)
        else str(pipeline.classes_[best[row]])
        for row, (found, rule) in enumerate(zip(evidence, rules, strict=True))
    ]


def _belied(kind: str, found: Evidence) -> bool:
    """Whether hardly any cell can be read as what the model says, of a kind whose values can be read."""
    return kind in _READABLE and float(found.get(f"share {kind}", 0.0)) < _LEAST_SHARE
