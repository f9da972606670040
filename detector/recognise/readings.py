"""What recognisers and the language model say of texts of any length, and where known names stand in them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from presidio_analyzer import RecognizerResult

from detector.recognise.context.names.propagate import NameIndex
from detector.recognise.engine import Engine
from detector.recognise.overlaps import resolve
from recognizers.results import told

Results: TypeAlias = list[RecognizerResult]
_LONGEST_CHUNK = 50_000


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


def repeated(names: NameIndex, text: str, results: Results) -> Results:
    """The results with every further mention of a known name."""
    more = [told("propagated", "PERSON", start, end, 0.7) for start, end in names.find(text)]
    return resolve([*results, *more]) if more else results
