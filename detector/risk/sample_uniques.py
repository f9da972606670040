"""Minimal sample uniques: the smallest sets of columns on which a row is the only one.

Elliot, Manning and Ford (2002), the SUDA algorithm's definition: a set of columns on which the row is unique while on no
proper subset of it. Found exactly, level by level.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from detector.risk.classes import codes, combine
from detector.types import SampleUnique

_MOST_COLUMN_SETS = 50_000


def minimal_sample_uniques(
    columns: Sequence[Sequence[str]], names: Sequence[str], max_size: int = 3
) -> tuple[list[SampleUnique], int, bool]:
    """Every minimal sample unique of up to ``max_size`` columns, ordered by row, then size, then columns.

    Returns the list, its length, and whether the search was complete: beyond 50,000 sets of columns it stops.
    """
    if not columns or not columns[0]:
        return [], 0, True
    coded = [codes(column) for column in columns]
    unique_on: dict[tuple[int, ...], set[int]] = {}
    found: list[tuple[int, tuple[int, ...]]] = []
    looked_at = 0
    for size in range(1, min(max_size, len(columns)) + 1):
        for chosen in combinations(range(len(columns)), size):
            looked_at += 1
            if looked_at > _MOST_COLUMN_SETS:
                return _named(found, names), len(found), False
            combined = combine([coded[i] for i in chosen])
            _, first, counts = np.unique(combined, return_index=True, return_counts=True)
            rows = {int(r) for r in first[counts == 1]}
            for smaller in range(1, size):
                for subset in combinations(chosen, smaller):
                    rows -= unique_on.get(subset, set())
            if rows:
                unique_on[chosen] = rows
                found.extend((row, chosen) for row in rows)
    return _named(found, names), len(found), True


def _named(found: list[tuple[int, tuple[int, ...]]], names: Sequence[str]) -> list[SampleUnique]:
    found.sort(key=lambda item: (item[0], len(item[1]), item[1]))
    return [SampleUnique(row + 1, tuple(names[i] for i in chosen)) for row, chosen in found]
