"""Relationships in running text: a possessive that tells a sex becomes an article, and number stays."""

from __future__ import annotations

import re

from detector.generalise.wording.data import noun
from detector.generalise.wording.english import Replacement, article_for, like, with_article
from recognizers.values import RelationValue, Value

_POSSESSIVE = re.compile(r"\b(?P<word>his|her)\s+(?:own\s+)?$", re.I)
_OWN = re.compile(
    r"\b(?:then|late|former|estranged|elder|eldest|older|younger|youngest|twin|only|adult|teenage)\s+$", re.I
)
_THE = re.compile(r"\bthe\s+$", re.I)


def reworded_relation(text: str, start: int, end: int, value: Value | None, wording: str | None) -> Replacement:
    """A relationship said as coarsely as ``wording``; as a person where that is None."""
    plural = isinstance(value, RelationValue) and value.chain[-1].plural
    new = noun("RELATIONSHIP", "withheld", plural) if wording is None else wording
    while own := _OWN.search(text, max(0, start - 15), start):
        start = own.start()
    possessive = _POSSESSIVE.search(text, max(0, start - 10), start)
    if possessive is None:
        the = _THE.search(text, max(0, start - 5), start)
        if the and wording is None and not plural and text[end : end + 4].startswith(" of "):
            return Replacement(the.start(), end, f"{like(the[0], article_for(new))} {new}")
        return with_article(text, start, end, new)
    words = new if plural else f"{article_for(new)} {new}"
    return Replacement(possessive.start(), end, like(possessive["word"], words))
