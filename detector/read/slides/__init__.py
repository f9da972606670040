"""Presentations (PresentationML, ECMA-376 part 1, 19) -> the slides one after another, and everything that is not shown."""

from __future__ import annotations

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.markup.unseen import out_of_sight
from detector.read.office.package import Package
from detector.read.office.properties import read_properties
from detector.read.office.rest import read_rest
from detector.read.office.xml import attr, child, children, descendants
from detector.read.slides.asides import add_comments, add_masters, add_notes, unused_authors
from detector.read.slides.geometry import SlideSize
from detector.read.slides.shapes import Shapes, is_white_ground
from detector.types import Where


def read_slides(data: bytes, builder: DocumentBuilder) -> None:
    """Add a presentation. Raises UnreadableError where its main part cannot be read."""
    package = Package(data, builder.limits)
    main = package.main("ppt/presentation.xml")
    root = package.xml(main)
    if root is None:
        raise UnreadableError("is damaged: its main part could not be read; it was not read")
    size = SlideSize.of(child(root, "sldSz"))
    told: set[str] = set()
    layouts: set[str] = set()
    places: dict[str, Where] = {}
    for number, part in enumerate(_slides(package, main, root), 1):
        slide = package.xml(part) if part else None
        if slide is None:
            builder.incomplete(f"has a slide {number} that could not be read")
            continue
        places[part.lower()] = Where(page=number)
        layouts.update(package.related(part, "slideLayout"))
        _add_slide(package, part, slide, number, size, builder)
        told |= add_comments(package, part, number, builder)
    unused_authors(package, told, builder)
    add_masters(package, main, layouts, builder)
    sections = [attr(item, "name") for item in descendants(root, "section")]
    names = [name for name in sections if name and "section" not in name.lower()]
    builder.hidden_block("slide-section", "\n".join(names), "names of sections")
    read_properties(package, builder)
    read_rest(package, builder, places)


def _slides(package: Package, main: str, root: etree._Element) -> list[str]:
    links = package.relations(main)
    ids = [
        next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), "")
        for item in children(child(root, "sldIdLst"), "sldId")
    ]
    return [links[id_].target if id_ in links else "" for id_ in ids]


def _add_slide(
    package: Package, part: str, slide: etree._Element, number: int, size: SlideSize, builder: DocumentBuilder
) -> None:
    hidden = "hidden-slide" if attr(slide, "show", "1") in ("0", "false") else None
    place = Where(page=number, hidden=hidden)
    behind = [slide]
    for layout in package.related(part, "slideLayout")[:1]:
        behind += [r for r in (package.xml(layout),) if r is not None]
        behind += [r for name in package.related(layout, "slideMaster")[:1] if (r := package.xml(name)) is not None]
    shapes = Shapes(builder, place, size, is_white_ground(behind))
    with out_of_sight(builder, hidden, Where(page=number), f"slide {number}, which is hidden"):
        tree = child(slide, "cSld", "spTree")
        if tree is not None:
            shapes.read(tree)
        builder.line("", where=place)
    shapes.add_hidden()
    add_notes(package, part, number, builder)
