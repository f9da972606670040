"""What a PDF carries beside its pages: properties, attachments, scripts, bookmarks, alternative texts, pictures' metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.image.metadata import add_metadata
from detector.read.inside.parts import add_part
from detector.read.markup.links import hide_links
from detector.read.metadata.properties import add_property
from detector.read.metadata.xmp import xmp_properties
from detector.read.pdf.annotations import link_targets, read_annotations, read_fields
from detector.read.pdf.streams import unpacked
from detector.read.pdf.strings import as_text, texts_in
from detector.types import Where

_MOST_OBJECTS = 300_000
_MOST_FOUND = 2_000
_MOST_FILES = 200
_MOST_METADATA = 20_000_000
_DEEPEST = 12
_LONGEST = 2_000
_MOST_BYTES = 200_000_000
_TECHNICAL = frozenset(
    {"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner", "/GTS_PDFXVersion"}
)
_NAMES = {"/Author": "author", "/Title": "title", "/Subject": "subject", "/Keywords": "keywords", "/Company": "company"}
_MEDIA = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})


def read_extras(pdf: Any, builder: DocumentBuilder) -> None:
    """Add everything as hidden parts; attached files are read like the document itself."""
    specifications = read_annotations(pdf, builder)
    read_fields(pdf, builder)
    hide_links(link_targets(pdf, builder.limits.pages), builder)
    found = _Found(pdf)
    _properties(pdf, found, builder)
    _texts("bookmark", _bookmarks(pdf), "bookmarks", builder)
    _texts("alternative-text", found.alternatives, "alternative texts", builder)
    _texts("script", found.scripts, "scripts", builder)
    _texts("private-data", found.private, "private data of the program that made the file", builder)
    for data in found.pictures:
        add_metadata(data, "a picture", builder)
    if found.images:
        builder.problem(
            f"holds {found.images:,} picture{'s' if found.images > 1 else ''}, which nobody has looked at here"
        )
    if found.media:
        builder.incomplete("holds sound, video or 3D, which was not read")
    if found.cut:
        builder.incomplete("holds more objects than the limit: not all of them were looked at")
    _attached([*found.files, *specifications], builder)


class _Found:
    """One pass over all objects of the file, referred to or not."""

    def __init__(self, pdf: Any) -> None:
        self.alternatives: list[str] = []
        self.scripts: list[str] = []
        self.private: list[str] = []
        self.metadata: list[bytes] = []
        self.pictures: list[bytes] = []
        self.files: list[Any] = []
        self.images = 0
        self.media = False
        self.cut = False
        self._room = _MOST_BYTES
        for number, item in enumerate(pdf.objects):
            if number >= _MOST_OBJECTS:
                self.cut = True
                break
            self._walk(item, 0)

    def _walk(self, item: Any, depth: int) -> None:
        """An object, and those that are written inside it rather than referred to."""
        import pikepdf

        if depth > _DEEPEST or (depth and item.is_indirect):
            return
        if isinstance(item, pikepdf.Array):
            if len(item) <= _LONGEST:
                inner = list(item)  # type: ignore[call-overload]
                for value in inner:
                    if isinstance(value, pikepdf.Object):
                        self._walk(value, depth + 1)
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            self._look(item)
            for key in sorted(item.keys())[:_LONGEST]:
                inside = item.get(key)
                if isinstance(inside, pikepdf.Dictionary | pikepdf.Array):
                    self._walk(inside, depth + 1)

    def _look(self, item: Any) -> None:
        kind, sub = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
        if kind == "/Filespec" or (item.get("/EF") is not None and item.get("/F") is not None):
            self.files.append(item)
        if kind == "/Metadata" or sub == "/XML":
            self._keep(self.metadata, item)
        if sub == "/Image":
            self.images += 1
            if "/DCTDecode" in repr(item.get("/Filter")):
                self._keep(self.pictures, item, raw=True)
        self.media = self.media or sub in _MEDIA
        if item.get("/S") is not None or item.get("/K") is not None:
            self.alternatives += [t for key in ("/Alt", "/ActualText", "/E") if (t := as_text(item.get(key)))]
        if item.get("/JS") is not None:
            self.scripts.append(as_text(item.get("/JS")))
        if item.get("/PieceInfo") is not None:
            self.private += islice(texts_in(item.get("/PieceInfo")), 200)
        for each in (self.alternatives, self.scripts, self.private):
            del each[_MOST_FOUND:]

    def _keep(self, into: list[bytes], item: Any, raw: bool = False) -> None:
        import pikepdf

        try:
            data = bytes(item.read_raw_bytes()) if raw else unpacked(item, min(self._room, _MOST_METADATA))
        except (pikepdf.PdfError, RuntimeError, AttributeError, ValueError):
            return
        self._room -= len(data or b"")
        if data is not None and self._room >= 0 and len(into) < _MOST_FOUND:
            into.append(data)
        else:
            self.cut = True


def _properties(pdf: Any, found: _Found, builder: DocumentBuilder) -> None:
    info = pdf.trailer.get("/Info")
    said: set[tuple[str, str]] = set()
    pairs = []
    if hasattr(info, "keys"):
        pairs = [
            (_NAMES.get(str(key), str(key).lstrip("/")), as_text(info.get(key)))
            for key in sorted(map(str, info.keys()))
            if str(key) not in _TECHNICAL
        ]
    pairs += [pair for data in found.metadata for pair in xmp_properties(data)]
    for name, value in pairs[:_MOST_FOUND]:
        if (name, value.strip()) not in said:
            said.add((name, value.strip()))
            add_property(name, value, builder)


def _texts(kind: str, texts: list[str], what: str, builder: DocumentBuilder) -> None:
    """What is said nowhere on the pages, one hidden part for all of a kind."""
    builder.flush()
    shown = _squeezed("\n".join(block.text for block in builder.blocks))
    shown += _squeezed("\n".join(cell.text for grid in builder.grids for row in grid.cells for cell in row))
    kept = [text for text in dict.fromkeys(texts) if re.search(r"[^\W\d_]{2}", text) and _squeezed(text) not in shown]
    builder.hidden_block(kind, "\n".join(kept), what)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _bookmarks(pdf: Any) -> list[str]:
    outlines = pdf.Root.get("/Outlines")
    return list(islice(_titles(outlines.get("/First") if hasattr(outlines, "get") else None), _MOST_FOUND))


def _titles(first: Any) -> Iterator[str]:
    """The titles of a tree that may, in a hostile file, lead back into itself."""
    stack, seen = [first], set()
    while stack:
        item = stack.pop()
        if item is None or not hasattr(item, "get"):
            continue
        if item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if len(seen) > _MOST_FOUND:
            return
        yield as_text(item.get("/Title"))
        stack += [item.get("/Next"), item.get("/First")]


def _attached(specifications: list[Any], builder: DocumentBuilder) -> None:
    done: set[tuple[int, int]] = set()
    number = 0
    for item in specifications:
        embedded: Any = item.get("/EF") if hasattr(item, "get") else None
        stream = (embedded.get("/F") or embedded.get("/UF")) if hasattr(embedded, "get") else None
        if stream is None or stream.objgen in done:
            continue
        done.add(stream.objgen)
        number += 1
        if number > _MOST_FILES:
            builder.incomplete("has more attached files than the limit: not all of them were read")
            return
        name = as_text(item.get("/UF")) or as_text(item.get("/F")) or f"attachment {number}"
        description = as_text(item.get("/Desc"))
        name = re.sub(r"[\x00-\x1f\x7f]", " ", name)[:200]
        builder.hidden_block(
            "file-name", "\n".join(filter(None, [name, description])), "the name of an attached file", Where(part=name)
        )
        data = unpacked(stream, builder.limits.archive_member_bytes)
        if data is None:
            builder.incomplete(
                f"has an attached file '{name}' that is damaged or larger than the limit and was not read"
            )
        else:
            add_part(data, name, builder, "attachment")
