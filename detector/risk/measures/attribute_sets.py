"""Which columns do most of the damage: distinction and separation of sets of columns (Motwani and Xu 2008, as in ARX)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from detector.risk.measures.keys import Codes, codes, combine

_MOST_SETS = 5_000


@dataclass(frozen=True, slots=True)
class AttributeSet:
    """``distinction``: distinct combinations by rows; ``separation``: the share of pairs of rows that the columns tell
    apart. ``unique_rows``: rows that they single out. A set is a key where distinction is 1."""

    columns: tuple[int, ...]
    distinction: float
    separation: float
    unique_rows: int


def attribute_sets(columns: Sequence[Sequence[str]], max_size: int = 2) -> list[AttributeSet]:
    """All sets of up to ``max_size`` columns (indices), by size, then the most telling first: separation, then distinction.

    Beyond 5,000 sets the larger ones are left out. Sets of equal figures keep the order of their columns.
    """
    coded = [codes(column) for column in columns]
    if not coded or not len(coded[0]):
        return []
    found: list[AttributeSet] = []
    for size in range(1, max_size + 1):
        for chosen in combinations(range(len(coded)), size):
            if len(found) == _MOST_SETS:
                return _ranked(found)
            found.append(attribute_set(chosen, coded))
    return _ranked(found)


def attribute_set(chosen: tuple[int, ...], coded: Sequence[Codes]) -> AttributeSet:
    """The figures of one set of columns. Raises ValueError for an empty set."""
    counts = np.bincount(combine([coded[i] for i in chosen]))
    rows = int(counts.sum())
    pairs = rows * (rows - 1) // 2
    together = int((counts * (counts - 1) // 2).sum())
    return AttributeSet(
        chosen,
        len(counts) / rows if rows else 0.0,
        (pairs - together) / pairs if pairs else 0.0,
        int((counts == 1).sum()),
    )


def _ranked(found: list[AttributeSet]) -> list[AttributeSet]:
    return sorted(found, key=lambda a: (len(a.columns), -a.separation, -a.distinction))
