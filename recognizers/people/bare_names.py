"""Whether a table cell looks like a personal name and nothing else."""

from __future__ import annotations

import re
from functools import cache

from recognizers.people.names import not_names, titles

_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*,?)(?:[ ][^\W\d_][\w.’'-]*,?){1,3}")
_SMALL = frozenset("de da del della di du la le van von der den ten bin bint ibn al el ap ab ferch of y e".split())
_MOST_WORDS = 5


def is_bare_name(text: str) -> bool:
    """Whether a cell looks like a name and nothing else: in a column of names no reader needs to look at it."""
    bare = text.strip()
    words = re.findall(r"[^\W\d_]+", bare.casefold())
    return _NAME.fullmatch(bare) is not None and bare[:1].isupper() and not any(word in not_names() for word in words)


@cache
def _title() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(titles(), key=len, reverse=True))
    return re.compile(rf"\s*(?:(?:{words})\.?\s+)+", re.I)


def without_title(text: str) -> str:
    """A cell without the title or rank that it begins with, trimmed."""
    return _title().sub("", text, count=1).strip() if _title().match(text) else text.strip()


def can_be_name(text: str) -> bool:
    """Whether a cell can be a name at all, in whatever case it is written: a sentence of small words cannot."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    small = [word for word in words[1:] if word.islower() and word not in _SMALL]
    return 0 < len(words) <= _MOST_WORDS and (text.islower() or not small)
