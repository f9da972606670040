"""Files inside an Office file: the workbook behind a chart, a letter put into a sheet."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from detector.read.builder import DocumentBuilder
from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.types import Document, Where

_EMBEDDED = r"(?:word|xl|ppt)/embeddings/"
_PICTURES = r"(?:word|xl)/media/.*\.(?:png|jpe?g|gif|tiff?|bmp|webp)$"
_MOST = 20
_UNREAD = (
    (r"xl/model/", "a data model, which was not read"),
    (r"(?:word|xl)/vbaproject", "macros, which were not read"),
    (r"word/(?:afchunk|.*\.(?:html?|mht|mhtml|rtf|docx)$)", "an inserted document, which was not read"),
)


def read_embedded(package: Package, builder: DocumentBuilder) -> None:
    """Add what embedded files hold as hidden parts; the document is partly read where one cannot be read."""
    parts = package.names(_EMBEDDED)
    for part in parts[:_MOST]:
        _add(package.data(part) or b"", posixpath.basename(part), builder)
    if len(parts) > _MOST:
        builder.incomplete(f"holds {len(parts):,} embedded files, of which {len(parts) - _MOST:,} were not read")
    for pattern, what in _UNREAD:
        if any(not re.match(_EMBEDDED, name) for name in package.names(pattern)):
            builder.incomplete(f"holds {what}")
    pictures = len(package.names(_PICTURES))
    if pictures:
        builder.problem(f"holds {pictures:,} picture{'s' if pictures > 1 else ''}, which nobody has looked at here")


def _add(data: bytes, name: str, builder: DocumentBuilder) -> None:
    from detector.read.reading import read_bytes

    document = read_bytes(data, name, _smaller(builder.limits))
    if document.status != "read":
        builder.incomplete("holds an embedded file that could not be read in full")
    if document.status != "unreadable":
        _copy(document, name, builder)


def _copy(document: Document, name: str, builder: DocumentBuilder) -> None:
    blocks, grids = [], []
    for block in document.blocks:
        where = replace(block.where, part=name, hidden=block.where.hidden or "embedded-file")
        blocks.append(builder.block(block.text, block.kind, where, block.label))
    for grid in document.grids:
        where = replace(grid.where, part=name, hidden=grid.where.hidden or "embedded-file")
        grids.append(builder.grid(grid.cells, where, grid.header_rows, grid.caption, grid.origin))
    if blocks or grids:
        builder.hide("embedded-file", Where(part=name), "an embedded file", blocks, grids)


def _smaller(limits: Limits) -> Limits:
    """A tenth of the room for each level, so that files in files in files come to an end."""
    return replace(
        limits,
        file_bytes=limits.file_bytes // 10,
        archive_bytes=limits.archive_bytes // 10,
        archive_member_bytes=limits.archive_member_bytes // 10,
        archive_members=limits.archive_members // 10,
    )
