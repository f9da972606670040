"""The visible flow of a page, block by block, with its tables and its hidden pieces on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.inside.parts import add_part
from detector.read.markup.flow import add_paragraph, tidy
from detector.read.markup.links import hide_links
from detector.read.markup.nesting import TableWeights, weigh
from detector.read.web.inline import add_data_addresses, script_state
from detector.read.web.styles import Sight
from detector.read.web.tables import is_layout, read_table
from detector.types import BlockKind, Where

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SKIPPED = frozenset({"script", "style", "head", "link", "meta"})
_DRAWING = frozenset({"title", "desc", "metadata"})
_DATA_SCRIPT = re.compile(r"application/(?:[\w.+-]+\+)?json", re.I)
ATTRIBUTES = (
    "alt",
    "title",
    "aria-label",
    "placeholder",
    "summary",
    "longdesc",
    "cite",
    "content",
    "aria-description",
    "label",
)
TELLING_DATA = re.compile(r"@|[^\W\d_]{2}\W+[^\W\d_]{2}|\d{6}")


class Page:
    """One walk over the page. ``sight`` tells what of it can be seen."""

    def __init__(self, builder: DocumentBuilder, sight: Sight) -> None:
        self.builder = builder
        self.sight = sight
        self.paragraph = 0
        self._pieces: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._weights = TableWeights()
        self._out_of_sight: list[tuple[str, str, str]] = []
        self._attributes: dict[str, None] = {}
        self._links: list[str] = []
        self._data: list[str] = []
        self._frames: list[str] = []

    def read(self, root: etree._Element) -> None:
        """Add everything on the page: the visible first, then what is out of sight."""
        self._weights = weigh(root, "table")
        for item in (*root.itersiblings(preceding=True), *root.itersiblings(), *_unwalked(root)):
            self._comment(item)
        try:
            self._flow(root)
        finally:
            self._end_block()
        for kind, text, what in self._out_of_sight:
            self.builder.hidden_block(kind, text, what)
        self._add_attributes()
        hide_links(self._links, self.builder)
        add_data_addresses(self._data, self.builder)
        for frame in self._frames:
            add_part(frame.encode(), "frame.html", self.builder)

    def text_of(self, element: etree._Element) -> str:
        """The visible text of a cell or caption, without the tables inside it."""
        pieces: list[str] = []
        walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
        for event, item in walk:
            if event in ("comment", "pi"):
                self._comment(item)
                pieces.append(_spaced(item.tail))
            elif event == "end":
                pieces.append("\n" if item.tag in BLOCKS and item is not element else "")
                pieces.append(_spaced(item.tail) if item is not element else "")
            elif item is not element and (item.tag == "table" or self._keep_out(item)):
                walk.skip_subtree()
            else:
                self._collect(item, pieces)
        return re.sub(r"\n{2,}", "\n", tidy(pieces))

    def hide(self, kind: str, text: str, what: str) -> None:
        """Keep something out of sight for the end."""
        if text.strip():
            self._out_of_sight.append((kind, text, what))

    def _flow(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, item in walk:
            if event in ("comment", "pi"):
                self._comment(item)
                self._pieces.append(_spaced(item.tail))
            elif event == "end":
                if item.tag in BLOCKS:
                    self._end_block()
                if item is not root:
                    self._pieces.append(_spaced(item.tail))
            elif self._keep_out(item):
                walk.skip_subtree()
            elif item.tag == "table" and not is_layout(item, self._weights):
                self._end_block()
                self._table(item)
                walk.skip_subtree()
            else:
                if item.tag in BLOCKS:
                    self._end_block()
                    self._kind = _kind(item)
                self._collect(item, self._pieces)

    def _table(self, table: etree._Element) -> None:
        read_table(table, self.builder, self.text_of, self.sight.is_hidden)
        for nested in self._weights.inside.get(table, ()):
            if not is_layout(nested, self._weights):
                self._table(nested)
            else:
                self._flow(nested)

    def _keep_out(self, item: etree._Element) -> bool:
        """Whether nothing of an element is shown; what it says is kept as a hidden part."""
        if item.tag == "script" and _DATA_SCRIPT.match(item.get("type") or ""):
            self.hide("script-data", item.text or "", "data for the scripts of the page")
        elif item.tag == "script":
            self.hide("script-data", script_state(item.text or ""), "data for the scripts of the page")
        if item.tag in _SKIPPED:
            return True
        if item.tag in _DRAWING:
            text = " ".join(_all_text(item).split())
            if re.search(r"[^\W\d_]{2}", text):
                self._attributes.setdefault(text)
            return True
        if item.tag == "input" and (item.get("type") or "").lower() == "hidden":
            if re.search(r"[^\W\d_]{2}|\d{5}", item.get("value") or ""):
                self.hide("hidden-field", item.get("value") or "", "a hidden field of a form")
            return True
        if item.tag not in ("td", "th", "tr", "html", "body") and self.sight.is_hidden(item):
            self.hide("hidden-element", _all_text(item), "an element that the page does not show")
            for inner in item.iter():
                self._comment(inner)
                if isinstance(inner.tag, str):
                    self._note_attributes(inner)
            return True
        return False

    def _collect(self, item: etree._Element, pieces: list[str]) -> None:
        if item.tag == "br":
            pieces.append("\n")
        elif item.tag in ("pre", "textarea"):
            pieces.append(item.text or "")
        else:
            pieces.append(_spaced(item.text))
        if item.tag == "input" and (item.get("type") or "text").lower() in (
            "text",
            "email",
            "tel",
            "search",
            "date",
            "number",
        ):
            pieces.append(_spaced(item.get("value")))
        self._note_attributes(item)

    def _note_attributes(self, item: etree._Element) -> None:
        """Keep what the attributes of an element say, and the files that are written into them."""
        for name in ATTRIBUTES:
            if re.search(r"[^\W\d_]{2}", item.get(name) or ""):
                self._attributes.setdefault(" ".join((item.get(name) or "").split()))
        for key, value in item.attrib.items():
            if str(key).startswith("data-") and TELLING_DATA.search(str(value)):
                self._attributes.setdefault(" ".join(str(value).split()))
        if item.tag in ("option", "input", "button") and TELLING_DATA.search(item.get("value") or ""):
            self._attributes.setdefault(" ".join((item.get("value") or "").split()))
        for name in ("href", "src", "data", "xlink:href", "poster"):
            address = (item.get(name) or "").strip()
            if address[:5].lower() == "data:":
                self._data.append(address)
            elif address and name == "href":
                self._links.append(address)
        if item.tag == "iframe" and item.get("srcdoc"):
            self._frames.append(item.get("srcdoc") or "")

    def _comment(self, item: etree._Element) -> None:
        text = re.sub(r"<[^<>]*>", " ", item.text or "")
        if isinstance(item, etree._Comment) and re.search(r"[^\W\d_]{2}", text):
            self.hide("html-comment", re.sub(r"[ \t]+", " ", text).strip(), "a comment in the page")

    def _end_block(self) -> None:
        text = tidy(self._pieces)
        self._pieces.clear()
        if text:
            self.paragraph += 1
            add_paragraph(self.builder, text, self._kind, Where(paragraph=self.paragraph))
        self._kind = "paragraph"

    def _add_attributes(self) -> None:
        self.builder.flush()
        shown = "\n".join(" ".join(block.text.split()) for block in self.builder.blocks if not block.where.hidden)
        kept = [text for text in self._attributes if text not in shown]
        what = "an attribute" if len(kept) == 1 else f"{len(kept):,} attributes"
        self.builder.hidden_block("attribute", "\n".join(kept), f"{what} of elements, such as alternative texts")


def _unwalked(root: etree._Element) -> Iterator[etree._Element]:
    """The comments of the head, into which the walk does not go."""
    return (item for head in root.iter("head") for item in head.iter(etree.Comment))


def _kind(item: etree._Element) -> BlockKind:
    if item.tag in HEADINGS:
        return "heading"
    return "list_item" if item.tag == "li" or _in_list(item) else "paragraph"


def _in_list(item: etree._Element) -> bool:
    """A paragraph that opens a list item is the item."""
    parent = item.getparent()
    return item.tag in ("p", "div") and parent is not None and parent.tag == "li" and parent[0] is item


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text) if text else ""


def _all_text(element: etree._Element) -> str:
    """Everything that an element says, hidden or not, scripts and styles excepted."""
    pieces: list[str] = []
    for item in element.iter():
        if item.tag in BLOCKS or item.tag == "br":
            pieces.append("\n")
        if isinstance(item.tag, str) and item.tag not in _SKIPPED:
            pieces.append(_spaced(item.text))
        if item is not element:
            pieces.append("\n" if item.tag in ("td", "th", "p", "div", "li") else "")
            pieces.append(_spaced(item.tail))
    return re.sub(r"\n{2,}", "\n", tidy(pieces))
