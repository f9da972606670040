"""One recogniser for all vocabularies: terms with their place in a three-level hierarchy, read from data.

A data file has ``entity``, ``top``, ``classes`` (each with ``family`` and ``terms``) and optionally ``not_after`` (words
that make what stands before them something else), ``qualifiers`` (words that may stand beside a term in a cell) and
``cell_only`` (spellings that count only as a cell). A term is ``"canonical = form, form"``; a form ending in ``!`` counts only
in the case it is written in, one ending in ``~`` is often generic in letters and gets a low score, one ending in ``^`` counts
only in a table cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

_TOKEN = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?|&|\+")
_GAP = re.compile(r"[ \t\u00a0]*(?:[-‐‑‒–—/:.,('’‘`][ \t\u00a0]*)?|[ \t]*-?\r?\n[ \t]*")
_NUMBER = re.compile(r"(?:s|no)?\d+[a-z]?", re.IGNORECASE)
_JOINERS = frozenset(
    "and or the of a an for in on to with by at not other unknown any all no each various several current former serving acting "
    "temporary senior junior trainee student male female officer s x including plus & +".split()
)
COMPOUND = "compound"
_MARKS = "!~^"
_STRONG, _USUAL, _WEAK = 0.85, 0.75, 0.4


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form: its words in lower case, the words as written where case counts, its concept and score, and
    whether it counts only in a cell."""

    words: tuple[str, ...]
    exact: tuple[str, ...] | None
    path: tuple[str, ...]
    plural: bool
    score: float
    cell: bool


class VocabularyRecognizer(LocalRecognizer):
    """Finds the longest form of a vocabulary at each place. Raises ValueError if the data file is wrong."""

    def __init__(self, path: Path) -> None:
        data = _read(path)
        self.entity: str = data["entity"]
        super().__init__(
            supported_entities=[self.entity], supported_language="en", name=f"VocabularyRecognizer:{path.stem}"
        )
        self.top: str = data["top"]
        self._not_after = [tuple(str(p).casefold().split()) for p in data.get("not_after", [])]
        self._joiners = _JOINERS | {str(word).casefold() for word in data.get("qualifiers", [])}
        self._cell_only = frozenset(str(word) for word in data.get("cell_only", []))
        self._by_first: dict[str, list[Form]] = {}
        for form in _forms(path, data):
            self._by_first.setdefault(form.words[0], []).append(form)
        for forms in self._by_first.values():
            forms.sort(key=lambda f: (-len(f.words), f.exact is None, f.cell, f.plural, f.path))

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a term, its Concept in the metadata."""
        return [
            self._result(start, end, form)
            for start, end, form in self._find(text)
            if text[start:end] not in self._cell_only
        ]

    def _result(self, start: int, end: int, form: Form) -> RecognizerResult:
        found = result(self, self.entity, start, end, form.score, Concept(form.path, form.plural))
        found.recognition_metadata[COMPOUND] = len(form.words) > 1
        return found

    def parse(self, cell: str) -> tuple[Concept, ...]:
        """The concepts that a whole table cell states."""
        return tuple(Concept(form.path, form.plural) for _, _, form in self._find(cell, cell=True))

    def covers_cell(self, cell: str) -> bool:
        """Whether a table cell is nothing but terms of this vocabulary, joining words and qualifiers."""
        rest, found = cell, False
        for start, end, _ in reversed(list(self._find(cell, cell=True))):
            rest, found = rest[:start] + " " + rest[end:], True
        return found and all(
            word.casefold() in self._joiners or _NUMBER.fullmatch(word) for word in _TOKEN.findall(rest)
        )

    def _find(self, text: str, cell: bool = False) -> Iterator[tuple[int, int, Form]]:
        tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
        lower = [_normal(word) for _, _, word in tokens]
        index = 0
        while index < len(tokens):
            form = self._match(text, tokens, lower, index, cell)
            if form is None:
                index += 1
                continue
            last = index + len(form.words) - 1
            if not self._refused(lower, last + 1):
                yield tokens[index][0], tokens[last][1], form
            index = last + 1

    def _match(
        self, text: str, tokens: list[tuple[int, int, str]], lower: list[str], index: int, cell: bool
    ) -> Form | None:
        for form in self._by_first.get(lower[index], ()):
            if form.cell and not cell:
                continue
            end = index + len(form.words)
            if end > len(tokens) or tuple(lower[index:end]) != form.words:
                continue
            if form.exact is not None and tuple(t[2] for t in tokens[index:end]) != form.exact:
                continue
            if all(_GAP.fullmatch(text, tokens[i][1], tokens[i + 1][0]) for i in range(index, end - 1)):
                return form
        return None

    def _refused(self, lower: list[str], after: int) -> bool:
        return any(tuple(lower[after : after + len(words)]) == words for words in self._not_after)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise ValueError(f"{path.name}: cannot be read as a vocabulary") from None
    if not isinstance(data, dict) or not {"entity", "top", "classes"} <= set(data):
        raise ValueError(f"{path.name}: a vocabulary needs entity, top and classes")
    return data


def _forms(path: Path, data: dict[str, Any]) -> Iterator[Form]:
    for class_, entry in data["classes"].items():
        if not isinstance(entry, dict) or not {"family", "terms"} <= set(entry):
            raise ValueError(f"{path.name}: class {class_} needs family and terms")
        for line in entry["terms"]:
            canonical, _, others = str(line).partition("=")
            name = canonical.strip().rstrip(_MARKS)
            if not name:
                raise ValueError(f"{path.name}: class {class_}: a term without a name")
            levels = dict.fromkeys((name, class_, entry["family"]))
            for printed in [canonical, *others.split(",")]:
                if printed.strip():
                    yield from _variants(printed.strip(), tuple(levels))


def _variants(printed: str, path: tuple[str, ...]) -> Iterator[Form]:
    text = printed.rstrip(_MARKS)
    marks = printed[len(text) :]
    weak, cased, cell = (mark in marks for mark in "~!^")
    words = _words(text)
    score = _WEAK if weak else _STRONG if len(words) > 1 or cased else _USUAL
    written = tuple(_TOKEN.findall(text))
    yield Form(words, written if cased else None, path, False, score, cell)
    if not re.search(r"(?:ed|ing|ly|ish|ese|ian|ic)$", words[-1]):
        exact = (*written[:-1], written[-1] + "s") if cased else None
        last = exact[-1].casefold() if exact else _plural(words[-1])
        yield Form((*words[:-1], last), exact, path, True, score, cell)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_normal(word) for word in _TOKEN.findall(text))


def _normal(word: str) -> str:
    return "and" if word == "&" else word.replace("’", "'").casefold()


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("wife"):
        return word[:-2] + "ves"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
