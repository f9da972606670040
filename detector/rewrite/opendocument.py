"""OpenDocument files with changes: stretches of text in texts and presentations, whole cells in spreadsheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import attr, children, descendants, local
from detector.read.workbook.cells import box
from detector.rewrite.align import changed_leaves, leaves_of
from detector.rewrite.changes import Changes, Place, edited, places, text_at
from detector.rewrite.errors import RefusedError
from detector.rewrite.package import editable, serialised, with_parts
from detector.rewrite.workbook import address
from detector.types import Document

Leaf = tuple[etree._Element, str]
"""An element, and whether its text is meant or the text behind it ("text", "tail")."""
_APART = frozenset(
    {
        "frame",
        "custom-shape",
        "g",
        "rect",
        "line",
        "note",
        "annotation",
        "annotation-end",
        "image",
        "text-box",
        "path",
        "ellipse",
    }
)
_NUMBER = re.compile(r"-?\d{1,15}")
_VALUES = ("value", "value-type", "string-value", "date-value", "time-value", "boolean-value", "currency", "formula")
_MOST_SPLIT = 2_000


def write_opendocument(data: bytes, document: Document, changes: Changes) -> bytes:
    """The file with its changes. Raises RefusedError for a flat file, and where a text has no sure place in it."""
    if not data.startswith(b"PK"):
        raise RefusedError("is a flat OpenDocument file: save it in the packed form first")
    package = Package(data, Limits())
    roots = {name: editable(package, name) for name in ("content.xml", "styles.xml") if package.data(name)}
    cells: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    rest: dict[Place, tuple[object, ...]] = {}
    for place, edits in changes.by_place.items():
        sheet, name = address(document, place)
        spot = box(name) if sheet and name else None
        if sheet and spot:
            cells[sheet][spot[0], spot[1]] = edited(text_at(document, place), edits)
        else:
            rest[place] = edits
    if cells:
        _write_cells(roots["content.xml"], cells)
    if rest:
        _write_text(list(roots.values()), document, changes, set(rest))
    return with_parts(data, {name: serialised(root) for name, root in roots.items()})


def _write_text(roots: list[etree._Element], document: Document, changes: Changes, wanted: set[Place]) -> None:
    leaves = [leaf for root in roots for leaf in text_leaves(root)]
    every = [place for place in places(document) if not address(document, place)[0] or place in wanted]
    changed = changed_leaves(
        [text_at(document, place) for place in every],
        [changes.by_place.get(place, ()) if place in wanted else () for place in every],
        leaves_of([getattr(element, which) or "" for element, which in leaves]),
    )
    for index, text in changed.items():
        element, which = leaves[index]
        setattr(element, which, text)


def text_leaves(root: etree._Element) -> Iterator[Leaf]:
    """The texts in the order of reading: of a paragraph its own first, then its notes, then the shapes that hang on it."""
    for item in root:
        if local(item) in ("p", "h"):
            yield from _paragraph(item)
        elif isinstance(item.tag, str):
            yield from text_leaves(item)


def _paragraph(paragraph: etree._Element) -> Iterator[Leaf]:
    apart: list[etree._Element] = []
    yield paragraph, "text"
    yield from _inside(paragraph, apart)
    for item in sorted(apart, key=lambda found: local(found) != "note"):
        yield from text_leaves(item)


def _inside(element: etree._Element, apart: list[etree._Element]) -> Iterator[Leaf]:
    for item in element:
        if local(item) in _APART:
            apart.append(item)
        elif isinstance(item.tag, str):
            yield item, "text"
            yield from _inside(item, apart)
        yield item, "tail"


def _write_cells(content: etree._Element, cells: dict[str, dict[tuple[int, int], str]]) -> None:
    for table in descendants(content, "table"):
        wanted = cells.pop(attr(table, "name"), None)
        if wanted:
            _write_table(table, wanted)
    if cells:
        raise RefusedError("has a sheet to be changed that is not in it; it was not written")


def _write_table(table: etree._Element, wanted: dict[tuple[int, int], str]) -> None:
    number = 0
    for row in list(descendants(table, "table-row")):
        times = _times(row, "number-rows-repeated")
        numbers = [r for r, _ in wanted if number < r <= number + times]
        if numbers:
            for offset, single in enumerate(_apart(row, "number-rows-repeated", times)):
                own = {c: text for (r, c), text in wanted.items() if r == number + 1 + offset}
                if own:
                    _write_row(single, own)
        number += times


def _write_row(row: etree._Element, wanted: dict[int, str]) -> None:
    column = 0
    for cell in list(row):
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = _times(cell, "number-columns-repeated")
        if any(column < c <= column + times for c in wanted):
            for offset, single in enumerate(_apart(cell, "number-columns-repeated", times)):
                text = wanted.get(column + 1 + offset)
                if text is not None:
                    _set(single, text)
        column += times


def _apart(element: etree._Element, name: str, times: int) -> list[etree._Element]:
    """An element that stands for several, as so many."""
    if times == 1:
        return [element]
    if times > _MOST_SPLIT:
        raise RefusedError("repeats a changed cell too often; it was not written")
    for key in [k for k in element.attrib if str(k).rpartition("}")[2] == name]:
        del element.attrib[key]
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    copies = [deepcopy(element) for _ in range(times - 1)]
    for offset, copy in enumerate(copies, 1):
        parent.insert(at + offset, copy)
    return [element, *copies]


def _set(cell: etree._Element, text: str) -> None:
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    for key in [k for k in cell.attrib if str(k).rpartition("}")[2] in _VALUES]:
        del cell.attrib[key]
    for item in list(children(cell, "p")):
        cell.remove(item)
    if not text:
        return
    if _NUMBER.fullmatch(text):
        cell.set(office + "value-type", "float")
        cell.set(office + "value", text)
    else:
        cell.set(office + "value-type", "string")
    for line in text.split("\n"):
        etree.SubElement(cell, "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p").text = line


def _times(element: etree._Element, name: str) -> int:
    text = attr(element, name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 9 else 1
