"""The XML of a sheet as it is unpacked, piece by piece: a large sheet never stands in memory as a whole.

On the way to the parser it is looked through for what the cells do not tell: which shared strings are used, which rows are in
groups or have a height of their own, and the frame of settings around the rows.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO

from lxml import etree

from detector.read.limits import UnreadableError
from detector.read.office.package import DTD_MARKS
from detector.read.office.xml import attr, child

_BODY = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*>")
_BODY_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""\b(r|ht|outlineLevel)\s*=\s*["'](\d{1,7})[^"']{0,20}["']""")
_USE = re.compile(rb"""\bt\s*=\s*["']s["'][^>]{0,200}>\s*<(?:\w+:)?v(?:\s[^>]{0,100})?>\s*(\d{1,9})\s*<""")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_OVERLAP, _MOST_HEAD, _MOST_TAIL = 1_000, 1_000_000, 100_000_000


class SheetStream:
    """A file to read the XML from. Raises UnreadableError where it declares a document type or an entity.

    ``used`` are the numbers of the shared strings that cells show, None where they cannot be told; ``grouped`` the rows in
    a group and ``sized`` those with a height of their own. All of it is complete once everything has been read.
    """

    def __init__(self, source: IO[bytes]) -> None:
        self.used: set[int] | None = set()
        self.grouped: set[int] = set()
        self.sized: set[int] = set()
        self._source = source
        self._head, self._tail = b"", b""
        self._in_head, self._in_tail = True, False
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end and where the archive is damaged, which the parser then tells."""
        try:
            chunk = self._source.read(size if size > 0 else 65_536)
        except _DAMAGE:
            return b""
        window = self._rest + chunk
        if self._in_head:
            self._read_head(chunk)
        elif self._in_tail:
            self._tail += chunk if len(self._tail) < _MOST_TAIL else b""
        elif ends := list(_BODY_END.finditer(window)):
            self._in_tail = True
            self._tail = window[ends[-1].start() :]
        self._scan(window)
        self._rest = window[-_OVERLAP:]
        return chunk

    def frame(self) -> etree._Element | None:
        """The sheet without its rows, None where nothing can be made of it."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, recover=True
        )
        try:
            return etree.fromstring(self._head + self._tail, parser) if self._head else None
        except etree.XMLSyntaxError:
            return None

    def _read_head(self, chunk: bytes) -> None:
        self._head += chunk
        if any(mark in self._head for mark in DTD_MARKS):
            raise UnreadableError("declares XML entities, which no Office file does; it was not read")
        if self._head.startswith(_WIDE):
            self.used = None
        start = _BODY.search(self._head)
        if start is not None:
            self._in_head = False
            rest, self._head = self._head[start.end() :], self._head[: start.end()]
            if ends := list(_BODY_END.finditer(rest)):
                self._in_tail, self._tail = True, rest[ends[-1].start() :]
        elif len(self._head) > _MOST_HEAD:
            self._in_head, self._head = False, b""

    def _scan(self, window: bytes) -> None:
        if self.used is not None:
            self.used.update(int(match.group(1)) for match in _USE.finditer(window))
        if b"outlineLevel" not in window and b"ht" not in window:
            return
        for match in _ROW.finditer(window):
            found = dict(_ATTRIBUTE.findall(match.group(1)))
            number = int(found.get(b"r", b"0"))
            if found.get(b"outlineLevel", b"0") != b"0":
                self.grouped.add(number)
            if b"ht" in found:
                self.sized.add(number)


def default_height(frame: etree._Element | None) -> str:
    """The height of rows without one of their own, in points as written."""
    return attr(child(frame, "sheetFormatPr"), "defaultRowHeight")
