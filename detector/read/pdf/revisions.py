"""Earlier revisions: a PDF that was changed by appending still holds what it said before (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.metadata.properties import says_something
from detector.read.pdf.annotations import read_annotations
from detector.read.pdf.strings import as_text
from detector.types import Where

_END = re.compile(rb"%%EOF[\r\n]{0,2}")
_MOST = 8
_MOST_PAGES = 500


def read_revisions(data: bytes, builder: DocumentBuilder) -> None:
    """Add the lines that an earlier revision has and the current one has not."""
    ends = _ends(data)
    if not ends:
        return
    builder.flush()
    known = _squeezed("\n".join(block.text for block in builder.blocks))
    known += _squeezed("\n".join(cell.text for grid in builder.grids for row in grid.cells for cell in row))
    current = list(_lines(data, builder))
    known += _squeezed("\n".join(current))
    words = {word for text in (*_now(builder), *current) for word in _words(text)}
    if len(ends) > _MOST:
        builder.incomplete(f"has {len(ends):,} earlier revisions, of which {len(ends) - _MOST:,} were not read")
    for number, end in enumerate(ends[:_MOST], 1):
        lines = []
        for line in _lines(data[:end], builder):
            if _squeezed(line) and _squeezed(line) not in known and any(word not in words for word in _words(line)):
                lines.append(line)
        known += _squeezed("\n".join(lines))
        what = f"revision {number} of the file, before it was changed"
        builder.hidden_block("earlier-revision", "\n".join(dict.fromkeys(lines)), what, Where())


def _ends(data: bytes) -> list[int]:
    """The ends of all revisions but the last. The first part of a linearised file has an end mark of its own."""
    ends = [match.end() for match in _END.finditer(data)]
    if b"/Linearized" in data[:1024] and ends and ends[0] < len(data) // 2 + 1024:
        ends = ends[1:]
    return [end for end in ends[:-1] if data[end:].strip(b"\r\n\0 ") and b"startxref" in data[end:]]


def _now(builder: DocumentBuilder) -> Iterator[str]:
    yield from (block.text for block in builder.blocks)
    yield from (cell.text for grid in builder.grids for row in grid.cells for cell in row)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _lines(data: bytes, builder: DocumentBuilder) -> Iterator[str]:
    """The text of the pages, notes and properties of one revision."""
    import pikepdf
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for index in range(min(len(document), _MOST_PAGES)):
            try:
                page = document[index]
                textpage = page.get_textpage()
            except pypdfium2.PdfiumError:
                continue
            yield from (line.strip() for line in textpage.get_text_range().splitlines() if line.strip())
            textpage.close()
            page.close()
    finally:
        document.close()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            yield from _asides(pdf, builder)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return


def _asides(pdf: Any, builder: DocumentBuilder) -> Iterator[str]:
    own = DocumentBuilder("", builder.limits)
    read_annotations(pdf, own)
    yield from (line for block in own.blocks for line in block.text.splitlines())
    info = pdf.trailer.get("/Info")
    if hasattr(info, "get"):
        for key in islice(("/Author", "/Title", "/Subject", "/Keywords"), 4):
            if says_something(text := as_text(info.get(key))):
                yield text
