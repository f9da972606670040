"""Interval propagation over sums: what each equation alone leaves for its cells, until nothing changes.

Bounds consistency for linear equations (Davis 1987): never narrower than the truth, and exact where equations and open cells
hang together without a cycle.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int | None]
Equation: TypeAlias = tuple[int, tuple[int, ...]]

_VISITS_PER_EQUATION = 100


@dataclass(slots=True)
class Bounds:
    """The working bounds of all cells; the only value here that changes."""

    low: list[int]
    high: list[int | None]

    @classmethod
    def of(cls, cells: Sequence[Interval]) -> Bounds:
        """Bounds that start at the cells' own intervals."""
        return cls([low for low, _ in cells], [high for _, high in cells])

    def intervals(self) -> tuple[Interval, ...]:
        """The bounds as intervals."""
        return tuple(zip(self.low, self.high, strict=True))

    def narrow(self, cell: int, low: int | None, high: int | None) -> bool | None:
        """Whether the cell's interval got narrower; None where nothing is left. None as a bound says nothing."""
        new_low = self.low[cell] if low is None else max(self.low[cell], low)
        old_high = self.high[cell]
        new_high = old_high if high is None else high if old_high is None else min(old_high, high)
        if new_high is not None and new_low > new_high:
            return None
        changed = (new_low, new_high) != (self.low[cell], old_high)
        self.low[cell], self.high[cell] = new_low, new_high
        return changed


def propagate(bounds: Bounds, equations: Sequence[Equation]) -> bool | None:
    """Narrow the bounds by all equations. True when nothing changes any more, False where it was cut short (bounds may
    creep for ever along a cycle), None where an equation cannot hold."""
    if any(high is not None and low > high for low, high in zip(bounds.low, bounds.high, strict=True)):
        return None
    equations_of: dict[int, list[int]] = {}
    for number, (total, parts) in enumerate(equations):
        for cell in (total, *parts):
            equations_of.setdefault(cell, []).append(number)
    waiting = deque(range(len(equations)))
    queued = [True] * len(equations)
    visits = 0
    while waiting:
        visits += 1
        if visits > _VISITS_PER_EQUATION * len(equations):
            return False
        number = waiting.popleft()
        queued[number] = False
        changed = _one_equation(bounds, equations[number])
        if changed is None:
            return None
        for cell in changed:
            for other in equations_of[cell]:
                if not queued[other] and other != number:
                    queued[other] = True
                    waiting.append(other)
    return True


def _one_equation(bounds: Bounds, equation: Equation) -> list[int] | None:
    """The cells that the equation narrows, each as far as it alone allows; None where it cannot hold."""
    total, parts = equation
    low = sum(bounds.low[p] for p in parts)
    unlimited = sum(1 for p in parts if bounds.high[p] is None)
    high = sum(h for p in parts if (h := bounds.high[p]) is not None)
    total_low, total_high = bounds.low[total], bounds.high[total]
    changed = []
    for part in parts:
        part_low, part_high = bounds.low[part], bounds.high[part]
        others_unlimited = unlimited - (part_high is None)
        new_low = None if others_unlimited else total_low - (high - (part_high or 0))
        new_high = None if total_high is None else total_high - (low - part_low)
        outcome = bounds.narrow(part, new_low, new_high)
        if outcome is None:
            return None
        if outcome:
            changed.append(part)
    outcome = bounds.narrow(total, low, None if unlimited else high)
    if outcome is None:
        return None
    return [*changed, total] if outcome else changed
