"""Damage that drafts arrive with: other case, lost accents, broken lines, lost spaces, optical character recognition errors."""

from __future__ import annotations

import random
import unicodedata
from itertools import accumulate

from generate import Example

_OCR = {"l": "1", "I": "l", "i": "l", "o": "0", "O": "0", "m": "rn", "S": "5", "B": "8", "e": "c", "h": "b"}


def rewritten(example: Example, pieces: list[str]) -> Example:
    """The example with each character replaced by its piece; spans move along."""
    at = [0, *accumulate(len(piece) for piece in pieces)]
    spans = [(at[start], at[end], label) for start, end, label in example.spans]
    return Example("".join(pieces), tuple(span for span in spans if span[0] < span[1]))


def upper(example: Example) -> Example:
    """All capitals."""
    return rewritten(example, [char.upper() for char in example.text])


def lower(example: Example) -> Example:
    """All lower case."""
    return rewritten(example, [char.lower() for char in example.text])


def without_accents(example: Example) -> Example:
    """Diacritics stripped."""
    return rewritten(example, [unicodedata.normalize("NFD", char)[0] for char in example.text])


def broken(example: Example, rng: random.Random) -> Example:
    """Spaces that became line breaks or doubled, words hyphenated over a line end."""

    def piece(char: str) -> str:
        if char == " " and rng.random() < 0.15:
            return rng.choice(["\n", "\n", "  ", "\r\n", "\t", "\u00a0"])
        return char + "-\n" if char.isalpha() and rng.random() < 0.004 else char

    return rewritten(example, [piece(char) for char in example.text])


def without_spaces(example: Example, rng: random.Random) -> Example:
    """Some spaces lost."""
    return rewritten(example, ["" if char == " " and rng.random() < 0.12 else char for char in example.text])


def misread(example: Example, rng: random.Random) -> Example:
    """Look-alike characters, as optical character recognition confuses them."""
    return rewritten(example, [_OCR.get(c, c) if rng.random() < 0.06 else c for c in example.text])


def other_delimiters(example: Example, rng: random.Random) -> Example:
    """Cells parted by something else than a bar: what is left of a table after copying."""
    if rng.random() < 0.6:
        return example
    mark, text = rng.choice([" / ", " - ", ", ", "; ", "\t", "   ", " – ", " "]), example.text

    def piece(at: int) -> str:
        if text[at] == "|":
            return mark
        beside = text[max(0, at - 1)] == "|" or text[at + 1 : at + 2] == "|"
        return "" if text[at] == " " and beside else text[at]

    return rewritten(example, [piece(at) for at in range(len(text))])


def augmented(example: Example, rng: random.Random) -> Example:
    """The example, in about half of all cases damaged in one or two ways."""
    if "|" in example.text:
        example = other_delimiters(example, rng)
    if rng.random() < 0.15 and not example.text.isascii():
        example = without_accents(example)
    roll = rng.random()
    if roll < 0.07:
        example = misread(example, rng)
    elif roll < 0.12:
        example = without_spaces(example, rng)
    elif roll < 0.22:
        example = broken(example, rng)
    roll = rng.random()
    if roll < 0.13:
        return upper(example)
    return lower(example) if roll < 0.25 else example
