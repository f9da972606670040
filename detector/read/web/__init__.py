"""HTML -> blocks, tables and what a browser does not show. Nothing is fetched and no entity is declared or expanded."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.encoding import decode
from detector.read.limits import UnreadableError
from detector.read.text import decode_into
from detector.read.web.head import read_head
from detector.read.web.page import Page
from detector.read.web.styles import Sight

_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.-]{2,40})""",
    re.I,
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TOO_DEEP = frozenset({"ERR_USER_STOP", "ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NO_MEMORY"})


def read_html(data: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks, tables and hidden parts of a web page. Raises UnreadableError where it cannot be parsed."""
    text = decode_into(data, builder, declared_encoding(data)).text
    root, log = _parsed(text)
    if root is None:
        if text.strip():
            raise UnreadableError("is not a web page that can be parsed; it was not read")
        return
    if any(entry.type_name in _TOO_DEEP for entry in log):
        builder.incomplete("is nested too deeply: not all of it was read")
    Page(builder, Sight(root)).read(root)
    read_head(root, builder)


def page_root(data: bytes) -> etree._Element | None:
    """The root of a page as it is read; None where it cannot be parsed."""
    return _parsed(decode(data, len(data), declared_encoding(data)).text)[0]


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head, None where it names none."""
    match = _DECLARED.search(data[:4096])
    return next((group for group in match.groups() if group), b"").decode("ascii") if match else None


def _parsed(text: str) -> tuple[etree._Element | None, Any]:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(_NO_XML.sub(" ", text).encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, parser.error_log
