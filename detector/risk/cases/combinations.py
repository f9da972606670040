"""Which sets of attributes single somebody out in running text: data (``data/combinations.yaml``), matched to a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from detector.records.cases import is_unit
from detector.types import Mention
from recognizers.places.organisations import wide_areas
from recognizers.values import AgeValue, Concept, DateValue, RelationValue

_TOP = "relative or associate"
_ANY_RELATIVE = frozenset({"relative", "family member", "family", _TOP})
_WIDE_BAND = 9
_COARSEST_DAYS = {"day": 1, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Combination:
    """A set of attributes that singles out: all of ``needs``, a date at least as fine as ``date``, one of ``also``."""

    needs: tuple[str, ...]
    words: str
    date: str | None = None
    also: tuple[str, ...] = ()


@cache
def combinations() -> tuple[Combination, ...]:
    """The combinations in their order."""
    data = yaml.safe_load((files("detector") / "risk" / "data" / "combinations.yaml").read_text("utf-8"))
    return tuple(Combination(tuple(e["needs"]), e["words"], e.get("date"), tuple(e.get("also", ()))) for e in data)


def combination_of(mentions: Sequence[Mention]) -> Combination | None:
    """The first combination that these mentions of one case contain."""
    present = _attributes(mentions)
    dates = [m.value for m in mentions if m.entity_type == "DATE_TIME" and isinstance(m.value, DateValue)]
    for combination in combinations():
        if not all(present[need] >= combination.needs.count(need) for need in combination.needs):
            continue
        if combination.also and not any(present[entity] for entity in combination.also):
            continue
        if combination.date and not any(date_at_least(value, combination.date) for value in dates):
            continue
        return combination
    return None


def date_at_least(value: DateValue, level: str) -> bool:
    """Whether a date is as fine as ``level`` (day, month or year) or finer; "May" without a year is a month."""
    if value.start and value.end:
        return (value.end - value.start).days < _COARSEST_DAYS[level]
    finest = {
        "day": ("day",),
        "month": ("day", "week", "month"),
        "year": ("day", "week", "month", "quarter", "season", "year"),
    }
    return value.granularity in finest[level] and "clock" not in value.flags


def _attributes(mentions: Sequence[Mention]) -> Counter[str]:
    present: Counter[str] = Counter()
    for mention in mentions:
        present[mention.entity_type] += 1
        if mention.entity_type == "OCCUPATION" and is_unit(mention):
            present["UNIT"] += 1
            present["OCCUPATION"] -= 1
        if mention.entity_type == "RELATIONSHIP":
            present["RELATIONSHIP"] -= not is_personal(mention)
            present["KIN"] += is_personal(mention) and _is_close(mention)
        if (mention.entity_type == "AGE" and _is_wide_band(mention)) or (
            mention.entity_type == "LOCATION" and _is_wide_area(mention)
        ):
            present[mention.entity_type] -= 1
    return present


def _is_close(mention: Mention) -> bool:
    """A relationship that says more than "a relative": of a chain, its first hop does."""
    return not (isinstance(mention.value, RelationValue) and mention.value.chain[0].path[0] in _ANY_RELATIVE)


def _is_wide_band(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, AgeValue) and (value.high is None or value.high - value.low >= _WIDE_BAND)


def _is_wide_area(mention: Mention) -> bool:
    """A region or a nation, which has millions of people."""
    return isinstance(mention.value, Concept) and mention.value.path[0] in wide_areas()


def is_personal(mention: Mention) -> bool:
    """A relationship that tells who somebody is to somebody, not merely their part in a case (victim, witness), nor "supervisors"."""
    value = mention.value
    if isinstance(value, RelationValue) and value.chain[-1].path[-1] == "work" and value.chain[-1].plural:
        return False
    impersonal = ("operational", "professional", "broad", _TOP)
    return not (isinstance(value, RelationValue) and value.chain[-1].path[-1] in impersonal)
