"""The words of date expressions, read once from ``recognizers/data/dates.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Look-up tables of the grammar.

    ``words`` maps a lower-case word to its grammar symbol and value; ``phrases`` the same for expressions of several
    words, found by ``phrase_pattern`` at a word that is in ``phrase_heads``.
    """

    words: dict[str, tuple[str, int | str]]
    phrases: dict[str, tuple[str, int | str]]
    phrase_heads: frozenset[str]
    phrase_pattern: re.Pattern[str]
    weak: frozenset[str]
    capitalised_weekdays: frozenset[str]
    ambiguous_months: frozenset[str]
    modal_follows: re.Pattern[str]
    counted_follows: re.Pattern[str]
    total_precedes: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary. The same object each time."""
    data = yaml.safe_load((files("recognizers") / "data" / "dates.yaml").read_text("utf-8"))
    words: dict[str, tuple[str, int | str]] = {}
    for symbol, entries in data["words"].items():
        for word, value in entries.items():
            words.setdefault(str(word), (symbol, value))
    phrases = {
        str(phrase): (symbol, value) for symbol, entries in data["phrases"].items() for phrase, value in entries.items()
    }
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = "|".join(r"[ \t\u00a0]*\r?\n?[ \t]*".join(_loose(part) for part in p.split(" ")) for p in longest_first)
    return Vocabulary(
        words=words,
        phrases=phrases,
        phrase_heads=frozenset(re.match(r"[a-z]+", phrase)[0] for phrase in phrases),  # type: ignore[index]
        phrase_pattern=re.compile(rf"(?:{pattern})(?![^\W_])", re.IGNORECASE),
        weak=frozenset(data["weak_lower_case"]),
        capitalised_weekdays=frozenset(data["weekday_only_capitalised"]),
        ambiguous_months=frozenset(data["ambiguous_months"]),
        modal_follows=re.compile(rf"\s+(?:{'|'.join(data['modal_followers'])})\b", re.IGNORECASE),
        total_precedes=re.compile(rf"\b(?:{'|'.join(data['totals'])})\s+$", re.IGNORECASE),
        counted_follows=re.compile(rf"\s+(?:[a-z]{{2,12}}\s+)?(?:{'|'.join(data['counted_nouns'])})\b"),
    )


def _loose(word: str) -> str:
    return re.escape(word)


def phrase_key(text: str) -> str:
    """The dictionary form of a matched phrase: lower case, single spaces."""
    return " ".join(text.lower().split())
