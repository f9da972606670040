"""What the rows of a table stand for: persons and their cases, or things: requests, contracts, vehicles, rules.

Whoever is the only one in a row of persons is singled out by it; a contract that is the only one of its date is not a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from detector.records.header_words import heading, normalise_heading
from detector.records.headers import Kinds
from detector.types import Cell, Column
from recognizers.people.bare_names import is_bare_name
from recognizers.references.public_references import foi_spans

_SAMPLE, _MOST, _HALF = 50, 0.8, 0.5
_ENOUGH = 2


def are_things(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], caption: str, kinds: Kinds) -> bool:
    """Whether the rows are things rather than persons. ``kinds`` says which kinds of value a whole cell is."""
    said = [normalise_heading(column.name) for column in columns]
    if any(_matches(name, _set("decisive")) for name in said):
        return True
    if any(
        _tells_of_persons(column, [row[i].text for row in rows[:_SAMPLE]], kinds) for i, column in enumerate(columns)
    ):
        return False
    points = sum(map(_points, said))
    if any(phrase in caption.casefold() for phrase in _data()["captions"]):
        points += _ENOUGH
    return points >= _ENOUGH or _are_requests(columns, rows)


def names_things(name: str) -> bool:
    """Whether a heading says that the cells below are names of things: cars, roads, systems."""
    return _matches(normalise_heading(name), _set("names_of_things"))


def names_firms(name: str) -> bool:
    """Whether a heading says that the cells below are names of firms."""
    return _matches(normalise_heading(name), _set("names_of_firms"))


def names_office_holders(name: str) -> bool:
    """Whether a heading says that the cells below name who holds an office that the public knows."""
    return _matches(normalise_heading(name), _set("office_holders"))


def names_who_is_in_charge(name: str) -> bool:
    """Whether a heading of a table of things says that the cells below name who looks after them."""
    return _matches(normalise_heading(name), _set("in_charge"))


def _tells_of_persons(column: Column, texts: Sequence[str], kinds: Kinds) -> bool:
    """Whether the heading says that the column is about persons, or most of its cells do."""
    said = normalise_heading(column.name)
    if _matches(said, _set("person_headings")) and not _matches(said, _set("in_charge")):
        return True
    if column.kind not in _set("persons") or any(
        _matches(said, _set(name)) for name in ("in_charge", "office_holders", "not_of_persons")
    ):
        return False
    filled = [text.strip() for text in texts if text.strip()]
    if column.kind == "person":
        return sum(map(is_bare_name, filled)) >= _HALF * len(filled)
    announced = heading(column.name)
    borne_out = sum(column.kind in kinds(text) for text in filled) >= _MOST * len(filled)
    # A number can be an age and anything else, and what rules and requests are about is no case.
    borne_out = borne_out and column.kind != "age" and not _points(said)
    return (announced is not None and announced.kind == column.kind) or borne_out


def _points(said: str) -> int:
    if _matches(said, _telling()):
        return 2
    return 1 if _matches(said, _set("hinting")) else 0


def _matches(said: str, phrases: frozenset[str]) -> bool:
    words = said.split()
    return any(
        " ".join(words[start : start + length]) in phrases
        for length in (1, 2, 3)
        for start in range(len(words) - length + 1)
    )


def _are_requests(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column has the references of requests for information, whatever it is called, or the outcomes that only they have."""
    outcomes = _set("request_outcomes")
    for index, column in enumerate(columns):
        texts = [text for row in rows[:_SAMPLE] if (text := row[index].text.strip())]
        if column.kind == "foi_reference":
            return True
        if column.kind == "identifier" and texts:
            whole = sum(any(s.end - s.start == len(text) for s in foi_spans(text)) for text in texts)
            if whole >= _MOST * len(texts):
                return True
        if column.kind == "outcome" and len(texts) > 1:
            told = [re.sub(r"\W+", " ", text).strip().casefold() for text in texts]
            if sum(text in outcomes for text in told) >= _MOST * len(texts):
                return True
    return False


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_data()[name])


@cache
def _telling() -> frozenset[str]:
    return frozenset(phrase for phrases in _data()["telling"].values() for phrase in phrases)


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("detector") / "records" / "data" / "row_subjects.yaml").read_text("utf-8"))
