"""The protection of a count table: which cells to withhold so that no withheld one comes back, or what to round them to.

Primary cells are those that must not be shown; secondary ones are withheld so that the totals do not give the primary ones back
(complementary suppression, Hundepool et al. 2012, Statistical Disclosure Control, ch. 4). Suppression is proposed first, because what
is left of the table stays true; controlled rounding is the alternative.
"""

from __future__ import annotations

from collections.abc import Mapping

from detector.generalise.counts.model import Place, Protection, matrix_of
from detector.generalise.counts.rounding import rounded
from detector.generalise.counts.suppression import suppressed
from detector.types import TypedTable

__all__ = ["Place", "Protection", "protections"]


def protections(table: TypedTable, primary: Mapping[Place, str], base: int = 5) -> tuple[Protection, ...]:
    """The ways to protect a count table: suppression, then controlled rounding to ``base`` where that can be done.

    ``primary`` has the cells that must not be shown, as (row, column) of the body from 0, and the mark of each.
    """
    matrix = matrix_of(table)
    ways = [suppressed(matrix, primary), rounded(matrix, base)]
    return tuple(way for way in ways if way is not None)
