"""The flow of an OpenDocument text: paragraphs, lists, sections, tables and boxes in order (ODF 1.3 part 3, 4 to 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.flow import add_paragraph
from detector.read.markup.nesting import TableWeights
from detector.read.markup.spans import SpanGrid
from detector.read.markup.unseen import out_of_sight
from detector.read.office.xml import attr, child, children, descendants, local, own_text
from detector.read.opendocument.runs import Inline, annotation_text, read_inline
from detector.read.opendocument.styles import Styles, points
from detector.read.word.story import CONTENTS, Hidden
from detector.types import BlockKind, Where

_PARTS = frozenset({"index-body", "index-title", "list-item", "list-header", "numbered-paragraph", "soft-page-break"})
_INDEXES = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index", "bibliography"}
)  # fmt: skip
# What is told before the text, and is read on its own.
_DECLARED = frozenset(
    {"tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "index-source"}
)  # fmt: skip
_LISTS = frozenset({"list", "ordered-list", "unordered-list"})
_HEADING = re.compile(r"heading|title$|subtitle$", re.I)
# Points of a picture's side up to which cropping only trims an edge.
_TRIM = 5.0


@dataclass(slots=True)
class Gathered:
    """What is found on the way and told at the end."""

    hidden: list[Hidden] = field(default_factory=list)
    alternatives: dict[str, None] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    objects: dict[str, None] = field(default_factory=dict)
    inline: list[etree._Element] = field(default_factory=list)
    cropped: int = 0


class Story:
    """Reads one story into the builder and keeps aside what is not seen."""

    def __init__(self, builder: DocumentBuilder, styles: Styles, gathered: Gathered, weights: TableWeights) -> None:
        self.builder = builder
        self.styles = styles
        self.gathered = gathered
        self._weights = weights
        self._number = 0

    def read(
        self, container: etree._Element, place: Where = Where(), on_page: bool = False, block: BlockKind = "paragraph"
    ) -> None:
        """Add everything in a container. ``place`` says where it stands; a paragraph number is added to it."""
        for item in container:
            name = local(item)
            if name in ("p", "h"):
                self._paragraph(item, place, on_page, block)
            elif name in _LISTS:
                self.read(item, place, on_page, "list_item")
            elif name in _PARTS or name in _INDEXES:
                self.read(item, place, on_page, block)
            elif name == "section":
                self._section(item, place, on_page)
            elif name == "table":
                self.table(item, place)
            elif name == "annotation":
                self._annotation(item, place)
            elif name not in _DECLARED:
                self.shape(item, place)

    def text_of(self, container: etree._Element, place: Where = Where()) -> str:
        """The visible text of a note, cell or header as lines."""
        return "\n".join(text for text in self._texts(container, place) if text.strip())

    def shape(self, item: etree._Element, place: Where) -> None:
        """Add the texts and tables of a frame or shape, and keep its descriptions and objects."""
        for part in _around_objects(item):
            name = local(part)
            if name == "object" and len(part):
                self.gathered.inline.append(part)
            elif name in ("title", "desc") and re.search(r"[^\W\d_]{2}", own_text(part)):
                self.gathered.alternatives.setdefault(own_text(part).strip())
            elif name in ("object", "object-ole", "image", "plugin", "applet") and attr(part, "href"):
                self.gathered.objects.setdefault(attr(part, "href").removeprefix("./"))
            elif name == "frame":
                clip = self.styles.get("graphic", attr(part, "style-name"), "graphic-properties", "clip")
                self.gathered.cropped += any(points(side) > _TRIM for side in re.findall(r"-?[\d.]+[a-z]{2}", clip))
        self._contents(item, place)

    def table(self, table: etree._Element, place: Where) -> None:
        """Add a table of a text or slide."""
        rows = list(table_rows(table))
        few = [cell for row, _ in rows for cell in list(_cells(row))[:2]][:2]
        if len(few) < 2 or self._weights.mostly_nested(table):
            for row, _ in rows:
                for cell in _cells(row):
                    self.read(cell, place)
                    self.builder.line("", where=place)
            return
        grid = SpanGrid(self.builder.limits.cells)
        covered: list[str] = []
        headers = 0
        for row, in_header in rows:
            grid.next_row()
            headers += in_header
            self._row(row, grid, covered, place)
            if grid.full:
                break
        if grid.full:
            self.builder.incomplete(
                f"has a table with more than {self.builder.limits.cells:,} cells: the rest was not read"
            )
        cells = grid.rows()
        if any(cell.text for line in cells for cell in line):
            self.builder.grid(cells, place, headers or None)
        self.builder.hidden_block(
            "covered-cell", "\n".join(covered), "values covered by merged cells", replace(place, hidden=None)
        )
        for nested in self._weights.inside.get(table, ()):
            self.table(nested, place)

    def _row(self, row: etree._Element, grid: SpanGrid, covered: list[str], place: Where) -> None:
        for cell in _cells(row):
            text = self.text_of(cell, place)
            if local(cell) == "covered-table-cell":
                covered.extend([text] if text else [])
                continue
            for _ in range(repeated(cell, "number-columns-repeated", 1000)):
                grid.add(
                    text,
                    repeated(cell, "number-columns-spanned", 1000),
                    repeated(cell, "number-rows-spanned", 65_534),
                    place.hidden,
                )

    def _paragraph(self, item: etree._Element, place: Where, on_page: bool, block: BlockKind) -> None:
        self._number += 1
        where = replace(place, paragraph=self._number) if place.page is None else place
        inline = read_inline(item, self.styles, on_page)
        self._gather(inline, where)
        text = inline.text
        names = self.styles.names("paragraph", attr(item, "style-name"))
        if local(item) == "h" or any(_HEADING.search(name) for name in names):
            block = "heading"
        if where.hidden:
            text = "".join(piece.text for piece in inline.pieces)
        add_paragraph(self.builder, text, block, where)
        self._follow(inline, where)

    def _follow(self, inline: Inline, where: Where) -> None:
        for note in inline.notes:
            body = child(note, "note-body")
            text = self.text_of(body, where) if body is not None else ""
            self.builder.block(text, "note", replace(where, paragraph=None), attr(note, "note-class") or "footnote")
        for shape in inline.shapes:
            self.shape(shape, where)

    def _texts(self, container: etree._Element, place: Where) -> Iterator[str]:
        for item in container:
            name = local(item)
            if name in ("p", "h"):
                inline = read_inline(item, self.styles)
                self._gather(inline, place)
                yield inline.text
                for shape in inline.shapes:
                    self._describe(shape)
                    for box in descendants(shape, "text-box"):
                        yield from self._texts(box, place)
                for note in inline.notes:
                    for body in children(note, "note-body"):
                        yield from self._texts(body, place)
            elif name == "annotation":
                self._annotation(item, place)
            elif name in _LISTS or name in _PARTS or name in _INDEXES or name == "section":
                yield from self._texts(item, place)

    def _describe(self, shape: etree._Element) -> None:
        for part in _around_objects(shape):
            if local(part) in ("title", "desc") and re.search(r"[^\W\d_]{2}", own_text(part)):
                self.gathered.alternatives.setdefault(own_text(part).strip())
            elif local(part) in ("object", "object-ole", "image") and attr(part, "href"):
                self.gathered.objects.setdefault(attr(part, "href").removeprefix("./"))

    def _contents(self, item: etree._Element, place: Where) -> None:
        """The paragraphs and tables of a shape, through boxes and groups but into no paragraph twice."""
        for part in item:
            name = local(part)
            if name in ("p", "h", "table", "section") or name in _LISTS:
                wrapper = [part]
                self._one(wrapper[0], place)
            elif name not in ("annotation", "title", "desc", "forms", "object"):
                self._contents(part, place)
            elif name == "annotation":
                self._annotation(part, place)

    def _one(self, item: etree._Element, place: Where) -> None:
        name = local(item)
        if name == "table":
            self.table(item, place)
        elif name == "section":
            self._section(item, place, False)
        elif name in _LISTS:
            self.read(item, place, False, "list_item")
        else:
            self._paragraph(item, place, False, "paragraph")

    def _section(self, item: etree._Element, place: Where, on_page: bool) -> None:
        shown = attr(item, "display", "true")
        for source in children(item, "section-source"):
            self.gathered.targets.append(attr(source, "href"))
        hidden = (
            "hidden-section"
            if place.hidden is None and (shown == "none" or attr(item, "is-hidden") == "true")
            else None
        )
        inner = replace(place, hidden=hidden or place.hidden)
        with out_of_sight(self.builder, hidden, replace(place, hidden=None), "a section that is hidden"):
            self.read(item, inner, on_page)

    def _annotation(self, item: etree._Element, place: Where) -> None:
        text, author = annotation_text(item)
        label = f"author: {author}" if author else ""
        self.gathered.hidden.append(Hidden("comment", text or label, "a comment", replace(place, hidden=None), label))

    def _gather(self, inline: Inline, where: Where) -> None:
        where = replace(where, hidden=None)
        if where.paragraph is None and where.page is None and self._number:
            where = replace(where, paragraph=self._number)
        run: list[str] = []
        kinds = [piece.kind for piece in inline.pieces]
        for index, piece in enumerate(inline.pieces):
            if piece.kind:
                run.append(piece.text)
            if run and (index + 1 == len(kinds) or kinds[index + 1] != piece.kind):
                if "".join(run).strip() and piece.kind:
                    self.gathered.hidden.append(Hidden(piece.kind, "".join(run), CONTENTS[piece.kind], where))
                run = []
        for annotation in inline.annotations:
            self._annotation(annotation, where)
        self.gathered.targets.extend(inline.targets)
        self.gathered.codes.update(dict.fromkeys(inline.codes))
        self.gathered.alternatives.update(dict.fromkeys(inline.tips))


def table_rows(table: etree._Element, in_header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table with whether they are header rows; a repeated row is given once."""
    for item in table:
        name = local(item)
        if name == "table-row":
            yield item, in_header
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from table_rows(item, in_header or name == "table-header-rows")


def repeated(element: etree._Element, name: str, most: int) -> int:
    """A count of an attribute, at least 1 and at most ``most``."""
    value = attr(element, name, "1")
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _around_objects(element: etree._Element) -> Iterator[etree._Element]:
    """All elements below, without going into objects, which are documents of their own."""
    stack = [element]
    while stack:
        item = stack.pop()
        yield item
        if local(item) != "object":
            stack.extend(reversed(item))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (item for item in row if local(item) in ("table-cell", "covered-table-cell"))
