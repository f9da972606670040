"""The grammar around a replacement: articles, capitals, prepositions and commas."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SILENT_H = re.compile(r"(?:hono|hour|heir)", re.I)
_SAID_YOU = re.compile(r"(?:uni[^nm]|us[eai]|eu|one\b|once\b)", re.I)
_SAID_WITH_VOWEL = re.compile(r"(?:8|11\b|18\b|[AEFHILMNORSX]{2,}\b)")
_ARTICLE = re.compile(r"\b(?P<article>an?)\s+$", re.I)
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[•*]\s+|(?:^|\n)\s*[-–]\s+)$")


@dataclass(frozen=True, slots=True)
class Replacement:
    """The characters from ``start`` up to ``end`` of a text, and what stands in their place."""

    start: int
    end: int
    text: str


def article_for(word: str) -> str:
    """ "a" or "an", by how the next word is said."""
    said_with_vowel = bool(_SAID_WITH_VOWEL.match(word) or _SILENT_H.match(word)) or (
        word[:1].casefold() in "aeiou" and not _SAID_YOU.match(word)
    )
    return "an" if said_with_vowel else "a"


def with_article(text: str, start: int, end: int, new: str) -> Replacement:
    """A replacement whose article before it is the right one of "a" and "an"."""
    match = _ARTICLE.search(text, max(0, start - 4), start)
    if match is None or not new:
        return Replacement(start, end, capital_like(text, start, end, new))
    article = like(match["article"], article_for(new))
    return Replacement(match.start(), end, f"{article} {new}")


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence or a list item begins at a place."""
    return (
        _SENTENCE_START.search(text, 0, at) is not None
        if at < 400
        else bool(_SENTENCE_START.search(text[at - 400 : at]))
    )


def capital_like(text: str, start: int, end: int, new: str) -> str:
    """The new words with a capital where the old ones began a sentence with one."""
    return new[:1].upper() + new[1:] if text[start:end][:1].isupper() and begins_sentence(text, start) else new


def like(old: str, new: str) -> str:
    """A word with the capital of another."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def left_out(text: str, start: int, end: int) -> Replacement:
    """Nothing in place of a phrase: one of the spaces beside it goes too, and a comma that only set it apart."""
    before, after = text[:start], text[end:]
    if begins_sentence(text, start):
        comma = re.match(r"\s*,?\s*", after)
        end += comma.end() if comma else 0
        following = text[end : end + 1]
        return Replacement(start, end + len(following), following.upper()) if following else Replacement(start, end, "")
    apart = re.search(r",\s*$", before)
    if apart and re.match(r"\s*(?:,|[.;:!?)]|$)", after):
        own_comma = re.match(r"\s*,", after)
        return Replacement(apart.start(), end + (own_comma.end() if own_comma else 0), "")
    space = re.search(r"[ \t\u00a0]+$", before)
    if space and re.match(r"\s|[.,;:!?)]|$", after):
        return Replacement(space.start(), end, "")
    gap = re.match(r"[ \t\u00a0]+", after)
    return Replacement(start, end + (gap.end() if gap else 0), "")
