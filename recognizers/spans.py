"""A recognised stretch of text before it becomes a Presidio result, so that recognition itself is pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.values import ReferenceValue


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` is of ``entity_type``, with ``score`` between 0 and 1 and the format that it matched."""

    start: int
    end: int
    entity_type: str
    score: float
    value: ReferenceValue

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def as_results(
    recognizer: EntityRecognizer, spans: Iterable[Span], entities: Iterable[str] | None
) -> list[RecognizerResult]:
    """Presidio results for the spans whose type is asked for; None or nothing asks for all."""
    wanted = frozenset(entities or ())
    return [
        RecognizerResult(
            entity_type=span.entity_type,
            start=span.start,
            end=span.end,
            score=span.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,  # type: ignore[has-type]
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
                "value": span.value,
            },
        )
        for span in spans
        if not wanted or span.entity_type in wanted
    ]


def best_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans that survive when the better score, then the longer, wins an overlap; in order of place."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.score, s.start - s.end, s.start, s.entity_type)):
        place = bisect_left(kept, span.start, key=lambda s: s.start)
        if not any(span.overlaps(other) for other in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, span)
    return kept


def overlap_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether the span shares a character with one of ``others``, which are in order and do not overlap."""
    place = bisect_left(others, span.start, key=lambda s: s.start)
    return any(span.overlaps(other) for other in others[max(0, place - 1) : place + 1])
