"""Identifiers of persons, vehicles and accounts: NHS, NINO, passport, driving licence, VRM, bank, card, address.

The shapes are data (``data/references/identifiers.yaml``). Presidio's own recognisers of the same types are not used:
they take "CF10 and" for a registration, an IMEI for a card, and never see context of more than one word.
"""

from __future__ import annotations

from functools import cache

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.places.addresses import address_spans
from recognizers.references.finder import Finder
from recognizers.references.formats import IDENTIFIER_TYPES, load_book
from recognizers.spans import Span, as_results, best_spans


@cache
def _finder() -> Finder:
    return Finder(load_book(["identifiers"], IDENTIFIER_TYPES))


class UkIdentifierRecognizer(LocalRecognizer):
    """The types of ``IDENTIFIER_TYPES``."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=sorted(IDENTIFIER_TYPES), supported_language="en", name="UkIdentifierRecognizer"
        )

    def load(self) -> None:
        """Read the data now rather than with the first text."""
        _finder()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The text's identifiers as results."""
        return as_results(self, identifier_spans(text), entities)


def identifier_spans(text: str) -> list[Span]:
    """All identifiers and addresses of the text in order, none overlapping another."""
    return best_spans([*_finder().spans(text), *address_spans(text)])
