"""Web pages without what a browser does not show: comments, hidden elements, telling attributes, data of scripts, the head's words."""

from __future__ import annotations

import base64
import re

from lxml import etree

from detector.read import Limits
from detector.read.encoding import bom_encoding, decode
from detector.read.markup.links import tells
from detector.read.web import declared_encoding, page_root
from detector.read.web.page import ATTRIBUTES, TELLING_DATA
from detector.read.web.styles import Sight
from detector.rewrite.clean.characters import without_invisible
from detector.rewrite.clean.parts import take_out
from detector.rewrite.clean.picture import without_metadata
from detector.rewrite.errors import RefusedError
from detector.types import Document

_NEVER = frozenset({"script", "template", "noscript", "datalist"})
_SHELL = frozenset({"html", "body", "td", "th", "tr"})
_HEAD = frozenset({"charset", "viewport", "http-equiv"})


def clean_page(data: bytes, document: Document, limits: Limits) -> bytes:
    """The page without its hidden content, in its encoding. Raises RefusedError where it cannot be parsed."""
    root = page_root(data)
    if root is None:
        raise RefusedError("is not a web page that can be parsed; it was not written")
    sight = Sight(root)
    for item in [*root.itersiblings(preceding=True), *root.itersiblings()]:
        parent = item.getparent()
        if parent is None and isinstance(item, etree._Comment):
            item.text = ""
    unseen = [
        item
        for item in root.iter()
        if isinstance(item, etree._Comment)
        or (isinstance(item.tag, str) and item.tag not in _SHELL and (item.tag in _NEVER or sight.is_hidden(item)))
        or (item.tag == "input" and (item.get("type") or "").lower() == "hidden")
    ]
    for item in unseen:
        take_out(item)
    for item in list(root.iter()):
        if item.tag in ("tr", "tbody") and sight.is_hidden(item):
            take_out(item)
        elif item.tag in ("td", "th") and sight.is_hidden(item):
            item.text = None
            for inner in list(item):
                item.remove(inner)
        elif item.tag in ("title", "desc") and any(a.tag == "svg" for a in item.iterancestors()):
            take_out(item)
        elif isinstance(item.tag, str):
            _clean_element(item)
    _clean_head(root)
    text = etree.tostring(root.getroottree(), method="html", encoding="unicode")
    encoding = decode(data, len(data), declared_encoding(data)).encoding
    return encoded_as(str(text), encoding, data)


def _clean_element(item: etree._Element) -> None:
    for name in list(item.attrib):
        key, value = str(name), str(item.attrib[name])
        kept_label = key == "content" and item.tag == "meta"
        if (key in ATTRIBUTES and not kept_label) or (key.startswith("data-") and TELLING_DATA.search(value)):
            del item.attrib[name]
        elif key in ("href", "src", "data", "poster") and value.strip()[:5].lower() == "data:":
            item.set(key, _without_words(value))
        elif (key == "href" and tells(value)) or (key == "value" and _is_choice(item) and TELLING_DATA.search(value)):
            del item.attrib[name]
    if item.text and without_invisible(item.text) != item.text:
        item.text = without_invisible(item.text)
    if item.tail and without_invisible(item.tail) != item.tail:
        item.tail = without_invisible(item.tail)


def _is_choice(item: etree._Element) -> bool:
    """An element whose value is sent and not shown."""
    shown = ("text", "email", "tel", "search", "date", "number", "submit", "button", "reset")
    return item.tag in ("option", "button") or (
        item.tag == "input" and (item.get("type") or "text").lower() not in shown
    )


def _without_words(address: str) -> str:
    """A picture in an address without its metadata; what is no picture goes."""
    match = re.fullmatch(r"\s*data:(image/(?:png|jpe?g));base64,([A-Za-z0-9+/=\s]+)", address, re.I)
    if match is None:
        return "" if not re.match(r"\s*data:image/(?:gif|svg|webp)", address, re.I) else address
    try:
        plain = without_metadata(base64.b64decode(match[2]))
    except ValueError:
        return ""
    return f"data:{match[1]};base64,{base64.b64encode(plain).decode()}"


def _clean_head(root: etree._Element) -> None:
    for item in list(root.iter("meta")):
        if not _HEAD & {str(key).lower() for key in item.attrib} and (item.get("name") or "").lower() not in _HEAD:
            take_out(item)


def encoded_as(text: str, encoding: str, like: bytes) -> bytes:
    """The bytes of a page; what its encoding does not have is written as a reference."""
    mark = "\ufeff" if bom_encoding(like) else ""
    return (mark + text).encode(encoding, "xmlcharrefreplace")
