"""Equivalence classes: how many rows share the same values.

Sweeney (2002), k-anonymity; frequencies as sdcMicro's ``freqCalc`` counts them. Values compare as shown, after trimming,
collapsing white space and case-folding; a blank is a value like any other unless ``missing="any"``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from detector.risk.measures.keys import Codes, codes, combine
from detector.risk.measures.wildcards import BLANK, matching_weight
from detector.types import AttributeRisk

Missing: TypeAlias = Literal["own", "any"]


def sizes_of(combined: Codes) -> Codes:
    """For each row, how many rows have its code; for the codes that ``combine`` gives."""
    return np.bincount(combined)[combined] if len(combined) else combined


def class_sizes(columns: Sequence[Sequence[str]], missing: Missing = "own") -> list[int]:
    """The size of each row's equivalence class over the columns.

    With ``missing="any"`` a blank matches every value (the definition of sdcMicro for NA). Raises ValueError without columns.
    """
    if not columns:
        raise ValueError("equivalence classes need at least one column")
    if missing == "any":
        return [int(n) for n in class_weights(columns, np.ones(len(columns[0])), missing)]
    sizes: list[int] = sizes_of(combine([codes(c) for c in columns])).tolist()
    return sizes


def class_weights(
    columns: Sequence[Sequence[str]], weights: npt.NDArray[np.float64], missing: Missing = "own"
) -> npt.NDArray[np.float64]:
    """For each row, the sum of the weights in its class: the estimated population frequency Fk of sdcMicro's ``freqCalc``.

    Raises ValueError without columns, or where the numbers of weights and rows differ.
    """
    if not columns:
        raise ValueError("equivalence classes need at least one column")
    if len(weights) != len(columns[0]):
        raise ValueError("there must be one weight for each row")
    coded = [codes(c) for c in columns]
    if missing == "any":
        return matching_weight([_with_blanks(c, code) for c, code in zip(columns, coded, strict=True)], weights)
    combined = combine(coded)
    sums = np.bincount(combined, weights=weights).astype(np.float64, copy=False)
    return sums[combined] if len(combined) else sums


def _with_blanks(column: Sequence[str], coded: Codes) -> Codes:
    """The codes with ``BLANK`` for blank cells."""
    blank = {text for text in dict.fromkeys(column) if not text.strip()}
    if not blank:
        return coded
    return np.where(np.fromiter((text in blank for text in column), dtype=bool, count=len(column)), BLANK, coded)


def attribute_risk(columns: Sequence[Sequence[str]], k: int) -> AttributeRisk:
    """Number of classes, the smallest, unique rows, and rows in classes below ``k``."""
    if not columns or not columns[0]:
        return AttributeRisk(0, 0, 0, 0)
    counts = np.bincount(combine([codes(c) for c in columns]))
    return AttributeRisk(
        classes=len(counts),
        k_min=int(counts.min()),
        unique_rows=int((counts == 1).sum()),
        rows_below_k=int(counts[counts < k].sum()),
    )
