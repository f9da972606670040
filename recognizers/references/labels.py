"""Labels: the words right before a value that say what it is, read backwards from the value.

Reading backwards costs a dictionary look-up a word, however many labels there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recognizers.references.formats import Label

_BACK = 100
_LEXEME = re.compile(r"(?:nos?|refs?|num)\.(?![\w])|[^\W_]+(?:['’][^\W_]+)?|\n|[^\s\w]|_", re.IGNORECASE)
_SIGNS = frozenset(":-—=#|([\"“'‘*`")
_VERBS = frozenset("is was are were being reads".split())
_NOUNS = frozenset("number numbers no nos ref refs reference references id ids num urn urns code".split())
_EXPLICIT_SIGNS = frozenset(":#=|")
_MAX_BRACKET = 6
_MAX_NOUNS = 4


@dataclass(frozen=True, slots=True)
class Announcement:
    """A label found before a value; ``explicit`` where a noun ("number") or a colon says that a reference follows."""

    label: Label
    explicit: bool


class LabelIndex:
    """Labels by their words."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels: Mapping[tuple[str, ...], Label] = {
            form: label for label in labels for phrase in label.words for form in _forms(_words(phrase))
        }
        self._longest = max((len(key) for key in self._labels), default=0)

    def before(self, text: str, start: int) -> Announcement | None:
        """The label that announces what begins at ``start``, None without one."""
        lexemes = _lexemes(text, start)
        position, explicit = _skip_separators(lexemes)
        return self._ending_at(lexemes, position, explicit)

    def joined(self, word: str) -> Label | None:
        """The label that is this one word, for values written right onto it ("CAD1234")."""
        return self._labels.get((word.lower(),))

    def _ending_at(
        self, lexemes: list[str], position: int, explicit: bool, brackets: bool = True
    ) -> Announcement | None:
        for _ in range(_MAX_NOUNS):
            if position < 0:
                return None
            if lexemes[position] == ")":
                return self._bracketed(lexemes, position, explicit) if brackets else None
            if (found := self._longest_phrase(lexemes, position)) is not None:
                label, length = found
                previous = lexemes[position - length].lower() if position >= length else ""
                if previous in label.not_after:
                    return None
                return Announcement(label, explicit or _noun(lexemes[position]))
            if not _noun(lexemes[position]) and lexemes[position] != "/":
                return None
            explicit = True
            position -= 1
        return None

    def _bracketed(self, lexemes: list[str], position: int, explicit: bool) -> Announcement | None:
        """What stands before "(CRN)" in "Crime Reference Number (CRN): ", or else what is in the brackets."""
        floor = max(-1, position - _MAX_BRACKET)
        opening = next((i for i in range(position - 1, floor, -1) if lexemes[i] == "("), None)
        if opening is None:
            return self._ending_at(lexemes, position - 1, explicit, brackets=False)
        outer = self._ending_at(lexemes, opening - 1, explicit, brackets=False)
        return outer or self._ending_at(lexemes, position - 1, explicit, brackets=False)

    def _longest_phrase(self, lexemes: list[str], position: int) -> tuple[Label, int] | None:
        for length in range(min(self._longest, position + 1), 0, -1):
            words = lexemes[position - length + 1 : position + 1]
            key = tuple(word.lower().rstrip(".") for word in words)
            label = self._labels.get(key)
            if label is None and words[-1].endswith("s") and words[-1][:-1].isupper():
                label = self._labels.get((*key[:-1], key[-1][:-1]))
            if label is not None:
                return label, length
        return None


def _forms(words: list[str]) -> list[tuple[str, ...]]:
    """The phrase itself, and with its last word in the plural where that is "number" or the like."""
    forms = [tuple(words)]
    if len(words) > 1 and f"{words[-1]}s" in _NOUNS:
        forms.append((*words[:-1], f"{words[-1]}s"))
    return forms


def _words(phrase: str) -> list[str]:
    return [word.rstrip(".") for word in _LEXEME.findall(phrase)]


def _lexemes(text: str, start: int) -> list[str]:
    floor = max(0, start - _BACK)
    found = _LEXEME.findall(text[floor:start])
    cut = floor > 0 and text[floor - 1].isalnum() and text[floor].isalnum()
    found = found[1:] if cut else found
    # "an application (no. 1)" and "the claim, number 1" are announced like "application no. 1"
    return [
        lexeme
        for lexeme, following in zip(found, [*found[1:], ""], strict=False)
        if not (lexeme in ("(", ",") and _noun(following))
    ]


def _skip_separators(lexemes: list[str]) -> tuple[int, bool]:
    """The place of the last word that is no separator, and whether the separators say that a value follows."""
    position, explicit, lines = len(lexemes) - 1, False, 0
    while position >= 0:
        lexeme = lexemes[position]
        lines += lexeme == "\n"
        if lines > 1 or not (lexeme in _SIGNS or lexeme == "\n" or lexeme.lower() in _VERBS):
            break
        explicit = explicit or lexeme in _EXPLICIT_SIGNS
        position -= 1
    return position, explicit


def _noun(lexeme: str) -> bool:
    return lexeme.lower().rstrip(".") in _NOUNS
