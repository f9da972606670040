"""Percentages that give back the counts behind them, given their base: 33.3% of 3 is one person.

Exact in whole numbers: a percentage shown to some decimals stands for an interval, and only the counts whose share falls
into it are left (both ends included, as ties are rounded either way in practice).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor


def counts_behind(percentage: Decimal, base: int) -> range:
    """The whole numbers n for which 100 n / base is shown as the percentage, to as many decimals as it has.

    Empty where there is none. Raises ValueError for a base below 1 or a percentage that is negative or no finite number.
    """
    if base < 1:
        raise ValueError("a percentage needs a base of at least 1")
    low, high = _interval(percentage)
    return range(max(0, ceil(low * base)), floor(high * base) + 1)


def bases_behind(percentages: Sequence[Decimal], most: int, *, whole: bool = True) -> list[int]:
    """The bases from 1 to ``most`` for which every percentage has a count, in ascending order.

    With ``whole`` the percentages are the parts of one whole, so that counts must exist that add up to the base. A short list
    means that the percentages alone give the counts back. Raises as ``counts_behind``.
    """
    found = []
    intervals = [_interval(p) for p in percentages]
    for base in range(1, most + 1):
        least = [max(0, ceil(low * base)) for low, _ in intervals]
        greatest = [floor(high * base) for _, high in intervals]
        fits = all(low <= high for low, high in zip(least, greatest, strict=True))
        if fits and (not whole or sum(least) <= base <= sum(greatest)):
            found.append(base)
    return found


def _interval(percentage: Decimal) -> tuple[Fraction, Fraction]:
    """The least and greatest share, between 0 and 1, that is shown as the percentage."""
    if not percentage.is_finite() or percentage < 0:
        raise ValueError("a percentage must be a number that is not negative")
    exponent = percentage.as_tuple().exponent
    half = Fraction(1, 2) / 10 ** -min(int(exponent), 0)
    shown = Fraction(percentage)
    return (shown - half) / 100, (shown + half) / 100
