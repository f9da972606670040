"""Word documents with changes: the text of runs is replaced, their formatting and everything else stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import children, descendants, local
from detector.rewrite.align import changed_leaves, leaves_of
from detector.rewrite.changes import BlockPlace, Changes, Place, places, text_at
from detector.rewrite.package import editable, serialised, with_parts
from detector.types import Document

_MARGINS = ("header", "footer")
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
    for index, text in changed.items():
        element = leaves[index][0]
        element.text = text
        element.set(_SPACE, "preserve")


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
