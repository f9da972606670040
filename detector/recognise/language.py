"""Passages in another language than English, which the models and vocabularies cannot read.

Judged by function words and script (the short-words method: Grefenstette 1995, "Comparing two language identification
schemes"): a passage is foreign if it has hardly any English function words and many of another language, or if most of its letters
are not Latin. Names, lists and tables without any function words are nobody's language and stay out of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from detector.types import Document

_FEWEST_WORDS, _FEWEST_DISTINCT = 8, 3
_ENGLISH, _FOREIGN, _MARGIN = 0.12, 0.15, 2.0
_NOT_LATIN = 0.5
_LONGEST = 4_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """Function words by language; ``english`` apart from the others."""

    english: frozenset[str]
    others: Mapping[str, frozenset[str]]


@cache
def _words() -> FunctionWords:
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "function_words.yaml").read_text("utf-8"))
    others = {name: frozenset(str(w) for w in words) for name, words in data["others"].items()}
    return FunctionWords(frozenset(str(w) for w in data["english"]), others)


def foreign_language(text: str) -> str | None:
    """The language of a passage that is not English ("Welsh", "another script"), None for English and for short pieces."""
    words = [word.replace("’", "'").casefold() for word in _WORD.findall(text[:_LONGEST])]
    if _mostly_not_latin(text[:_LONGEST]):
        return "another script"
    if len(words) < _FEWEST_WORDS:
        return None
    known = _words()
    english = sum(word in known.english for word in words) / len(words)
    name, share = max(
        ((name, sum(word in own for word in words) / len(words)) for name, own in known.others.items()),
        key=lambda x: x[1],
    )
    distinct = len({word for word in words if word in known.others[name]})
    clear = share >= _FOREIGN and share > _MARGIN * english and distinct >= _FEWEST_DISTINCT
    return name if english < _ENGLISH and clear else None


def foreign_passages(document: Document) -> Iterator[str]:
    """The languages other than English in the blocks and cells of a document, one for each passage."""
    for block in document.blocks:
        if (found := foreign_language(block.text)) is not None:
            yield found
    for grid in document.grids:
        for row in grid.cells:
            for cell in row:
                if len(cell.text) > 40 and (found := foreign_language(cell.text)) is not None:
                    yield found


def language_problem(document: Document) -> str | None:
    """The sentence about passages that were not fully checked, None where there are none."""
    found = list(foreign_passages(document))
    if not found:
        return None
    languages = ", ".join(sorted(set(found)))
    passages = "1 passage" if len(found) == 1 else f"{len(found)} passages"
    return f"{document.path} has {passages} that could not be fully checked, not in English ({languages}): a person who reads it must check"


def _mostly_not_latin(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    if len(letters) < 20:
        return False
    foreign = sum(1 for ch in letters if ord(ch) > 0x24F and not unicodedata.name(ch, "").startswith("LATIN"))
    return foreign > _NOT_LATIN * len(letters)
