"""Files inside an Office file: the workbook behind a chart, a letter put into a sheet, an object of another program."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace

from detector.read.builder import DocumentBuilder
from detector.read.inside.parts import add_part, copy_part
from detector.read.markup.links import hide_links
from detector.read.office.ole import Inner, inner_files, is_compound
from detector.read.office.package import Package
from detector.types import Document

_EMBEDDED = r"(?:word|xl|ppt)/embeddings/"
_INSERTED = r"word/(?:afchunk|[^/]*\.(?:html?|mht|mhtml|rtf|docx|txt)$)"
_MOST = 20
# What Word and PowerPoint write into the workbook of a new chart.
_PROMPT = "To resize chart data range, drag lower right corner of range."


def read_embedded(package: Package, builder: DocumentBuilder, charts: Mapping[str, frozenset[str]] = {}) -> None:
    """Add what embedded files hold as hidden parts; the document is partly read where one cannot be read.

    ``charts`` has, for the workbooks behind charts, the texts that the chart shows of it.
    """
    parts = package.names(_EMBEDDED)
    for part in parts[:_MOST]:
        data = package.data(part) or b""
        if part in charts:
            _behind_chart(data, posixpath.basename(part), charts[part], builder)
        else:
            read_object(data, posixpath.basename(part), builder)
    if len(parts) > _MOST:
        builder.incomplete(f"holds {len(parts):,} embedded files, of which {len(parts) - _MOST:,} were not read")
    for part in package.names(_INSERTED)[:_MOST]:
        add_part(package.data(part) or b"", posixpath.basename(part), builder)


def read_object(data: bytes, name: str, builder: DocumentBuilder) -> None:
    """Add the files of an embedded object, or the embedded file itself."""
    if not is_compound(data):
        add_part(data, name, builder, "embedded-file")
        return
    try:
        found = list(inner_files(data, name, builder.limits.archive_member_bytes))
    except Exception:
        found = []
    if not found:
        builder.incomplete("holds an object of another program, which was not read")
    for inner in found:
        _add_inner(inner, builder)


def _add_inner(inner: Inner, builder: DocumentBuilder) -> None:
    paths = [path for path in inner.paths if re.search(r"[\\/]", path)]
    hide_links(paths, builder)
    if inner.data:
        add_part(inner.data, re.split(r"[\\/]", inner.name)[-1] or "object", builder, "embedded-file")
    else:
        builder.incomplete("holds an object of another program, which was not read")


def _behind_chart(data: bytes, name: str, shown: frozenset[str], builder: DocumentBuilder) -> None:
    """The workbook behind a chart: its cells only where they say more than the chart, its properties always."""
    from detector.read.reading import read_bytes

    document = read_bytes(data, name, replace(builder.limits, depth=builder.limits.depth - 1))
    if builder.limits.depth <= 0 or document.status == "unreadable":
        builder.incomplete("holds a workbook behind a chart that could not be read")
        return
    if document.status == "partly-read":
        builder.incomplete("holds a workbook behind a chart that could not be read in full")
    if says_more(document, shown):
        copy_part(document, name, builder, "embedded-file")
    else:
        inner = {index for part in document.hidden for index in part.blocks}
        blocks = tuple(
            block if number in inner else replace(block, text="") for number, block in enumerate(document.blocks)
        )
        copy_part(replace(document, blocks=blocks, grids=()), name, builder, None)


def says_more(document: Document, shown: frozenset[str]) -> bool:
    """Whether the cells of a workbook hold anything that its chart does not show."""
    if any(part.kind not in ("property",) for part in document.hidden):
        return True
    known = {_figure(text) for text in shown} | {_PROMPT, ""}
    cells = [cell.text for grid in document.grids for row in grid.cells for cell in row]
    return any(
        _figure(text) not in known
        for text in [*cells, *(block.text for block in document.blocks if not block.where.hidden)]
    )


def _figure(text: str) -> str:
    """A number as the chart keeps it, whatever its format in the cell; other texts as they are."""
    plain = text.strip()
    share = plain.endswith("%")
    number = re.sub(r"[,£$€%\s]", "", plain)
    try:
        return f"{float(number) / (100 if share else 1):.6g}"
    except ValueError:
        return plain
