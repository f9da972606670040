"""The trained judgement of whom a mention is about (``models/about``): it overrules the rules where it is sure.

A scikit-learn pipeline, saved with skops; ``models/about/card.md`` says what it was trained on and how well it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from detector.artefacts import load_pipeline
from detector.recognise.about.features import Features, Surroundings, document_signs, features
from detector.recognise.about.rules import QUASI, SENSITIVE
from detector.recognise.about.zones import Zone
from detector.recognise.sentences import sentence_spans
from detector.types import About, Block, Mention

FILE = "about/about.skops"
SURE, SURE_OF_A_CASE, SURE_OF_NO_CASE, SURE_OF_NO_ATTRIBUTE, NEVER = 0.6, 0.9, 0.97, 0.9, 2.0


@cache
def load() -> Any | None:
    """The pipeline, None where its file is missing."""
    return load_pipeline(FILE)


def surroundings(blocks: Sequence[Block], zones: Sequence[Zone]) -> list[Surroundings]:
    """What each block tells about the mentions in it."""
    is_letter = "salutation" in zones or "request" in zones
    signs = document_signs([block.text for block in blocks])
    return [
        Surroundings(
            block.text,
            zone,
            zones[i - 1] if i else "none",
            zones[i + 1] if i + 1 < len(zones) else "none",
            i / max(len(blocks) - 1, 1),
            block.kind,
            is_letter,
            signs,
        )
        for i, (block, zone) in enumerate(zip(blocks, zones, strict=True))
    ]


def judged(groups: Sequence[Sequence[Mention]], around: Sequence[Surroundings]) -> list[list[Mention]]:
    """The mentions of each block with ``about`` as the model has it, or as the rules had it where the model is not sure."""
    pipeline = load()
    contexts = [list(contexts_of(mentions, where)) for mentions, where in zip(groups, around, strict=True)]
    flat = [(found, mention.about) for group in contexts for mention, found in group]
    if pipeline is None or not flat:
        return [list(mentions) for mentions in groups]
    labels = iter(decided(pipeline, [found for found, _ in flat], [rule for _, rule in flat]))
    return [[replace(mention, about=next(labels)) for mention, _ in group] for group in contexts]


def decided(pipeline: Any, evidence: Sequence[Features], rules: Sequence[About]) -> list[About]:
    """The label of each mention: the model's where it is sure, else the rule's.

    To say "case" against the rule takes more, to take a case's name or reference out takes as much, and the request as it
    is quoted is never made one.
    """
    probabilities = pipeline.predict_proba(list(evidence))
    labels: list[About] = [str(name) for name in pipeline.classes_]  # type: ignore[misc]
    result: list[About] = []
    for row, (found, rule) in enumerate(zip(evidence, rules, strict=True)):
        best = int(probabilities[row].argmax())
        label, sure = labels[best], SURE
        if label == "case":
            sure = NEVER if found["zone"] == "request" or "cue normative" in found else SURE_OF_A_CASE
            if found["type"] == "ORGANIZATION":
                sure = min(sure, SURE) if sure < NEVER else NEVER
        elif rule == "case" and found["type"] not in QUASI | SENSITIVE:
            sure = SURE_OF_NO_CASE
        elif rule == "case":
            sure = SURE_OF_NO_ATTRIBUTE
        result.append(label if probabilities[row][best] >= sure else rule)
    return result


def contexts_of(mentions: Sequence[Mention], around: Surroundings) -> Iterator[tuple[Mention, Features]]:
    """Each mention of a block with its features, in order."""
    for span in sentence_spans(around.text):
        inside = [m for m in mentions if span[0] <= m.start < span[1]]
        for mention in inside:
            yield mention, features(mention, span, inside, around)
