"""The runs of a paragraph: what is seen, what was deleted, what is hidden, and what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from detector.read.office.xml import attr, child, children, descendants, is_on, local, own_text
from detector.read.word.styles import Styles, background, font_colour, is_shaded

_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PROPERTIES = re.compile(r"(?:p|r|sdt|sdtEnd|tbl|tc|tr|sect|smartTag|customXml|ruby|tblEx)Pr$|.*Change$")
_DELETED = {"del": "tracked-deletion", "moveFrom": "moved-text"}
_BOX = frozenset({"drawing", "pict", "object"})
ROUTINE_FIELD = re.compile(
    r"\s*(?:page|numpages|sectionpages|section|toc|tc|ref|pageref|noteref|seq|styleref|date|time|createdate|savedate|printdate|"
    r"edittime|filename|filesize|numwords|numchars|title|subject|xe|index|ta|toa|listnum|autonum\w*|symbol|eq|advance|=|form\w+|"
    r"docproperty|author|lastsavedby|keywords|comments|info|template|hyperlink|revnum|bibliography|citation|shape|embed)\b",
    re.I,
)
_TARGET = re.compile(r'\s*hyperlink\s+(?:\\[a-z]\s+)?"([^"]*)"', re.I)
_TIP = re.compile(r'\\o\s+"([^"]*)"', re.I)
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|tiff?|bmp|heic|webp|pdf)$", re.I)
_ROUTINE_NAME = re.compile(r"(?:picture|image|img|photo|logo|grafik|bild)?[\s_-]*\d*\.\w+", re.I)
# Thousandths of a per cent of a picture's side up to which cropping only trims an edge.
_TRIM = 2000
# A point size up to which nobody reads a character, in half points.
_TINY = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``kind`` is None where it is seen, else as in ``Where.hidden``."""

    text: str
    kind: str | None = None
    author: str = ""


@dataclass(slots=True)
class Fields:
    """The complex fields that are open, outermost first: the code so far, None once the result has begun."""

    open: list[list[str] | None] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether what comes next is part of the code of a field."""
        return any(code is not None for code in self.open)


@dataclass(slots=True)
class Paragraph:
    """What one paragraph holds."""

    style: str
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    cropped: int = 0

    @property
    def text(self) -> str:
        """What is seen."""
        return "".join(piece.text for piece in self.pieces if piece.kind is None)

    def hidden(self) -> Iterator[Piece]:
        """What is not seen, neighbours of one kind and author together."""
        current: Piece | None = None
        for piece in self.pieces:
            if current and (piece.kind, piece.author) == (current.kind, current.author):
                current = Piece(current.text + piece.text, piece.kind, piece.author)
                continue
            if current and current.kind:
                yield current
            current = piece
        if current and current.kind:
            yield current


def read_paragraph(
    element: etree._Element,
    styles: Styles,
    fields: Fields,
    outer: Piece = Piece(""),
    on_page: bool = False,
    behind: str = "",
) -> Paragraph:
    """Everything in a ``<w:p>``.

    ``outer`` says what the whole of it is part of, such as a deleted row; ``on_page`` that it stands on the page itself, and
    not in a table or box, which may have a colour of its own; ``behind`` is that colour where it is known.
    """
    properties = child(element, "pPr")
    paragraph = Paragraph(attr(child(properties, "pStyle"), "val"))
    on_white = on_page and not is_shaded(properties) and not styles.is_shaded(paragraph.style)
    _Runs(paragraph, styles, fields, on_white, background(properties) or behind).walk(element, outer)
    return paragraph


def run_out_of_sight(
    run: etree._Element, paragraph: etree._Element, styles: Styles, on_page: bool, behind: str
) -> str | None:
    """Why nobody sees the text of a run, None where it is seen; ``on_page`` and ``behind`` as in ``read_paragraph``."""
    properties = child(paragraph, "pPr")
    style = attr(child(properties, "pStyle"), "val")
    on_white = on_page and not is_shaded(properties) and not styles.is_shaded(style)
    reader = _Runs(Paragraph(style), styles, Fields(), on_white, background(properties) or behind)
    return reader.out_of_sight(child(run, "rPr"))


@dataclass(slots=True)
class _Runs:
    paragraph: Paragraph
    styles: Styles
    fields: Fields
    on_white: bool
    behind: str = ""

    def walk(self, element: etree._Element, outer: Piece) -> None:
        for item in element:
            name = local(item)
            if name == "r":
                self._run(item, outer)
            elif name in _DELETED:
                self.walk(item, Piece("", _DELETED[name], attr(item, "author")))
            elif name == "fldSimple":
                self._code(attr(item, "instr"))
                self.walk(item, outer)
            elif name == "AlternateContent":
                self.walk(chosen(item), outer)
            elif name == "sdt":
                self._entries(item)
                self.walk(item, outer)
            elif name == "hyperlink":
                self.paragraph.alternatives.extend(filter(None, [attr(item, "tooltip")]))
                self.walk(item, outer)
            elif name == "t":
                self._put(own_text(item), outer)
            elif name and not _PROPERTIES.match(name):
                self.walk(item, outer)

    def _run(self, run: etree._Element, outer: Piece) -> None:
        mark = outer if outer.kind else Piece("", self.out_of_sight(child(run, "rPr")))
        for item in run:
            self._in_run(item, local(item), mark)

    def _in_run(self, item: etree._Element, name: str, mark: Piece) -> None:
        if name == "t":
            self._put(own_text(item), mark)
        elif name == "delText":
            self._put(own_text(item), mark if mark.kind else Piece("", "tracked-deletion"))
        elif name in _TEXT:
            self._put(_TEXT[name], mark)
        elif name == "sym":
            self._put(_symbol(attr(item, "char")), mark)
        elif name in ("instrText", "delInstrText"):
            if self.fields.open and self.fields.open[-1] is not None:
                self.fields.open[-1].append(own_text(item))
            else:
                self._code(own_text(item))
        elif name == "fldChar":
            self._field(item)
        elif name in _BOX:
            self._drawing(item, mark)
        elif name == "AlternateContent":
            for inner in chosen(item):
                self._in_run(inner, local(inner), mark)
        elif name == "commentReference":
            self.paragraph.comments.append(attr(item, "id"))
        elif name == "ruby":
            self.walk(item, mark)

    def _put(self, text: str, mark: Piece) -> None:
        if text and not (self.fields.in_code and mark.kind is None):
            self.paragraph.pieces.append(Piece(text, mark.kind, mark.author))

    def out_of_sight(self, properties: etree._Element | None) -> str | None:
        """Why nobody sees a run of these properties, None where it is seen."""
        character = attr(child(properties, "rStyle"), "val")
        if self.styles.vanishes(self.paragraph.style, character, is_on(child(properties, "vanish"))):
            return "vanished-text"
        paragraph = self.paragraph.style
        colour = self.styles.colour(paragraph, character, font_colour(properties))
        behind = self.styles.behind(paragraph, character, background(properties)) or self.behind
        if behind and behind != "FFFFFF":
            # A font of automatic colour turns white on a dark shade, and does not on a highlight.
            marked = attr(child(properties, "highlight"), "val") == "black" and colour == "AUTO"
            return "same-colour-text" if colour == behind or marked else self._tiny(properties, character)
        white = colour == "FFFFFF" and self.on_white
        if white and not is_shaded(properties) and not self.styles.is_shaded(character):
            return "white-text"
        return self._tiny(properties, character)

    def _tiny(self, properties: etree._Element | None, character: str) -> str | None:
        size = self.styles.size(self.paragraph.style, character, attr(child(properties, "sz"), "val"))
        return "tiny-text" if size.isdigit() and 0 < int(size[:9]) <= _TINY else None

    def _field(self, item: etree._Element) -> None:
        kind, fields = attr(item, "fldCharType"), self.fields.open
        if kind == "begin":
            fields.append([])
            self._entries(item)
        elif fields and fields[-1] is not None:
            self._code("".join(fields[-1]))
            fields[-1] = None
        if kind == "end" and fields:
            fields.pop()

    def _code(self, code: str) -> None:
        target = _TARGET.match(code)
        if target:
            self.paragraph.targets.append(target.group(1))
            self.paragraph.alternatives.extend(tip for tip in _TIP.findall(code) if tip)
        elif re.search(r"[^\W\d_]{2}", code) and not ROUTINE_FIELD.match(code):
            self.paragraph.codes.append(" ".join(code.split()))

    def _entries(self, item: etree._Element) -> None:
        """The entries of a drop-down list and the default of a form field, of which one is shown at most."""
        own = child(item, "sdtPr") if local(item) == "sdt" else child(item, "ffData")
        if own is not None:
            shown = [
                attr(entry, "displayText") or attr(entry, "val") for entry in descendants(own, "listItem", "listEntry")
            ]
            self.paragraph.codes.extend(text for text in shown if re.search(r"[^\W\d_]{2}", text))

    def _drawing(self, item: etree._Element, mark: Piece) -> None:
        for part in _outside_boxes(item):
            name = local(part)
            if name == "txbxContent":
                self.paragraph.boxes.append(part)
            elif name == "t":
                self._put(own_text(part) + " ", mark)
            elif name == "textpath":
                self._put(attr(part, "string"), mark)
            elif name in ("docPr", "cNvPr", "shape", "imagedata"):
                texts = (part.get("descr"), part.get("alt"), part.get("title"))
                self.paragraph.alternatives.extend(t for t in texts if t and re.search(r"[^\W\d_]{2}", t))
                file = (part.get("name") or "").strip()
                if _PICTURE_NAME.search(file) and not _ROUTINE_NAME.fullmatch(file):
                    self.paragraph.alternatives.append(file)
            elif name == "srcRect" and is_cropped(part):
                self.paragraph.cropped += 1


def is_cropped(rectangle: etree._Element) -> bool:
    """Whether more than the edge of a picture is cut off; the whole picture stays in the file (20.1.8.55)."""
    sides = [attr(rectangle, side, "0") for side in ("l", "t", "r", "b")]
    return any(side.isdigit() and int(side[:9]) > _TRIM for side in sides)


def chosen(alternatives: etree._Element) -> etree._Element:
    """The branch of alternative contents that a current program shows; the other says the same for old ones."""
    return next(iter([*children(alternatives, "Choice"), *children(alternatives, "Fallback")]), alternatives)


def _outside_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """All elements below, but of a text box only the box itself and of alternatives only one."""
    stack = [element]
    while stack:
        item = stack.pop()
        if local(item) == "AlternateContent":
            item = chosen(item)
        yield item
        if local(item) != "txbxContent":
            stack.extend(reversed(item))


def _symbol(code: str) -> str:
    """A character of a symbol font; those of the private use area have no meaning outside it."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    number = int(code, 16)
    return "" if 0xE000 <= number <= 0xF8FF or 0xD800 <= number <= 0xDFFF or number < 32 else chr(number)
