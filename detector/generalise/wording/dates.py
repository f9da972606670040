"""Dates in running text: the preposition goes with the granularity ("on 3 March" but "in 2021")."""

from __future__ import annotations

import re

from detector.generalise.prose import OMITTED
from detector.generalise.wording.english import Replacement, left_out, like
from recognizers.values import DateValue, Value

_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+(?:the\s+)?$", re.I)
_PREPOSITION = re.compile(
    r"\b(?P<word>on or (?:around|about)|on|in|during|at|around|about|since|from|by|until|till|before|after|between|dated|of|for|over|within)"
    r"\s+(?P<part>(?:the\s+)?(?:(?:early|late|mid|beginning|end|middle|start)[\s-](?:of\s+)?)?(?:the\s+)?)$",
    re.I,
)
_ADJUNCT = frozenset(
    "on in during at around about since from by until till before after between dated of over within".split()
)
_POINT = frozenset({"on", "at", "on or around", "on or about", "in", "during", "within", "over", "around", "about"})


def reworded_date(text: str, start: int, end: int, value: Value | None, wording: str | None) -> Replacement:
    """A date said as coarsely as ``wording``, or left out where that is None."""
    weekday = _WEEKDAY.search(text, max(0, start - 20), start)
    start = weekday.start() if weekday else start
    found = _PREPOSITION.search(text[max(0, start - 40) : start])
    at = max(0, start - 40) + found.start() if found else start
    if wording is None:
        if found and found["word"].casefold().split()[0] in _ADJUNCT:
            return left_out(text, at, end)
        return Replacement(start, end, OMITTED)
    if found is None:
        return Replacement(start, end, wording)
    word = found["word"]
    spans = isinstance(value, DateValue) and value.granularity in ("quarter", "range", "season") and " to " in wording
    if word.casefold() in _POINT and spans:
        return Replacement(at, end, f"{like(word, 'between')} {wording.replace(' to ', ' and ')}")
    if word.casefold() in _POINT:
        return Replacement(at, end, f"{like(word, 'in')} {wording}")
    if word.casefold() in ("by", "until", "till", "before") and spans:
        return Replacement(at, end, f"{word} the end of {wording.rpartition(' to ')[2]}")
    return Replacement(at, end, f"{word} {wording}")
