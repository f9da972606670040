"""A story of a Word document (its body, a header, a footnote): paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.flow import add_paragraph
from detector.read.markup.nesting import TableWeights
from detector.read.markup.spans import SpanGrid
from detector.read.office.xml import attr, child, is_on, local
from detector.read.regions import is_caption
from detector.read.word.runs import Fields, Paragraph, Piece, chosen, read_paragraph
from detector.read.word.styles import Styles, background
from detector.types import BlockKind, Where

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent"})
CONTENTS = {
    "vanished-text": "text formatted as hidden",
    "white-text": "white text on a white page",
    "tiny-text": "text too small to be read",
    "same-colour-text": "text of the colour of its background",
    "tracked-deletion": "text that was deleted with changes tracked",
    "moved-text": "text that was moved away with changes tracked",
    "hidden-row": "a row formatted as hidden",
}


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something out of sight that is added once the visible text is complete."""

    kind: str
    text: str
    content: str
    where: Where = field(default_factory=Where)
    label: str = ""


@dataclass(slots=True)
class Gathered:
    """What is found on the way and told at the end."""

    hidden: list[Hidden] = field(default_factory=list)
    alternatives: dict[str, None] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    cropped: int = 0
    targets: list[str] = field(default_factory=list)
    comments: dict[str, int] = field(default_factory=dict)


class Story:
    """Reads one story into the builder and keeps aside what is not seen."""

    def __init__(self, builder: DocumentBuilder, styles: Styles, gathered: Gathered, weights: TableWeights) -> None:
        self.builder = builder
        self.gathered = gathered
        self._styles = styles
        self._weights = weights
        self._fields = Fields()
        self._number = 0

    def read(self, container: etree._Element, outer: Piece = Piece(""), on_page: bool = False) -> None:
        """Add the paragraphs and tables of a container; ``outer`` and ``on_page`` as in ``read_paragraph``."""
        items = list(_blocks(container))
        caption = ""
        for index, (item, mark) in enumerate(items):
            mark = outer if outer.kind else mark
            if local(item) == "tbl":
                self._table(item, mark, caption)
                caption = ""
                continue
            paragraph = self._paragraph(item, mark, on_page)
            caption = paragraph.text.strip() if self._is_caption(paragraph, items[index + 1 : index + 2]) else ""
            if not caption:
                add_paragraph(self.builder, paragraph.text, self._kind(item, paragraph), Where(paragraph=self._number))
            for box in paragraph.boxes:
                self.read(box, mark)

    def text_of(self, container: etree._Element, outer: Piece = Piece("")) -> str:
        """The visible text of a note or a header, tables inside it as lines; it stands in no paragraph of the body."""
        self._number = 0
        return "\n".join(text for text in self._texts(container, outer) if text.strip())

    def _texts(self, container: etree._Element, outer: Piece, tables: bool = True, behind: str = "") -> Iterator[str]:
        for item, mark in _blocks(container):
            mark = outer if outer.kind else mark
            if local(item) == "p":
                paragraph = read_paragraph(item, self._styles, self._fields, mark, behind=behind)
                self._gather(paragraph, Where(paragraph=self._number or None))
                yield paragraph.text
                for box in paragraph.boxes:
                    yield from self._texts(box, mark)
            elif tables:
                for row, row_mark in _rows(item):
                    for cell in _cells(row):
                        yield from self._texts(cell, row_mark if row_mark.kind else mark)

    def _paragraph(self, item: etree._Element, mark: Piece, on_page: bool) -> Paragraph:
        self._number += 1
        paragraph = read_paragraph(item, self._styles, self._fields, mark, on_page)
        self._gather(paragraph, Where(paragraph=self._number))
        return paragraph

    def _gather(self, paragraph: Paragraph, where: Where) -> None:
        for piece in paragraph.hidden():
            if piece.kind and piece.text.strip():
                label = f"author: {piece.author}" if piece.author else ""
                self.gathered.hidden.append(Hidden(piece.kind, piece.text, CONTENTS[piece.kind], where, label))
        self.gathered.alternatives.update(dict.fromkeys(paragraph.alternatives))
        self.gathered.codes.update(dict.fromkeys(paragraph.codes))
        self.gathered.cropped += paragraph.cropped
        self.gathered.targets.extend(paragraph.targets)
        self.gathered.comments.update(dict.fromkeys(paragraph.comments, self._number))

    def _is_caption(self, paragraph: Paragraph, following: list[tuple[etree._Element, Piece]]) -> bool:
        before_table = bool(following) and local(following[0][0]) == "tbl" and not self._arranges(following[0][0])
        return before_table and self._styles.is_caption(paragraph.style) and is_caption(paragraph.text)

    def _kind(self, item: etree._Element, paragraph: Paragraph) -> BlockKind:
        properties = child(item, "pPr")
        level = attr(child(properties, "outlineLvl"), "val")
        if self._styles.is_heading(paragraph.style) or (level.isdigit() and level != "9"):
            return "heading"
        numbering = child(properties, "numPr")
        if numbering is not None:
            return "paragraph" if attr(child(numbering, "numId"), "val") == "0" else "list_item"
        return "list_item" if self._styles.is_list(paragraph.style) else "paragraph"

    def _arranges(self, table: etree._Element) -> bool:
        """Whether a table only arranges: it has one cell, or most of its text is in tables inside it."""
        few = [cell for row, _ in _rows(table) for cell in list(_cells(row))[:2]][:2]
        return len(few) < 2 or self._weights.mostly_nested(table)

    def _table(self, table: etree._Element, outer: Piece, caption: str) -> None:
        if self._arranges(table):
            for row, mark in _rows(table):
                for cell in _cells(row):
                    self.read(cell, outer if outer.kind else mark)
                    self.builder.line("")
            return
        grid = SpanGrid(self.builder.limits.cells)
        header_rows, in_header = 0, True
        for row, mark in _rows(table):
            in_header = in_header and bool(is_on(child(row, "trPr", "tblHeader")))
            header_rows += in_header
            self._row(row, outer if outer.kind else mark, grid)
        if grid.full:
            self.builder.incomplete(
                f"has a table with more than {self.builder.limits.cells:,} cells: the rest was not read"
            )
        cells = grid.rows()
        if any(cell.text for line in cells for cell in line):
            self.builder.grid(cells, Where(), header_rows or None, caption)
        elif caption:
            add_paragraph(self.builder, caption)
        for nested in self._weights.inside.get(table, ()):
            self._table(nested, outer, "")

    def _row(self, row: etree._Element, mark: Piece, grid: SpanGrid) -> None:
        grid.next_row()
        for _ in range(_count(child(row, "trPr", "gridBefore"), 0)):
            grid.add("")
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            span = _count(child(properties, "gridSpan"), 1)
            text = "\n".join(
                t for t in self._texts(cell, mark, False, background(properties) or "") if t.strip()
            ).strip()
            if merge is not None and attr(merge, "val", "continue") == "continue":
                grid.repeat(text, span)
            else:
                grid.add(text, span)


def _blocks(container: etree._Element, mark: Piece = Piece("")) -> Iterator[tuple[etree._Element, Piece]]:
    """The paragraphs and tables of a container, through everything that only wraps them."""
    for item in container:
        name = local(item)
        if name in ("p", "tbl"):
            yield item, mark
        elif name in ("del", "moveFrom"):
            kind = "moved-text" if name == "moveFrom" else "tracked-deletion"
            yield from _blocks(item, Piece("", kind, attr(item, "author")))
        elif name == "AlternateContent":
            yield from _blocks(chosen(item), mark)
        elif name in _TRANSPARENT:
            yield from _blocks(item, mark)


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, Piece]]:
    for item in table:
        name = local(item)
        if name == "tr":
            deleted = child(item, "trPr", "del")
            if deleted is not None:
                yield item, Piece("", "tracked-deletion", attr(deleted, "author"))
            else:
                yield item, Piece("", "hidden-row") if is_on(child(item, "trPr", "hidden")) else Piece("")
        elif name in _TRANSPARENT:
            yield from _rows(item)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for item in row:
        if local(item) == "tc":
            yield item
        elif local(item) in _TRANSPARENT:
            yield from _cells(item)


def _count(element: etree._Element | None, default: int) -> int:
    value = attr(element, "val")
    return min(int(value), 1000) if value.isascii() and value.isdigit() and len(value) < 9 else default
