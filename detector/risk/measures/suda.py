"""SUDA scores: how special a sample unique is, from its minimal sample uniques.

Elliot, Manning and Ford (2002): each minimal sample unique of size k among ATT columns, searched up to size M, adds the
product of (ATT - i) for i from k to M; (ATT - k)! for a full search. DIS-SUDA (Elliot 2000) turns scores into the
probability that a match is correct, calibrated so that the file's mean is that of the data intrusion simulation; the
formulas are those of sdcMicro's ``suda2``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, prod
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from detector.risk.measures.keys import Codes, codes, combine
from detector.risk.measures.sample_uniques import MinimalUniques, find_minimal_uniques

Numbers: TypeAlias = npt.NDArray[np.float64]
Weights: TypeAlias = Literal["elliot", "ihsn"]

_LEAST_EXPONENT = 0.05


@dataclass(frozen=True, slots=True)
class Suda:
    """For each row its ``score`` and ``dis`` (0 to 1; both 0 where the row has no minimal sample unique).

    ``contributions`` is for each column the share of the file's total score that comes from minimal sample uniques with
    the column in them; shares add up to more than 1. ``complete`` as in ``MinimalUniques``.
    """

    score: Numbers
    dis: Numbers
    contributions: tuple[float, ...]
    complete: bool


def suda(
    columns: Sequence[Sequence[str]], max_size: int = 3, fraction: float = 0.01, dis_weights: Weights = "elliot"
) -> Suda:
    """Scores, DIS-SUDA and contributions of a table. ``fraction`` is the sampling fraction, above 0 and at most 1.

    DIS-SUDA starts from the same scores, or with ``dis_weights="ihsn"`` from those of sdcMicro's first version, which the
    SDC Practice Guide's figures have and which give 0 to a row that is unique on all columns only. Raises ValueError
    without columns or for another fraction.
    """
    coded = [codes(column) for column in columns]
    return suda_of(coded, find_minimal_uniques(coded, max_size), max_size, fraction, dis_weights)


def suda_of(
    coded: Sequence[Codes], found: MinimalUniques, max_size: int, fraction: float, dis_weights: Weights = "elliot"
) -> Suda:
    """As ``suda``, from columns of codes and their minimal sample uniques of up to ``max_size`` columns."""
    combined = combine(coded)
    attributes = len(coded)
    size = min(max_size, attributes - 1)
    score = weighted_score(found, len(combined), lambda k: elliot_weight(k, attributes, size))
    basis = score
    if dis_weights == "ihsn":
        basis = weighted_score(found, len(combined), lambda k: ihsn_weight(k, attributes))
    dis = dis_suda(basis, combined, attributes, fraction)
    return Suda(score, dis, _contributions(found, attributes, size), found.complete)


def elliot_weight(k: int, attributes: int, max_size: int) -> float:
    """What a minimal sample unique of size ``k`` adds to the score (Elliot, Manning and Ford 2002)."""
    return prod((float(attributes - i) for i in range(k, max_size + 1)), start=1.0)


def ihsn_weight(k: int, attributes: int) -> float:
    """The weight of sdcMicro's first version, by the IHSN: (2^(ATT-k) - 1) k! (ATT-k)! / ATT!."""
    return (2 ** (attributes - k) - 1) / comb(attributes, k)


def weighted_score(found: MinimalUniques, rows: int, weight: Callable[[int], float]) -> Numbers:
    """For each row, the sum of the weights of its minimal sample uniques by their size."""
    score = np.zeros(rows)
    for chosen, unique in found.rows.items():
        score[unique] += weight(len(chosen))
    return score


def dis_suda(scores: Numbers, combined: Codes, attributes: int, fraction: float) -> Numbers:
    """The probability that a match with the row is correct, 0 for a score of 0 (sdcMicro, ``Suda2.h``).

    ``combined`` are the rows' classes over all columns: with U uniques, P rows in pairs and sampling fraction f the
    mean probability is U f / (U f + P (1 - f)) (Skinner and Elliot 2002). Raises ValueError for a fraction that is not
    above 0 and at most 1.
    """
    if not 0 < fraction <= 1:
        raise ValueError("the sampling fraction must be above 0 and at most 1")
    sizes = np.bincount(combined)
    odds = float(2 * (sizes == 2).sum()) * (1 - fraction) / fraction
    # sdcMicro's exponent turns negative beyond 28 columns and would reverse the order.
    exponent = max(1 + (8 - attributes) / 20, _LEAST_EXPONENT)
    scored = scores > 0
    power = scores[scored] ** exponent
    result = np.zeros(len(scores))
    result[scored] = 1 / (1 + odds / (power * (1 / power).sum()))
    return result


def _contributions(found: MinimalUniques, attributes: int, max_size: int) -> tuple[float, ...]:
    parts = np.zeros(attributes)
    total = 0.0
    for chosen, unique in found.rows.items():
        added = len(unique) * elliot_weight(len(chosen), attributes, max_size)
        parts[list(chosen)] += added
        total += added
    return tuple((parts / total).tolist()) if total else (0.0,) * attributes
