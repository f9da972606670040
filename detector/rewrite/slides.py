"""Presentations with changes: the text of runs is replaced, their formatting and everything else stays."""

from __future__ import annotations

from lxml import etree

from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import children, descendants, local
from detector.rewrite.align import changed_leaves, leaves_of
from detector.rewrite.changes import BlockPlace, Changes, places, text_at
from detector.rewrite.package import editable, serialised, with_parts
from detector.rewrite.word import drop_fallbacks
from detector.types import Document

_LAYOUTS = r"ppt/(?:slidelayouts|slidemasters)/[^/]*\.xml$"


def write_slides(data: bytes, document: Document, changes: Changes) -> bytes:
    """The presentation with its changes. Raises RefusedError where a text has no sure place in it."""
    package = Package(data, Limits())
    main = package.main("ppt/presentation.xml")
    links = {link.id: link.target for link in package.relations(main).values()}
    shown = [links[number] for item in descendants(editable(package, main), "sldId") if (number := _id(item)) in links]
    names = [*shown, *package.names(_LAYOUTS)]
    roots = {name.lower(): editable(package, name) for name in names}
    leaves: list[etree._Element] = []
    for root in roots.values():
        drop_fallbacks(root)
        leaves += [text for paragraph in descendants(root, "p") for text in _texts(paragraph)]
    on_layouts = [BlockPlace(i) for i, block in enumerate(document.blocks) if block.label == "layout"]
    every = [*(place for place in places(document) if place not in on_layouts), *on_layouts]
    changed = changed_leaves(
        [text_at(document, place) for place in every],
        [changes.by_place.get(place, ()) for place in every],
        leaves_of([leaf.text or "" for leaf in leaves]),
    )
    for index, text in changed.items():
        leaves[index].text = text
    return with_parts(data, {name: serialised(root) for name, root in roots.items()})


def _id(item: etree._Element) -> str:
    return next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), "")


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    return [text for run in paragraph if local(run) in ("r", "fld") for text in children(run, "t")]
