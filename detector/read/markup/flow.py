"""Paragraphs of a format that marks them, given to the builder as lines."""

from __future__ import annotations

import re

from detector.read.builder import DocumentBuilder
from detector.types import BlockKind, Where

_ROW_LENGTH = 60


def add_paragraph(builder: DocumentBuilder, text: str, kind: BlockKind = "paragraph", where: Where = Where()) -> None:
    """A paragraph. Short ones stay together, because a table pasted as text has one of them a row; others stand alone."""
    if not text.strip():
        builder.line("")
        return
    alone = kind == "heading" or (len(text) >= _ROW_LENGTH and "\t" not in text and "|" not in text)
    if alone:
        builder.line("")
    builder.lines(text, kind, where)
    if alone:
        builder.line("")


def tidy(pieces: list[str]) -> str:
    """Text as a browser lays it out: white space collapsed, line breaks kept, none at the ends."""
    lines = "".join(pieces).split("\n")
    return "\n".join(re.sub(r"[ \t\r\f\v]+", " ", line).strip(" ") for line in lines).strip("\n ")
