"""OpenDocument presentations and drawings: pages with their shapes, notes and comments (ODF 1.3 part 3, 10)."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.unseen import out_of_sight
from detector.read.office.xml import attr, child, children, descendants, local
from detector.read.opendocument.story import Story
from detector.read.opendocument.styles import Styles, points
from detector.read.slides.geometry import Frame, SlideSize
from detector.types import Where

_TITLES = frozenset({"title"})
_APART = frozenset({"notes", "forms", "animations", "event-listeners", "par", "seq"})


def add_pages(
    body: etree._Element, styles: Styles, masters: etree._Element | None, story: Story, builder: DocumentBuilder
) -> None:
    """Add every page; hidden ones, notes and shapes beside the page as hidden parts."""
    for number, page in enumerate(children(body, "page"), 1):
        style = attr(page, "style-name")
        hides = styles.get("drawing-page", style, "drawing-page-properties", "visibility") == "hidden"
        hidden = "hidden-slide" if hides else None
        place = Where(page=number, hidden=hidden)
        size = page_size(masters, attr(page, "master-page-name"))
        with out_of_sight(builder, hidden, Where(page=number), f"slide {number}, which is hidden"):
            for shape in page:
                if local(shape) and local(shape) not in _APART:
                    _add_shape(shape, place, size, story, builder)
        for notes in children(page, "notes"):
            with out_of_sight(builder, "speaker-notes", Where(page=number), f"the notes of slide {number}"):
                story.shape(notes, replace(place, hidden="speaker-notes"))


def _add_shape(
    shape: etree._Element, place: Where, size: SlideSize | None, story: Story, builder: DocumentBuilder
) -> None:
    if local(shape) == "annotation":
        wrapper = etree.Element("page")
        wrapper.append(shape)
        story.read(wrapper, place)
        return
    frame = frame_of(shape)
    beside = place.hidden is None and size is not None and frame is not None and size.is_outside(frame)
    kind = "off-slide" if beside else None
    with out_of_sight(builder, kind, replace(place, hidden=None), "a shape beside the slide"):
        inner = replace(place, hidden=place.hidden or kind)
        if attr(shape, "class") in _TITLES and child(shape, "text-box") is not None:
            for box in children(shape, "text-box"):
                story.read(box, inner, False, "heading")
        else:
            story.shape(shape, inner)
        builder.line("", where=inner)


def frame_of(shape: etree._Element) -> Frame | None:
    """The place of a shape on its page; None where it is not said or turned."""
    if not attr(shape, "x") or attr(shape, "transform"):
        return None
    left, top = points(attr(shape, "x")), points(attr(shape, "y"))
    return Frame(left, top, left + points(attr(shape, "width")), top + points(attr(shape, "height")))


def page_size(root: etree._Element | None, master: str) -> SlideSize | None:
    """The size of the pages of a master page; None where it is not said."""
    if root is None:
        return None
    layouts = {attr(item, "name"): child(item, "page-layout-properties") for item in descendants(root, "page-layout")}
    for item in descendants(root, "master-page"):
        if attr(item, "name") == master:
            properties = layouts.get(attr(item, "page-layout-name"))
            width, height = points(attr(properties, "page-width")), points(attr(properties, "page-height"))
            return SlideSize(width, height) if width and height else None
    return None
