"""Dates in running text: the preposition goes with the granularity ("on 3 March" but "in 2021")."""

from __future__ import annotations

import re

from detector.generalise.prose import OMITTED
from detector.generalise.wording.english import Replacement, left_out, like
from recognizers.values import DateValue, Value

_WEEKDAY = re.compile(
    r"\b(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun),?\s+(?:the\s+)?$"
)
_PREPOSITION = re.compile(
    r"\b(?P<word>(?:on|at) or (?:around|about)|(?:at|on|in) (?:around|about|approximately)|on|in|during|at|around|about|since|from|by|until|till|before|after|between|dated|of|for|over|within)"
    r"\s+(?P<part>(?:the\s+)?(?:(?:early|late|mid|beginning|end|middle|start)[\s-](?:of\s+)?)?(?:the\s+)?)$",
    re.I,
)
_ADJUNCT = frozenset(
    "on in during at around about since from by until till before after between dated of over within".split()
)
_OWN = re.compile(r"(?:between|from|during|in|on|since|by|until|before|after|at|over|within)\b", re.I)
_WEEK = re.compile(r"(?:the )?(?:week|w/c|w/e|month|fortnight|night|evening|weekend)\b", re.I)
_POINT = frozenset({"on", "at", "on or around", "on or about", "in", "during", "within", "over", "around", "about"})


def reworded_date(text: str, start: int, end: int, value: Value | None, wording: str | None) -> Replacement:
    """A date said as coarsely as ``wording``, or left out where that is None."""
    weekday = _WEEKDAY.search(text, max(0, start - 20), start)
    start = weekday.start() if weekday else start
    found = _PREPOSITION.search(text[max(0, start - 40) : start])
    at = max(0, start - 40) + found.start() if found else start
    own = _OWN.match(text[start:end])
    if wording is None and own and found is None:
        return left_out(text, start, end)
    if wording is None:
        if found and found["word"].casefold().split()[0] in _ADJUNCT and not own:
            return left_out(text, at, end)
        return Replacement(start, end, OMITTED)
    spans = isinstance(value, DateValue) and value.granularity in ("quarter", "range", "season") and " to " in wording
    if found is None and _WEEK.match(text[start:end]):
        return Replacement(start, end, f"between {wording.replace(' to ', ' and ')}" if spans else f"in {wording}")
    if found is None:
        return Replacement(start, end, wording)
    word = found["word"]
    if _is_point(word) and spans:
        return Replacement(at, end, f"{like(word, 'between')} {wording.replace(' to ', ' and ')}")
    if _is_point(word):
        return Replacement(at, end, f"{like(word, 'in')} {wording}")
    if word.casefold() in ("by", "until", "till", "before") and spans:
        return Replacement(at, end, f"{word} the end of {wording.rpartition(' to ')[2]}")
    return Replacement(at, end, f"{word} {wording}")


def _is_point(word: str) -> bool:
    return word.casefold() in _POINT or word.casefold().split()[-1] in ("around", "about", "approximately")
