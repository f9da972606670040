"""What a whole table cell says, read without context: the parsers behind column typing and cell values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from recognizers.ages import parse_age
from recognizers.dates import parse_date
from recognizers.registry import VOCABULARIES, vocabulary
from recognizers.relationships import covers_cell, parse_relationship
from recognizers.values import Value


@cache
def kinds(text: str) -> frozenset[str]:
    """The column kinds (lower-case entity types) that the whole cell text is covered by."""
    found = {name for name in VOCABULARIES if vocabulary(name).covers_cell(text)}
    if covers_cell(text):
        found.add("relationship")
    if parse_date(text) is not None:
        found.add("date_time")
    if parse_age(text) is not None:
        found.add("age")
    return frozenset(found)


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
    "relationship": lambda text: parse_relationship(text),
    **{name: _terms(name) for name in VOCABULARIES},
}
