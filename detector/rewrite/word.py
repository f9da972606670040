"""Word documents with changes: the text of runs is replaced, their formatting and everything else stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import children, descendants, local
from detector.rewrite.align import changed_leaves, leaves_at, leaves_of
from detector.rewrite.changes import BlockPlace, CellPlace, Changes, ColumnPlace, Place, places, text_at
from detector.rewrite.errors import RefusedError
from detector.rewrite.package import editable, serialised, with_parts
from detector.types import Document

_MARGINS = ("header", "footer")
_SPANNING = frozenset({"vMerge", "gridSpan", "hMerge", "gridBefore", "gridAfter", "sectPr"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_word(data: bytes, document: Document, changes: Changes) -> bytes:
    """The document with its changes. Raises RefusedError where a text has no sure place in it."""
    package = Package(data, Limits())
    main = package.main("word/document.xml")
    margins = [
        part for kind in _MARGINS for part in package.names(rf"word/{kind}\d*\.xml$") or package.related(main, kind)
    ]
    flow = [main, *(part for kind in ("footnotes", "endnotes") for part in package.related(main, kind))]
    roots = {part.lower(): editable(package, part) for part in (*flow, *margins)}
    for root in roots.values():
        drop_fallbacks(root)
    every = [place for place in places(document) if not is_margin(document, place)]
    _apply([roots[part.lower()] for part in flow], document, every, changes)
    for part in margins:
        leaves = leaves_of([text for _, text in text_leaves(roots[part.lower()])])
        for index, block in enumerate(document.blocks):
            if block.label in _MARGINS and leaves.stream == "".join(block.text.split()):
                _apply([roots[part.lower()]], document, [BlockPlace(index)], changes)
                break
    return with_parts(data, {part: serialised(root) for part, root in roots.items()})


def is_margin(document: Document, place: Place) -> bool:
    """Whether a place is a header or a footer, which stand in parts of their own."""
    return isinstance(place, BlockPlace) and document.blocks[place.block].label in _MARGINS


def drop_fallbacks(root: etree._Element) -> None:
    """Remove what programs of before 2010 show in place of a drawing, since it says the same a second time."""
    for item in list(descendants(root, "Fallback")):
        parent = item.getparent()
        if parent is not None and any(True for _ in children(parent, "Choice")):
            parent.remove(item)


def _apply(roots: Sequence[etree._Element], document: Document, every: Sequence[Place], changes: Changes) -> None:
    leaves = [leaf for root in roots for leaf in text_leaves(root)]
    changed = changed_leaves(
        [text_at(document, place) for place in every],
        [changes.by_place.get(place, ()) for place in every],
        leaves_of([text for _, text in leaves]),
    )
    gone = _lines(document, every, changes, leaves)
    for index, text in changed.items():
        element = leaves[index][0]
        element.text = text
        element.set(_SPACE, "preserve")
    _drop_widths(gone)
    for line in gone:
        parent = line.getparent()
        if parent is not None:
            parent.remove(line)


def _lines(
    document: Document, every: Sequence[Place], changes: Changes, leaves: Sequence[tuple[etree._Element, str]]
) -> list[etree._Element]:
    """The paragraphs and table rows that go altogether. Raises RefusedError where one holds something else besides."""
    wanted = [changes.removes(place) for place in every]
    if not any(wanted):
        return []
    units = leaves_at([text_at(document, p) for p in every], wanted, leaves_of([text for _, text in leaves]))
    going = {index for unit in units for index in unit}
    found: dict[int, etree._Element] = {}
    for place, unit in zip(every, units, strict=True):
        column = isinstance(place, CellPlace) and ColumnPlace(place.grid, place.column) in changes.removed
        kind = "tc" if column else "tr" if isinstance(place, CellPlace) else "p"
        for index in unit:
            line = next((a for a in leaves[index][0].iterancestors() if local(a) == kind), None)
            if line is None:
                raise RefusedError("has a line to be taken out that is none in the file; it was not written")
            found[id(line)] = line
    for line in found.values():
        inside = {id(item) for item in line.iter()}
        if any(id(element) in inside and text.strip() and i not in going for i, (element, text) in enumerate(leaves)):
            raise RefusedError("has a line to be taken out on which something else stands; it was not written")
        parent = line.getparent()
        alone = local(line) == "p" and parent is not None and local(parent) == "tc"
        row = parent if local(line) == "tc" and parent is not None else line
        if alone or any(local(item) in _SPANNING for item in row.iter()):
            raise RefusedError("has a line to be taken out that holds more than itself; it was not written")
    return list(found.values())


def _drop_widths(gone: Sequence[etree._Element]) -> None:
    """Take the widths of columns that go out of their tables' grids."""
    places: dict[tuple[int, int], etree._Element] = {}
    for cell in gone:
        row = cell.getparent()
        table = next((a for a in cell.iterancestors() if local(a) == "tbl"), None)
        if local(cell) == "tc" and row is not None and table is not None:
            places[id(table), list(children(row, "tc")).index(cell)] = table
    for (_, index), table in sorted(places.items(), key=lambda item: -item[0][1]):
        widths = [width for grid in children(table, "tblGrid") for width in children(grid, "gridCol")]
        grid = widths[index].getparent() if index < len(widths) else None
        if grid is not None:
            grid.remove(widths[index])


def text_leaves(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The runs' texts in the order of reading: of a paragraph first its own, then those of the boxes that hang on it."""
    for item in root:
        if local(item) == "p":
            yield from _paragraph(item)
        elif isinstance(item.tag, str):
            yield from text_leaves(item)


def _paragraph(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    boxes: list[etree._Element] = []
    stack = list(reversed(paragraph))
    while stack:
        item = stack.pop()
        name = local(item)
        if name == "txbxContent":
            boxes.append(item)
        elif name == "t":
            yield item, item.text or ""
        elif name == "noBreakHyphen":
            yield item, "-"
        elif isinstance(item.tag, str):
            stack.extend(reversed(item))
    for box in boxes:
        yield from text_leaves(box)
