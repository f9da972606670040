"""What stands around a candidate: the words of its sentence, and what makes it a date, an amount or a year instead."""

from __future__ import annotations

import re
from functools import lru_cache

_BACK, _AHEAD = 180, 120
_BREAK = re.compile(
    r"(?<!\b[Nn]o)(?<!\b[Nn]os)(?<!\b[Rr]ef)(?<!\b[Tt]el)(?<!\b[Mm]r)(?<!\b[Mm]rs)(?<!\b[Dd]r)(?<!\b[A-Z])"
    r"[.!?][\"”’')]?\s+(?=[\"“(]?[A-Z])|\n[ \t]*\n"
)
_DATE = re.compile(
    r"[0-3]?[0-9][./-][01]?[0-9][./-](?:[0-9]{4}|[0-9]{2})|(?:19|20)[0-9]{2}[./-][01]?[0-9][./-][0-3]?[0-9]|[01]?[0-9][/-](?:19|20)[0-9]{2}"
)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:[/-](?:[0-9]{2}|(?:19|20)[0-9]{2}))?|[0-9]{2}/[0-9]{2}")
_NUMBER = re.compile(r"[0-9]+\.[0-9]{1,2}")
_MEASURE = re.compile(r"[0-9]+(?:[.-][0-9]+)*(?:[a-z]{2,}|[kmp])")
_SAME_LENGTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})


def plain(text: str) -> str:
    """The text with plain spaces and hyphens instead of the typographic ones, of the same length."""
    return text.translate(_SAME_LENGTH)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The parts of the sentence before and after ``text[start:end]``, at most 180 and 120 characters."""
    before = text[max(0, start - _BACK) : start]
    breaks = list(_BREAK.finditer(before))
    if breaks:
        before = before[breaks[-1].end() :]
    after = text[end : end + _AHEAD]
    following = _BREAK.search(after)
    return before, after[: following.start()] if following else after


def has_word(words: tuple[str, ...], *texts: str) -> bool:
    """Whether one of the words or phrases (lower case, singular) stands in one of the texts, an "s" at its end or not."""
    return bool(words) and any(_alternatives(words).search(text) for text in texts)


@lru_cache(maxsize=512)
def _alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    phrases = (r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?:['’]?s)?(?![^\W_])", re.IGNORECASE)


def is_calendar(value: str) -> bool:
    """Whether a run of characters is a date, a year, or a pair of years ("2021/22")."""
    return bool(_DATE.fullmatch(value) or _YEARS.fullmatch(value))


def is_year(value: str) -> bool:
    """Whether a run of characters can only be a year or a pair of years."""
    return bool(_YEARS.fullmatch(value))


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is money, a percentage, a decimal, a measure, a time or a part of a long number."""
    value = text[start:end]
    if _NUMBER.fullmatch(value) or _MEASURE.fullmatch(value):
        return True
    before, after = text[max(0, start - 2) : start], text[end : end + 4]
    if before.rstrip(" ")[-1:] in ("£", "$", "€") or re.match(r" ?%|_?@", after) or before[-1:] in ("@", "%", "="):
        return True
    if not value.isdigit():
        return False
    grouped = len(value) == 3 and re.fullmatch(r"[0-9],", before)
    return bool(
        grouped or (re.match(r",[0-9]{3}(?![0-9])", after) and len(value) <= 3) or re.match(r":[0-9]{2}", after)
    )
