"""RTF -> tokens: groups, control words, bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])|"
    rb"(?P<text>[^{}\\\r\n]+)|[\r\n]+|\\",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. ``data`` is text or the name of a control word; ``number`` its parameter."""

    kind: Literal["open", "close", "word", "symbol", "text", "hex"]
    data: bytes = b""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens; binary data after ``\\bin`` is left out."""
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        kind = match.lastgroup
        if kind == "open":
            yield Token("open")
        elif kind == "close":
            yield Token("close")
        elif kind in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin" and number is not None and number > 0:
                at += number
            else:
                yield Token("word", match["word"], number)
        elif kind == "hex":
            yield Token("hex", bytes([int(match["hex"], 16)]))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"])
        elif kind == "text":
            yield Token("text", match["text"])
