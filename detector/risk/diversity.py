"""l-diversity: how many sensitive values a class has (Machanavajjhala et al. 2007)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from detector.risk.classes import codes, combine, normalise


def _classes(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> list[tuple[list[int], Counter[str]]]:
    groups: dict[int, list[int]] = {}
    if not quasi or not quasi[0]:
        return []
    for row, code in enumerate(combine([codes(c) for c in quasi])):
        groups.setdefault(int(code), []).append(row)
    return [(rows, Counter(normalise(sensitive[r]) for r in rows)) for rows in groups.values()]


def distinct_l(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> list[int]:
    """For each row, the number of distinct sensitive values in its class."""
    result = [0] * len(sensitive)
    for rows, values in _classes(quasi, sensitive):
        for row in rows:
            result[row] = len(values)
    return result


def l_min(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> int:
    """The smallest distinct l of any class; 0 for an empty table."""
    return min((len(values) for _, values in _classes(quasi, sensitive)), default=0)


def entropy_l(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> float:
    """The smallest exp(entropy) of the sensitive values over the classes."""
    smallest = math.inf
    for rows, values in _classes(quasi, sensitive):
        entropy = -sum(n / len(rows) * math.log(n / len(rows)) for n in values.values())
        smallest = min(smallest, math.exp(entropy))
    return 0.0 if smallest is math.inf else smallest


def homogeneous_classes(quasi: Sequence[Sequence[str]], sensitive: Sequence[str]) -> list[list[int]]:
    """Row numbers (from 0) of each class of two or more rows that all share one sensitive value, by first row."""
    found = [rows for rows, values in _classes(quasi, sensitive) if len(rows) > 1 and len(values) == 1]
    return sorted(found, key=lambda rows: rows[0])
