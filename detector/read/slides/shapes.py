"""The shapes of a slide in order: titles, texts, tables, and what of them is not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.flow import add_paragraph
from detector.read.markup.spans import SpanGrid
from detector.read.markup.unseen import out_of_sight
from detector.read.office.xml import attr, child, children, descendants, local, own_text
from detector.read.slides.geometry import Frame, SlideSize, Transform
from detector.read.word.runs import chosen, is_cropped
from detector.types import BlockKind, Where

_TITLES = frozenset({"title", "ctrTitle"})
_ROUTINE = frozenset({"sldNum", "dt"})
# Hundredths of a point up to which nobody reads a character on a slide.
_TINY = 300
_CONTENT = {
    "off-slide": "a shape beside the slide",
    "hidden-shape": "a shape that is hidden",
    "white-text": "white text on a white slide",
    "tiny-text": "text too small to be read",
}


class Shapes:
    """Reads the shapes of one slide into the builder and keeps aside what is not seen."""

    def __init__(self, builder: DocumentBuilder, place: Where, size: SlideSize, white: bool) -> None:
        self.builder = builder
        self.place = place
        self.size = size
        self.white = white
        self.alternatives: dict[str, None] = {}
        self.cropped = 0
        self._unseen: list[tuple[str, str]] = []
        self._painted: list[Frame] = []

    def read(self, tree: etree._Element, transform: Transform = Transform()) -> None:
        """Add everything in a tree of shapes."""
        stack: list[tuple[etree._Element, Transform]] = [(item, transform) for item in reversed(tree)]
        while stack:
            item, inner = stack.pop()
            name = local(item)
            if name == "AlternateContent":
                stack.extend((part, inner) for part in reversed(chosen(item)))
            elif name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"):
                self._shape(item, name, inner, stack)

    def add_hidden(self) -> None:
        """Add what was kept aside."""
        where = replace(self.place, hidden=None)
        for kind, text in self._unseen:
            self.builder.hidden_block(kind, text, _CONTENT[kind], where)
        self.builder.hidden_block(
            "alternative-text", "\n".join(self.alternatives), "alternative texts of a slide", where
        )
        if self.cropped:
            count = "a picture" if self.cropped == 1 else f"{self.cropped:,} pictures"
            self.builder.hide("cropped-picture", where, f"{count} of which a part is cut off and still there")

    def _shape(
        self, item: etree._Element, name: str, transform: Transform, stack: list[tuple[etree._Element, Transform]]
    ) -> None:
        own = next((e for part in item if (e := child(part, "cNvPr")) is not None), None)
        texts = [attr(own, "descr"), attr(own, "title"), *(attr(i, "tooltip") for i in descendants(item, "hlinkClick"))]
        self.alternatives.update(dict.fromkeys(t for t in texts if re.search(r"[^\W\d_]{2}", t)))
        frame = transform.frame(item)
        kind = self.place.hidden
        if kind is None and attr(own, "hidden") in ("1", "true"):
            kind = "hidden-shape"
        elif kind is None and frame is not None and name != "grpSp" and self.size.is_outside(frame):
            kind = "off-slide"
        if name == "grpSp":
            if kind == "hidden-shape":
                inner = Shapes(self.builder, replace(self.place, hidden=kind), self.size, self.white)
                with out_of_sight(self.builder, kind, replace(self.place, hidden=None), _CONTENT[kind]):
                    inner.read(item, transform.inside(item))
                self.alternatives.update(inner.alternatives)
            else:
                stack.extend((part, transform.inside(item)) for part in reversed(item))
            return
        self.cropped += sum(1 for rectangle in descendants(item, "srcRect") if is_cropped(rectangle))
        new = kind if self.place.hidden is None else None
        with out_of_sight(self.builder, new, replace(self.place, hidden=None), _CONTENT.get(new or "", "")):
            self._contents(item, replace(self.place, hidden=kind), frame)
        if frame is not None and (name == "pic" or _is_filled(item)):
            self._painted.append(frame)

    def _contents(self, item: etree._Element, place: Where, frame: Frame | None) -> None:
        for table in descendants(item, "tbl"):
            self._table(table, place)
        kind = attr(next(iter(descendants(item, "ph")), None), "type")
        body = child(item, "txBody")
        if body is None or kind in _ROUTINE:
            return
        on_white = self.white and not _is_filled(item) and not (frame and any(p.holds(frame) for p in self._painted))
        block: BlockKind = "heading" if kind in _TITLES else "paragraph"
        for paragraph in children(body, "p"):
            seen, unseen = _paragraph(paragraph, on_white)
            if place.hidden is None:
                self._unseen.extend(unseen)
                text = seen
            else:
                text = seen + "".join(f" {piece}" for _, piece in unseen)
            add_paragraph(self.builder, text, block, place)
        self.builder.line("", where=place)

    def _table(self, table: etree._Element, place: Where) -> None:
        grid = SpanGrid(self.builder.limits.cells)
        covered: list[str] = []
        for row in children(table, "tr"):
            grid.next_row()
            for cell in children(row, "tc"):
                text = "\n".join("".join(_paragraph(p, False)[0]) for p in descendants(cell, "p")).strip()
                if attr(cell, "hMerge") in ("1", "true") or attr(cell, "vMerge") in ("1", "true"):
                    covered.extend([text] if text else [])
                else:
                    grid.add(text, _span(cell, "gridSpan"), _span(cell, "rowSpan"))
        if grid.full:
            self.builder.incomplete(
                f"has a table with more than {self.builder.limits.cells:,} cells: the rest was not read"
            )
        rows = grid.rows()
        if any(cell.text for line in rows for cell in line):
            header = 1 if attr(child(table, "tblPr"), "firstRow") in ("1", "true") else None
            self.builder.grid(rows, place, header)
        where = replace(self.place, hidden=None)
        self.builder.hidden_block("covered-cell", "\n".join(covered), "values covered by merged cells", where)


def shape_texts(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """(kind of placeholder, text) of each shape of a notes page, layout or master; fields such as dates are left out."""
    for shape in descendants(tree, "sp"):
        holder = next(iter(descendants(shape, "ph")), None)
        kind = attr(holder, "type", "body") if holder is not None else ""
        lines = [
            "".join(own_text(t) for run in children(p, "r") for t in children(run, "t"))
            for p in descendants(shape, "p")
        ]
        text = "\n".join(line for line in lines if line.strip())
        if text:
            yield kind, text


def is_white_ground(parts: Sequence[etree._Element]) -> bool:
    """Whether the first of slide, layout and master that says anything of its background says white."""
    for part in parts:
        ground = child(part, "cSld", "bg")
        if ground is not None:
            return any(_is_white(item) for item in descendants(ground, "srgbClr", "schemeClr", "sysClr"))
    return False


def _paragraph(element: etree._Element, on_white: bool) -> tuple[str, list[tuple[str, str]]]:
    """What is seen of a paragraph, and what is not with the reason."""
    seen: list[str] = []
    unseen: list[tuple[str, str]] = []
    for run in element:
        name = local(run)
        if name == "br":
            seen.append("\n")
        if name not in ("r", "fld"):
            continue
        text = "".join(own_text(t) for t in children(run, "t"))
        kind = run_out_of_sight(run, on_white)
        if kind:
            unseen.append((kind, text))
        else:
            seen.append(text)
    return "".join(seen), [(kind, text) for kind, text in unseen if text.strip()]


def run_out_of_sight(run: etree._Element, on_white: bool) -> str | None:
    """Why nobody sees the text of a run, None where it is seen; ``on_white`` says that it stands on nothing but a white slide."""
    properties = child(run, "rPr")
    size = attr(properties, "sz")
    fill = child(properties, "solidFill")
    colours = list(fill) if fill is not None else []
    if size.isdigit() and 0 < int(size[:9]) <= _TINY:
        return "tiny-text"
    white = on_white and colours and _is_white(colours[0]) and child(properties, "highlight") is None
    return "white-text" if white else None


def _is_white(colour: etree._Element) -> bool:
    if len(colour):
        return False
    value = attr(colour, "val")
    return value.upper() == "FFFFFF" or value in ("bg1", "lt1") or (value == "window" and local(colour) == "sysClr")


def _is_filled(shape: etree._Element) -> bool:
    """Whether a shape paints something behind its text: its own fill, or that of its style."""
    properties = child(shape, "spPr")
    fills = [local(item) for item in properties] if properties is not None else []
    if "noFill" in fills:
        return False
    if any(name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill") for name in fills):
        return True
    reference = child(shape, "style", "fillRef")
    return attr(reference, "idx", "0") != "0"


def _span(cell: etree._Element, name: str) -> int:
    value = attr(cell, name, "1")
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() and len(value) < 9 else 1
