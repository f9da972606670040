"""RELATIONSHIP: who somebody is to somebody else, with every hop of a chain."""

from __future__ import annotations

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.relationships.grammar import Found, covers, find, parse
from recognizers.results import result
from recognizers.values import RelationValue

__all__ = ["RelationshipRecognizer", "covers_cell", "parse_relationship"]
_CHAIN, _TERM, _WEAK = 0.95, 0.85, 0.4


class RelationshipRecognizer(LocalRecognizer):
    """Relationship terms and chains of the taxonomy; words that are often generic get a low score."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["RELATIONSHIP"], supported_language="en", name="RelationshipRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result an expression, its RelationValue in the metadata."""
        return [
            result(self, "RELATIONSHIP", found.start, found.end, _score(found), found.value) for found in find(text)
        ]


def _score(found: Found) -> float:
    if found.weak:
        return _WEAK
    return _CHAIN if len(found.value.chain) > 1 else _TERM


def parse_relationship(cell: str) -> tuple[RelationValue, ...]:
    """The relations that a whole table cell states."""
    return parse(cell)


def covers_cell(cell: str) -> bool:
    """Whether a table cell is nothing but relationships."""
    return covers(cell)
