"""Local recoding: where some classes can bear finer values than the table as a whole, they get them.

Top-down specialisation of classes along the hierarchies (Fung, Wang and Yu 2005; the greedy descent is that of Mondrian, LeFevre et
al. 2006, on hierarchies instead of medians). Every step keeps the requirement, so that any result of it is safe.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detector.generalise.search.lattice import Lattice, Node
from detector.risk.measures.keys import combine

Rows = npt.NDArray[np.int64]
_MOST_CLASSES = 20_000
_SLACK = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class _Class:
    """Rows that share one value of every attribute, at the levels of ``node``."""

    rows: Rows
    node: Node


def recoded(lattice: Lattice, node: Node) -> npt.NDArray[np.int64] | None:
    """The level of each cell (rows by attributes) after specialising the classes of a node; None where it has too many.

    Rows that the node leaves at risk go up to the top together, where they are enough, and come down again from there; where they
    are not, they have the level -1, withheld.
    """
    classes = lattice.classes(node)
    bad = lattice.violating(classes)
    levels = np.full((lattice.rows, len(node)), -1, dtype=np.int64)
    groups = [np.flatnonzero((classes == c) & ~bad) for c in np.unique(classes[~bad])]
    if len(groups) > _MOST_CLASSES:
        return None
    waiting = [_Class(rows, node) for rows in groups]
    top = tuple(height - 1 for height in lattice.heights)
    rest = np.flatnonzero(bad)
    if len(rest) and _is_safe(lattice, rest) and len(np.unique(lattice.classes(top)[rest])) == 1:
        waiting.append(_Class(rest, top))
    while waiting:
        current = waiting.pop()
        parts = _best_split(lattice, current)
        if parts is None:
            levels[current.rows] = current.node
        else:
            waiting.extend(parts)
    return levels


def _best_split(lattice: Lattice, current: _Class) -> list[_Class] | None:
    best: tuple[float, list[_Class]] | None = None
    for a, level in enumerate(current.node):
        for finer in range(level - 1, -1, -1):
            split = _split(lattice, current, a, finer)
            if split is None:
                continue
            gain = sum(
                float((lattice.penalties[a][level] - lattice.penalties[a][finer])[part.rows].sum())
                for part in split
                if part.node[a] == finer
            )
            # A word that covers everything loses as much as a mark, and says more.
            named = level + 1 == lattice.heights[a] and len(split) == 1 and gain > -_SLACK
            if (gain > _SLACK or named) and (best is None or gain > best[0] + _SLACK):
                best = gain, split
    return best[1] if best else None


def _split(lattice: Lattice, current: _Class, attribute: int, finer: int) -> list[_Class] | None:
    """The class with the values that can stand alone at a finer level, and the rest together as it was."""
    values = lattice.coded[attribute][finer][current.rows]
    node = (*current.node[:attribute], finer, *current.node[attribute + 1 :])
    order = np.argsort(values, kind="stable")
    bounds = np.flatnonzero(np.diff(values[order])) + 1
    parts, rest = [], []
    for places in np.split(order, bounds):
        rows = current.rows[places]
        if _is_safe(lattice, rows):
            parts.append(_Class(rows, node))
        else:
            rest.append(rows)
    if not parts:
        return None
    if rest:
        left = np.concatenate(rest)
        # What cannot stand alone takes the smallest of the others back with it.
        for part in sorted(parts, key=lambda p: len(p.rows)):
            if _is_safe(lattice, left):
                break
            parts.remove(part)
            left = np.concatenate([left, part.rows])
        if not parts:
            return None
        parts.append(_Class(np.sort(left), current.node))
    return parts


def _is_safe(lattice: Lattice, rows: Rows) -> bool:
    if len(rows) < lattice.requirement.k:
        return False
    return all(
        not told[rows].any() or len(np.unique(column[rows])) >= lattice.requirement.l
        for column, told in zip(lattice.sensitive, lattice.told, strict=True)
    )


def loss_of(lattice: Lattice, levels: npt.NDArray[np.int64]) -> float:
    """The mean penalty of all cells; one of level -1 is withheld and costs 1."""
    total = 0.0
    for a, penalty in enumerate(lattice.penalties):
        stacked = np.stack([*penalty, np.ones(lattice.rows)])
        total += float(stacked[levels[:, a], np.arange(lattice.rows)].mean())
    return total / len(lattice.penalties)


def classes_of(cells: tuple[npt.NDArray[np.int64], ...]) -> npt.NDArray[np.int64]:
    """The classes of cells as they are shown at last."""
    return combine(list(cells))
