"""The cell formats of a workbook: number format codes, and fonts that nobody can see."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from detector.read.office.xml import attr, child, children
from detector.read.workbook.formats import code_of

_WHITE, _BLACK = "FFFFFF", "000000"
# A point size below which nobody reads a character.
_TINY = 4.0


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a cell shows its value. ``unseen`` is why its text cannot be seen: "white-text", "tiny-text", "same-colour-text", None."""

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
    fills = dict(enumerate(map(_fill, children(child(root, "fills"), "fill"))))
    return tuple(
        CellFormat(
            code_of(_index(item, "numFmtId"), custom),
            _unseen(fonts.get(_index(item, "fontId")), fills.get(_index(item, "fillId"))),
        )
        for item in children(child(root, "cellXfs"), "xf")
    )


def _unseen(font: tuple[str, bool] | None, fill: str | None) -> str | None:
    """Why a font cannot be seen on a fill; ``fill`` is None where there is none, "" where it is no plain colour."""
    colour, tiny = font or (_BLACK, False)
    if tiny:
        return "tiny-text"
    if fill is None or fill == _WHITE:
        return "white-text" if colour == _WHITE else None
    return "same-colour-text" if colour == fill else None


def _font(item: etree._Element) -> tuple[str, bool]:
    size = attr(child(item, "sz"), "val")
    try:
        tiny = 0 < float(size) < _TINY
    except ValueError:
        tiny = False
    return _colour(child(item, "color")) or _BLACK, tiny


def _colour(colour: etree._Element | None) -> str:
    """A colour as six digits where it is black or white or plain, else as what names it; empty where it is not said.

    Colours 0 and 1 of a theme are the white of the paper and the black of the text (20.1.6.2).
    """
    if colour is None:
        return ""
    tint = attr(colour, "tint", "0")
    theme, indexed, rgb = attr(colour, "theme"), attr(colour, "indexed"), attr(colour, "rgb").upper()
    if theme:
        plain = {"0": _WHITE, "1": _BLACK}.get(theme, "") if tint in ("", "0") else ""
        return plain or f"theme {theme} {tint}"
    if indexed:
        return {"1": _WHITE, "9": _WHITE, "65": _WHITE, "0": _BLACK, "8": _BLACK, "64": _BLACK}.get(
            indexed, f"indexed {indexed}"
        )
    return rgb[-6:]


def _fill(item: etree._Element) -> str | None:
    pattern = child(item, "patternFill")
    if pattern is None:
        return "" if len(item) else None
    kind = attr(pattern, "patternType", "none")
    if kind == "none":
        return None
    return _colour(child(pattern, "fgColor")) if kind == "solid" else ""


def _index(item: etree._Element, name: str) -> int:
    value = attr(item, name, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0
