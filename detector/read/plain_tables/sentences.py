"""A sentence that lists a month and year for each person or case: "officers left in March 2019, June 2019 and May 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from detector.read.plain_tables.values import MONTH, words

_YEAR = r"(?:19|20)\d\d"
_FULL = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}(?:[\s,/-]{{1,2}}{_YEAR})?|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)|\d{{1,2}}/{_YEAR}|(?:Q[1-4]|spring|summer|autumn|winter)\s+{_YEAR})"
_WHEN = re.compile(rf"\b{_FULL}(?!\w)", re.I)
_LINK = re.compile(
    r"\s*(?:[,;]|\band\b|,\s*and\b|&)\s*(?:and\s+)?(?P<who>(?:an?|one|another|two|three|four|five|\d{1,2})(?:\s+(?!was\b|were\b)[\w'’-]+){0,4}?\s+)?(?:(?:in|on|during)\s+)?",
    re.I,
)
_LEAD = re.compile(
    r"(?P<who>\b(?:an?|one|two|three|four|five|another|\d{1,2})\s+(?:(?!of\b|for\b|the\b|was\b|were\b)[\w'’-]+\s+){0,3}?)(?:in|on|during)\s+\Z",
    re.I,
)
_LAST_STOP = re.compile(r"[.!?]\s+(?=[A-Z0-9])|\n\s*\n")
_STOP = re.compile(r"[.!?](?:\s|$)")
_YEARS = re.compile(rf"{_YEAR}|/\d\d\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_LONGEST_LINK = 80
_LONGEST_LEAD = 400
_LONGEST_TAIL = 160
_FEWEST = 3


Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Item:
    """A date with the words that say whose it is."""

    when: Span
    who: Span | None


@dataclass(frozen=True, slots=True)
class DateList:
    """Rows of spans in the text, from ``start`` up to ``end``; two columns where each date has its person."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


def date_lists(text: str) -> Iterator[DateList]:
    """The lists of three dates and more, one a person or case, in order; none in questions, laws and letters' dates."""
    if len(_YEARS.findall(text)) == 0:
        return
    dates = [m.span() for m in _WHEN.finditer(text) if not m.group().lstrip("0123456789 ")[:1].islower()]
    at = 0
    while at < len(dates):
        run = _run(text, dates, at)
        if len(run) >= _FEWEST and _YEARS.search(text[slice(*run[-1].when)]) and _is_about_cases(text, run):
            yield _list(text, run)
        at += len(run)


def _run(text: str, dates: list[Span], first: int) -> list[_Item]:
    """Dates with nothing but links between them."""
    lead = _LEAD.search(text, max(0, dates[first][0] - _LONGEST_LINK), dates[first][0])
    run = [_Item(dates[first], lead.span("who") if lead else None)]
    for when in dates[first + 1 :]:
        before = run[-1].when[1]
        link = _LINK.fullmatch(text, before, when[0]) if when[0] - before <= _LONGEST_LINK else None
        if link is None:
            break
        run.append(_Item(when, link.span("who") if link["who"] else None))
    return run


def _is_about_cases(text: str, run: list[_Item]) -> bool:
    """Whether the sentence says before the first date who it is about and what happened, and is neither question nor citation."""
    first, last = run[0].when[0], run[-1].when[1]
    lowest = max(0, first - _LONGEST_LEAD)
    begin = max((m.end() for m in _LAST_STOP.finditer(text, lowest, first)), default=lowest)
    stop = _STOP.search(text, last, last + _LONGEST_TAIL)
    lead, whole = text[begin:first], text[begin : stop.end() if stop else last]
    if words("not_cases").search(whole):
        return False
    return all(re.search(rf"\b(?:{words(name).pattern})\b", lead, re.I) for name in ("case_subject", "case_event"))


def _list(text: str, run: list[_Item]) -> DateList:
    """One row a case: a date that stands for two has two rows; with whom, where every date has somebody of its own."""
    said = [text[slice(*item.who)].split() if item.who else [] for item in run]
    named = all(len(who) > 1 for who in said)
    start = run[0].who[0] if named and run[0].who else run[0].when[0]
    rows: list[tuple[Span, ...]] = []
    for item, who in zip(run, said, strict=True):
        row = (item.who, item.when) if named and item.who else (item.when,)
        rows += [row] * (
            1 if named or not who else _NUMBERS.get(who[0].casefold(), int(who[0]) if who[0].isdigit() else 1)
        )
    return DateList(start, run[-1].when[1], tuple(rows))
