"""What a whole table cell says, read without context: the parsers behind column typing and cell values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from presidio_analyzer import LocalRecognizer

from recognizers.contact.contacts import ContactRecognizer
from recognizers.dates import parse_date
from recognizers.people.ages import parse_age
from recognizers.places.organisations import parse_place
from recognizers.references import ReferenceRecognizer
from recognizers.references.uk_identifiers import UkIdentifierRecognizer
from recognizers.registry import VOCABULARIES, vocabulary
from recognizers.relationships import covers_cell, parse_relationship
from recognizers.values import Value

_NO_ARTIFACTS: Any = None
_LONGEST_IDENTIFIER, _SURE = 60, 0.7


@lru_cache(maxsize=100_000)
def kinds(text: str) -> frozenset[str]:
    """The column kinds (lower-case entity types) that the whole cell text is covered by."""
    found = {name for name in VOCABULARIES if vocabulary(name).covers_cell(text)}
    if covers_cell(text):
        found.add("relationship")
    if parse_date(text) is not None:
        found.add("date_time")
    if parse_age(text) is not None:
        found.add("age")
    if parse_place(text):
        found.add("location")
    found.update(_direct(text))
    return frozenset(found)


def _direct(text: str) -> frozenset[str]:
    """The kind of identifier that covers a whole cell, where its shape alone tells it."""
    bare = text.strip()
    if not any(ch.isdigit() or ch == "@" for ch in bare) or len(bare) > _LONGEST_IDENTIFIER:
        return frozenset()
    results = [r for reader in _readers() for r in reader.analyze(bare, [], _NO_ARTIFACTS)]
    return frozenset(r.entity_type.lower() for r in results if r.score >= _SURE and r.end - r.start >= len(bare) - 1)


@cache
def _readers() -> tuple[LocalRecognizer, ...]:
    return ContactRecognizer(), UkIdentifierRecognizer(), ReferenceRecognizer()


def values(text: str, kind: str) -> tuple[Value, ...]:
    """The typed values of a cell in a column of this kind; empty where the cell is not understood."""
    return _PARSERS[kind](text) if kind in _PARSERS else ()


def _one(parse: Callable[[str], Value | None]) -> Callable[[str], tuple[Value, ...]]:
    def parser(text: str) -> tuple[Value, ...]:
        value = parse(text)
        return () if value is None else (value,)

    return parser


def _terms(name: str) -> Callable[[str], tuple[Value, ...]]:
    return lambda text: vocabulary(name).parse(text)


_PARSERS: dict[str, Callable[[str], tuple[Value, ...]]] = {
    "date_time": _one(parse_date),
    "age": _one(parse_age),
    "location": parse_place,
    "relationship": lambda text: parse_relationship(text),
    **{name: _terms(name) for name in VOCABULARIES},
}
