"""The lattice of all levels of all columns together, and what each of its nodes loses and leaves at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from math import prod

import numpy as np
import numpy.typing as npt

from detector.generalise.search.loss import Penalties, penalties
from detector.generalise.search.model import Attribute, Requirement
from detector.records.marks import is_mark
from detector.risk.measures.classes import sizes_of
from detector.risk.measures.keys import Codes, codes, combine

MOST_SUPPRESSED = 0.2
"""The share of rows that may be withheld as a whole: more is no table that answers a request."""
Node = tuple[int, ...]
Mask = npt.NDArray[np.bool_]
_INFEASIBLE = 2.0


@dataclass(frozen=True)
class Lattice:
    """Attributes coded at every level. Nodes are tuples of levels, in the order of the attributes."""

    attributes: tuple[Attribute, ...]
    requirement: Requirement
    coded: tuple[tuple[Codes, ...], ...]
    penalties: tuple[tuple[Penalties, ...], ...]
    sensitive: tuple[Codes, ...]
    told: tuple[Mask, ...]

    @classmethod
    def of(cls, attributes: Sequence[Attribute], requirement: Requirement) -> Lattice:
        """The lattice of some columns. Raises ValueError without columns or rows."""
        if not attributes or not attributes[0].levels[0]:
            raise ValueError("a search needs at least one column and one row")
        return cls(
            tuple(attributes),
            requirement,
            tuple(tuple(codes(level) for level in a.levels) for a in attributes),
            tuple(tuple(penalties(a.levels[0], level) for level in a.levels) for a in attributes),
            tuple(codes(column) for column in requirement.sensitive),
            tuple(
                np.array([bool(text.strip()) and not is_mark(text) for text in column])
                for column in requirement.sensitive
            ),
        )

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.coded[0][0])

    @property
    def heights(self) -> tuple[int, ...]:
        """How many levels each attribute has."""
        return tuple(a.height for a in self.attributes)

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return prod(self.heights)

    @cached_property
    def losses(self) -> tuple[tuple[float, ...], ...]:
        """The mean penalty of each attribute at each level."""
        return tuple(tuple(float(p.mean()) for p in levels) for levels in self.penalties)

    def loss(self, node: Node) -> float:
        """The mean penalty of all cells, no row withheld."""
        return sum(self.losses[a][level] for a, level in enumerate(node)) / len(node)

    def classes(self, node: Node) -> Codes:
        """The class of each row."""
        return combine([self.coded[a][level] for a, level in enumerate(node)])

    def violating(self, classes: Codes) -> Mask:
        """The rows whose class is below k or gives a sensitive value away."""
        bad: Mask = sizes_of(classes) < self.requirement.k
        return bad | self.one_valued(classes)

    def one_valued(self, classes: Codes) -> Mask:
        """The rows whose class has fewer than l distinct values of a sensitive column that it tells something of."""
        bad: Mask = np.zeros(len(classes), dtype=bool)
        if self.requirement.l < 2:
            return bad
        for column, told in zip(self.sensitive, self.told, strict=True):
            width = int(column.max(initial=0)) + 1
            pairs = np.unique(classes * width + column) // width
            few = np.bincount(pairs, minlength=int(classes.max()) + 1) < self.requirement.l
            tells = np.bincount(classes, weights=told, minlength=len(few)) > 0
            bad |= (few & tells)[classes]
        return bad

    def cost(self, node: Node) -> float:
        """The loss of a node when the rows still at risk are withheld, which loses all of them; above 1 if that is too many."""
        below = int(self.violating(self.classes(node)).sum())
        return cost_of(self.loss(node), below / self.rows)


def cost_of(loss: float, share: float) -> float:
    """The loss with a share of the rows withheld; above 1 where it is more than may be."""
    if share > MOST_SUPPRESSED:
        return _INFEASIBLE + share
    return loss * (1 - share) + share


def bounds(lattice: Lattice, nodes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """For each node (a row of levels) a cost that it cannot be below.

    Rows at risk by two of the columns are at risk by all of them (the subset property of Incognito, LeFevre et al. 2005), so every
    pair of columns tells how many rows a node must withhold at least.
    """
    loss = np.zeros(len(nodes))
    for a, levels in enumerate(lattice.losses):
        loss += np.array(levels)[nodes[:, a]]
    loss /= nodes.shape[1]
    share = np.zeros(len(nodes))
    sets = combinations(range(nodes.shape[1]), 2) if nodes.shape[1] > 1 else [(0, 0)]
    for a, b in sets:
        table = np.zeros((lattice.heights[a], lattice.heights[b]))
        for i, j in product(*(range(size) for size in table.shape)):
            at_risk = lattice.violating(combine([lattice.coded[a][i], lattice.coded[b][j]]))
            table[i, j] = at_risk.sum() / lattice.rows
        share = np.maximum(share, table[nodes[:, a], nodes[:, b]])
    feasible = loss * (1 - share) + share
    return np.where(share > MOST_SUPPRESSED, _INFEASIBLE + share, feasible)
