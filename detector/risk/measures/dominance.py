"""Sensitivity rules of magnitude tables: a total of few or of one large contributor gives the contribution away.

Sources: Hundepool et al. 2012, Statistical Disclosure Control, section 4.2.1 and 4.2.2; tau-Argus manual 4.1, section 2.2. An amount of
fewer than three contributors is sensitive under every parameter: with two, each can subtract its own.
"""

from __future__ import annotations

from collections.abc import Sequence

FEWEST_CONTRIBUTORS = 3


def dominated(contributions: Sequence[float], n: int = 2, k: float = 85.0) -> bool:
    """The (n, k) dominance rule: whether the n largest contributions are more than k per cent of the total.

    Contributions are of one sign. Raises ValueError where n is below 1 or k is not between 0 and 100.
    """
    if n < 1 or not 0 < k <= 100:
        raise ValueError("n is a number from 1, k a percentage")
    total = sum(abs(value) for value in contributions)
    largest = sum(sorted((abs(value) for value in contributions), reverse=True)[:n])
    return total > 0 and largest * 100 > k * total


def p_percent_sensitive(contributions: Sequence[float], p: float = 10.0) -> bool:
    """The p% rule: whether the second largest contributor can estimate the largest to within p per cent.

    The rest, the total less the two largest, is what hides the largest: sensitive where it is below p per cent of it. Raises
    ValueError where p is not positive.
    """
    if p <= 0:
        raise ValueError("p is a percentage above 0")
    ordered = sorted((abs(value) for value in contributions), reverse=True)
    if not ordered or ordered[0] == 0:
        return False
    rest = sum(ordered[2:])
    return rest * 100 < p * ordered[0]
