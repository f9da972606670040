"""t-closeness: how far the sensitive values of a class are from those of the whole table (Li, Li and Venkatasubramanian 2007).

Distances are those of pyCANON: the earth mover's distance with equal ground distance for categories (half the sum of
the absolute differences), and with ordered ground distance for numbers (values ranked, neighbours 1/(m-1) apart).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from detector.risk.measures.diversity import Spread, spread
from detector.risk.measures.keys import codes


def t_equal(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> float:
    """The greatest distance of any class for a categorical column, between 0 and 1; 0 for an empty table."""
    if not len(sensitive):
        return 0.0
    found = spread(quasi, codes(sensitive))
    whole = _whole(found)[found.pair_value]
    share = found.pair_count / found.size[found.pair_class]
    # A value that the class lacks adds its share of the table: all of them together are 1 less those that it has.
    return float((0.5 * (1 + np.bincount(found.pair_class, weights=np.abs(share - whole) - whole))).max(initial=0.0))


def t_ordered(quasi: Sequence[Sequence[str]], sensitive: Sequence[float]) -> float:
    """The greatest distance of any class for a numeric column, between 0 and 1; 0 for an empty table or a single value.

    Raises ValueError for a value that is not finite.
    """
    numbers = np.asarray(sensitive, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise ValueError("ordered distances need finite numbers")
    if not len(numbers):
        return 0.0
    distinct, ranks = np.unique(numbers, return_inverse=True)
    if len(distinct) == 1:
        return 0.0
    found = spread(quasi, ranks.astype(np.int64))
    return float((_cumulative_gaps(found) / (len(distinct) - 1)).max(initial=0.0))


def _whole(found: Spread) -> npt.NDArray[np.float64]:
    counts = np.bincount(found.pair_value, weights=found.pair_count)
    return counts / counts.sum()


def _cumulative_gaps(found: Spread) -> npt.NDArray[np.float64]:
    """For each class, the sum over the values of |cumulative share in the class - cumulative share in the table|.

    The class's cumulative share is constant between two of its values, where the table's rises: each such run is summed in
    two parts, before and after the crossing, from the prefix sums of the table's.
    """
    table = np.cumsum(_whole(found))
    table[-1] = 1.0
    prefix = np.concatenate(([0.0], np.cumsum(table)))
    last = np.append(found.pair_class[1:] != found.pair_class[:-1], True)
    first = np.append(True, last[:-1])
    running = np.cumsum(found.pair_count)
    before = (running - found.pair_count)[first][found.pair_class]
    level = np.where(last, 1.0, (running - before) / found.size[found.pair_class])
    start, stop = found.pair_value, np.where(last, len(table), np.append(found.pair_value[1:], 0))
    cross = np.clip(np.searchsorted(table, level), start, stop)
    gaps = level * (2 * cross - start - stop) + prefix[start] + prefix[stop] - 2 * prefix[cross]
    leading = prefix[found.pair_value[first]]
    return np.bincount(found.pair_class, weights=gaps) + leading
