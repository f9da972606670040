"""The text of an OpenDocument paragraph: what is seen, what is not, and what hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from detector.read.office.xml import attr, child, descendants, local, own_text
from detector.read.opendocument.styles import Styles
from detector.read.word.runs import Piece

# Elements whose text is no text of the paragraph, or is read on its own.
_APART = frozenset(
    {"annotation", "note", "tracked-changes", "forms", "event-listeners", "ruby-text", "script", "glue-point"}
)
_SHAPES = frozenset(
    {"frame", "custom-shape", "g", "rect", "ellipse", "circle", "line", "polyline", "polygon", "path", "connector", "control",
     "caption", "measure", "regular-polygon"}
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2}")
_MOST_SPACES = 1000


@dataclass(slots=True)
class Inline:
    """What one paragraph holds."""

    pieces: list[Piece] = field(default_factory=list)
    shapes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    annotations: list[etree._Element] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is seen."""
        return "".join(piece.text for piece in self.pieces if piece.kind is None)


def read_inline(paragraph: etree._Element, styles: Styles, on_page: bool = False, outer: str | None = None) -> Inline:
    """Everything in a ``<text:p>`` or ``<text:h>``; ``outer`` is the reason why all of it is out of sight."""
    found = Inline()
    style = attr(paragraph, "style-name")
    hidden = outer or _is_hidden_paragraph(paragraph)
    _walk(paragraph, "", style, hidden, styles, on_page, found)
    return found


def _walk(
    element: etree._Element,
    character: str,
    paragraph: str,
    outer: str | None,
    styles: Styles,
    on_page: bool,
    found: Inline,
) -> None:
    kind = outer or styles.unseen(character, paragraph, on_page)
    _put(element.text, kind, found)
    for item in element:
        name = local(item)
        if name == "s":
            count = attr(item, "c", "1")
            found.pieces.append(Piece(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), kind))
        elif name in ("tab", "line-break"):
            found.pieces.append(Piece("\t" if name == "tab" else "\n", kind))
        elif name == "page-number" and (item.text or "").startswith("<"):
            pass
        elif name == "note":
            found.notes.append(item)
        elif name == "annotation":
            found.annotations.append(item)
        elif name in _SHAPES:
            found.shapes.append(item)
        elif name in ("hidden-text", "conditional-text"):
            _conditional(item, name, kind, found)
        elif name and name not in _APART:
            if name == "a":
                found.targets.append(attr(item, "href"))
                found.tips.extend(filter(None, [attr(item, "title")]))
            inner = attr(item, "style-name") if name in ("span", "a", "meta") else ""
            _walk(item, inner or character, paragraph, outer, styles, on_page, found)
        _put(item.tail, kind, found)


def _conditional(item: etree._Element, name: str, kind: str | None, found: Inline) -> None:
    """A text that shows only under a condition; LibreOffice keeps it in attributes even when it does not show."""
    shown = "".join(str(text) for text in item.itertext())
    if name == "hidden-text":
        value = attr(item, "string-value") or shown
        found.pieces.append(Piece(value, kind or ("vanished-text" if attr(item, "is-hidden") != "false" else None)))
        return
    _put(shown, kind, found)
    values = (attr(item, "string-value-if-true"), attr(item, "string-value-if-false"))
    found.codes.extend(value for value in values if _WORD.search(value) and value != shown)


def _is_hidden_paragraph(paragraph: etree._Element) -> str | None:
    hides = any(attr(item, "is-hidden") != "false" for item in descendants(paragraph, "hidden-paragraph"))
    return "vanished-text" if hides else None


def _put(text: str | None, kind: str | None, found: Inline) -> None:
    if text:
        spaced = re.sub(r"[ \t\r\n]+", " ", text)
        found.pieces.append(Piece(spaced, kind))


def annotation_text(item: etree._Element) -> tuple[str, str]:
    """The text and the author of a comment."""
    lines = ["".join(str(text) for text in p.itertext()) for p in descendants(item, "p")]
    author = own_text(child(item, "creator")).strip() or own_text(child(item, "sender-initials")).strip()
    return "\n".join(line for line in lines if line.strip()), author
