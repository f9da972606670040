"""The three attacker models: prosecutor, journalist and marketer (El Emam 2013; ARX's ``RiskModelSampleSummary``).

The prosecutor knows that the person is in the table, the journalist does not and goes by the population, the marketer wants
many matches rather than one. A table that is the whole population of its kind has one and the same risk for all three.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AttackerRisk:
    """``at_risk``: share of rows whose risk is above the threshold; ``highest``: the greatest risk of a row; ``success``:
    the share of rows that is matched rightly on average. All between 0 and 1, all 0 for an empty table."""

    at_risk: float
    highest: float
    success: float


def prosecutor(sizes: npt.ArrayLike, threshold: float) -> AttackerRisk:
    """From the size of each row's class in the table: the risk of a row is 1/f, the success classes by rows."""
    return _summary(np.asarray(sizes, dtype=np.float64), threshold)


def journalist(sizes: npt.ArrayLike, population: npt.ArrayLike, threshold: float) -> AttackerRisk:
    """From the size of each row's class in the table and in the population: the risk of a row is 1/F.

    The success is the greater of classes by the population of these classes, and of the mean of 1/F. Raises ValueError
    where a class is smaller in the population than in the table.
    """
    f, large = _both(sizes, population)
    if not len(f):
        return AttackerRisk(0.0, 0.0, 0.0)
    summary = _summary(large, threshold)
    return AttackerRisk(
        summary.at_risk, summary.highest, max(float((1 / f).sum() / (large / f).sum()), summary.success)
    )


def marketer(sizes: npt.ArrayLike, population: npt.ArrayLike) -> float:
    """The share of rows matched rightly on average, the mean of 1/F; 0 for an empty table. Raises as ``journalist``."""
    _, large = _both(sizes, population)
    return float((1 / large).mean()) if len(large) else 0.0


def scaled_population(sizes: npt.ArrayLike, population_size: int) -> Numbers:
    """The estimate f N/n of each row's class in a population of ``population_size`` persons.

    The table is taken as a simple random sample (the weights of Benedetti and Franconi 1998 with one sampling fraction).
    Raises ValueError where the population is smaller than the table.
    """
    f = np.asarray(sizes, dtype=np.float64)
    if population_size < len(f):
        raise ValueError("the population cannot be smaller than the table")
    return f * (population_size / len(f)) if len(f) else f


def _summary(large: Numbers, threshold: float) -> AttackerRisk:
    if not len(large):
        return AttackerRisk(0.0, 0.0, 0.0)
    risk = 1 / large
    return AttackerRisk(float((risk > threshold).mean()), float(risk.max()), float(risk.mean()))


def _both(sizes: npt.ArrayLike, population: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    f, large = np.asarray(sizes, dtype=np.float64), np.asarray(population, dtype=np.float64)
    if (large < f * (1 - 1e-12)).any():
        raise ValueError("a class cannot be smaller in the population than in the table")
    return f, large
