"""Controlled rounding: every count to a multiple of a base next to it, so that the parts still add up to the totals.

Zero-restricted (a multiple stays as it is), by integer programme (Fischetti and Salazar 1998); where no such table exists each
count is rounded by itself, and the totals of what is shown may then differ by a few.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from detector.generalise.counts.model import Matrix, Protection

_MOST_CELLS = 3_000
_SECONDS = 5.0


def rounded(matrix: Matrix, base: int) -> Protection | None:
    """The table with its counts rounded; None where a count is withheld or unknown, or all are multiples already.

    Raises ValueError for a base below 2.
    """
    if base < 2:
        raise ValueError("counts are rounded to a base of at least two")
    flat = [(r, j, count) for r, row in enumerate(matrix.counts) for j, count in enumerate(row)]
    if any(count is None or count.value is None for _, _, count in flat):
        return None
    values = np.array(
        [0 if count is None or count.value is None else count.value for _, _, count in flat], dtype=np.int64
    )
    new = _consistent(matrix, values, base)
    proved = new is not None
    if new is None:
        new = (values + base // 2) // base * base
    if (new == values).all():
        return None
    cells = {
        (r, matrix.columns[j]): f"{int(after)}"
        for (r, j, count), before, after in zip(flat, values, new, strict=True)
        if before != after and count is not None and not count.blank
    }
    loss = float(np.minimum(np.abs(new - values) / np.maximum(values, 1), 1).mean())
    return Protection("rounding", cells, round(loss, 4), proved)


def _consistent(matrix: Matrix, values: np.ndarray, base: int) -> np.ndarray | None:
    width = len(matrix.columns)
    equations = [
        [(total * width + j, -1), *((p * width + j, 1) for p in parts)]
        for total, parts in matrix.row_sums
        for j in range(width)
    ] + [
        [(r * width + total, -1), *((r * width + p, 1) for p in parts)]
        for total, parts in matrix.column_sums
        for r in range(len(matrix.counts))
    ]
    floors = values // base
    if not equations:
        return None if len(values) == 0 else (values + base // 2) // base * base
    if len(values) > _MOST_CELLS:
        return None
    free = (values % base != 0).astype(float)
    table = np.zeros((len(equations), len(values)))
    for number, equation in enumerate(equations):
        for index, sign in equation:
            table[number, index] = sign
    right = -(table @ floors)
    # Up costs what is added, down what is taken: the sum of distances to the true counts.
    cost = (base - 2.0 * (values % base)) * free
    result = milp(
        cost,
        constraints=LinearConstraint(table, right, right),
        bounds=Bounds(np.zeros(len(values)), free),
        integrality=np.ones(len(values)),
        options={"time_limit": _SECONDS},
    )
    if result.x is None or not result.success:
        return None
    up = np.round(result.x).astype(np.int64)
    return (floors + up) * base
