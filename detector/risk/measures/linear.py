"""Counts under linear equations: what the printed figures leave for each cell, exactly.

The audit of Hundepool et al. (Statistical Disclosure Control 2012, ch. 4): for each cell the least and the greatest count
among all tables of whole numbers that agree with everything printed. Three steps, each exact where it applies: intervals are
propagated over the equations; cells that are still open fall apart into independent groups, and a group without a cycle is done
then; the others go to linear programming, where whole-number witnesses prove each bound (two-way tables are totally
unimodular, so every vertex is one), and to integer programming where a vertex is fractional.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.risk.measures.programme import Work, bounds_of_group, checked_equations
from detector.risk.measures.propagation import Bounds, Equation, Interval, propagate

Cells: TypeAlias = Sequence[Interval]


@dataclass(frozen=True, slots=True)
class LinearTable:
    """Cells with the interval that each one's own print leaves (``high`` None: no limit), and equations over them.

    An equation (total, parts) of cell indices says that the parts add up to the total.
    """

    cells: tuple[Interval, ...]
    equations: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class Feasible:
    """The intervals of all cells under the equations.

    ``consistent`` is False where no table agrees with all figures: the intervals are then as they were read. ``exact`` is
    False where cells were too many to be solved: their intervals hold the truth but may be wider.
    """

    intervals: tuple[Interval, ...]
    consistent: bool
    exact: bool


def solve(table: LinearTable) -> Feasible:
    """The feasible interval of every cell of a table of whole numbers.

    Raises ValueError for an equation that names a cell twice or one that there is not.
    """
    equations = checked_equations(table.equations, len(table.cells))
    bounds = Bounds.of(table.cells)
    settled = propagate(bounds, equations)
    if settled is None:
        return Feasible(table.cells, False, True)
    exact, work = True, Work()
    for group in _open_groups(bounds, equations):
        if group.is_tree and settled:
            continue
        outcome = bounds_of_group(bounds, group.cells, [equations[e] for e in group.equations], work)
        if outcome is None:
            return Feasible(table.cells, False, True)
        exact = exact and outcome
    return Feasible(bounds.intervals(), True, exact)


def feasible_intervals(cells: Cells, equations: Sequence[Equation]) -> list[Interval]:
    """The feasible interval of every cell; as read where the figures contradict each other. Raises as ``solve``."""
    return list(solve(LinearTable(tuple(cells), tuple(equations))).intervals)


def side_by_side(tables: Sequence[LinearTable]) -> tuple[LinearTable, tuple[int, ...]]:
    """Several tables as one, and the offset of each one's cells in it, so that equations can link them.

    Linked tables must be protected together (Hundepool et al. 2012, section 4.2.2): the margin of one may be a cell of another.
    """
    offsets: list[int] = []
    cells: list[Interval] = []
    equations: list[Equation] = []
    for table in tables:
        offset = len(cells)
        offsets.append(offset)
        cells.extend(table.cells)
        equations.extend((total + offset, tuple(p + offset for p in parts)) for total, parts in table.equations)
    return LinearTable(tuple(cells), tuple(equations)), tuple(offsets)


def with_equations(table: LinearTable, equations: Sequence[Equation]) -> LinearTable:
    """The table with further equations; two cells that count the same are (one, (other,))."""
    return LinearTable(table.cells, table.equations + tuple(equations))


def with_difference(table: LinearTable, whole: int, part: int) -> tuple[LinearTable, int]:
    """The table with one more cell, the difference of two counts of which one includes the other, and its index.

    Disclosure by differencing (Hundepool et al. 2012, section 5.2): what is left between two published groups.
    """
    index = len(table.cells)
    return LinearTable((*table.cells, (0, None)), (*table.equations, (whole, (part, index)))), index


@dataclass(frozen=True, slots=True)
class _Group:
    cells: list[int]
    equations: list[int]
    incidences: int

    @property
    def is_tree(self) -> bool:
        """Whether cells and equations hang together without a cycle: propagated bounds are exact then."""
        return self.incidences == len(self.cells) + len(self.equations) - 1


def _open_groups(bounds: Bounds, equations: Sequence[Equation]) -> Iterator[_Group]:
    """The open cells that hang together by equations, with these equations."""
    open_cells: list[list[int]] = [
        [c for c in (t, *parts) if bounds.low[c] != bounds.high[c]] for t, parts in equations
    ]
    equations_of: dict[int, list[int]] = {}
    for equation, cells in enumerate(open_cells):
        for cell in cells:
            equations_of.setdefault(cell, []).append(equation)
    seen: set[int] = set()
    for first in equations_of:
        if first in seen:
            continue
        seen.add(first)
        cells, used, waiting = [], dict[int, None](), [first]
        while waiting:
            cell = waiting.pop()
            cells.append(cell)
            for equation in equations_of[cell]:
                if equation not in used:
                    used[equation] = None
                    fresh = [c for c in open_cells[equation] if c not in seen]
                    seen.update(fresh)
                    waiting.extend(fresh)
        yield _Group(sorted(cells), sorted(used), sum(len(open_cells[e]) for e in used))
