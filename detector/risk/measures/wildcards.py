"""Classes in which a blank matches every value: sdcMicro's frequency count with missing values (Templ et al. 2015).

Matching is no equivalence then, so rows are compared: by pattern of blanks where there are few patterns (two rows match
where they agree on the columns that both have), else pair by pair over the distinct rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detector.risk.measures.keys import Codes, combine, first_rows

Weights: TypeAlias = npt.NDArray[np.float64]

BLANK = -1
_CALL_COST = 20_000
_ROWS_AT_ONCE = 1 << 22


def matching_weight(columns: Sequence[Codes], weights: Weights) -> Weights:
    """For each row, the sum of the weights of the rows that match it; ``BLANK`` matches everything."""
    if not len(columns[0]):
        return np.zeros(0)
    of_row = combine([column - BLANK for column in columns])
    distinct = np.stack(columns, axis=1)[first_rows(of_row)]
    weight = np.bincount(of_row, weights=weights).astype(np.float64, copy=False)
    blanks = distinct == BLANK
    of_distinct = combine(list(blanks.T.astype(np.int64)))
    patterns = blanks[first_rows(of_distinct)]
    by_pattern = len(patterns) ** 2 * _CALL_COST + 2 * len(patterns) * distinct.size
    if by_pattern <= len(distinct) * distinct.size:
        sums = _by_pattern(distinct, weight, patterns, of_distinct)
    else:
        sums = _pair_by_pair(distinct, weight)
    return sums[of_row]


def _by_pattern(distinct: Codes, weight: Weights, patterns: npt.NDArray[np.bool_], of_row: Codes) -> Weights:
    sums = np.zeros(len(distinct))
    members = [np.flatnonzero(of_row == p) for p in range(len(patterns))]
    for one, blank in enumerate(patterns):
        for other, blank_too in enumerate(patterns):
            shared = np.flatnonzero(~(blank | blank_too))
            mine, theirs = members[one], members[other]
            together = distinct[np.concatenate([mine, theirs])]
            keys = combine([np.zeros(len(together), dtype=np.int64), *together[:, shared].T])
            found = np.bincount(keys[len(mine) :], weights=weight[theirs], minlength=int(keys.max()) + 1)
            sums[mine] += found[keys[: len(mine)]]
    return sums


def _pair_by_pair(distinct: Codes, weight: Weights) -> Weights:
    sums = np.empty(len(distinct))
    step = max(1, _ROWS_AT_ONCE // len(distinct))
    for start in range(0, len(distinct), step):
        chunk = distinct[start : start + step]
        match = np.ones((len(chunk), len(distinct)), dtype=bool)
        for column in range(distinct.shape[1]):
            mine, theirs = chunk[:, column, None], distinct[None, :, column]
            match &= (mine == theirs) | (mine == BLANK) | (theirs == BLANK)
        sums[start : start + step] = match @ weight
    return sums
