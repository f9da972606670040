"""Text without characters that no screen shows: the words that they spell out, split or turn round."""

from __future__ import annotations

from detector.read import Limits
from detector.read.characters import FLAG, OVERRIDE, SELECTORS, SPLIT, TAGS
from detector.rewrite.text import decoded, encoded
from detector.types import Document


def clean_text(data: bytes, document: Document, limits: Limits) -> bytes:
    """A plain text without them. Raises RefusedError where it could not be decoded without loss."""
    text, encoding = decoded(data)
    return encoded(without_invisible(text), encoding, data)


def without_invisible(text: str) -> str:
    """The text without tag characters, runs of variation selectors, zero-width characters in words, and overrides of direction."""
    if text.isascii():
        return text
    flags = [match.span() for match in FLAG.finditer(text)]
    pieces, last = [], 0
    for start, end in flags:
        pieces += [TAGS.sub("", text[last:start]), text[start:end]]
        last = end
    plain = "".join([*pieces, TAGS.sub("", text[last:])])
    return OVERRIDE.sub("", SPLIT.sub("", SELECTORS.sub("", plain)))
