"""Whether a page shows an element: its own attributes, and what the style sheets of the page make of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from detector.read.web.cascade import Cascade

_NEVER_SHOWN = frozenset({"template", "datalist"})
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt)?$|-\d{2,}(?:\.\d+)?r?em$|-[1-9]\d{2,}%$")
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px)[\s,0-9px]*\)|inset\(\s*(?:100|50)%")
_NAMED = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "red": (255, 0, 0), "blue": (0, 0, 255),
    "navy": (0, 0, 128), "gray": (128, 128, 128), "grey": (128, 128, 128), "green": (0, 128, 0), "yellow": (255, 255, 0),
}  # fmt: skip
_WHITE = (255, 255, 255)
# The least sum of differences of red, green and blue at which anybody sees a text on a ground.
_VISIBLE = 12

Colour = tuple[int, int, int]


class Sight:
    """What of a page can be seen."""

    def __init__(self, root: etree._Element) -> None:
        self._cascade = Cascade(root)

    def is_hidden(self, element: etree._Element) -> bool:
        """Whether an element is out of sight with everything in it."""
        if element.tag in _NEVER_SHOWN or element.get("hidden") is not None:
            return True
        style = self._cascade.of(element)
        if element.tag == "dialog" and element.get("open") is None and style.get("display", "none") == "none":
            return True
        return hides(style) or self._has_no_contrast(element, style)

    def _has_no_contrast(self, element: etree._Element, style: Mapping[str, str]) -> bool:
        written = style.get("-webkit-text-fill-color") or style.get("color") or (element.get("color") or "").lower()
        if not written or any(self._paints(item) for item in element.iterdescendants() if isinstance(item.tag, str)):
            return False
        if written in ("transparent", "#0000", "#00000000") or re.match(r"(?:rgba|hsla)\(.*,\s*0?\.?0*\s*\)$", written):
            return True
        colour, ground = parse_colour(written), self._ground(element)
        return colour is not None and ground is not None and _distance(colour, ground) < _VISIBLE

    def _paints(self, element: etree._Element) -> bool:
        style = self._cascade.of(element)
        return (
            bool({"color", "background", "background-color", "background-image"} & style.keys()) or element.tag == "img"
        )

    def _ground(self, element: etree._Element) -> Colour | None:
        """The colour behind an element; None where it is a picture or not plain. Paper is white."""
        for item in (element, *element.iterancestors()):
            style = self._cascade.of(item)
            if style.get("background-image", "none") != "none" or item.get("background"):
                return None
            written = style.get("background-color") or style.get("background") or (item.get("bgcolor") or "").lower()
            if written and written not in ("transparent", "none", "inherit", "initial", "unset", "0 0"):
                return parse_colour(written)
            if style.get("position") in ("absolute", "fixed") and item is not element:
                return None
        return _WHITE


def hides(style: Mapping[str, str]) -> bool:
    """Whether declarations put an element out of sight."""
    if (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
    ):
        return True
    if any(_is_zero(style.get(name, "")) for name in ("opacity", "font-size")):
        return True
    if re.match(r"0(?:px|pt)?(?:/\S+)?\s", style.get("font", "")) or "scale(0)" in style.get("transform", ""):
        return True
    if any(_FAR.fullmatch(style.get(name, "")) for name in ("left", "top", "right", "text-indent", "margin-left")):
        return True
    cut = (
        "hidden" in (style.get("overflow", ""), style.get("overflow-x", ""), style.get("overflow-y", ""))
        or "clip" in style
    )
    sizes = [style.get(name, "") for name in ("width", "height", "max-width", "max-height")]
    if cut and any(_is_zero(size) or size == "1px" for size in sizes):
        return True
    return bool(_CLIPPED.search(style.get("clip", "") or style.get("clip-path", "")))


def parse_colour(text: str) -> Colour | None:
    """Red, green and blue from 0 to 255; None where the text is no plain colour."""
    text = text.strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", text)
    if short:
        red, green, blue = (int(digit * 2, 16) for digit in short.groups())
        return red, green, blue
    long = re.fullmatch(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:ff)?", text)
    if long:
        red, green, blue = (int(pair, 16) for pair in long.groups())
        return red, green, blue
    plain = re.fullmatch(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:\s*[,/]\s*1(?:\.0+)?)?\s*\)", text)
    if plain:
        red, green, blue = (min(int(part), 255) for part in plain.groups())
        return red, green, blue
    return None


def _distance(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _is_zero(text: str) -> bool:
    return bool(text) and re.fullmatch(r"0*(?:\.0+)?0*(?:p[xt]|r?em|%|v[wh])?", text) is not None and text[0] in "0."
