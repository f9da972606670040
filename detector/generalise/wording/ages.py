"""Ages in running text: "a 34-year-old officer" becomes "an officer aged 30 to 39"."""

from __future__ import annotations

import re

from detector.generalise.prose import OMITTED
from detector.generalise.wording.english import Replacement, article_for, left_out, like, with_article

_YEAR_OLD = re.compile(r"(?:years?|yrs?)[\s-]olds?$", re.I)
_BEFORE = re.compile(r"\b(?P<word>an?|the|his|her|their|one|another|this|that)\s+$", re.I)
_NOUN = re.compile(
    r"\s+(?P<noun>(?!was\b|is\b|has\b|had\b|and\b|who\b|were\b|from\b|in\b|at\b|with\b|of\b|to\b|on\b)[^\W\d_]+(?:-[^\W\d_]+)?)",
    re.I,
)
_ADJECTIVE = re.compile(
    r"(?:fe)?male|serving|former|retired|police|detective|special|probationary|student|trainee|white|black|asian", re.I
)
_YEAR_GROUP = re.compile(r"(?:years?|yr)\s*\d|reception|nursery", re.I)
_IN = re.compile(r"\bin\s+$", re.I)
_AGED = re.compile(r"(?:aged?|age of)\s*:?\s*", re.I)


def reworded_age(text: str, start: int, end: int, wording: str | None) -> Replacement:
    """An age said as coarsely as ``wording``, or left out where that is None."""
    said = text[start:end]
    within = _IN.search(text, max(0, start - 5), start)
    if within and _YEAR_GROUP.match(said):
        return (
            left_out(text, within.start(), end)
            if wording is None
            else Replacement(within.start(), end, f"aged {wording}")
        )
    if _YEAR_OLD.search(said) and not re.search(
        r"\b(?:was|is|be|are|were)\s+(?:\w+\s+)?$", text[max(0, start - 20) : start], re.I
    ):
        return _year_old(text, start, end, wording)
    if wording is not None:
        aged = _AGED.match(said)
        return with_article(
            text,
            start,
            end,
            f"{aged[0]}{wording}" if aged else f"aged {wording}" if _YEAR_OLD.search(said) else wording,
        )
    before = re.search(r"\b(?:aged?|at the age of|at|who (?:is|was))\s+$", text[max(0, start - 20) : start], re.I)
    if before and not _AGED.match(said):
        start = max(0, start - 20) + before.start()
        return left_out(text, start, end)
    return left_out(text, start, end) if _AGED.match(said) else Replacement(start, end, OMITTED)


def _year_old(text: str, start: int, end: int, wording: str | None) -> Replacement:
    at = end
    words: list[str] = []
    while match := _NOUN.match(text, at):
        words.append(match["noun"])
        at = match.end()
        if not _ADJECTIVE.fullmatch(match["noun"]) or len(words) > 4:
            break
    noun = " ".join(words) or "person"
    at = at if words else end
    new = f"{noun} aged {wording}" if wording is not None else noun
    before = _BEFORE.search(text, max(0, start - 10), start)
    if before and before["word"].casefold() in ("a", "an"):
        return Replacement(before.start(), at, f"{like(before['word'], article_for(new))} {new}")
    return Replacement(start, at, new)
