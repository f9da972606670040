"""The least generalisation of a record table that reaches k: a search over the lattice of all columns together.

Full-domain generalisation (Samarati 2001; LeFevre et al. 2005, Incognito). Loss is the normalised certainty penalty (Xu et
al., KDD 2006): for each cell, how much of its column's domain its generalised value covers, averaged. Small lattices
are searched completely in order of loss; larger ones greedily by gain per loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from detector.risk.measures.classes import sizes_of
from detector.risk.measures.keys import Codes, codes, combine

_MOST_SUPPRESSED = 0.2


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column at every level: ``levels[0]`` as printed, each later one coarser, the last one withheld altogether."""

    name: str
    levels: tuple[tuple[str, ...], ...]
    level_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level for each attribute, and what it does. ``suppressed_rows`` count from 0; loss is between 0 and 1."""

    levels: tuple[int, ...]
    k_before: int
    k_after: int
    rows_below_before: int
    rows_below_after: int
    information_loss: float
    suppressed_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lattice:
    coded: tuple[tuple[Codes, ...], ...]
    losses: tuple[tuple[float, ...], ...]
    rows: int

    def loss(self, node: Sequence[int]) -> float:
        return sum(self.losses[a][level] for a, level in enumerate(node)) / len(node)

    def sizes(self, node: Sequence[int]) -> npt.NDArray[np.int64]:
        return sizes_of(combine([self.coded[a][level] for a, level in enumerate(node)]))


def search(attributes: Sequence[Attribute], k: int, max_nodes: int = 20_000) -> Proposal:
    """The node of least loss whose smallest class has ``k`` rows, suppressing a few rows where that loses less.

    Ties go to fewer changed columns, then to the order of the attributes. Raises ValueError without attributes or rows.
    """
    if not attributes or not attributes[0].levels[0]:
        raise ValueError("a search needs at least one column and one row")
    lattice = _Lattice(
        tuple(tuple(codes(level) for level in a.levels) for a in attributes),
        tuple(tuple(_loss(a.levels[0], level) for level in a.levels) for a in attributes),
        len(attributes[0].levels[0]),
    )
    nodes = 1
    for attribute in attributes:
        nodes *= len(attribute.levels)
    node = _complete(lattice, k) if nodes <= max_nodes else _greedy(lattice, k)
    return _proposal(lattice, node, k)


def _loss(printed: Sequence[str], level: Sequence[str]) -> float:
    """Normalised certainty penalty of a column at one level."""
    groups: dict[str, set[str]] = {}
    for leaf, value in zip(printed, level, strict=True):
        groups.setdefault(value, set()).add(leaf)
    leaves = len(set(printed))
    if leaves <= 1:
        return 0.0 if tuple(printed) == tuple(level) else 1.0
    return sum((len(groups[value]) - 1) / (leaves - 1) for value in level) / len(level) if level else 0.0


def _cost(lattice: _Lattice, node: Sequence[int], k: int) -> float:
    """Loss of a node when the rows still below k are suppressed: these lose everything."""
    below = int((lattice.sizes(node) < k).sum())
    if below == lattice.rows:
        return 1.0 + 1e-9
    share = below / lattice.rows
    if share > _MOST_SUPPRESSED:
        return 2.0 + share
    return lattice.loss(node) * (1 - share) + share


def _complete(lattice: _Lattice, k: int) -> tuple[int, ...]:
    every = product(*(range(len(levels)) for levels in lattice.coded))
    ordered = sorted(every, key=lambda node: (lattice.loss(node), sum(level > 0 for level in node), node))
    best: tuple[float, int, tuple[int, ...]] | None = None
    for node in ordered:
        if best is not None and lattice.loss(node) >= best[0]:
            break
        cost = _cost(lattice, node, k)
        key = (cost, sum(level > 0 for level in node), node)
        if best is None or key < best:
            best = key
    assert best is not None
    return best[2]


def _greedy(lattice: _Lattice, k: int) -> tuple[int, ...]:
    node = tuple(0 for _ in lattice.coded)
    best, best_cost = node, _cost(lattice, node, k)
    while any(level + 1 < len(levels) for level, levels in zip(node, lattice.coded, strict=True)):
        steps = [
            tuple(level + (i == a) for i, level in enumerate(node))
            for a, levels in enumerate(lattice.coded)
            if node[a] + 1 < len(levels)
        ]
        below = int((lattice.sizes(node) < k).sum())
        node = max(steps, key=lambda step: (_gain(lattice, node, step, below, k), tuple(-level for level in step)))
        cost = _cost(lattice, node, k)
        if cost < best_cost:
            best, best_cost = node, cost
    return best


def _gain(lattice: _Lattice, node: Sequence[int], step: Sequence[int], below: int, k: int) -> float:
    gained = below - int((lattice.sizes(step) < k).sum())
    return gained / (lattice.loss(step) - lattice.loss(node) + 1e-6)


def _proposal(lattice: _Lattice, node: tuple[int, ...], k: int) -> Proposal:
    before = lattice.sizes(tuple(0 for _ in node))
    after = lattice.sizes(node)
    suppressed = tuple(int(i) for i in np.flatnonzero(after < k))
    kept = after[after >= k]
    return Proposal(
        levels=node,
        k_before=int(before.min()),
        k_after=int(kept.min()) if len(kept) else 0,
        rows_below_before=int((before < k).sum()),
        rows_below_after=0,
        information_loss=round(min(_cost(lattice, node, k), 1.0), 4),
        suppressed_rows=suppressed,
    )
