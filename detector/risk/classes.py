"""Equivalence classes: how many rows share the same values.

Sweeney (2002), k-anonymity; frequencies as sdcMicro's ``freqCalc`` counts them. Values compare as shown, after trimming,
collapsing white space and case-folding; a blank is a value like any other unless ``missing="any"``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from detector.types import AttributeRisk

Codes: TypeAlias = npt.NDArray[np.int64]
Missing: TypeAlias = Literal["own", "any"]


def normalise(value: str) -> str:
    """Trimmed, white space collapsed, case folded."""
    return " ".join(value.split()).casefold()


def codes(column: Sequence[str]) -> Codes:
    """One small integer for each distinct normalised value, in order of first appearance."""
    raw: dict[str, int] = {}
    folded: dict[str, int] = {}
    out = np.empty(len(column), dtype=np.int64)
    for i, text in enumerate(column):
        code = raw.get(text)
        if code is None:
            code = raw[text] = folded.setdefault(normalise(text), len(folded))
        out[i] = code
    return out


def combine(columns: Sequence[Codes]) -> Codes:
    """One integer for each distinct combination of the columns; linear in rows up to the sorting of integers."""
    combined = columns[0]
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        combined = np.unique(combined * width + column, return_inverse=True)[1].astype(np.int64)
    return combined


def sizes_of(combined: Codes) -> npt.NDArray[np.int64]:
    """For each row, how many rows have its code."""
    _, inverse, counts = np.unique(combined, return_inverse=True, return_counts=True)
    return counts[inverse].astype(np.int64)


def class_sizes(columns: Sequence[Sequence[str]], missing: Missing = "own") -> list[int]:
    """The size of each row's equivalence class over the columns.

    With ``missing="any"`` a blank matches every value (the definition of sdcMicro for NA). Raises ValueError without columns.
    """
    if not columns:
        raise ValueError("equivalence classes need at least one column")
    if not columns[0]:
        return []
    if missing == "any":
        return _sizes_with_wildcards(columns)
    return [int(n) for n in sizes_of(combine([codes(c) for c in columns]))]


def _sizes_with_wildcards(columns: Sequence[Sequence[str]]) -> list[int]:
    """Rows grouped by pattern of blanks first, so that only distinct combinations are compared."""
    rows = [tuple(normalise(v) or None for v in row) for row in zip(*columns, strict=True)]
    counts: dict[tuple[str | None, ...], int] = {}
    for row in rows:
        counts[row] = counts.get(row, 0) + 1
    sizes = {
        row: sum(
            n
            for other, n in counts.items()
            if all(a is None or b is None or a == b for a, b in zip(row, other, strict=True))
        )
        for row in counts
    }
    return [sizes[row] for row in rows]


def attribute_risk(columns: Sequence[Sequence[str]], k: int) -> AttributeRisk:
    """Number of classes, the smallest, unique rows, and rows in classes below ``k``."""
    if not columns or not columns[0]:
        return AttributeRisk(0, 0, 0, 0)
    _, counts = np.unique(combine([codes(c) for c in columns]), return_counts=True)
    return AttributeRisk(
        classes=len(counts),
        k_min=int(counts.min()),
        unique_rows=int((counts == 1).sum()),
        rows_below_k=int(counts[counts < k].sum()),
    )
