"""One ladder for every kind of quasi-identifier: the strictly coarser steps from a value upward, with their wording."""

from __future__ import annotations

from dataclasses import dataclass

from detector.generalise import ages, concepts, dates, relationships
from detector.types import Mention
from recognizers.values import AgeValue, Concept, DateValue, RelationValue, Value


@dataclass(frozen=True, slots=True)
class Step:
    """A coarser value: the name of its level, the value (None for withheld), and the words to print."""

    level: str
    value: Value | None
    wording: str


def ladder(mention: Mention) -> list[Step]:
    """The coarser steps of a mention, finest first; empty where its value is not understood."""
    return ladder_of(mention.value)


def ladder_of(value: Value | None) -> list[Step]:
    """The coarser steps of a typed value, finest first."""
    if isinstance(value, DateValue):
        return [Step(*step) for step in dates.ladder(value)]
    if isinstance(value, RelationValue):
        return [Step(*step) for step in relationships.ladder(value)]
    if isinstance(value, AgeValue):
        return [Step(*step) for step in ages.ladder(value)]
    if isinstance(value, Concept):
        return [Step(*step) for step in concepts.ladder(value)]
    return []
