"""Paragraph and character styles of a Word document, with what they inherit (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from detector.read.office.xml import attr, child, children, is_on

_HEADING = re.compile(r"heading ?\d|title$|subtitle$|toc heading", re.I)
_LIST = re.compile(r"list\b", re.I)
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it is written; None means that it says nothing. ``size`` is in half points."""

    name: str
    parent: str
    vanish: bool | None
    outline: bool
    numbered: bool
    shaded: bool
    colour: str | None = None
    size: str | None = None
    behind: str | None = None


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

    def colour(self, paragraph: str, character: str, direct: str | None) -> str:
        """The colour of a run in six digits ("AUTO" where nothing says one): its own, its style's, its paragraph's."""
        return direct or self._first(character, "colour") or self._first(paragraph or self.default, "colour") or "AUTO"

    def size(self, paragraph: str, character: str, direct: str | None) -> str:
        """The size of a run in half points, empty where nothing says one."""
        return direct or self._first(character, "size") or self._first(paragraph or self.default, "size") or ""

    def behind(self, paragraph: str, character: str, direct: str | None) -> str:
        """The colour right behind a run, empty where there is none."""
        return direct or self._first(character, "behind") or self._first(paragraph or self.default, "behind") or ""

    def _first(self, style: str, what: Literal["colour", "size", "behind"]) -> str | None:
        return next((value for item in self._chain(style) if (value := getattr(item, what))), None)

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
        font_colour(child(item, "rPr")),
        attr(child(item, "rPr", "sz"), "val") or None,
        background(child(item, "rPr")) or background(child(item, "pPr")),
    )


def font_colour(properties: etree._Element | None) -> str | None:
    """The colour of a font in six digits; None where it is not said. The theme names two of its colours (17.18.97)."""
    colour = child(properties, "color")
    if colour is None:
        return None
    named = {"background1": "FFFFFF", "light1": "FFFFFF", "text1": "000000", "dark1": "000000"}
    plain = not (attr(colour, "themeTint") or attr(colour, "themeShade"))
    return (plain and named.get(attr(colour, "themeColor"))) or attr(colour, "val").upper() or None


def background(properties: etree._Element | None) -> str | None:
    """The colour behind a text in six digits; None where there is none that is plain."""
    highlight = attr(child(properties, "highlight"), "val")
    if highlight and highlight != "none":
        return {"black": "000000", "white": "FFFFFF"}.get(highlight, highlight)
    shade = child(properties, "shd")
    fill = attr(shade, "fill", "auto").upper()
    if attr(shade, "val") == "solid":
        fill = attr(shade, "color", "auto").upper()
        return "000000" if fill == "AUTO" else fill
    return fill if fill not in ("", "AUTO") else None


def is_shaded(properties: etree._Element | None) -> bool:
    """Whether properties put a colour behind the text."""
    fill = attr(child(properties, "shd"), "fill", "auto").lower()
    return fill not in ("", "auto", "ffffff") or child(properties, "highlight") is not None
