"""The visible flow of a page, block by block, with its tables and its hidden pieces on the way."""

from __future__ import annotations

import re

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.flow import add_paragraph, tidy
from detector.read.markup.links import hide_links
from detector.read.markup.nesting import TableWeights, weigh
from detector.read.web.styles import is_hidden
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
_SKIPPED = frozenset({"script", "style", "head", "link", "meta", "noframes", "object", "svg", "math"})
_DATA_SCRIPT = re.compile(r"application/(?:[\w.+-]+\+)?json", re.I)
_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "summary", "longdesc", "cite")
_TELLING_DATA = re.compile(r"@|[^\W\d_]{2}\W+[^\W\d_]{2}|\d{6}")


class Page:
    """One walk over the page. ``selectors`` are the class and id selectors that its style sheet hides."""

    def __init__(self, builder: DocumentBuilder, selectors: frozenset[str]) -> None:
        self.builder = builder
        self.selectors = selectors
        self.paragraph = 0
        self._pieces: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._weights = TableWeights()
        self._out_of_sight: list[tuple[str, str, str]] = []
        self._attributes: dict[str, None] = {}
        self._links: list[str] = []

    def read(self, root: etree._Element) -> None:
        """Add everything on the page: the visible first, then what is out of sight."""
        self._weights = weigh(root, "table")
        try:
            self._flow(root)
        finally:
            self._end_block()
        for kind, text, what in self._out_of_sight:
            self.builder.hidden_block(kind, text, what)
        self._add_attributes()
        hide_links(self._links, self.builder)

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
        read_table(table, self.builder, self.text_of, lambda element: is_hidden(element, self.selectors))
        for nested in self._weights.inside.get(table, ()):
            if not is_layout(nested, self._weights):
                self._table(nested)
            else:
                self._flow(nested)

    def _keep_out(self, item: etree._Element) -> bool:
        """Whether nothing of an element is shown; what it says is kept as a hidden part."""
        if item.tag == "script" and _DATA_SCRIPT.match(item.get("type") or ""):
            self.hide("script-data", item.text or "", "data for the scripts of the page")
        if item.tag in _SKIPPED:
            return True
        if item.tag == "input" and (item.get("type") or "").lower() == "hidden":
            if re.search(r"[^\W\d_]{2}|\d{5}", item.get("value") or ""):
                self.hide("hidden-field", item.get("value") or "", "a hidden field of a form")
            return True
        if item.tag not in ("td", "th", "tr", "html", "body") and is_hidden(item, self.selectors):
            self.hide("hidden-element", _all_text(item), "an element that the page does not show")
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
        for name in _ATTRIBUTES:
            if re.search(r"[^\W\d_]{2}", item.get(name) or ""):
                self._attributes.setdefault(" ".join((item.get(name) or "").split()))
        for key, value in item.attrib.items():
            if str(key).startswith("data-") and _TELLING_DATA.search(str(value)):
                self._attributes.setdefault(" ".join(str(value).split()))
        if item.get("href"):
            self._links.append(item.get("href") or "")

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
