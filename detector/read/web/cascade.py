"""Which style holds for an element: the rules of the page's style sheets by weight, and its own (CSS Cascade, 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cssselect import HTMLTranslator, SelectorError
from cssselect.parser import parse
from lxml import etree

# The properties that can put an element out of sight.
_INTEREST = frozenset(
    [
        "display", "visibility", "opacity", "font-size", "font", "color", "background", "background-color", "background-image",
        "left", "top", "right", "text-indent", "margin-left", "width", "height", "max-width", "max-height", "overflow",
        "overflow-x", "overflow-y", "position", "clip", "clip-path", "transform", "mso-hide", "-webkit-text-fill-color",
    ]
)  # fmt: skip
# Rules, elements that they hold for, characters of a style sheet, and elements that are looked at for all rules together:
# beyond these, elements count as seen.
_MOST_RULES, _MOST_MATCHES, _MOST_CHARS, _MOST_VISITS, _FEW = 2_000, 300_000, 2_000_000, 3_000_000, 20
_LEFT_OUT = re.compile(r":(?:hover|focus|active|visited|target|checked|before|after|not\(|-)|::", re.I)

Weight = tuple[bool, tuple[int, int, int, int], int]


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector with its declarations; ``weight`` without importance is its specificity and its order."""

    path: etree.XPath
    specificity: tuple[int, int, int]
    declarations: tuple[tuple[str, str, bool], ...]


class Cascade:
    """The properties of interest of every element, as written for the screen."""

    def __init__(self, root: etree._Element) -> None:
        self._found: dict[etree._Element, dict[str, tuple[Weight, str]]] = {}
        matches = 0
        size = sum(1 for _ in root.iter())
        for order, rule in enumerate(islice(_rules(root), max(_MOST_VISITS // (size + 1), _FEW))):
            found = rule.path(root)
            for element in found if isinstance(found, list) else ():
                if not isinstance(element, etree._Element):
                    continue
                matches += 1
                if matches > _MOST_MATCHES:
                    return
                for name, value, important in rule.declarations:
                    self._put(element, name, value, (important, (0, *rule.specificity), order))

    def of(self, element: etree._Element) -> dict[str, str]:
        """The declarations that hold for an element, its ``style`` attribute included; nothing is inherited."""
        found = dict(self._found.get(element, {}))
        for name, value, important in declarations(element.get("style") or ""):
            weight = (important, (1, 0, 0, 0), 0)
            if name not in found or found[name][0] <= weight:
                found[name] = (weight, value)
        return {name: value for name, (_, value) in found.items()}

    def _put(self, element: etree._Element, name: str, value: str, weight: Weight) -> None:
        known = self._found.setdefault(element, {})
        if name not in known or known[name][0] <= weight:
            known[name] = (weight, value)


def declarations(text: str) -> tuple[tuple[str, str, bool], ...]:
    """(property, value, whether it is important) of each declaration of interest."""
    found = []
    for piece in re.sub(r"/\*.*?\*/", "", text, flags=re.S).split(";"):
        name, colon, value = piece.partition(":")
        name = name.strip().lower()
        if colon and name in _INTEREST:
            plain, bang, _ = value.partition("!")
            found.append((name, plain.strip().lower(), bool(bang)))
    return tuple(found)


def _rules(root: etree._Element) -> Iterator[Rule]:
    translator = HTMLTranslator()
    count = 0
    for style in root.iter("style"):
        for names, body in _blocks((style.text or "")[:_MOST_CHARS]):
            found = declarations(body)
            if not found:
                continue
            for name in names.split(","):
                count += 1
                if count > _MOST_RULES:
                    return
                if not name.strip() or _LEFT_OUT.search(name):
                    continue
                try:
                    for selector in parse(name.strip()):
                        path = etree.XPath(translator.selector_to_xpath(selector))
                        yield Rule(path, selector.specificity(), found)
                except (SelectorError, etree.XPathError, RecursionError):
                    continue


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """The rules that hold on a screen: those outside every block such as ``@media print``, and those for the screen."""
    css = re.sub(r"<!--|-->|/\*.*?\*/", "", css, flags=re.S)
    stack: list[str] = []
    text = ""
    for piece in re.split(r"([{}])", css):
        if piece == "{":
            stack.append(text.rpartition(";")[2].strip() if not stack or stack[-1].startswith("@") else text.strip())
            text = ""
        elif piece == "}":
            if stack:
                name = stack.pop()
                if not name.startswith("@") and all(map(_on_screen, stack)):
                    yield name, text
            text = ""
        else:
            text = piece


def _on_screen(outer: str) -> bool:
    return outer.startswith(("@media screen", "@media all", "@layer", "@supports"))
