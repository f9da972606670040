"""Sensitive cells of magnitude tables: one or few contributors make up so much of a sum that it gives them away.

The rules of Hundepool et al. (2012, section 4.2.1) as tau-Argus, sdcTable and ACRO apply them. Contributions are the amounts of
the single persons or cases behind a cell; the rules are not defined where one of them is negative (as ACRO has it).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Amount: TypeAlias = int | float | Decimal | Fraction


def nk_dominant(contributions: Sequence[Amount], n: int = 2, k: Amount = 90) -> bool:
    """The (n,k) rule: the ``n`` largest contributions are more than ``k`` per cent of the cell.

    ACRO's default is (2, 90). Raises ValueError for a negative contribution, ``n`` below 1 or ``k`` outside 0 to 100.
    """
    if n < 1 or not 0 <= k <= 100:
        raise ValueError("n must be at least 1, and k between 0 and 100 per cent")
    largest = _descending(contributions)
    return sum(largest[:n]) * 100 > Fraction(k) * sum(largest)


def p_percent_dominant(contributions: Sequence[Amount], p: Amount = 10) -> bool:
    """The p% rule: the second largest contributor can estimate the largest to within ``p`` per cent.

    What remains beside the two is less than p per cent of the largest; ACRO's default is 10. Raises ValueError for a negative
    contribution or ``p`` outside 0 to 100.
    """
    if not 0 <= p <= 100:
        raise ValueError("p must be between 0 and 100 per cent")
    return pq_dominant(contributions, p, 100)


def pq_dominant(contributions: Sequence[Amount], p: Amount, q: Amount) -> bool:
    """The (p,q) rule: as the p% rule, where everybody already knows the others to within ``q`` per cent.

    Raises ValueError for a negative contribution, or unless 0 <= p <= q <= 100 and q is above 0.
    """
    if not 0 <= p <= q <= 100 or not q:
        raise ValueError("p must be between 0 and q, and q at most 100 per cent")
    largest = _descending(contributions)
    if not largest or not largest[0]:
        return False
    return sum(largest[2:]) * Fraction(q) < largest[0] * Fraction(p)


def _descending(contributions: Sequence[Amount]) -> list[Fraction]:
    """Exact, so that a share of just the threshold is not decided by rounding."""
    amounts = sorted((Fraction(c) for c in contributions), reverse=True)
    if amounts and amounts[-1] < 0:
        raise ValueError("dominance is not defined where a contribution is negative")
    return amounts
