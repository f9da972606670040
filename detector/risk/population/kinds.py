"""Kinds of events (dismissal, declaration, complaint): what a stated total and a case must have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Kinds:
    """The patterns of ``data/population_kinds.yaml``: kinds by name, and how a sentence states a total."""

    kinds: dict[str, re.Pattern[str]]
    counted: str
    of_any_kind: re.Pattern[str]
    bounded: re.Pattern[str]
    workforce: re.Pattern[str]


@cache
def vocabulary() -> Kinds:
    """The patterns, compiled once."""
    data = yaml.safe_load((files("detector") / "risk" / "data" / "population_kinds.yaml").read_text("utf-8"))
    return Kinds(
        {name: re.compile(pattern, re.I) for name, pattern in data["kinds"].items()},
        data["counted"],
        re.compile(data["of_any_kind"], re.I),
        re.compile(data["bounded"], re.I),
        re.compile(data["workforce"], re.I),
    )


def kinds_in(text: str) -> frozenset[str]:
    """Every kind of event that a text speaks of."""
    return frozenset(name for name, pattern in vocabulary().kinds.items() if pattern.search(text))


def first_kind(text: str) -> str | None:
    """The kind of event that a text speaks of first: what happened to its subject, mostly, not what it was about."""
    found = [(match.start(), name) for name, p in vocabulary().kinds.items() if (match := p.search(text))]
    return min(found)[1] if found else None
