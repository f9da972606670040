"""What the numbers of a count table count: people and what happened to them, or things.

A threshold for small numbers protects people. Four laptops, two tenders and one police dog are nobody's personal data, and
an alarm on each of them would drown the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from detector.records.headers import Kinds
from detector.types import Column, TypedTable

_OF_PEOPLE = frozenset(
    {"age", "gender", "nrp", "orientation", "relationship", "person", "occupation", "health", "offence"}
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_LINE, _MOST_LABELS, _HALF = 250, 60, 0.5


def counts_things(table: TypedTable, above: str, kinds: Kinds) -> bool:
    """Whether a count table counts things. ``above`` is the text before it, ``kinds`` says which kinds of value a cell is.

    Whatever speaks of people anywhere outweighs the rest, and without a word of things a table is taken to count people.
    """
    labels = [column for column in table.columns if column.role != "count"]
    above = above if len(above) <= _LONGEST_LINE else ""
    cells = [row[i].text for row in table.rows[:_MOST_LABELS] for i, c in enumerate(table.columns) if c.role != "count"]
    said = [table.caption, above, *(column.name for column in table.columns)]
    if any(_is_of_people(column, cells, kinds) for column in labels):
        return False
    if any(_OF_PEOPLE & kinds(c.name) and not _of_things(c.name) for c in table.columns if c.role == "count"):
        return False
    if any(_words(text) & _list("people") for text in map(_without_phrases, [*said, *cells])):
        return False
    told = any(_of_things(text) for text in said)
    filled = [cell for cell in cells if cell.strip()]
    return told or (bool(filled) and sum(map(_of_things, filled)) >= _HALF * len(filled))


def _is_of_people(column: Column, cells: Sequence[str], kinds: Kinds) -> bool:
    if column.kind not in _OF_PEOPLE or _of_things(column.name):
        return False
    filled = [cell.strip() for cell in cells if cell.strip()]
    return sum(column.kind in kinds(cell) for cell in filled) >= _HALF * len(filled)


def _of_things(text: str) -> bool:
    return bool(_words(text) & _list("things")) or _without_phrases(text) != text.casefold()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _without_phrases(text: str) -> str:
    return _phrases().sub(" ", text.casefold())


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _list('phrases')), key=len, reverse=True))})\b")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(yaml.safe_load((files("detector") / "records" / "data" / "counted.yaml").read_text("utf-8"))[name])
