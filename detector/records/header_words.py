"""What the words of a column heading say about the column, read from ``data/column_headers.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from detector.types import Role

_LONGEST_HEADING = 200
_SIGNS = re.compile(r"[^\w%£#]+")
_POSSESSIVE = re.compile(r"['’]s?\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """The kind that a heading announces and the role that goes with it."""

    kind: str
    role: Role


@dataclass(frozen=True, slots=True)
class _Entry:
    heading: Heading
    pattern: re.Pattern[str]
    veto: re.Pattern[str] | None


def default_role(kind: str) -> Role:
    """The role of a kind of column where nothing says otherwise; "other" for kinds outside the list."""
    return _roles().get(kind, "other")


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading | None:
    """What a heading announces, None where its words are not known."""
    said = normalise_heading(text)
    if not said:
        return None
    for entry in _entries():
        if entry.pattern.search(said) and not (entry.veto and entry.veto.search(said)):
            return entry.heading
    return None


def normalise_heading(text: str) -> str:
    """Lower case, words only: "Date(s) received:" -> "dates received", "Years' service" -> "years service"."""
    short = text[:_LONGEST_HEADING].casefold().replace("(s)", "s")
    return _SIGNS.sub(" ", _POSSESSIVE.sub("", short.replace("s'", "s").replace("s’", "s")).replace("_", " ")).strip()


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("detector") / "records" / "data" / "column_headers.yaml").read_text("utf-8"))


@cache
def _roles() -> dict[str, Role]:
    return {kind: role for role, kinds in _data()["roles"].items() for kind in kinds}


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_entry(raw) for raw in _data()["headings"])


def _entry(raw: dict[str, Any]) -> _Entry:
    alternatives = [
        rf"^(?:{_words(raw[how])})$" if how == "is" else rf"{before}(?:{_words(raw[how])}){after}"
        for how, before, after in (
            ("is", "^", "$"),
            ("starts", "^", r"(?!\w)"),
            ("ends", r"(?<!\w)", "$"),
            ("any", r"(?<!\w)", r"(?!\w)"),
        )
        if how in raw
    ]
    veto = re.compile(rf"(?<!\w)(?:{_words(raw['not'])})(?!\w)") if "not" in raw else None
    role: Role = raw.get("role") or default_role(raw["kind"])
    return _Entry(Heading(raw["kind"], role), re.compile("|".join(alternatives)), veto)


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) + ("s?" if word[-1].isalpha() and not word.endswith("s") else "") for word in words)
