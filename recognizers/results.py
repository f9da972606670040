"""The Presidio result of a recogniser, with the typed value of the span in its metadata."""

from __future__ import annotations

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.values import Value


def result(
    recognizer: EntityRecognizer, entity: str, start: int, end: int, score: float, value: Value | None = None
) -> RecognizerResult:
    """A result for ``text[start:end]``; ``value``, where there is one, is in ``recognition_metadata["value"]``."""
    name: str = recognizer.name  # type: ignore[has-type]  # untyped in Presidio
    return told(name, entity, start, end, score, value, recognizer.id)


def told(
    name: str,
    entity: str,
    start: int,
    end: int,
    score: float,
    value: Value | None = None,
    identifier: str | None = None,
) -> RecognizerResult:
    """A result that no recogniser gives but the rest of a document or a table: ``name`` says what found it."""
    metadata: dict[str, object] = {
        RecognizerResult.RECOGNIZER_NAME_KEY: name,
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: identifier or name,
    }
    if value is not None:
        metadata["value"] = value
    return RecognizerResult(entity, start, end, score, recognition_metadata=metadata)


def retyped(result: RecognizerResult, entity: str) -> RecognizerResult:
    """The same stretch, score and metadata with another entity type."""
    return RecognizerResult(
        entity, result.start, result.end, result.score, recognition_metadata=result.recognition_metadata
    )
