"""The generalisation hierarchy of a column: the officer's own, that of its typed values, bands, or rare values as "Other".

Every column gets one, so that a search never has to withhold a column for want of something coarser to say.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from detector.errors import UsageError
from detector.generalise.bands import band_levels
from detector.generalise.dates import year_range
from detector.generalise.ladders import ladder_of
from detector.generalise.relationships import LEVELS as RELATIONSHIPS
from detector.generalise.relationships import ladder_many
from detector.generalise.search.model import WITHHELD, Attribute
from detector.risk.measures.keys import normalise
from recognizers.values import DateValue, RelationValue, Value

OTHER = "Other"
_YEARS = (2, 4)
_LONGEST_CATEGORY = 80

Level = tuple[str, tuple[str, ...]]
Hierarchy = Mapping[str, tuple[str, ...]]
"""A cell as printed, normalised -> its coarser values, finest first."""


def attribute_of(
    name: str,
    cells: Sequence[str],
    values: Mapping[str, tuple[Value, ...]],
    k: int,
    own: Hierarchy | None = None,
    pinned: bool = False,
) -> Attribute:
    """A column with all its levels. ``values`` has the typed values of each distinct cell; ``own`` is the officer's hierarchy."""
    levels = _own_levels(cells, own) if own else _typed_levels(cells, values)
    levels = levels or list(band_levels(name, cells)) or _rare_levels(cells, k)
    nothing = tuple(WITHHELD for _ in cells)
    levels = [(level, texts) for level, texts in levels if texts != nothing]
    texts = [tuple(cells), *(level for _, level in levels), nothing]
    return Attribute(name, tuple(texts), ("as it stands", *(level for level, _ in levels), "withheld"), pinned)


def load_hierarchy(path: Path) -> Hierarchy:
    """A hierarchy from a CSV file: value, coarser, coarser still, as ARX writes them, with commas or semicolons.

    Raises UsageError where the file cannot be read, or its rows are of different lengths.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path}: cannot be read as a hierarchy") from None
    rows = [row for row in csv.reader(text.splitlines(), delimiter=";" if ";" in text else ",") if any(row)]
    if not rows or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        raise UsageError(
            f"{path}: a hierarchy needs the value and at least one coarser value in every row, as many in each"
        )
    return {normalise(row[0]): tuple(cell.strip() for cell in row[1:]) for row in rows}


def _own_levels(cells: Sequence[str], own: Hierarchy) -> list[Level]:
    height = max(len(steps) for steps in own.values())
    levels: list[Level] = []
    for number in range(height):
        texts = tuple(own.get(normalise(cell), (cell,) * height)[number] for cell in cells)
        if texts != (levels[-1][1] if levels else tuple(cells)):
            levels.append((f"level {number + 1}", texts))
    return levels


def _typed_levels(cells: Sequence[str], values: Mapping[str, tuple[Value, ...]]) -> list[Level]:
    ladders = {text: _ladder(values.get(text.strip(), ())) for text in dict.fromkeys(cells)}
    names: list[str] = []
    for steps in ladders.values():
        position = 0
        for level, _ in steps:
            if level in names:
                position = names.index(level) + 1
            else:
                names.insert(position, level)
                position += 1
    levels = [(names[n], tuple(_at(ladders[text], names, n, text) for text in cells)) for n in range(len(names))]
    return [*levels, *_ranges_of_years(cells, values)]


def _ranges_of_years(cells: Sequence[str], values: Mapping[str, tuple[Value, ...]]) -> list[Level]:
    """Two and four years together, where every date of the column has a year."""
    years: dict[str, DateValue] = {}
    for text in dict.fromkeys(cells):
        value = next(iter(values.get(text.strip(), ())), None)
        if not isinstance(value, DateValue):
            continue
        steps = [step.value for step in ladder_of(value) if step.level == "year"]
        year = value if value.granularity == "year" else steps[-1] if steps else None
        if isinstance(year, DateValue):
            years[text] = year
    levels = []
    for width in _YEARS if len(set(years.values())) > 1 else ():
        ranges = year_range(years.values(), width)
        texts = tuple(ranges[years[text]][1] if years.get(text) in ranges else text for text in cells)
        levels.append((f"{width} years", texts))
    return levels


def _rare_levels(cells: Sequence[str], k: int) -> list[Level]:
    """Values that fewer than k rows have, and as many more as are needed, as "Other"."""
    if any(len(cell) > _LONGEST_CATEGORY for cell in cells):
        return []
    counts = Counter(normalise(cell) for cell in cells if cell.strip())
    merged: set[str] = set()
    rows = 0
    for value, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if count >= k and (not merged or rows >= k):
            break
        merged.add(value)
        rows += count
    if len(merged) < 2 or len(merged) == len(counts):
        return []
    return [("rare ones as “Other”", tuple(OTHER if normalise(cell) in merged else cell for cell in cells))]


def _at(steps: Sequence[tuple[str, str]], names: Sequence[str], number: int, text: str) -> str:
    """The wording at a level, or the nearest finer one where the value has no step of exactly that level."""
    best = text
    for level, wording in steps:
        if names.index(level) <= number:
            best = wording
    return best


def _ladder(values: tuple[Value, ...]) -> list[tuple[str, str]]:
    relations = tuple(v for v in values if isinstance(v, RelationValue))
    if len(relations) > 1:
        return _one_top(ladder_many(relations))
    return _one_top([(step.level, step.wording) for step in ladder_of(values[0])]) if len(values) == 1 else []


def _one_top(steps: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """One relative or several are one value at the top of the hierarchy, or the number alone would tell rows apart."""
    return [(level, level if level == RELATIONSHIPS[-1] else wording) for level, wording in steps]
