"""OPERATION_NAME: "Operation Falcon", "Op HIGH-WATER"."""

from __future__ import annotations

import re

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result

_NAME = re.compile(r"\b(?:Operation|OPERATION|Op\.?|OP)[ \t]+(?P<name>[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)?)\b")
_NO_NAME = frozenset(
    "manager managers room rooms centre center team officer support director of command group the and order code".split()
)


class OperationRecognizer(LocalRecognizer):
    """Police operations by their code name; not operations rooms, managers or operation of an Act."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["OPERATION_NAME"], supported_language="en", name="OperationRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result an operation."""
        return [
            result(self, "OPERATION_NAME", *match.span(), 0.85)
            for match in _NAME.finditer(text)
            if match["name"].casefold() not in _NO_NAME
        ]
