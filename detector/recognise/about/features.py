"""What tells whom a mention is about: its context as features for the trained model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detector.recognise.about.rules import (
    CASE_POINTS,
    QUASI,
    SENSITIVE,
    case_points,
    cue_names,
    is_fine,
    is_request_date,
)
from detector.recognise.about.zones import Zone
from detector.types import Mention
from recognizers.values import Concept, DateValue, RelationValue

Features = dict[str, float | str]
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_MOST_POINTS = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The block that a mention stands in: text, zone, the zones around it, where in the document it is (0 to 1), and what sort
    of document that is (``document_signs``)."""

    text: str
    zone: Zone
    zone_before: str
    zone_after: str
    position: float
    kind: str
    is_letter: bool
    document: tuple[str, ...] = ()


# What sort of document it is: an answer to a request, a judgment, a mail, a log, a letter to the person it is about ...
_SIGNS = {
    "request": re.compile(r"\bfreedom of information\b|\bfoia?\b|\byour request\b", re.I),
    "court": re.compile(
        r"\b(?:judgment|appellants?|claimant|the Court|tribunal|inquest|coroner|sheriff|applicant was|CASE OF [A-Z])\b",
        re.I,
    ),
    "mail": re.compile(r"^[ \t>*]*(?:from|subject)[ \t*]*:", re.I | re.M),
    "minutes": re.compile(r"\b(?:minutes|apologies|resolved|in attendance|chronology|action)\b", re.I),
    "death": re.compile(r"\b(?:deceased|death of|died|post[- ]mortem)\b", re.I),
    "withheld": re.compile(r"\b(?:section|s\.?)\s?\d{2}\(|\bexempt(?:ion|ed)?\b", re.I),
}
_LOGGED = re.compile(r"(?m)^[ \t|*•-]*\[?(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}:\d{2}|\d{4}hrs)\b")
_SECOND, _FIRST = re.compile(r"\b(?:you|your)\b", re.I), re.compile(r"\b(?:I|me|my)\b")
_OFTEN, _LOG_LINES, _READ = 0.02, 3, 40_000


def document_signs(texts: Sequence[str]) -> tuple[str, ...]:
    """What sort of document the blocks make up, as names for features."""
    whole = "\n".join(texts)[:_READ]
    words = max(len(whole.split()), 1)
    found = [name for name, pattern in _SIGNS.items() if pattern.search(whole)]
    if len(_LOGGED.findall(whole)) >= _LOG_LINES:
        found.append("log")
    if len(_SECOND.findall(whole)) > _OFTEN * words:
        found.append("you")
    if len(_FIRST.findall(whole)) > _OFTEN * words:
        found.append("I")
    return tuple(found)


def features(mention: Mention, sentence: tuple[int, int], inside: Sequence[Mention], around: Surroundings) -> Features:
    """The features of one mention. ``inside`` are the mentions of its sentence, ``mention.about`` what the rules say."""
    start, end = sentence
    text = around.text[start:end]
    named = any(m.about == "case" and m.entity_type not in QUASI | SENSITIVE for m in inside)
    points = case_points(text, inside, named)
    found: Features = {
        "type": mention.entity_type,
        "rule": mention.about,
        "type+rule": f"{mention.entity_type}+{mention.about}",
        "zone": around.zone,
        "type+zone": f"{mention.entity_type}+{around.zone}",
        "zone before": around.zone_before,
        "zone after": around.zone_after,
        "block": around.kind,
        "letter": float(around.is_letter),
        "letter+zone": f"{around.is_letter}+{around.zone}",
        "position": around.position,
        "points": max(-_MOST_POINTS, min(points, _MOST_POINTS)) / _MOST_POINTS,
        "enough points": float(points >= CASE_POINTS),
        "named": float(named),
        "long sentence": float(len(text) > 240),
        "question": float(text.rstrip().endswith("?")),
        "score": mention.score,
        "value": _value(mention),
        "request date": float(mention.entity_type == "DATE_TIME" and is_request_date(around.text, mention.start)),
        "digits": float(any(ch.isdigit() for ch in mention.text)),
    }
    for name in around.document:
        found[f"document {name}"] = 1.0
        found[f"type+document {mention.entity_type}+{name}"] = 1.0
        found[f"zone+document {around.zone}+{name}"] = 1.0
    for name, pattern in (("you", _SECOND), ("I", _FIRST)):
        if pattern.search(text):
            found[f"sentence {name}"] = 1.0
            found[f"type+sentence {mention.entity_type}+{name}"] = 1.0
    for name in cue_names(text):
        found[f"cue {name}"] = 1.0
        found[f"type+cue {mention.entity_type}+{name}"] = 1.0
    for entity, number in Counter(m.entity_type for m in inside if m is not mention).items():
        found[f"with {entity}"] = float(min(number, 3))
    for name, words in (
        ("before", _words_before(around.text, mention.start)),
        ("after", _words_after(around.text, mention.end)),
    ):
        for place, word in enumerate(words, 1):
            found[f"{name} {place}={word}"] = 1.0
    return found


def _value(mention: Mention) -> str:
    value = mention.value
    if isinstance(value, RelationValue):
        return f"relation {len(value.chain)} {value.chain[-1].path[-1]} {value.count is None or value.count > 1}"
    if isinstance(value, Concept):
        return f"concept {value.plural}"
    if isinstance(value, DateValue):
        return f"date {value.granularity} {is_fine(value)} {bool(value.flags & {'financial', 'academic'})}"
    return "none"


def _words_before(text: str, start: int) -> list[str]:
    return [_shape(word) for word in reversed(_WORD.findall(text[max(0, start - 60) : start])[-3:])]


def _words_after(text: str, end: int) -> list[str]:
    return [_shape(word) for word in _WORD.findall(text[end : end + 60])[:3]]


def _shape(word: str) -> str:
    """Numbers count by their length only."""
    return f"#{len(word)}" if word.isdigit() else word.casefold()
