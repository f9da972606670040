"""l-diversity: how many sensitive values a class has, and how evenly (Machanavajjhala et al. 2007)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detector.risk.measures.keys import Codes, codes, combine, first_rows


@dataclass(frozen=True, slots=True)
class Spread:
    """How a sensitive column is spread over the classes.

    ``of_row`` is each row's class; ``size`` the rows of each class; and for each pair of class and sensitive value that
    occurs, sorted by class and then by value: its ``pair_class``, ``pair_value`` (a code) and ``pair_count``.
    """

    of_row: Codes
    size: Codes
    pair_class: Codes
    pair_value: Codes
    pair_count: Codes


def spread(quasi: Sequence[Sequence[str]], sensitive: Codes) -> Spread:
    """The spread of sensitive codes over the classes of the quasi columns.

    Raises ValueError without columns, or where the numbers of rows differ.
    """
    of_row = combine([codes(c) for c in quasi])
    if len(of_row) != len(sensitive):
        raise ValueError("quasi and sensitive columns must have the same number of rows")
    pairs = combine([of_row, sensitive])
    first = first_rows(pairs)
    return Spread(of_row, np.bincount(of_row), of_row[first], sensitive[first], np.bincount(pairs))


def distinct_l(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> list[int]:
    """For each row, the number of distinct sensitive values in its class."""
    found = spread(quasi, codes(sensitive))
    values: list[int] = np.bincount(found.pair_class)[found.of_row].tolist() if len(found.of_row) else []
    return values


def l_min(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> int:
    """The smallest distinct l of any class; 0 for an empty table."""
    if not len(sensitive):
        return 0
    return int(np.bincount(spread(quasi, codes(sensitive)).pair_class).min())


def entropy_l(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> float:
    """The smallest exp(entropy) of the sensitive values over the classes; 0 for an empty table.

    A table is entropy l-diverse for every l up to it (definition 3.1 of the paper); pyCANON rounds it down.
    """
    if not len(sensitive):
        return 0.0
    found = spread(quasi, codes(sensitive))
    share = found.pair_count / found.size[found.pair_class]
    return float(np.exp(np.bincount(found.pair_class, weights=-share * np.log(share)).min()))


def recursive_c(quasi: Sequence[Sequence[str]], sensitive: Sequence[str], l: int) -> float:  # noqa: E741
    """The bound of c for recursive (c,l)-diversity: the table has it for every c above.

    With the counts of a class's values in descending order, r1 < c (rl + ... + rm) must hold in every class (definition
    3.2 of the paper; pyCANON sorts the other way round). Infinite where a class has fewer than ``l`` values; 0 for an
    empty table. Raises ValueError for ``l`` below 1.
    """
    if l < 1:
        raise ValueError("l must be at least 1")
    if not len(sensitive):
        return 0.0
    found = spread(quasi, codes(sensitive))
    order = np.lexsort((-found.pair_count, found.pair_class))
    counts, classes = found.pair_count[order], found.pair_class[order]
    starts = np.flatnonzero(np.diff(classes, prepend=-1))
    rank = np.arange(len(classes)) - starts[classes] + 1
    rest = np.bincount(classes, weights=np.where(rank >= l, counts, 0)).astype(np.float64, copy=False)
    return float(np.max(_ratio(counts[starts], rest)))


def homogeneous_classes(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> list[list[int]]:
    """Row numbers (from 0) of each class of two or more rows that all share one sensitive value, by first row.

    The homogeneity attack: the attribute of everybody in the class is disclosed (section 2.1 of the paper).
    """
    if not quasi or not len(sensitive):
        return []
    found = spread(quasi, codes(sensitive))
    chosen = (np.bincount(found.pair_class) == 1) & (found.size > 1)
    groups: dict[int, list[int]] = {}
    for row in np.flatnonzero(chosen[found.of_row]).tolist():
        groups.setdefault(int(found.of_row[row]), []).append(row)
    return list(groups.values())


def _ratio(numerator: npt.NDArray[np.int64], denominator: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.divide(numerator, denominator, out=np.full(len(denominator), np.inf), where=denominator > 0)
