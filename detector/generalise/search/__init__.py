"""The least generalisation of a record table that meets a requirement: a search over the lattice of all columns together.

Full-domain generalisation (Samarati 2001; LeFevre et al. 2005), complete up to 100,000 nodes, with a few rows withheld where
that loses less; then local recoding, where it loses less still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from detector.generalise.search.lattice import MOST_SUPPRESSED, Lattice
from detector.generalise.search.local import loss_of, recoded
from detector.generalise.search.model import WITHHELD, Attribute, Proposal, Requirement
from detector.generalise.search.optimal import COMPLETE_UP_TO, Found, best_node
from detector.risk.measures.classes import sizes_of
from detector.risk.measures.keys import codes, combine

__all__ = ["WITHHELD", "Attribute", "Proposal", "Requirement", "alternatives", "search"]
_MOST_ALTERNATIVES = 3


def search(
    attributes: Sequence[Attribute],
    requirement: Requirement | int,
    max_nodes: int = COMPLETE_UP_TO,
    local: bool = False,
) -> Proposal:
    """The proposal of least loss. A requirement that is a number is k alone; ``local`` allows local recoding.

    Raises ValueError without attributes or rows.
    """
    needed = Requirement(requirement) if isinstance(requirement, int) else requirement
    # Withholding what a class gives away may lose less than changing its columns until it does not.
    plain = _searched(attributes, replace(needed, l=1), needed, max_nodes, local)
    if not plain.one_valued_rows:
        return plain
    strict = _searched(attributes, needed, needed, max_nodes, local)
    return min((strict, plain), key=lambda p: round(_with_sensitive(p, len(attributes)), 9))


def _searched(
    attributes: Sequence[Attribute], aim: Requirement, needed: Requirement, max_nodes: int, local: bool
) -> Proposal:
    lattice = Lattice.of(attributes, aim)
    measure = replace(lattice, requirement=needed)
    found = best_node(lattice, max_nodes)
    proposal = _full_domain(lattice, measure, found)
    return _better(proposal, _local(lattice, measure, found, proposal)) if local else proposal


def _with_sensitive(proposal: Proposal, attributes: int) -> float:
    """The loss with the sensitive cells that are withheld counted as cells of the row; the table's own losses come first."""
    rows = len(proposal.cells[0])
    return proposal.information_loss + len(proposal.one_valued_rows) / rows / attributes


def alternatives(attributes: Sequence[Attribute], requirement: Requirement, local: bool = True) -> tuple[Proposal, ...]:
    """The best proposal, and up to two that spare a column which it changes: least loss first.

    Each of the others is the best that leaves one more column as it stands; none loses more and spares nothing.
    """
    best = search(attributes, requirement, local=local)
    found = [best]
    for index, attribute in enumerate(attributes):
        if attribute.pinned or best.cells[index] == attribute.levels[0]:
            continue
        spared = [replace(a, pinned=True) if i == index else a for i, a in enumerate(attributes)]
        other = search(spared, requirement, local=local)
        few = len(other.suppressed_rows) <= MOST_SUPPRESSED * len(attribute.levels[0])
        if few and other.cells not in [p.cells for p in found]:
            found.append(other)
    return tuple(sorted(found, key=lambda p: p.information_loss)[:_MOST_ALTERNATIVES])


def _full_domain(lattice: Lattice, measure: Lattice, found: Found) -> Proposal:
    before = sizes_of(lattice.classes(tuple(0 for _ in found.node)))
    classes = lattice.classes(found.node)
    below = sizes_of(classes) < lattice.requirement.k
    return _measured(
        measure,
        Proposal(
            levels=found.node,
            k_before=int(before.min()),
            k_after=0,
            rows_below_before=int((before < lattice.requirement.k).sum()),
            rows_below_after=0,
            information_loss=round(min(found.cost, 1.0), 4),
            suppressed_rows=tuple(int(row) for row in np.flatnonzero(below)),
            full_domain_loss=round(min(found.cost, 1.0), 4),
            bound=round(min(found.bound, 1.0), 4),
        ),
        _levels(lattice, found.node, below),
    )


def _levels(lattice: Lattice, node: tuple[int, ...], withheld: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    levels = np.tile(np.array(node, dtype=np.int64), (lattice.rows, 1))
    levels[withheld] = -1
    return levels


def _local(lattice: Lattice, measure: Lattice, found: Found, base: Proposal) -> Proposal | None:
    """Of the optimum of the whole table and of everything withheld, specialised class by class, the one that loses less."""
    top = tuple(height - 1 for height in lattice.heights)
    candidates = [levels for node in (found.node, top) if (levels := recoded(lattice, node)) is not None]
    if not candidates:
        return None
    levels = min(candidates, key=lambda tried: loss_of(lattice, tried))
    withheld = np.flatnonzero((levels < 0).all(axis=1))
    changed = replace(
        base,
        suppressed_rows=tuple(int(row) for row in withheld),
        information_loss=round(loss_of(lattice, levels), 4),
        local=True,
    )
    return _measured(measure, changed, levels)


def _measured(lattice: Lattice, proposal: Proposal, levels: npt.NDArray[np.int64]) -> Proposal:
    """The proposal with its cells, and the classes of these counted anew."""
    cells = tuple(
        tuple(WITHHELD if level < 0 else a.levels[level][row] for row, level in enumerate(levels[:, i].tolist()))
        for i, a in enumerate(lattice.attributes)
    )
    kept = np.ones(lattice.rows, dtype=bool)
    kept[list(proposal.suppressed_rows)] = False
    classes = combine([codes(column) for column in cells])
    sizes = sizes_of(classes)[kept]
    one_valued = lattice.one_valued(classes) & kept
    return replace(
        proposal,
        cells=cells,
        k_after=int(sizes.min()) if len(sizes) else 0,
        one_valued_rows=tuple(int(row) for row in np.flatnonzero(one_valued)),
    )


def _better(one: Proposal, other: Proposal | None) -> Proposal:
    return other if other is not None and other.information_loss < one.information_loss - 1e-9 else one
