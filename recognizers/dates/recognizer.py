"""The Presidio recogniser for dates, and the reading of whole table cells."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.dates import calendar
from recognizers.dates.grammar import Expression, find
from recognizers.results import result
from recognizers.values import DateValue

DATE_TIME = "DATE_TIME"
DATE_OF_BIRTH = "DATE_OF_BIRTH"

_BIRTH_BEFORE = re.compile(
    r"(?:\bborn|\bd[ ]?\.?[ ]?o[ ]?\.?[ ]?b\.?|\bdates?(?: and place)? of birth|\bbirth ?(?:date|day)|\bb\.)(?: (?:was|is|of))?[\s:=\-–(]{0,4}"
    r"(?:(?:in|at) [^\W\d_][^\d,;.()]{0,28}[ ])?(?:on |in |and |the |around |circa ){0,2}$",
    re.IGNORECASE,
)
# "date of birth as", "DOB of victim", "born in Karachi, Pakistan, in": some words between, none of which tells another event
_BIRTH_NEAR = re.compile(
    r"(?:\bborn\b(?P<far>[^\d.;:\n]{0,45})|\b(?:d\.?o\.?b|y\.?o\.?b|(?:date|year|day|month|place and date|date and place) of birth|birth ?(?:date|day|year))\b\.?[^\d.;\n]{0,25})$",
    re.IGNORECASE,
)
_ANOTHER_EVENT = re.compile(
    r"\b(?:arrest\w*|moved|died|came|until|since|joined|left|and (?:was|has|had|lived?|lives|grew|raised)|where|when|who|unknown|before|after|death|deceased|registered)\b",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(r"\s?[(\-–]\s?(?:d\.?o\.?b\b|date of birth|birth ?date)", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b|\n)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|,?\s+(?:and|or)\s+(?:in\s+|on\s+)?|&)\s*")
_FOOTNOTE = " \t\r\n()[]*†‡^.,:;"


class DateExpressionRecognizer(LocalRecognizer):
    """DATE_TIME for every date expression, and DATE_OF_BIRTH beside it where a cue says so ("born on", "DOB").

    Results carry a ``DateValue`` under ``recognition_metadata["value"]``. With ``reference_date`` expressions such as
    "last March" are resolved against it, without it they stay open.
    """

    def __init__(self, reference_date: date | None = None) -> None:
        super().__init__(
            supported_entities=[DATE_TIME, DATE_OF_BIRTH], supported_language="en", name="DateExpressionRecognizer"
        )
        self.reference_date = reference_date

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The date expressions of ``text``, in order. An empty ``entities`` means all."""
        wanted = entities or self.supported_entities
        results = []
        birth_end = -1
        for expression in find(text, self.reference_date):
            start, end = expression.start, expression.end
            if DATE_TIME in wanted:
                results.append(result(self, DATE_TIME, start, end, expression.score, expression.value))
            listed = birth_end >= 0 and _AND.fullmatch(text, birth_end, start) is not None
            if DATE_OF_BIRTH in wanted and (listed or is_birth(text, expression)):
                birth_end = end
                results.append(result(self, DATE_OF_BIRTH, start, end, 0.95, expression.value))
        return results


def is_birth(text: str, expression: Expression) -> bool:
    """Whether a cue right before or after a date says that it is somebody's date of birth."""
    lead = text[max(0, expression.start - 60) : expression.start]
    near = _BIRTH_NEAR.search(lead)
    if near is not None and not _ANOTHER_EVENT.search(near[0]):
        return True
    return _BIRTH_BEFORE.search(lead) is not None or _BIRTH_AFTER.match(text, expression.end) is not None


def parse_date(text: str, reference_date: date | None = None) -> DateValue | None:
    """The value of a table cell that holds dates and nothing else, or None; several are the range from first to last.

    A month, quarter, season or term alone is one; a weekday or a bare number is not.
    """
    if not text or len(text) > 120:
        return None
    expressions = find(text, reference_date, cell=True)
    if not expressions or text[: expressions[0].start].strip(_FOOTNOTE) or text[expressions[-1].end :].strip(_FOOTNOTE):
        return None
    first, last = expressions[0].value, expressions[-1].value
    if len(expressions) == 1:
        return first
    listed = all(_JOINED.fullmatch(text[a.end : b.start]) for a, b in pairwise(expressions))
    return calendar.through(first, last) if listed and first.start and last.end else None
