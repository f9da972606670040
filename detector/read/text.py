"""Plain text and Markdown: lines, then the tables found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.read.builder import DocumentBuilder
from detector.read.encoding import Decoded, decode
from detector.read.plain_tables import Line, split
from detector.types import Where

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def read_text(data: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks and tables of a plain text."""
    decoded = decode_into(data, builder)
    blocks, grids = split(list(text_lines(decoded.text)), True)
    builder.extend(blocks, grids)


def decode_into(data: bytes, builder: DocumentBuilder, declared: str | None = None) -> Decoded:
    """Decode up to the limit; what could not be decoded or did not fit is a problem of the document."""
    decoded = decode(data, builder.limits.decoded_chars, declared)
    if decoded.replaced:
        places = f"{decoded.replaced:,} place" + ("s" if decoded.replaced > 1 else "")
        builder.incomplete(f"was read as {decoded.encoding}, but {places} in it could not be decoded")
    if decoded.cut:
        builder.incomplete(over_limit(builder.limits.decoded_chars))
    return decoded


def over_limit(chars: int) -> str:
    """The sentence about a document that is longer than it may be."""
    return f"is larger than the limit: only its first {chars:,} characters of text were read"


def text_lines(text: str) -> Iterator[Line]:
    """The lines with their offsets, without their ends."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield Line(text[start : match.start()], start, Where(), match.group())
        start = match.end()
    if start < len(text):
        yield Line(text[start:], start, Where())
