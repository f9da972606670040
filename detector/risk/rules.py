"""The rules as data: title, kind, explanation and sources by rule id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from detector.types import FindingKind


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``explanation`` is a paragraph for a reviewer, ``sources`` the law, guidance or paper behind it."""

    id: str
    title: str
    kind: FindingKind
    explanation: str
    sources: tuple[str, ...]


@cache
def rules() -> dict[str, Rule]:
    """All rules by id."""
    data = yaml.safe_load((files("detector") / "risk" / "data" / "rules.yaml").read_text("utf-8"))
    return {
        rule: Rule(rule, entry["title"], entry["kind"], entry["explanation"].strip(), tuple(entry["sources"]))
        for rule, entry in data.items()
    }
