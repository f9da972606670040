"""Paragraph and character styles of a Word document, with what they inherit (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from detector.read.office.xml import attr, child, children, is_on

_HEADING = re.compile(r"heading ?\d|title$|subtitle$|toc heading", re.I)
_LIST = re.compile(r"list\b", re.I)
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it is written; None means that it says nothing."""

    name: str
    parent: str
    vanish: bool | None
    outline: bool
    numbered: bool
    shaded: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheet. ``default`` is the paragraph style of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    vanish: bool = False

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles of a styles part."""
        by_id = {attr(item, "styleId"): _style(item) for item in children(root, "style")}
        default = next(
            (
                attr(item, "styleId")
                for item in children(root, "style")
                if attr(item, "type") == "paragraph" and attr(item, "default") in ("1", "true")
            ),
            "",
        )
        return cls(by_id, default, bool(is_on(child(root, "docDefaults", "rPrDefault", "rPr", "vanish"))))

    def is_heading(self, style: str) -> bool:
        """Whether a paragraph style is a heading or a title."""
        return any(_HEADING.match(item.name) or item.outline for item in self._chain(style))

    def is_list(self, style: str) -> bool:
        """Whether a paragraph style is that of a list."""
        return any(_LIST.match(item.name) or item.numbered for item in self._chain(style))

    def is_caption(self, style: str) -> bool:
        """Whether a paragraph style is that of captions."""
        return any(item.name.lower() == "caption" for item in self._chain(style))

    def is_shaded(self, style: str) -> bool:
        """Whether a paragraph or character style puts a colour behind the text."""
        return any(item.shaded for item in self._chain(style))

    def vanishes(self, paragraph: str, character: str, direct: bool | None) -> bool:
        """Whether a run is hidden text: what it says itself, else a toggle over both styles (17.7.3)."""
        if direct is not None:
            return direct
        styled = self._vanish(paragraph or self.default), self._vanish(character)
        if styled == (None, None):
            return self.vanish
        return bool(styled[0]) != bool(styled[1])

    def _vanish(self, style: str) -> bool | None:
        return next((item.vanish for item in self._chain(style) if item.vanish is not None), None)

    def _chain(self, style: str) -> list[Style]:
        chain: list[Style] = []
        while style in self.by_id and len(chain) < _CHAIN:
            chain.append(self.by_id[style])
            style = chain[-1].parent
        return chain


def _style(item: etree._Element) -> Style:
    level = attr(child(item, "pPr", "outlineLvl"), "val")
    return Style(
        attr(child(item, "name"), "val"),
        attr(child(item, "basedOn"), "val"),
        is_on(child(item, "rPr", "vanish")),
        level.isdigit() and int(level[:3]) < 9,
        child(item, "pPr", "numPr") is not None,
        is_shaded(child(item, "pPr")) or is_shaded(child(item, "rPr")),
    )


def is_shaded(properties: etree._Element | None) -> bool:
    """Whether properties put a colour behind the text."""
    fill = attr(child(properties, "shd"), "fill", "auto").lower()
    return fill not in ("", "auto", "ffffff") or child(properties, "highlight") is not None
