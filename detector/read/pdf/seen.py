"""Which characters nobody sees, and why: the page is drawn with its text and without it, and the two are compared.

Where both pictures are the same under a character, it shows nowhere: it is drawn over, has the colour of what lies beneath,
or is not drawn at all. White text on a dark bar does change the picture, and so is no find. Beneath an invisible layer of
recognised text the scan itself must show something, else a box in the scan was meant to hide it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.read.pdf.content import PageObjects
from detector.read.pdf.model import Box, Glyph, PageContent, overlaps

COVERED = "covered-text"
INVISIBLE = "undrawn-text"
SAME_COLOUR = "same-colour-text"
OFF_PAGE = "off-page"
LAYER = "hidden-layer"
TINY = "tiny-text"
_TINY_POINTS = 4.0
_NOT_DRAWN = frozenset({3, 7})
_SCALE = 2.0
_LEAST_SCALE = 1.0
_MOST_PIXELS = 6_000_000
_FAINT = 20
_NEAR = 40
_DARK = 140
Pixels = NDArray[np.int16]


def judge(page: Any, objects: PageObjects, content: PageContent) -> bool:
    """Mark the glyphs that nobody sees. False where the page is too large to be drawn for it."""
    inside: list[Glyph] = []
    for glyph in content.glyphs:
        if _is_off_page(glyph.ink, content):
            glyph.unseen = OFF_PAGE
        else:
            inside.append(glyph)
    if not inside or not _is_worth_drawing(inside, content):
        return True
    scale = min(_SCALE, (_MOST_PIXELS / max(content.width * content.height, 1.0)) ** 0.5)
    if scale < _LEAST_SCALE:
        _judge_undrawn(inside)
        return False
    drawn = _drawn(page, scale)
    objects.show_texts(False)
    blank = _drawn(page, scale)
    objects.show_texts(True)
    change = np.abs(drawn - blank).max(axis=2)
    for glyph in inside:
        glyph.unseen = _reason(glyph, content, drawn, change, scale)
    return True


def _is_off_page(box: Box, content: PageContent) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (-1 <= x <= content.width + 1 and -1 <= y <= content.height + 1)


def _is_worth_drawing(glyphs: list[Glyph], content: PageContent) -> bool:
    """Whether anything but dark text on bare paper is on the page."""
    if any(mark.kind != "path" for mark in content.marks):
        return True
    for glyph in glyphs:
        owner = glyph.owner
        if owner.mode not in (0, 1, 2) or owner.optional or owner.fill[3] < 255 or max(owner.fill[:3]) > _DARK:
            return True
        if owner.size < _TINY_POINTS or not glyph.upright:
            return True
    thick = [mark.box for mark in content.marks if mark.box[3] - mark.box[1] > 3 and mark.box[2] - mark.box[0] > 3]
    return bool(thick)


def _judge_undrawn(glyphs: list[Glyph]) -> None:
    for glyph in glyphs:
        if glyph.owner.mode in _NOT_DRAWN or glyph.owner.fill[3] == 0:
            glyph.unseen = INVISIBLE


def _drawn(page: Any, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, draw_annots=True, may_draw_forms=True, rev_byteorder=False)
    try:
        pixels = bitmap.to_numpy()
        if pixels.ndim == 2:
            pixels = pixels[:, :, None]
        result: Pixels = pixels[:, :, :3].astype(np.int16)
        return result
    finally:
        bitmap.close()


def _reason(glyph: Glyph, content: PageContent, drawn: Pixels, change: NDArray[np.int16], scale: float) -> str | None:
    left, top, right, bottom = _pixels(glyph.ink, scale, change.shape)
    beneath = drawn[top:bottom, left:right]
    if beneath.size == 0:
        return OFF_PAGE
    if int(change[top:bottom, left:right].max()) > _FAINT:
        return TINY if glyph.owner.size < _TINY_POINTS else None
    owner = glyph.owner
    if owner.optional:
        return LAYER
    if owner.mode in _NOT_DRAWN or owner.fill[3] == 0:
        return _recognised(glyph, content, beneath)
    later = any(mark.order > owner.order and overlaps(mark.box, glyph.ink) for mark in content.marks)
    same = float(np.abs(beneath - np.array(owner.fill[2::-1], dtype=np.int16)).max(axis=2).mean()) < _NEAR
    return SAME_COLOUR if same and not later else COVERED


def _recognised(glyph: Glyph, content: PageContent, beneath: Pixels) -> str | None:
    """Invisible text over a picture is what a program read in a scan: seen, unless the picture is blank there."""
    over_picture = any(mark.kind == "image" and overlaps(mark.box, glyph.ink) for mark in content.marks)
    if not over_picture:
        return INVISIBLE
    spread = beneath.max(axis=(0, 1)) - beneath.min(axis=(0, 1))
    return COVERED if int(spread.max()) <= _FAINT else None


def _pixels(box: Box, scale: float, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    height, width = shape[:2]
    left, top = max(int(box[0] * scale), 0), max(int(box[1] * scale), 0)
    right, bottom = min(int(box[2] * scale) + 1, width), min(int(box[3] * scale) + 1, height)
    return left, top, max(right, left), max(bottom, top)
