"""Merging rows or columns until no count is small: rare categories together, neighbouring years as one period.

The smallest lines that have small counts are put together, and further ones until their sums are large enough; in order where the
lines are periods. What is lost is the share of lines that can no longer be told apart (the normalised certainty penalty of the
labels, each line weighing the same).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detector.generalise.counts.model import Matrix


@dataclass(frozen=True, slots=True)
class Merge:
    """Lines (indices of rows, or of the matrix's columns) that become one, and the loss between 0 and 1."""

    lines: tuple[int, ...]
    of_rows: bool
    loss: float


def merged(matrix: Matrix, threshold: int, ordered: Callable[[bool], bool]) -> Merge | None:
    """The merge of rows or of columns that loses less; None where neither leaves two lines without a small count.

    ``ordered`` says of rows (True) and of columns (False) whether only neighbours can be merged.
    """
    found = [
        way for of_rows in (True, False) if (way := _lines(matrix, threshold, of_rows, ordered(of_rows))) is not None
    ]
    return min(found, key=lambda way: (way.loss, not way.of_rows), default=None)


def _lines(matrix: Matrix, threshold: int, of_rows: bool, ordered: bool) -> Merge | None:
    values = _values(matrix, of_rows)
    if values is None or len(values) < 3:
        return None
    lines = sorted(values)
    small = [line for line in lines if any(0 < v < threshold for v in values[line])]
    if not small:
        return None
    together = (
        list(range(lines.index(small[0]), lines.index(small[-1]) + 1)) if ordered else [lines.index(i) for i in small]
    )
    while len(together) < 2 or any(0 < v < threshold for v in _sums([values[lines[i]] for i in together])):
        rest = [i for i in range(len(lines)) if i not in together]
        if ordered:
            rest = [i for i in rest if i in (min(together) - 1, max(together) + 1)]
        if not rest:
            return None
        together.append(min(rest, key=lambda i: (sum(values[lines[i]]), i)))
    if len(together) >= len(lines) - (len(lines) > 3):
        return None
    share = (len(together) - 1) / (len(lines) - 1)
    return Merge(tuple(sorted(lines[i] for i in together)), of_rows, round(share * len(together) / len(lines), 4))


def _values(matrix: Matrix, of_rows: bool) -> dict[int, list[int]] | None:
    """The counts of each line that is no total; None where one is withheld."""
    rows = [r for r in range(len(matrix.counts)) if r not in matrix.total_rows]
    columns = [j for j in range(len(matrix.columns)) if j not in matrix.total_columns]
    values: dict[int, list[int]] = {}
    for line in rows if of_rows else columns:
        cells = [matrix.counts[line][j] for j in columns] if of_rows else [matrix.counts[r][line] for r in rows]
        known = [cell.value for cell in cells if cell is not None and cell.value is not None]
        if len(known) < len(cells):
            return None
        values[line] = known
    return values


def _sums(lines: Sequence[Sequence[int]]) -> list[int]:
    return [sum(cells) for cells in zip(*lines, strict=True)]
