"""Where shapes lie: boxes in EMU (914,400 an inch), through the groups they are in (ECMA-376 part 1, 20.1.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from detector.read.office.xml import attr, child


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Frame) -> bool:
        """Whether the middle of another rectangle lies inside."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class SlideSize:
    """Width and height of a slide."""

    width: float
    height: float

    @classmethod
    def of(cls, element: etree._Element | None) -> SlideSize:
        """The size as the presentation says it; a screen of four to three where it does not."""
        return cls(_number(attr(element, "cx")) or 9_144_000, _number(attr(element, "cy")) or 6_858_000)

    def is_outside(self, frame: Frame) -> bool:
        """Whether nothing of a rectangle lies on the slide."""
        return frame.right <= 0 or frame.bottom <= 0 or frame.left >= self.width or frame.top >= self.height


@dataclass(frozen=True, slots=True)
class Transform:
    """From the coordinates inside a group to those of the slide: scale, then move."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def inside(self, group: etree._Element) -> Transform:
        """The transform for what a group holds."""
        xfrm = child(group, "grpSpPr", "xfrm")
        outer, inner = _box(xfrm, "off", "ext"), _box(xfrm, "chOff", "chExt")
        if outer is None or inner is None:
            return self
        scale_x, scale_y = _ratio(outer[2], inner[2]), _ratio(outer[3], inner[3])
        return Transform(
            self.scale_x * scale_x,
            self.scale_y * scale_y,
            self.x + self.scale_x * (outer[0] - inner[0] * scale_x),
            self.y + self.scale_y * (outer[1] - inner[1] * scale_y),
        )

    def frame(self, shape: etree._Element) -> Frame | None:
        """The rectangle of a shape; None where it inherits its place from the layout."""
        xfrm = child(shape, "spPr", "xfrm")
        if xfrm is None:
            xfrm = child(shape, "xfrm")
        found = _box(xfrm, "off", "ext")
        if found is None:
            return None
        left, top, width, height = found
        return Frame(
            self.x + self.scale_x * left,
            self.y + self.scale_y * top,
            self.x + self.scale_x * (left + width),
            self.y + self.scale_y * (top + height),
        )


def _box(xfrm: etree._Element | None, place: str, size: str) -> tuple[float, float, float, float] | None:
    off, ext = child(xfrm, place), child(xfrm, size)
    if off is None or ext is None:
        return None
    return _number(attr(off, "x")), _number(attr(off, "y")), _number(attr(ext, "cx")), _number(attr(ext, "cy"))


def _ratio(outer: float, inner: float) -> float:
    return outer / inner if inner else 1.0


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"-?\d{1,15}", text) else 0.0
