"""Plain text and Markdown with changes: every other character, the line ends and the encoding stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.read.encoding import bom_encoding, decode
from detector.rewrite.changes import BlockPlace, CaptionPlace, Changes, ColumnPlace, Place, RowPlace, text_at
from detector.rewrite.errors import RefusedError
from detector.types import Document

_FURNITURE = re.compile(r"[\s>|*•·–—+,;\"-]*(?:\(?(?:\d{1,3}|[a-z]{1,4})[.)])?[\s|*•·–—,;\"-]*")

_RULE = re.compile(r"[ \t|:-]*-[ \t|:\r-]*")
_BAR = re.compile(r"(?<!\\)\|")


def write_text(data: bytes, document: Document, changes: Changes) -> bytes:
    """The file with its changes. Raises RefusedError where the file could not be decoded without loss."""
    text, encoding = decoded(data)
    cuts = []
    for place, edits in changes.by_place.items():
        start, old = start_of(document, place), text_at(document, place)
        if text[start : start + len(old)] != old:
            raise RefusedError("has text to be changed whose place in the file is not certain; it was not written")
        cuts += [(start + edit.start, start + edit.end, edit.text) for edit in edits]
    cuts += [(*whole_line(text, document, line), "") for line in changes.lines]
    cuts += [(start, end, "") for line in changes.columns for start, end in _whole_column(text, document, line)]
    return encoded(spliced(text, cuts), encoding, data)


def whole_line(text: str, document: Document, line: BlockPlace | RowPlace) -> tuple[int, int]:
    """Where a line begins and ends in the file, with its bullet or bars and its line end.

    Raises RefusedError where something else stands on it.
    """
    if isinstance(line, BlockPlace):
        block = document.blocks[line.block]
        parts = [(block.start, block.text)]
    else:
        cells = document.grids[line.grid].cells[line.row]
        parts = [(cell.start, cell.text) for cell in cells if cell.text]
    if not parts or any(text[start : start + len(own)] != own for start, own in parts):
        raise RefusedError("has a line to be taken out whose place in the file is not certain; it was not written")
    first, last = min(start for start, _ in parts), max(start + len(own) for start, own in parts)
    begin = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end + 1
    rest = text[begin:end]
    for start, own in sorted(parts, reverse=True):
        rest = rest[: start - begin] + rest[start - begin + len(own) :]
    if not _FURNITURE.fullmatch(rest) or (isinstance(line, RowPlace) and "\n" in text[first:last]):
        raise RefusedError("has a line to be taken out on which something else stands; it was not written")
    return begin, end


def _whole_column(text: str, document: Document, line: ColumnPlace) -> Iterator[tuple[int, int]]:
    """The cells of a column between its bars, the one in the rule below the heading included.

    Raises RefusedError where a row is not written with bars.
    """
    rows = document.grids[line.grid].cells
    spans = [_line_of(text, next((cell.start for cell in row if cell.text), None)) for row in rows]
    below = text.find("\n", spans[0][1] + 1) if spans else -1
    rule = (spans[0][1] + 1, len(text) if below < 0 else below)
    if spans and _RULE.fullmatch(text[slice(*rule)]):
        spans.append(rule)
    for start, end in spans:
        bars = [start + match.start() for match in _BAR.finditer(text[start:end])]
        first = 0 if text[start:end].lstrip().startswith("|") else -1
        place = first + line.column
        if not 0 <= place < len(bars):
            raise RefusedError(
                "has a column to be taken out whose place in the file is not certain; it was not written"
            )
        yield bars[place], bars[place + 1] if place + 1 < len(bars) else end


def _line_of(text: str, inside: int | None) -> tuple[int, int]:
    if inside is None:
        raise RefusedError("has a column to be taken out whose place in the file is not certain; it was not written")
    end = text.find("\n", inside)
    return text.rfind("\n", 0, inside) + 1, len(text) if end < 0 else end


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
