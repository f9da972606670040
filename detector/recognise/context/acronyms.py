"""Short names that a text gives to a body, wherever they stand afterwards: "the Stichting Russian Justice Initiative (“SRJI”)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from recognizers.results import told

NAME = "Acronyms"
_DEFINED = re.compile(
    r"[ \t]*\((?:hereinafter(?: referred to as)? |hereafter |the |known as )?[\"“‘']?(?:the )?(?P<short>[A-Z][A-Za-z&/-]{1,9})[\"”’']?\)"
)
_SCORE = 0.7


def acronyms(texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]) -> list[list[RecognizerResult]]:
    """Further results for each block: the bodies named by the short names that follow them in brackets somewhere."""
    shorts = {
        match["short"]
        for text, results in zip(texts, found, strict=True)
        for result in results
        if result.entity_type == "ORGANIZATION" and (match := _DEFINED.match(text, result.end))
        if sum(char.isupper() for char in match["short"]) >= 2
    }
    if not shorts:
        return [[] for _ in texts]
    alternatives = "|".join(re.escape(short) for short in sorted(shorts, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
    return [[told(NAME, "ORGANIZATION", *match.span(), _SCORE) for match in pattern.finditer(text)] for text in texts]
