"""The values that the steps of the PDF reader hand on: glyphs, words, rules and boxes, in points from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom of the page as shown: /Rotate and the crop box applied, y downward."""


@dataclass(slots=True)
class TextObject:
    """One run of text as drawn. ``order`` is its place in the drawing order; ``optional`` that it belongs to a layer."""

    order: int
    mode: int
    size: float
    fill: tuple[int, int, int, int]
    optional: bool


@dataclass(slots=True)
class Glyph:
    """One character. ``ink`` is the tight box, ``box`` that of its line; ``spaced`` that white space stands before it,
    ``typed`` that a space character does.

    ``unseen`` says why nobody sees it, None for what is on the page.
    """

    text: str
    ink: Box
    box: Box
    owner: TextObject
    spaced: bool
    typed: bool
    upright: bool
    unseen: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn that is no text: a path, a picture, a shading. ``order`` as in TextObject."""

    order: int
    kind: str
    box: Box


@dataclass(slots=True)
class PageContent:
    """What one page draws. ``horizontal`` and ``vertical`` are thin straight rules as boxes."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    horizontal: list[Box] = field(default_factory=list)
    vertical: list[Box] = field(default_factory=list)
    unmapped: int = 0
    cut: bool = False

    @property
    def picture_share(self) -> float:
        """The share of the page that its largest picture covers, from 0 to 1."""
        area = self.width * self.height or 1.0
        return max((_area(self._cut(m.box)) / area for m in self.marks if m.kind == "image"), default=0.0)

    def _cut(self, box: Box) -> Box:
        return max(box[0], 0.0), max(box[1], 0.0), min(box[2], self.width), min(box[3], self.height)


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them. ``typed`` as in Glyph."""

    text: str
    box: Box
    size: float
    upright: bool
    unseen: str | None
    typed: bool = True


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def overlaps(a: Box, b: Box) -> bool:
    """Whether two boxes share any area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(boxes: list[Box]) -> Box:
    """The smallest box around boxes."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
