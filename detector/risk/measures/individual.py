"""Individual risk: the probability that a row is matched with its person, given how often its key occurs.

Benedetti and Franconi (1998), as in sdcMicro's ``indivRisk``: the population frequency F of a key, given the sample
frequency f, is taken as negative binomial with success probability p = f / F^ (F^ the sum of the weights), and the risk
is the expectation of 1/F (Franconi and Polettini 2004). For a table that is the whole population it is 1/F itself.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import hyp2f1

Numbers = npt.NDArray[np.float64]


def individual_risk(sample: npt.ArrayLike, population: npt.ArrayLike, *, approximate: bool = False) -> Numbers:
    """For each row E(1/F | f), from its class's size in the sample and its estimated size in the population.

    ``approximate`` is sdcMicro's default for f above 2, p / (f - (1 - p)). Raises ValueError where a class is empty or
    smaller in the population than in the sample.
    """
    f, estimated = _checked(sample, population)
    p = f / estimated
    # p^f/f 2F1(f, f; f+1; 1-p), by Euler's transformation, which keeps all terms positive.
    risk = p / f * hyp2f1(1.0, 1.0, f + 1, 1 - p)
    if approximate:
        risk = np.where(f > 2, p / (f - (1 - p)), risk)
    return np.asarray(risk, dtype=np.float64)


def population_risk(sizes: npt.ArrayLike) -> Numbers:
    """For each row 1/F, for a table that is the whole population of its kind. Raises ValueError for an empty class."""
    return 1.0 / _checked(sizes, sizes)[0]


def _checked(sample: npt.ArrayLike, population: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    f, estimated = np.asarray(sample, dtype=np.float64), np.asarray(population, dtype=np.float64)
    if (f < 1).any():
        raise ValueError("a class has at least one row")
    if (estimated < f * (1 - 1e-12)).any():
        raise ValueError("a class cannot be smaller in the population than in the sample")
    return f, np.maximum(estimated, f)
