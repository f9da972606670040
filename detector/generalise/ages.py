"""The generalisation hierarchy of ages: five-year band, ten-year band, child or adult.

The bands break at 18 (the age of majority, and of the youth justice system in England and Wales), so that every level
is nested in the next: 15 to 17 and 18 to 24 instead of 15 to 19 and 20 to 24.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from recognizers.values import AgeValue

Step = tuple[str, AgeValue, str]
"""Level ("five-year band", "ten-year band", "adult"), the coarser value, and how it is printed in a cell."""


@cache
def levels() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The levels, finest first, each with the ages at which its bands start (``data/bands.yaml``)."""
    data = yaml.safe_load((files("detector") / "generalise" / "data" / "bands.yaml").read_text("utf-8"))
    return tuple((str(name), tuple(starts)) for name, starts in data["age"]["levels"].items())


def ladder(value: AgeValue) -> tuple[Step, ...]:
    """The steps from an age upward; each strictly contains the one before. A value across 18 has none."""
    steps: list[Step] = []
    current = value
    for level, starts in levels():
        band = _band(starts, current.low)
        if band != current and contains(band, current):
            steps.append((level, band, wording(band)))
            current = band
    return tuple(steps)


def contains(wider: AgeValue, narrower: AgeValue) -> bool:
    """Whether every age of one band is in the other."""
    if wider.low > narrower.low:
        return False
    return wider.high is None or (narrower.high is not None and narrower.high <= wider.high)


def wording(value: AgeValue) -> str:
    """How an officer prints a band: "under 18", "25 to 29", "90 and over", "34"."""
    if value.high is None:
        return f"{value.low} and over"
    if value.low == 0:
        return f"under {value.high + 1}"
    return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"


def _band(starts: tuple[int, ...], age: int) -> AgeValue:
    index = max(k for k, start in enumerate(starts) if start <= max(0, age))
    return AgeValue(starts[index], starts[index + 1] - 1 if index + 1 < len(starts) else None)
