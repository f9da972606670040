"""Bands for columns of numbers that have no hierarchy of their own: from the data, or by the heading ("length of service")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_NUMBER = re.compile(
    r"\s*(?P<before>[^\d\s-]?)\s*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,12})(?P<part>\.\d+)?\s*(?P<after>\D*?)\s*"
)
_NICE = (1, 2, 5)
_MOST_LEVELS = 5
_FEWEST_NUMERIC = 0.8


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a cell with the sign before it ("£") and the unit after it ("years")."""

    value: float
    before: str = ""
    after: str = ""


def quantity(cell: str) -> Quantity | None:
    """The number that a whole cell says; months and the like after a unit ("12 years 3 months") are cut off."""
    match = _NUMBER.match(cell)
    if match is None:
        return None
    rest = cell[match.end() :].strip()
    after = re.match(r"[^\W\d_]*", rest)
    if rest and (after is None or (not after[0] and rest)):
        return None
    value = float(match["number"].replace(",", "") + (match["part"] or ""))
    return Quantity(value, match["before"], after[0] if after else "")


@cache
def _by_heading() -> tuple[tuple[re.Pattern[str], tuple[tuple[str, tuple[int, ...]], ...]], ...]:
    data = yaml.safe_load((files("detector") / "generalise" / "data" / "bands.yaml").read_text("utf-8"))
    return tuple(
        (re.compile(entry["heading"], re.I), tuple((name, tuple(starts)) for name, starts in entry["levels"].items()))
        for entry in data.values()
        if "heading" in entry
    )


def band_levels(heading: str, cells: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The levels (name, cell by cell) of a column of numbers, finest first; none where it is not mostly numbers.

    By the heading where the data has bands for it. Else widths of 2, 5, 10, 20, 50 ... from the first that merges anything to the
    last that leaves two bands, at most five of them.
    """
    read = [quantity(cell) for cell in cells]
    numbers = [q for q in read if q is not None]
    if len(numbers) < _FEWEST_NUMERIC * sum(bool(cell.strip()) for cell in cells) or len(set(numbers)) < 2:
        return ()
    known = next((levels for pattern, levels in _by_heading() if pattern.search(heading)), None)
    levels = known or _widths([q.value for q in numbers])
    result: list[tuple[str, tuple[str, ...]]] = []
    for name, starts in levels:
        texts = tuple(cell if q is None else _wording(q, starts) for cell, q in zip(cells, read, strict=True))
        if texts not in (tuple(cells), *(found for _, found in result)):
            result.append((name, texts))
    return tuple(result)


def _widths(values: Sequence[float]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    low, high, distinct = int(min(values)), int(max(values)), len(set(values))
    levels = []
    for width in (nice * 10**power for power in range(12) for nice in _NICE):
        starts = tuple(range(low // width * width, high + 1, width)) if (high - low) // width < 10_000 else ()
        used = len({int(value) // width for value in values})
        if width > 1 and starts and 1 < used < distinct:
            levels.append((f"bands of {width:,}", starts))
    # Widths that are not multiples of the one before would not nest: 2 and 5 go to 10, so of each pair one is kept.
    nested = [level for index, level in enumerate(levels) if index == 0 or _nests(levels[index - 1][1], level[1])]
    return tuple(nested[:_MOST_LEVELS])


def _nests(finer: Sequence[int], coarser: Sequence[int]) -> bool:
    return set(coarser) <= {*finer, coarser[0]} and (
        len(finer) < 2 or (coarser[0] - finer[0]) % (finer[1] - finer[0]) == 0
    )


def _wording(q: Quantity, starts: Sequence[int]) -> str:
    index = max((i for i, start in enumerate(starts) if start <= q.value), default=0)
    unit = f" {q.after}" if q.after else ""
    first = f"{q.before}{starts[index]:,}"
    if index + 1 == len(starts) and index > 0 and starts[0] == 0:
        return f"{first}{unit} and over"
    last = (
        starts[index + 1] - 1
        if index + 1 < len(starts)
        else starts[index] + (starts[1] - starts[0] if len(starts) > 1 else 1) - 1
    )
    if starts[index] == 0 and index == 0 and starts[0] == 0:
        return f"under {q.before}{last + 1:,}{unit}"
    return f"{first}{unit}" if last <= starts[index] else f"{first} to {q.before}{last:,}{unit}"
