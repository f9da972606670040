"""Values as small integers, and combinations of columns as one integer: what every count of classes is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.int64]

LARGEST_KEY = 2**62
_SPACE_PER_ROW = 8
_SMALL_SPACE = 1 << 12


def normalise(value: str) -> str:
    """Trimmed, white space collapsed, case folded."""
    return " ".join(value.split()).casefold()


class _Codebook(dict[str, int]):
    """The code of each text as it stands, given when the text is first looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: dict[str, int] = {}

    def __missing__(self, text: str) -> int:
        code = self[text] = self.folded.setdefault(normalise(text), len(self.folded))
        return code


def codes(column: Sequence[str]) -> Codes:
    """One small integer for each distinct normalised value, in order of first appearance."""
    return np.fromiter(map(_Codebook().__getitem__, column), dtype=np.int64, count=len(column))


def combine(columns: Sequence[Codes]) -> Codes:
    """One integer for each distinct combination of the columns, from 0 without gaps, in the order of the columns' codes.

    Codes are from 0. Keys are packed into 62 bits, and made dense earlier only where they would not fit. Raises
    ValueError without columns.
    """
    if not columns:
        raise ValueError("a combination needs at least one column")
    keys, space = columns[0], width_of(columns[0])
    for column in columns[1:]:
        width = width_of(column)
        if space * width > LARGEST_KEY:
            keys, column = _dense(keys, space), _dense(column, width)
            space, width = width_of(keys), width_of(column)
        keys = keys * width + column
        space *= width
    return _dense(keys, space)


def width_of(column: Codes) -> int:
    """One more than the largest code."""
    return int(column.max(initial=0)) + 1


def _is_dense(space: int, rows: int) -> bool:
    """Whether a table with one entry for each possible key costs less than sorting the rows' keys."""
    return space <= _SPACE_PER_ROW * rows + _SMALL_SPACE


def first_rows(combined: Codes) -> Codes:
    """For each combination, the first row that has it."""
    first = np.empty(width_of(combined) if len(combined) else 0, dtype=np.int64)
    first[combined[::-1]] = np.arange(len(combined) - 1, -1, -1)
    return first


def _dense(keys: Codes, space: int) -> Codes:
    if not _is_dense(space, len(keys)):
        return np.unique(keys, return_inverse=True)[1].astype(np.int64, copy=False)
    present = np.zeros(space, dtype=np.int64)
    present[keys] = 1
    return np.cumsum(present)[keys] - 1
