"""Whether a page shows an element: its own attributes, and the simple selectors of the page's style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|"
    r"font-size\s*:\s*0(?:\.0+)?(?:p[xt]|r?em|%)?\s*(?:;|!|$)|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}|mso-hide\s*:\s*all)",
    re.I,
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#])(-?[_a-z][\w-]*)", re.I)
_NEVER_SHOWN = frozenset({"template", "datalist"})


def hiding_selectors(root: etree._Element) -> frozenset[str]:
    """Selectors of one class or id ("p.gone", ".gone", "#gone") that the style sheets hide on the screen."""
    return frozenset(
        selector.strip().lower()
        for style in root.iter("style")
        for names, rules in _rules(style.text or "")
        if _HIDING.search(rules)
        for selector in names.split(",")
        if _SELECTOR.fullmatch(selector.strip())
    )


def is_hidden(element: etree._Element, selectors: frozenset[str]) -> bool:
    """Whether an element is out of sight with everything in it."""
    if element.tag in _NEVER_SHOWN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    return bool(selectors) and not selectors.isdisjoint(_names(element))


def _names(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag).lower()
    marks = ["." + name for name in (element.get("class") or "").lower().split()]
    marks += ["#" + (element.get("id") or "").lower()]
    for mark in marks:
        yield mark
        yield tag + mark


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules that hold on a screen: those outside every block such as ``@media print``."""
    depth, selector = 0, ""
    for piece in re.split(r"([{}])", css):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            selector = piece
        elif depth == 1 and not selector.strip().startswith("@"):
            yield re.sub(r"<!--|-->", "", selector), piece
