"""What a page says about itself in its head: title, author, description."""

from __future__ import annotations

import re

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.types import Where

_TECHNICAL = re.compile(
    r"viewport|generator|progid|robots|theme-color|format-detection|referrer|color-scheme|google|msapplication|apple-|"
    r"twitter:(?:card|site)|og:(?:type|url|image|locale|site)|csrf|content-type|x-ua|charset|verification|version|date|modified_time|published_time",
    re.I,
)
_NAMES_AUTHOR = re.compile(r"author|creator", re.I)


def read_head(root: etree._Element, builder: DocumentBuilder) -> None:
    """Add the title and the telling meta fields as hidden properties."""
    for title in list(root.iter("title"))[:1]:
        _property("title", " ".join((title.text or "").split()), builder)
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip()
        content = (meta.get("content") or "").strip()
        if name and re.search(r"[^\W\d_]{2}", content) and not _TECHNICAL.search(name):
            _property("author" if _NAMES_AUTHOR.search(name) else name, content, builder)


def _property(name: str, value: str, builder: DocumentBuilder) -> None:
    if value:
        what = f"page property '{name}'" if name in ("title", "author") else "a page property"
        builder.hidden_block("property", f"{name}: {value}", what, Where(), name)
