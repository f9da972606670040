"""An Office package whose parts can be changed and dropped, with the links to them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

from detector.read.limits import Limits, UnreadableError
from detector.read.office.package import DTD_MARKS, Package
from detector.read.office.xml import attr, local
from detector.rewrite.errors import RefusedError

_RELATIONS = re.compile(r"relationships\}")
_SHOWN = r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|xl/(?:workbook|sharedstrings|worksheets/[^/]+)|ppt/(?:presentation|slides/[^/]+))\.xml$"
_EMPTY = frozenset(
    "externalReferences pivotCaches oleObjects controls legacyDrawing webPublishItems customSheetViews tableParts smartTags".split()
)


class Parts:
    """The members of a package by name. Raises RefusedError where it cannot be opened within the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self.package = Package(data, limits)
        except UnreadableError as error:
            raise RefusedError(str(error)) from None
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._infos = [info for info in archive.infolist() if not info.is_dir()]
                self._data = {_key(info.filename): archive.read(info) for info in self._infos}
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise RefusedError("is damaged in one of its parts; it was not written") from None
        self._roots: dict[str, etree._Element] = {}
        self._changed: set[str] = set()

    def names(self, pattern: str) -> list[str]:
        """The names, in lower case, that a pattern matches from the start."""
        return sorted(name for name in self._data if re.match(pattern, name))

    def root(self, name: str) -> etree._Element | None:
        """The root of an XML part, to be changed in place (and ``touch``ed); None where there is none."""
        name = name.lower()
        if name not in self._roots:
            data = self._data.get(name)
            if not data:
                return None
            if any(mark in data for mark in DTD_MARKS):
                raise RefusedError("declares XML entities, which no Office file does; it was not written")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
            try:
                self._roots[name] = etree.fromstring(data, parser)
            except etree.XMLSyntaxError:
                return None
        return self._roots[name]

    def touch(self, name: str) -> None:
        """Say that the root of a part was changed."""
        self._changed.add(name.lower())

    def data(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._data.get(name.lower(), b"")

    def put(self, name: str, data: bytes) -> None:
        """New bytes for a part."""
        self._data[name.lower()] = data
        self._roots.pop(name.lower(), None)

    def drop(self, names: Iterable[str]) -> None:
        """Take parts out, with their own links, the links to them, and the elements that used these."""
        gone = {name.lower() for name in names if name.lower() in self._data}
        gone |= {rels for name in gone if (rels := _rels_of(name)) in self._data}
        if not gone:
            return
        for name in gone:
            self._data.pop(name, None)
            self._roots.pop(name, None)
        for rels in self.names(r".*\.rels$"):
            self._unlink(rels, gone)
        types = self.root("[content_types].xml")
        for item in list(types if types is not None else ()):
            if attr(item, "PartName").lstrip("/").lower() in gone and types is not None:
                types.remove(item)
                self.touch("[content_types].xml")

    def _unlink(self, rels: str, gone: set[str]) -> None:
        root = self.root(rels)
        owner = owner_of(rels)
        ids = set()
        for item in list(root if root is not None else ()):
            target = posixpath.normpath(
                posixpath.join("/", posixpath.dirname(owner), attr(item, "Target").partition("#")[0])
            )
            if attr(item, "TargetMode") != "External" and target.lstrip("/").lower() in gone and root is not None:
                ids.add(attr(item, "Id"))
                root.remove(item)
                self.touch(rels)
        self.forget(owner, ids)

    def forget(self, owner: str, ids: set[str]) -> None:
        """Take the elements out of a part that use links which are gone."""
        root = self.root(owner) if ids and owner.endswith(("xml", "vml")) else None
        if root is None:
            return
        for element in list(root.iter()):
            if isinstance(element.tag, str) and any(
                _RELATIONS.search(str(key)) and value in ids for key, value in element.attrib.items()
            ):
                take_out(element)
                self.touch(owner)
        for element in list(root.iter()):
            if local(element) in _EMPTY and len(element) == 0 and local(element) != "legacyDrawing":
                take_out(element)

    def drop_unreachable(self) -> None:
        """Take out the parts to which no link leads from the file itself, with the parts to which only they link."""
        reached, waiting = {"[content_types].xml", "mimetype"}, [""]
        while waiting:
            owner = waiting.pop()
            rels = _rels_of(owner)
            root = self.root(rels)
            if root is None:
                continue
            reached.add(rels)
            for item in root:
                if attr(item, "TargetMode") == "External":
                    continue
                target = posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(owner), unquote(attr(item, "Target").partition("#")[0]))
                )
                name = target.lstrip("/").lower()
                if name in self._data and name not in reached:
                    reached.add(name)
                    waiting.append(name)
        rest = set(self._data) - reached
        # A file with a damaged link is read by the usual names of its parts, and so are they kept.
        if not any(re.match(_SHOWN, name) for name in rest):
            self.drop(rest)

    def external_links(self) -> Iterator[tuple[str, etree._Element]]:
        """The links that lead out of the package, with the part of links that holds each."""
        for rels in self.names(r".*\.rels$"):
            root = self.root(rels)
            for item in list(root if root is not None else ()):
                if attr(item, "TargetMode") == "External":
                    yield rels, item

    def saved(self) -> bytes:
        """The package; what was not touched keeps its bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._infos:
                name = _key(info.filename)
                if name not in self._data:
                    continue
                data = self._data[name]
                if name in self._changed and name in self._roots:
                    data = etree.tostring(
                        self._roots[name].getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                fresh = zipfile.ZipInfo(info.filename, date_time=info.date_time)
                fresh.compress_type = info.compress_type
                archive.writestr(fresh, data)
        return out.getvalue()


def take_out(element: etree._Element) -> None:
    """Remove an element; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element, content: etree._Element | None = None) -> None:
    """Put the children of an element (or of ``content`` in it) in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in list(content if content is not None else element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def _key(name: str) -> str:
    return name.lstrip("/").replace("\\", "/").lower()


def _rels_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def owner_of(rels: str) -> str:
    """The part whose links a part of links holds."""
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
