"""What happens to text on its way into a draft: hard line breaks, breaks inside names, case lost, curly apostrophes.

Every change keeps the number of characters, so that pieces keep their places.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpora.generator.pieces import Piece, text_of


def wrapped(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Prose with a line break instead of a space wherever a line would pass ``width`` characters."""
    text = list(text_of(pieces))
    start, last_space = 0, -1
    for i, char in enumerate(text):
        if char == "\n":
            start, last_space = i + 1, -1
        elif char == " ":
            last_space = i
        if i - start >= width and last_space >= start:
            text[last_space] = "\n"
            start, last_space = last_space + 1, -1
    return _resliced(pieces, "".join(text))


def broken_names(pieces: Sequence[Piece], rng: random.Random, share: float) -> list[Piece]:
    """Some names with a line break inside, as character recognition leaves them."""
    return [
        replace(piece, text=piece.text.replace(" ", "\n", 1))
        if piece.type == "PERSON" and rng.random() < share
        else piece
        for piece in pieces
    ]


def recased(pieces: Sequence[Piece], change: Callable[[str], str]) -> list[Piece]:
    """All pieces in another case; a piece whose length would change stays as it is."""
    return [
        replace(piece, text=change(piece.text)) if len(change(piece.text)) == len(piece.text) else piece
        for piece in pieces
    ]


def curled(pieces: Sequence[Piece]) -> list[Piece]:
    """Straight apostrophes as curly ones."""
    return [replace(piece, text=piece.text.replace("'", "’")) for piece in pieces]


def _resliced(pieces: Sequence[Piece], text: str) -> list[Piece]:
    result: list[Piece] = []
    position = 0
    for piece in pieces:
        result.append(replace(piece, text=text[position : position + len(piece.text)]))
        position += len(piece.text)
    return result
