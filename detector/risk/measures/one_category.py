"""Rows and columns whose persons are all in one category: whoever is known to be in the line, is in that category.

Class disclosure in ACRO's terms, group attribute disclosure in those of Hundepool et al. (2012, section 5.2): one count is equal to its
total, all the others are zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detector.risk.measures.propagation import Interval


@dataclass(frozen=True, slots=True)
class OneCategory:
    """A line (its index) in which ``cell`` holds everybody but at most ``others`` persons."""

    line: int
    cell: int
    others: int


def one_category(
    cells: Sequence[Interval], lines: Sequence[Sequence[int]], most_others: int = 0, least: int = 1
) -> list[OneCategory]:
    """The lines (cell indices without their total) where one cell surely holds at least ``least`` and all others together
    surely at most ``most_others``; by line, then by cell.

    With ``most_others=1`` also the line with one outsider, who knows from his own count that all the rest are in the category.
    Lines of a single cell say nothing. Intervals may be those that the totals leave.
    """
    found = []
    for number, line in enumerate(lines):
        if len(line) < 2:
            continue
        unlimited = sum(1 for cell in line if cells[cell][1] is None)
        greatest = sum(high for cell in line if (high := cells[cell][1]) is not None)
        for cell in line:
            low, high = cells[cell]
            if low >= least and unlimited == (high is None) and greatest - (high or 0) <= most_others:
                found.append(OneCategory(number, cell, greatest - (high or 0)))
    return found
