"""MONEY and QUANTITY: sums, durations, lengths of service, percentages, weights and distances."""

from __future__ import annotations

import re

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result

_NUMBER = r"\d[\d,]{0,15}(?:\.\d{1,6})?"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
_MONEY = re.compile(
    rf"(?:[£€$]|\b(?:GBP|EUR|USD)[ \t]?)[ \t]?{_NUMBER}(?:[ \t]?(?:k|m|bn|million|billion|thousand)\b)?|\b{_NUMBER}[ \t]?(?:pounds?|euros?|pence|p)\b(?!\.)",
    re.I,
)
_QUANTITY = re.compile(
    rf"\b(?:(?:over|under|about|approximately|almost|nearly|more than|less than)[ \t]+)?(?:{_NUMBER}|{_WORD})(?:[ \t]*(?:-|–|to)[ \t]*(?:{_NUMBER}|{_WORD}))?\+?[ \t-]?(?:"
    r"(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?)(?:['’]?[ \t]+(?:of[ \t]+)?(?:police[ \t]+)?service)?(?![ \t-]?olds?\b)"
    r"|kgs?|kilos?|grams?|g|mg|miles?|mph|km|metres?|litres?|ml)\b|\b\d[\d,.]{0,15}[ \t]?(?:%|per cent\b|percent\b)",
    re.I,
)


class AmountRecognizer(LocalRecognizer):
    """Sums of money and measured quantities; mere counts are neither."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["MONEY", "QUANTITY"], supported_language="en", name="AmountRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result an amount."""
        return [
            result(self, entity, *match.span(), 0.8)
            for entity, pattern in (("MONEY", _MONEY), ("QUANTITY", _QUANTITY))
            for match in pattern.finditer(text)
        ]
