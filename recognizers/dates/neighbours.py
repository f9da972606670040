"""Short dates that only their neighbours tell: a row of financial years, "fraud, Q3", "on the 2nd", "due May", "in the August", "in march,"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.dates import calendar, parse_date
from recognizers.results import result
from recognizers.values import DateValue

_SCORE = 0.6
_FINANCIAL = re.compile(
    r"(?<![\w/.£-])(?P<t>(?P<a>20\d\d)[/-](?P<b>\d\d))(?=[:\s–-]{1,3}(?:\d{1,3}(?:,\d{3})*\b(?![/%-])))"
)
_FEWEST_YEARS = 2
_QUARTER = re.compile(r"(?<=[a-z][,;] )(?P<t>Q[1-4])(?=\s?[,;.)]|\s?$)", re.MULTILINE)
_NTH = re.compile(
    r"\b[Oo]n (?P<t>the (?:[12]?\d|3[01])(?:st|nd|rd|th))\b(?!\s(?:[A-Za-z]+\s)?(?:floor|hand|occasion|attempt|charge|count|day|of|anniversary|page|question|point|hearing|january|february|march|april|may|june|july|august|september|october|november|december))",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:due|starts?|starting|returns?|returning|expected|since)[ ](?P<t>Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?=\s?[.,;)]|\s?$)",
    re.MULTILINE,
)
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENDS = r"(?=\s?[.,;:)]|\s?$|\s(?:and|but|when|after|because|before|with|he|she|they|we|I)\b)"
# "march" and "may" in lower case are words of their own: told by what stands before them and an end behind.
_LOWER = re.compile(
    rf"\b(?:(?:[Ii]n|[Ss]ince|[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate|[Uu]ntil)[ ]|[Mm]id[ -])(?P<t>march|may){_ENDS}",
    re.MULTILINE,
)
_IN_THE = re.compile(
    rf"\b(?:[Ii]n|[Bb]y|[Dd]uring|[Uu]ntil)[ ](?:the|that)[ ](?P<t>{_MONTH_NAMES}){_ENDS}", re.MULTILINE
)


def neighbour_dates(text: str) -> Iterator[tuple[int, int, DateValue]]:
    """Start, end and value of each."""
    years = [m for m in _FINANCIAL.finditer(text) if (int(m["a"]) + 1) % 100 == int(m["b"])]
    if len(years) >= _FEWEST_YEARS:
        for match in years:
            yield *match.span("t"), calendar.publish(calendar.year(int(match["a"]), "financial"))
    for match in _QUARTER.finditer(text):
        yield *match.span("t"), DateValue("quarter", None, None, frozenset({"no_year"}))
    for match in _NTH.finditer(text):
        yield *match.span("t"), DateValue("day", None, None, frozenset({"no_year"}))
    for pattern in (_DUE, _LOWER, _IN_THE):
        for match in pattern.finditer(text):
            value = parse_date(match["t"].capitalize())
            if value is not None:
                yield *match.span("t"), value


class NeighbourDateRecognizer(LocalRecognizer):
    """DATE_TIME for dates that are too short to be told alone."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["DATE_TIME"], supported_language="en", name="NeighbourDateRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a date."""
        return [result(self, "DATE_TIME", start, end, _SCORE, value) for start, end, value in neighbour_dates(text)]
