"""What a generalisation loses: the normalised certainty penalty.

For each cell, how much of its column's domain the value covers: (leaves covered - 1) / (leaves - 1), 0 as printed and 1 when
withheld, averaged over all cells (Xu et al., KDD 2006). It is taken rather than non-uniform entropy (De Waal and Willenborg
1999) because it is the same number in every column and every table, so that an officer can compare a month that becomes a
quarter with a rank that becomes a class, and because a withheld cell always costs 1, however uneven the column was.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Penalties = npt.NDArray[np.float64]


def penalties(printed: Sequence[str], level: Sequence[str]) -> Penalties:
    """The penalty of each cell of a column at one level."""
    groups: dict[str, set[str]] = {}
    for leaf, value in zip(printed, level, strict=True):
        groups.setdefault(value, set()).add(leaf)
    leaves = len(set(printed))
    if leaves <= 1:
        return np.full(len(printed), 0.0 if tuple(printed) == tuple(level) else 1.0)
    return np.array([(len(groups[value]) - 1) / (leaves - 1) for value in level], dtype=np.float64)
