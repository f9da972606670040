"""What recognisers and the language model say of texts of any length, and where known names stand in them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from presidio_analyzer import RecognizerResult

from detector.recognise.context.names.initials import initials
from detector.recognise.context.names.propagate import NameIndex
from detector.recognise.engine import Engine
from detector.recognise.overlaps import resolve
from recognizers.results import told

Results: TypeAlias = list[RecognizerResult]
_LONGEST_CHUNK = 50_000
_WORDS_OF_NAMES = frozenset({"RELATIONSHIP", "OCCUPATION", "NRP", "OFFENCE", "HEALTH"})


def with_model(texts: Sequence[str], engine: Engine) -> list[Results]:
    """Very long blocks go through in pieces cut at white space: a model run over megabytes would exhaust memory."""
    pieces = [(index, start, text[start:end]) for index, text in enumerate(texts) for start, end in _pieces(text)]
    results: list[Results] = [[] for _ in texts]
    for (index, start, _), found in zip(pieces, engine.with_model([piece for _, _, piece in pieces]), strict=True):
        for result in found:
            result.start += start
            result.end += start
            results[index].append(result)
    return results


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _LONGEST_CHUNK:
        end = text.rfind(" ", start, start + _LONGEST_CHUNK)
        end = start + _LONGEST_CHUNK if end <= start else end
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def repeated(names: NameIndex, text: str, results: Results, cell: bool = False) -> Results:
    """The results with every further mention of a known name, and its initials; alone in a ``cell`` they may be any code."""
    if not (cell and text.strip() in names.short) and (short := initials(names.short, text)):
        results = resolve([*results, *short])
    spans = list(names.find(text))
    if not spans:
        return results
    whole = [(start, end) for start, end in spans if _is_whole(text[start:end])]
    others = [
        r
        for r in results
        if r.entity_type not in _WORDS_OF_NAMES or not any(a <= r.start and r.end <= b for a, b in whole)
    ]
    return resolve([*others, *(told("propagated", "PERSON", start, end, 0.7) for start, end in spans)])


def _is_whole(name: str) -> bool:
    """A name of several words, all with a capital: it keeps a surname that is a word elsewhere ("Adrian Neighbour")."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)
