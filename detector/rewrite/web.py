"""HTML with changes: the source is cut where the text stands, and every other byte of it stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.entities import html5
from html.parser import HTMLParser

from detector.read.encoding import decode
from detector.rewrite.align import changed_leaves, leaves_at, leaves_of
from detector.rewrite.changes import CellPlace, Changes, ColumnPlace, Place, places, text_at
from detector.rewrite.errors import RefusedError
from detector.rewrite.text import encoded, spliced
from detector.types import Document

_DECLARED = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_SILENT = frozenset({"script", "style", "template", "noscript", "title"})
_LINES = frozenset({"tr", "td", "th", "li", "p", "div"})
_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text of the source: where it stands, and what it says."""

    start: int
    end: int
    text: str


def write_html(data: bytes, document: Document, changes: Changes) -> bytes:
    """The page with its changes. Raises RefusedError where a text cannot be found in the source."""
    declared = _DECLARED.search(data[:4096])
    result = decode(data, len(data), declared.group(1).decode("ascii") if declared else None)
    if result.replaced or encoded(result.text, result.encoding, data) != data:
        raise RefusedError("could not be decoded without loss; it was not written")
    leaves = _leaves(result.text)
    every = places(document)
    changed = changed_leaves(
        [text_at(document, place) for place in every],
        [changes.by_place.get(place, ()) for place in every],
        leaves_of([leaf.text for leaf in leaves]),
    )
    cuts = [*_lines(result.text, document, changes, leaves)]
    cuts += [(leaves[at].start, leaves[at].end, _escaped(text, result.encoding)) for at, text in changed.items()]
    return encoded(spliced(result.text, cuts), result.encoding, data)


def _leaves(source: str) -> list[_Leaf]:
    return _parsed(source).leaves


def _parsed(source: str) -> _Source:
    parser = _Source(source)
    parser.feed(source)
    parser.close()
    return parser


def _lines(source: str, document: Document, changes: Changes, leaves: list[_Leaf]) -> list[tuple[int, int, str]]:
    """The elements of the source that go altogether. Raises RefusedError where one holds something else besides."""
    every = places(document)
    wanted = [changes.removes(place) for place in every]
    if not any(wanted):
        return []
    units = leaves_at([text_at(document, p) for p in every], wanted, leaves_of([leaf.text for leaf in leaves]))
    going = {index for unit in units for index in unit}
    elements = _parsed(source).elements
    found: set[tuple[int, int]] = set()
    for place, unit in zip(every, units, strict=True):
        tags = _tags(place, changes)
        for index in unit:
            around = [e for e in elements if e[0] in tags and e[1] <= leaves[index].start and leaves[index].end <= e[2]]
            if not around:
                raise RefusedError("has a line to be taken out that is none in the file; it was not written")
            found.add(min(around, key=lambda e: e[2] - e[1])[1:])
    for start, end in found:
        if any(start <= leaf.start < end and leaf.text.strip() and i not in going for i, leaf in enumerate(leaves)):
            raise RefusedError("has a line to be taken out on which something else stands; it was not written")
        rows = [source[e[1] : e[2]] for e in elements if e[0] == "tr" and e[1] <= start and end <= e[2]]
        if "rowspan" in source[start:end].lower() or any("colspan" in row.lower() for row in rows):
            raise RefusedError("has a line to be taken out whose cells span several lines; it was not written")
    return [(start, end, "") for start, end in found]


def _tags(place: Place, changes: Changes) -> tuple[str, ...]:
    """The elements of which the one around a text goes: its row, its cell where the column goes, its paragraph or item."""
    if not isinstance(place, CellPlace):
        return "li", "p", "div"
    return ("td", "th") if ColumnPlace(place.grid, place.column) in changes.removed else ("tr",)


def _escaped(text: str, encoding: str) -> str:
    return escape(text, quote=False).encode(encoding, "xmlcharrefreplace").decode(encoding)


class _Source(HTMLParser):
    """Collects the texts between tags with their places, and the lines (``elements``: tag, start, end) around them. A character reference is a leaf of its own."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.leaves: list[_Leaf] = []
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
        self._source = source
        self._silent = 0
        self.elements: list[tuple[str, int, int]] = []
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _LINES:
            self._open.append((tag, self._at()))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        while tag in _LINES and self._open:
            opened, start = self._open.pop()
            if opened == tag:
                self.elements.append((tag, start, self._source.find(">", self._at()) + 1))
                break

    def handle_data(self, data: str) -> None:
        self._add(data, data)

    def handle_entityref(self, name: str) -> None:
        raw = self._raw("&" + name)
        self._add(raw, html5.get(name + ";") or html5.get(name) or raw)

    def handle_charref(self, name: str) -> None:
        raw = self._raw("&#" + name)
        digits = name[1:] if name[:1] in "xX" else name
        try:
            letter = chr(int(digits, 16 if name[:1] in "xX" else 10))
        except (ValueError, OverflowError):
            letter = "\ufffd"
        self._add(raw, letter)

    def _raw(self, begin: str) -> str:
        at = self._at()
        return begin + (";" if self._source[at + len(begin) : at + len(begin) + 1] == ";" else "")

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _add(self, raw: str, text: str) -> None:
        if not self._silent:
            at = self._at()
            self.leaves.append(_Leaf(at, at + len(raw), text))
