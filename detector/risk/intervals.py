"""What the totals of a count table leave for its withheld cells.

Bounds are propagated over the row and column sums until nothing changes (interval propagation, a relaxation of the
linear programme of Hundepool et al. 2012, ch. 4): never narrower than the truth, exact where a line has one unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int | None]
_MOST_ROUNDS = 1_000


def tighten(
    matrix: Sequence[Sequence[Interval]], total_rows: Sequence[int], total_columns: Sequence[int]
) -> list[list[Interval]]:
    """The feasible interval of every cell. ``high`` None is unbounded; totals equal the sum of the cells they cover.

    Where several rows (or columns) are totals, the last is the grand total of all that are none. A table whose figures do
    not add up is given back as it was read.
    """
    cells = [list(row) for row in matrix]
    lines = _lines(len(cells), len(cells[0]) if cells else 0, total_rows, total_columns)
    for _ in range(_MOST_ROUNDS):
        changed = False
        for parts, total in lines:
            outcome = _line(cells, parts, total)
            if outcome is None:
                return [list(row) for row in matrix]
            changed = changed or outcome
        if not changed:
            break
    return cells


Place: TypeAlias = tuple[int, int]


def _lines(
    rows: int, columns: int, total_rows: Sequence[int], total_columns: Sequence[int]
) -> list[tuple[list[Place], Place]]:
    lines: list[tuple[list[Place], Place]] = []
    if total_columns:
        parts = [c for c in range(columns) if c not in total_columns]
        lines.extend(([(r, c) for c in parts], (r, total_columns[-1])) for r in range(rows))
    if total_rows:
        parts = [r for r in range(rows) if r not in total_rows]
        lines.extend(([(r, c) for r in parts], (total_rows[-1], c)) for c in range(columns))
    return [line for line in lines if line[0]]


def _line(cells: list[list[Interval]], parts: list[Place], total: Place) -> bool | None:
    """One round over one line; True if something got tighter, None if the line cannot add up."""
    changed = False
    low = sum(cells[r][c][0] for r, c in parts)
    highs = [cells[r][c][1] for r, c in parts]
    high = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
    for place, new in [(total, (low, high))]:
        outcome = _narrow(cells, place, new)
        if outcome is None:
            return None
        changed = changed or outcome
    total_low, total_high = cells[total[0]][total[1]]
    for index, (r, c) in enumerate(parts):
        others_low = low - cells[r][c][0]
        rest = highs[:index] + highs[index + 1 :]
        others_high = None if any(h is None for h in rest) else sum(h for h in rest if h is not None)
        new_low = 0 if others_high is None else max(0, total_low - others_high)
        new_high = None if total_high is None else total_high - others_low
        outcome = _narrow(cells, (r, c), (new_low, new_high))
        if outcome is None:
            return None
        if outcome:
            return True
    return changed


def _narrow(cells: list[list[Interval]], place: Place, new: Interval) -> bool | None:
    r, c = place
    low, high = cells[r][c]
    new_low = max(low, new[0])
    new_high = high if new[1] is None else new[1] if high is None else min(high, new[1])
    if new_high is not None and new_low > new_high:
        return None
    cells[r][c] = (new_low, new_high)
    return (new_low, new_high) != (low, high)
