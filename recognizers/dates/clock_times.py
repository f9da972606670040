"""Times of day without a date: "at 23:31", "0315 hours", "MON 0915", "5pm", "around midnight".

A time is told against a day that stands elsewhere: its value has the flag ``clock`` and no start, and it narrows no month down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import DateValue

_SCORE = 0.6
_VALUE = DateValue("day", None, None, frozenset({"time", "clock"}))
_HOUR = r"(?:[01]?\d|2[0-3])"
_UNIT = r"(?:\s?(?:hrs|hours|h\b|am\b|pm\b|a\.m\.|p\.m\.))"
_LEAD = r"(?<![\w-])(?:at|about|around|approximately|approx\.?|by|since|until|till|from|between|before|after|timed at|time:|@|just)\s+(?:about\s|around\s|approximately\s)?"
_PATTERNS = (
    re.compile(r"(?<![\w/.:-])(?P<t>(?:MON|TUES?|WED|THUR?S?|FR[Il]|SAT|SUN)[A-Z]{0,6}\.?,?\s(?:[01]\d|2[0-3])[:.]?[0-5]\d(?:\s?hrs)?)(?![\w/])"),
    re.compile(rf"(?i){_LEAD}(?P<t>{_HOUR}:[0-5]\d(?::[0-5]\d)?{_UNIT}?)(?![\d:/%]|\.\d)"),
    re.compile(r"(?<!rate )(?<!stood )(?<!value )(?<!score )\bat\s+(?:about\s|around\s)?(?P<t>(?:1[0-2]|[1-9])\.[0-5][05])(?=[.,;)]?(?:\s+(?:[A-Z]|on\b|in the\b|that\b|and\b|when\b|to\b)|$|\n))"),
    re.compile(rf"(?i)(?<![\w/.:£-])(?P<t>{_HOUR}[:.][0-5]\d{_UNIT})"),
    re.compile(r"(?i)(?<![\w/.:£-])(?P<t>(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs|hours))\b(?!\s(?:of|worked|lost|per|were|are|in))"),
    re.compile(r"(?i)(?<![\w/.:£-])(?P<t>(?:1[0-2]|[1-9])\s?(?:am|pm|a\.m\.|p\.m\.))(?!\w)"),
    re.compile(rf"(?i){_LEAD}(?P<t>(?:midnight|midday|noon))\b"),
    re.compile(r"(?i)(?<![\w-])(?:at|about|around|approximately|by|until|till|since)\s+(?:about\s|around\s|approximately\s)?(?P<t>(?:0\d|1[0-9]|2[0-3])\.[0-5]\d)(?![\d%]|\.\d|\s?(?:%|per|million|billion|m\b|bn|k\b|points?|pence|p\b|times|hours?|days?|weeks?|years?|FTE))"),
    re.compile(rf"(?<![\w/.:£-])(?P<t>{_HOUR}:[0-5]\d)(?=\s?(?:-|–|to)\s?{_HOUR}:[0-5]\d(?![\d:]))"),
    re.compile(rf"(?<![\w/.:£-]){_HOUR}:[0-5]\d\s?(?:-|–|to)\s?(?P<t>{_HOUR}:[0-5]\d)(?![\d:])"),
)  # fmt: skip
_LEADING_ZERO = re.compile(r"(?i)\b(?:at|by|until|from|since)\s(?P<t>0\d[0-5]\d)(?![\d/-])")
_HOURS_OPEN = re.compile(
    r"(?i)\b(?:monday|mon|weekdays|daily)\b(?:\s?(?:to|-|–)\s?\w{3,9})?\W{0,3}(?:from|between|at)?\s?$|\b(?:opening|office) hours\b|\blines are open\b|\bopen\b[^.]{0,40}$"
)


def clock_times(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each time of day; opening hours are none."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _HOURS_OPEN.search(text[max(0, match.start("t") - 60) : match.start("t")]):
                yield match.span("t")
    yield from (match.span("t") for match in _LEADING_ZERO.finditer(text))


class ClockTimeRecognizer(LocalRecognizer):
    """DATE_TIME for times of day that stand without their date."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["DATE_TIME"], supported_language="en", name="ClockTimeRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a time; where it belongs to a longer date expression, that one covers it."""
        if not any(char.isdigit() for char in text) and not re.search(r"(?i)midnight|midday|noon", text):
            return []
        return [result(self, "DATE_TIME", start, end, _SCORE, _VALUE) for start, end in clock_times(text)]
