"""The bounds of a group of cells that hang together in a cycle, by linear and integer programming (HiGHS, through SciPy).

Every bound is proved from both sides: no table goes beyond it (the optimum of the linear relaxation, rounded inward),
and a table of whole numbers attains it (a witness, checked in integer arithmetic). One witness settles many cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp

from detector.risk.measures.propagation import Bounds, Equation

MOST_WORK = 1_500_000
_LARGEST_BOUND = 10**12
_MOST_BRANCHES = 500
_BRANCHING_COST = 25
_TOLERANCE = 1e-6
_WORTH_ANOTHER = 0.8
_OPTIMAL, _INFEASIBLE, _UNBOUNDED, _UNDECIDED = 0, 2, 3, 4


def checked_equations(equations: Sequence[Equation], cells: int) -> list[Equation]:
    """The equations. Raises ValueError for one that names a cell twice or one that there is not."""
    for total, parts in equations:
        named = {total, *parts}
        if len(named) != len(parts) + 1:
            raise ValueError("an equation must not name a cell twice")
        if min(named) < 0 or max(named) >= cells:
            raise ValueError("an equation names a cell that the table does not have")
    return list(equations)


@dataclass(slots=True)
class Work:
    """What may still be spent on a table: a programme costs as much as it has cells and equations."""

    left: int = MOST_WORK

    def spend(self, cost: int) -> bool:
        """Whether there was enough left."""
        self.left -= cost
        return self.left >= 0


def bounds_of_group(bounds: Bounds, cells: Sequence[int], equations: Sequence[Equation], work: Work) -> bool | None:
    """Narrow the bounds of the open cells to what their equations leave. True where all bounds are exact, False where
    some may be too wide, None where the equations cannot hold together."""
    group = _Group.of(bounds, cells, equations, work)
    if group is None:
        return False
    _try_many_at_once(group)
    exact = True
    for variable, cell in enumerate(cells):
        for sign in (1, -1):
            limit = _limit(group, variable, sign)
            if limit == "none":
                return None
            if limit == "unknown":
                exact = False
            elif isinstance(limit, int):
                value = limit + group.base[variable]
                if bounds.narrow(cell, *((value, None) if sign == 1 else (None, value))) is None:
                    return None
    return exact and group.proved


@dataclass(slots=True)
class _Group:
    """The programme of one group: variables count from the cells' low bounds (``base``), so that numbers stay small.

    ``least`` and ``most`` are the extremes of all witnesses so far, None before the first.
    """

    matrix: Any
    right: list[int]
    base: list[int]
    upper: list[int | None]
    rows: list[list[tuple[int, int]]]
    work: Work
    least: list[int | None] = field(default_factory=list)
    most: list[int | None] = field(default_factory=list)
    proved: bool = True

    @classmethod
    def of(cls, bounds: Bounds, cells: Sequence[int], equations: Sequence[Equation], work: Work) -> _Group | None:
        index = {cell: i for i, cell in enumerate(cells)}
        rows: list[list[tuple[int, int]]] = []
        right: list[int] = []
        for total, parts in equations:
            signed = [(total, -1), *((part, 1) for part in parts)]
            rows.append([(index[cell], sign) for cell, sign in signed if cell in index])
            right.append(-sum(sign * bounds.low[cell] for cell, sign in signed))
        upper = [None if (h := bounds.high[c]) is None else h - bounds.low[c] for c in cells]
        if max((abs(v) for v in (*right, *(u for u in upper if u is not None))), default=0) > _LARGEST_BOUND:
            return None
        entries = [(r, i, sign) for r, row in enumerate(rows) for i, sign in row]
        r, i, sign = (np.array(column) for column in zip(*entries, strict=True))
        matrix = sparse.csr_array((sign.astype(float), (r, i)), shape=(len(rows), len(cells)))
        empty: list[int | None] = [None] * len(cells)
        return cls(matrix, right, [bounds.low[c] for c in cells], upper, rows, work, empty, list(empty))

    def attained(self, variable: int, sign: int) -> bool:
        """Whether a witness has the variable's least (sign 1) or greatest (sign -1) value that its own bounds allow."""
        if sign == 1:
            return self.least[variable] == 0
        return self.upper[variable] is not None and self.most[variable] == self.upper[variable]

    def optimum(self, variables: Sequence[int], sign: int, **options: Any) -> Any:
        """The result of minimising sign x the sum of the variables, among whole numbers where a ``node_limit`` is given;
        None where the work is more than is left."""
        size = len(self.base) + len(self.right)
        if not self.work.spend(size * _BRANCHING_COST if "node_limit" in options else size):
            return None
        cost = np.zeros(len(self.base))
        cost[list(variables)] = sign
        upper = np.array([np.inf if u is None else u for u in self.upper], dtype=float)
        right = np.array(self.right, dtype=float)
        return milp(
            cost,
            constraints=LinearConstraint(self.matrix, right, right),
            bounds=Box(0.0, upper),
            integrality=np.ones(len(cost)) if "node_limit" in options else None,
            options=options,
        )

    def witness(self, solution: Any) -> list[int] | None:
        """The solution as whole numbers, remembered, where it satisfies everything exactly."""
        values = [round(float(v)) for v in solution]
        if any(v < 0 or (u is not None and v > u) for v, u in zip(values, self.upper, strict=True)):
            return None
        if any(sum(s * values[i] for i, s in row) != b for row, b in zip(self.rows, self.right, strict=True)):
            return None
        self.least = [v if low is None else min(low, v) for v, low in zip(values, self.least, strict=True)]
        self.most = [v if high is None else max(high, v) for v, high in zip(values, self.most, strict=True)]
        return values


def _try_many_at_once(group: _Group) -> None:
    """Look for witnesses of many bounds: cells that share no equation can often be at their greatest together, and nearly
    all at their least."""
    pending = [v for v in range(len(group.base)) if not group.attained(v, 1)]
    while pending:
        _remember(group, group.optimum(pending, 1))
        still = [v for v in pending if not group.attained(v, 1)]
        if len(still) > _WORTH_ANOTHER * len(pending):
            break
        pending = still
    rows_of: list[list[int]] = [[] for _ in group.base]
    for number, row in enumerate(group.rows):
        for variable, _ in row:
            rows_of[variable].append(number)
    pending = [v for v in range(len(group.base)) if group.upper[v] is not None and not group.attained(v, -1)]
    while pending:
        used: set[int] = set()
        batch: list[int] = []
        for variable in pending:
            if used.isdisjoint(rows_of[variable]):
                used.update(rows_of[variable])
                batch.append(variable)
        _remember(group, group.optimum(batch, -1))
        tried = set(batch)
        pending = [v for v in pending if v not in tried and not group.attained(v, -1)]


def _remember(group: _Group, result: Any) -> None:
    if result is not None and result.x is not None:
        group.witness(result.x)


def _limit(group: _Group, variable: int, sign: int) -> int | str:
    """The least (sign 1) or greatest (sign -1) value of a variable; "none" where no table is left, "open" where there is
    no limit or the present one is attained, "unknown" where the solver or the work gave out."""
    if group.attained(variable, sign):
        return "open"
    relaxed = group.optimum([variable], sign)
    if relaxed is not None and relaxed.status == _UNDECIDED:
        # Presolve may stop at "unbounded or infeasible"; without it the solver says which.
        relaxed = group.optimum([variable], sign, presolve=False)
    if relaxed is None:
        return "unknown"
    if relaxed.status == _INFEASIBLE:
        return "none"
    if relaxed.status == _UNBOUNDED:
        return "open"
    if relaxed.status != _OPTIMAL:
        return "unknown"
    limit = _inward(relaxed.fun, sign)
    attained = group.witness(relaxed.x)
    if attained is None or attained[variable] != limit:
        return _whole_limit(group, variable, sign, limit)
    return limit


def _whole_limit(group: _Group, variable: int, sign: int, relaxed: int) -> int | str:
    """The limit among whole numbers where the relaxation's optimum is fractional."""
    result = group.optimum([variable], sign, node_limit=_MOST_BRANCHES)
    if result is not None:
        if result.status == _INFEASIBLE:
            return "none"
        values = group.witness(result.x) if result.x is not None else None
        if result.status == _OPTIMAL and values is not None:
            return values[variable]
    group.proved = False
    return relaxed


def _inward(optimum: float, sign: int) -> int:
    """The optimum of sign x variable as a whole bound of the variable, rounded towards the inside."""
    value = sign * optimum
    return int(np.ceil(value - _TOLERANCE)) if sign == 1 else int(np.floor(value + _TOLERANCE))
