"""The cell formats of a workbook: number format codes, and fonts that nobody can see."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from detector.read.office.xml import attr, child, children
from detector.read.workbook.formats import code_of

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
# A point size below which nobody reads a character.
_TINY = 4.0


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a cell shows its value. ``unseen`` is why its text cannot be seen: "white-text", "tiny-text", None."""

    code: str = "General"
    unseen: str | None = None


def cell_formats(root: etree._Element | None) -> tuple[CellFormat, ...]:
    """The formats by the index that cells name."""
    custom = {
        int(attr(item, "numFmtId")): attr(item, "formatCode")
        for item in children(child(root, "numFmts"), "numFmt")
        if attr(item, "numFmtId").isdigit()
    }
    fonts = dict(enumerate(map(_font, children(child(root, "fonts"), "font"))))
    filled = dict(enumerate(map(_is_filled, children(child(root, "fills"), "fill"))))
    return tuple(
        CellFormat(
            code_of(_index(item, "numFmtId"), custom),
            _unseen(fonts.get(_index(item, "fontId")), filled.get(_index(item, "fillId"), False)),
        )
        for item in children(child(root, "cellXfs"), "xf")
    )


def _unseen(font: tuple[bool, bool] | None, filled: bool) -> str | None:
    white, tiny = font or (False, False)
    return "tiny-text" if tiny else "white-text" if white and not filled else None


def _font(item: etree._Element) -> tuple[bool, bool]:
    size = attr(child(item, "sz"), "val")
    try:
        tiny = 0 < float(size) < _TINY
    except ValueError:
        tiny = False
    return _is_white(child(item, "color")), tiny


def _is_white(colour: etree._Element | None) -> bool:
    if colour is None:
        return False
    if attr(colour, "theme") == "0":
        return attr(colour, "tint", "0") in ("0", "")
    return attr(colour, "rgb").upper() in _WHITE or attr(colour, "indexed") in ("1", "9")


def _is_filled(item: etree._Element) -> bool:
    pattern = child(item, "patternFill")
    if pattern is None:
        return len(item) > 0
    return attr(pattern, "patternType", "none") != "none" and not _is_white(child(pattern, "fgColor"))


def _index(item: etree._Element, name: str) -> int:
    value = attr(item, name, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0
