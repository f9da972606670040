"""The share of a population that has an attribute: data with their sources, looked up for one mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from detector.types import Mention
from recognizers.values import AgeValue, Concept, DateValue, RelationValue

_DAYS_A_YEAR = 365.25
_OLDEST = 100


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1, the attribute that it belongs to ("rank", "sex"), and its source."""

    attribute: str
    share: float
    source: str


@cache
def shares() -> Mapping[str, Any]:
    """``data/attribute_shares.yaml``."""
    data: Mapping[str, Any] = yaml.safe_load(
        (files("detector") / "risk" / "data" / "attribute_shares.yaml").read_text("utf-8")
    )
    return data


def share_of(mention: Mention, area: str = "") -> Share:
    """The share of the population that has what the mention says, dates apart; ``area`` is the authority's name."""
    entity, value = mention.entity_type, mention.value
    if entity == "OCCUPATION" and isinstance(value, Concept):
        return _occupation(value)
    if entity == "GENDER" and isinstance(value, Concept):
        sex = shares()["sex"]
        return Share("sex", _along(value, sex["shares"], sex["shares"]["other"]), sex["source"])
    if entity == "AGE" and isinstance(value, AgeValue):
        return _age(value)
    if entity == "NRP" and isinstance(value, Concept):
        return _origin(value)
    if entity == "ORIENTATION":
        data = shares()["orientation"]
        path = value.path if isinstance(value, Concept) else ()
        return Share(
            "orientation", next((data["shares"][p] for p in path if p in data["shares"]), data["other"]), data["source"]
        )
    if entity == "RELATIONSHIP" and isinstance(value, RelationValue):
        return _relationship(value)
    if entity == "LOCATION":
        whole = bool(area) and mention.text.casefold() in area.casefold()
        return _single("whole_area" if whole else "place", "place")
    return _single("other", entity.replace("_", " ").lower())


def years_of(value: DateValue) -> float:
    """How long a stretch of time is, in years; by its granularity where it is not resolved."""
    if value.start and value.end:
        return ((value.end - value.start).days + 1) / _DAYS_A_YEAR
    return float(shares()["months"]["years"][value.granularity])


def event_rate(kind: str | None) -> float:
    """Of the persons in a workforce, the share to whom an event of this kind happens in a year."""
    data = shares()["events"]
    return float(data["rates"].get(kind, data["other"]))


def unknown_period() -> float:
    """The years that a total is taken to cover where the letter does not say."""
    return float(shares()["unknown_period_years"]["years"])


def _single(name: str, attribute: str) -> Share:
    data = shares()[name]
    return Share(attribute, data["share"], data["source"])


def _along(value: Concept, known: Mapping[str, float], otherwise: float) -> float:
    return next((known[level] for level in value.path if level in known), otherwise)


def _occupation(value: Concept) -> Share:
    if any("unit" in level.casefold() for level in value.path[1:]):
        return _single("unit", "unit")
    if "police officer" in value.path:
        finer, rank = shares()["finer_rank"], shares()["rank"]
        if value.path[0] in finer["shares"]:
            return Share("rank", finer["shares"][value.path[0]], finer["source"])
        return Share("rank", _along(value, rank["shares"], shares()["other_occupation"]["share"]), rank["source"])
    staff = shares()["staff"]
    if value.path[0] in staff["shares"]:
        return Share("role", staff["shares"][value.path[0]], staff["source"])
    return _single("other_occupation", "role")


def _age(value: AgeValue) -> Share:
    data = shares()["age"]
    starts: Sequence[int] = sorted(data["years"])
    high = _OLDEST if value.high is None else min(value.high, _OLDEST)
    total = sum(
        data["years"][max((start for start in starts if start <= age), default=starts[0])]
        for age in range(max(0, value.low), high + 1)
    )
    return Share("age", min(1.0, total), data["source"])


def _origin(value: Concept) -> Share:
    groups, religion = shares()["ethnic_group"], shares()["religion"]
    if "religion" in value.path:
        return Share("religion", _along(value, religion["shares"], religion["other"]), religion["source"])
    for level in value.path:
        if level in groups["shares"]:
            finer = shares()["finer_ethnic_group"]
            whole = level == value.path[0] or value.path[0] in finer["whole"]
            return Share("ethnic group", groups["shares"][level] * (1 if whole else finer["factor"]), groups["source"])
    return _single("nationality", "nationality")


def _relationship(value: RelationValue) -> Share:
    if value.chain[-1].path[-1] in ("operational", "professional"):
        return _single("case_role", "part in the case")
    data = shares()["relationship"]
    share = 1.0
    for hop in value.chain:
        share *= _along(hop, data["shares"], data["other"])
    return Share("relationship", share, data["source"])
