"""The Presidio result of a recogniser, with the typed value of the span in its metadata."""

from __future__ import annotations

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.values import Value


def result(
    recognizer: EntityRecognizer, entity: str, start: int, end: int, score: float, value: Value | None = None
) -> RecognizerResult:
    """A result for ``text[start:end]``; ``value``, where there is one, is in ``recognition_metadata["value"]``."""
    metadata: dict[str, object] = {
        RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,  # type: ignore[has-type]  # untyped in Presidio
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
    }
    if value is not None:
        metadata["value"] = value
    return RecognizerResult(entity, start, end, score, recognition_metadata=metadata)
