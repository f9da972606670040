"""Numbers in a letter's own words."""

from __future__ import annotations

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {word: number for number, word in enumerate(_UNITS)} | {"no": 0, "none": 0, "a dozen": 12}
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,7}|(?:"
    + "|".join(_TENS)
    + r")(?:[- ](?:"
    + "|".join(_UNITS[1:10])
    + r"))?|"
    + "|".join(sorted(_UNITS, key=len, reverse=True))
    + r")"
)
"""A pattern for a count in figures or in English words below a hundred."""


def to_int(text: str) -> int:
    """The value of a match of ``NUMBER``. Raises ValueError for anything else."""
    said = text.strip().casefold()
    if re.fullmatch(r"\d[\d,]*", said):
        return int(said.replace(",", ""))
    total = 0
    for word in re.split(r"[- ]+", said):
        if word not in _WORDS and word not in _TENS:
            raise ValueError("not a number in words")
        total += _WORDS.get(word, _TENS.get(word, 0))
    return total
