"""Styles of an OpenDocument file with what they inherit (ODF 1.3 part 3, 16), and what they put out of sight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from detector.read.office.xml import attr, child, local

_CHAIN = 20
_WHITE, _BLACK = "#ffffff", "#000000"
_NO_COLOUR = frozenset({"", "transparent", "none"})
# Points up to which nobody reads a character, and centimetres up to which a row or column shows nothing.
_TINY, _NARROW = 2.0, 0.05
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0}


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its parent and its properties by group ("text-properties") and name ("display")."""

    parent: str
    properties: dict[tuple[str, str], str]
    master_page: str = ""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by family and name; the default of a family has an empty name."""

    by_name: dict[tuple[str, str], Style] = field(default_factory=dict)

    @classmethod
    def of(cls, *roots: etree._Element | None) -> Styles:
        """The styles of the parts of a document; automatic ones of a later part go before those of an earlier."""
        by_name: dict[tuple[str, str], Style] = {}
        for root in roots:
            for item in root.iter() if root is not None else ():
                if local(item) in ("style", "default-style") and attr(item, "family"):
                    by_name[attr(item, "family"), attr(item, "name")] = _style(item)
        return cls(by_name)

    def get(self, family: str, name: str, group: str, what: str) -> str:
        """A property of a style, of its ancestors or of the default; empty where none says it."""
        return next((v for s in self._chain(family, name) if (v := s.properties.get((group, what)))), "")

    def names(self, family: str, name: str) -> list[str]:
        """The name of a style and of those it is based on."""
        found: list[str] = []
        while (family, name) in self.by_name and name and len(found) < _CHAIN:
            found.append(name)
            name = self.by_name[family, name].parent
        return found

    def unseen(self, character: str, paragraph: str, on_page: bool) -> str | None:
        """Why text of a character style in a paragraph style cannot be seen."""
        if self._text(character, paragraph, "display") == "none":
            return "vanished-text"
        colour = (self._text(character, paragraph, "color") or _BLACK).lower()
        behind = self._text(character, paragraph, "background-color").lower()
        if behind in _NO_COLOUR:
            behind = self.get("paragraph", paragraph, "paragraph-properties", "background-color").lower()
        if behind not in _NO_COLOUR and behind != _WHITE:
            automatic = self._text(character, paragraph, "use-window-font-color") == "true"
            if colour == behind and not automatic:
                return "same-colour-text"
        elif colour == _WHITE and on_page:
            return "white-text"
        return "tiny-text" if 0 < points(self._text(character, paragraph, "font-size")) <= _TINY else None

    def is_narrow(self, family: str, name: str) -> bool:
        """Whether a column or row of a sheet is too small to be seen."""
        group, what = {
            "table-column": ("table-column-properties", "column-width"),
            "table-row": ("table-row-properties", "row-height"),
        }[family]
        size = self.get(family, name, group, what)
        return bool(size) and points(size) <= _NARROW * _POINTS["cm"]

    def _text(self, character: str, paragraph: str, what: str) -> str:
        own = self.get("text", character, "text-properties", what) if character else ""
        return own or self.get("paragraph", paragraph, "text-properties", what)

    def _chain(self, family: str, name: str) -> list[Style]:
        chain = [self.by_name[family, item] for item in self.names(family, name)]
        return [*chain, *(s for s in (self.by_name.get((family, "")),) if s)]


def points(length: str) -> float:
    """A length in points; 0 where it is none."""
    match = re.fullmatch(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|px|pc)", length)
    return float(match.group(1)) * _POINTS[match.group(2)] if match else 0.0


def _style(item: etree._Element) -> Style:
    properties = {
        (local(group), str(key).rpartition("}")[2]): str(value)
        for group in item
        if local(group).endswith("-properties")
        for key, value in group.attrib.items()
    }
    return Style(attr(item, "parent-style-name"), properties, attr(item, "master-page-name"))


def page_is_white(root: etree._Element | None) -> bool:
    """Whether no page layout of a styles part has a colour or picture of its own."""
    for item in root.iter() if root is not None else ():
        if local(item) == "page-layout":
            colour = attr(child(item, "page-layout-properties"), "background-color").lower()
            if colour not in _NO_COLOUR and colour != _WHITE:
                return False
    return True
