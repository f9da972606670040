"""Plain text and Markdown with changes: every other character, the line ends and the encoding stay."""

from __future__ import annotations

from detector.read.encoding import bom_encoding, decode
from detector.rewrite.changes import BlockPlace, CaptionPlace, Changes, Place, text_at
from detector.rewrite.errors import RefusedError
from detector.types import Document


def write_text(data: bytes, document: Document, changes: Changes) -> bytes:
    """The file with its changes. Raises RefusedError where the file could not be decoded without loss."""
    text, encoding = decoded(data)
    cuts = []
    for place, edits in changes.by_place.items():
        start, old = start_of(document, place), text_at(document, place)
        if text[start : start + len(old)] != old:
            raise RefusedError("has text to be changed whose place in the file is not certain; it was not written")
        cuts += [(start + edit.start, start + edit.end, edit.text) for edit in edits]
    return encoded(spliced(text, cuts), encoding, data)


def start_of(document: Document, place: Place) -> int:
    """The offset of a place in the decoded file."""
    if isinstance(place, BlockPlace):
        return document.blocks[place.block].start
    if isinstance(place, CaptionPlace):
        return document.grids[place.grid].caption_start
    return document.grids[place.grid].cells[place.row][place.column].start


def spliced(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """The text with (start, end, replacement) cuts, which do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(set(cuts)):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding, the byte order mark excluded."""
    result = decode(data, len(data))
    if result.replaced or encoded(result.text, result.encoding, data) != data:
        raise RefusedError("could not be decoded without loss; it was not written")
    return result.text, result.encoding


def encoded(text: str, encoding: str, like: bytes) -> bytes:
    """The bytes of a text, with a byte order mark where ``like`` begins with one."""
    mark = b"\xef\xbb\xbf" if encoding == "utf-8" else "\ufeff".encode(encoding)
    return (mark if bom_encoding(like) else b"") + text.encode(encoding)
