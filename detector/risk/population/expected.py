"""The expected size of a case's class in its population: the size times the share of each attribute.

Attributes are taken as independent of each other, which they are not quite; the estimate is no better than that and the
finding says so. It counts the case itself in, so it is rather too small than too large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from detector.risk.population.shares import Share, event_rate, share_of, unknown_period, years_of
from detector.risk.population.sources import Population
from detector.types import Mention
from recognizers.values import DateValue

_ONE_ONLY = frozenset({"rank", "role", "sex", "age", "place", "ethnic group", "religion", "nationality", "orientation"})
"""Attributes of which a person has one: of two mentions ("officer", "sergeant") the rarer counts, not both."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected number of persons of the population who share the details, and what it was made of."""

    size: float
    population: Population

    @property
    def k(self) -> int:
        """The size as a class: rounded down, and never below the one who is in it."""
        return max(1, int(self.size))

    @property
    def shown(self) -> str:
        """The size for a reader: one decimal place while that tells something."""
        if self.size < 0.05:
            return "less than 0.1"
        return f"{self.size:.1f}" if self.size < 10 else f"{self.size:,.0f}"


def expected_size(quasi: Sequence[Mention], population: Population, kind: str | None = None) -> Expected:
    """The expected class of these quasi-identifiers; ``kind`` is the event, whose yearly rate a number of persons needs."""
    size = float(population.size)
    years = _years_covered(population)
    if not population.events:
        size *= event_rate(kind)
    size *= _share_of_dates(quasi, years)
    return Expected(size * prod(s.share for s in _distinct(quasi, population.area)), population)


def _years_covered(population: Population) -> float:
    if not population.events:
        return 1.0
    if population.start is None or population.end is None:
        return unknown_period()
    return max((population.end - population.start).days + 1, 1) / 365.25


def _distinct(quasi: Sequence[Mention], area: str) -> list[Share]:
    """One share for each attribute of which there is only one, and for each distinct value of the others."""
    rarest: dict[str, Share] = {}
    for mention in quasi:
        if mention.entity_type == "DATE_TIME":
            continue
        found = share_of(mention, area)
        key = found.attribute if found.attribute in _ONE_ONLY else f"{found.attribute}={mention.text.casefold()}"
        if key not in rarest or found.share < rarest[key].share:
            rarest[key] = found
    return list(rarest.values())


def _share_of_dates(quasi: Sequence[Mention], years: float) -> float:
    """The share of the period that the dates leave: the first against the population's period, others against an unknown one."""
    values = list(
        dict.fromkeys(m.value for m in quasi if m.entity_type == "DATE_TIME" and isinstance(m.value, DateValue))
    )
    finest = [v for v in values if not any(_within(other, v) for other in values if other is not v)]
    share = 1.0
    for number, value in enumerate(finest):
        resolved = value.start is not None and value.end is not None
        # "March" without a year leaves one month of each year that is covered.
        period = (years if number == 0 else unknown_period()) if resolved else 1.0
        share *= min(1.0, years_of(value) / period)
    return share


def _within(inner: DateValue, outer: DateValue) -> bool:
    """Whether a date lies in another, coarser one."""
    return bool(
        inner.start
        and inner.end
        and outer.start
        and outer.end
        and inner != outer
        and outer.start <= inner.start
        and inner.end <= outer.end
    )
