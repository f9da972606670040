"""The best node of a lattice: found for certain up to 100,000 nodes, beyond that the best within a budget, with its bound."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import product

import numpy as np

from detector.generalise.search.lattice import Lattice, Node, bounds

COMPLETE_UP_TO = 100_000
_BUDGET = 4_000
_PLAIN_UP_TO = 400
_SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Found:
    """A node, its cost, and a cost that no node is below."""

    node: Node
    cost: float
    bound: float


def best_node(lattice: Lattice, complete_up_to: int = COMPLETE_UP_TO, budget: int = _BUDGET) -> Found:
    """The node of least cost; ties go to fewer changed columns, then to the order of the attributes."""
    return _complete(lattice) if lattice.nodes <= complete_up_to else _anytime(lattice, budget)


def _complete(lattice: Lattice) -> Found:
    every = np.array(list(product(*(range(height) for height in lattice.heights))), dtype=np.int64)
    least = (
        bounds(lattice, every) if len(every) > _PLAIN_UP_TO else np.array([lattice.loss(tuple(node)) for node in every])
    )
    best: tuple[float, int, Node] | None = None
    for index in np.lexsort((np.count_nonzero(every, axis=1), least)):
        if best is not None and least[index] > best[0] + _SLACK:
            break
        node = tuple(int(level) for level in every[index])
        key = (_rounded(lattice.cost(node)), sum(level > 0 for level in node), node)
        if best is None or key < best:
            best = key
    assert best is not None
    return Found(best[2], best[0], best[0])


def _anytime(lattice: Lattice, budget: int) -> Found:
    """From the bottom in the order of loss, which only grows upward: the first loss not reached bounds all that is left."""
    best, cost = _greedy(lattice)
    start = tuple(0 for _ in lattice.heights)
    waiting, seen = [(lattice.loss(start), start)], {start}
    while waiting and budget > 0:
        loss, node = heapq.heappop(waiting)
        if loss >= cost:
            return Found(best, cost, cost)
        budget -= 1
        own = _rounded(lattice.cost(node))
        if own < cost:
            best, cost = node, own
        for above in _steps(lattice, node):
            if above not in seen:
                seen.add(above)
                heapq.heappush(waiting, (lattice.loss(above), above))
    return Found(best, cost, min(cost, waiting[0][0]) if waiting else cost)


def _greedy(lattice: Lattice) -> tuple[Node, float]:
    """Upward by the step that takes most rows out of risk for what it loses, then downward as far as nothing is lost by it."""
    node = tuple(0 for _ in lattice.heights)
    best, cost = node, _rounded(lattice.cost(node))
    while steps := _steps(lattice, node):
        below = int(lattice.violating(lattice.classes(node)).sum())
        node = max(steps, key=lambda step: (_gain(lattice, node, step, below), tuple(-level for level in step)))
        own = _rounded(lattice.cost(node))
        if own < cost:
            best, cost = node, own
    improved = True
    while improved:
        improved = False
        for below_it in _steps(lattice, best, down=True):
            own = _rounded(lattice.cost(below_it))
            if own < cost:
                best, cost, improved = below_it, own, True
                break
    return best, cost


def _steps(lattice: Lattice, node: Node, down: bool = False) -> list[Node]:
    step = -1 if down else 1
    return [
        (*node[:a], level + step, *node[a + 1 :])
        for a, level in enumerate(node)
        if 0 <= level + step < lattice.heights[a]
    ]


def _gain(lattice: Lattice, node: Node, step: Node, below: int) -> float:
    gained = below - int(lattice.violating(lattice.classes(step)).sum())
    return gained / (lattice.loss(step) - lattice.loss(node) + 1e-6)


def _rounded(cost: float) -> float:
    return round(cost, 12)
