"""Dates of birth that nothing announces: a full date right behind a name, long before everything else in the document.

"HOLLIS, Wayne (12/03/1979)" in a list of matters of 2021 is a date of birth; "Hollis, 12/03/2021" is when it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presidio_analyzer import RecognizerResult

from recognizers.results import told
from recognizers.values import DateValue

_BETWEEN = re.compile(r"[\s,;:(\[|–—-]{1,4}(?:(?:(?:fe)?male|[MF]|b\.?|born)[\s,;:|–—-]{1,3})?", re.I)
_EARLIER, _OLDEST, _BEFORE_ALL = 10, 110, 2
_SCORE = 0.7


def birth_dates(texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]) -> list[list[RecognizerResult]]:
    """Further results for each block of a document; the dates that they replace are of a lower rank."""
    behind = [list(_behind_names(text, results)) for text, results in zip(texts, found, strict=True)]
    years = [year for results in found for result in results if (year := _year(result)) is not None]
    behind_names = {id(result) for results in behind for result in results}
    events = [y for results in found for r in results if id(r) not in behind_names and (y := _year(r)) is not None]
    latest = max(years, default=0)
    first_event = min((year for year in events if year > latest - _EARLIER), default=0)
    return [[_birth(r) for r in results if _is_birth(_year(r) or 0, latest, first_event)] for results in behind]


def _is_birth(year: int, latest: int, first_event: int) -> bool:
    """Whether a year is long before the latest of the document, or some years before anything that happened in it."""
    return latest - _OLDEST <= year and (year <= latest - _EARLIER or year <= first_event - _BEFORE_ALL)


def _behind_names(text: str, results: Sequence[RecognizerResult]) -> Iterator[RecognizerResult]:
    ends = sorted(result.end for result in results if result.entity_type == "PERSON")
    for result in results:
        if _year(result) is None or not _is_day(result):
            continue
        before = max((end for end in ends if end <= result.start), default=-1)
        if before >= 0 and _BETWEEN.fullmatch(text, before, result.start):
            yield result


def _birth(result: RecognizerResult) -> RecognizerResult:
    return told("BirthDates", "DATE_OF_BIRTH", result.start, result.end, _SCORE, _value(result))


def _value(result: RecognizerResult) -> DateValue | None:
    value = (result.recognition_metadata or {}).get("value")
    return value if result.entity_type == "DATE_TIME" and isinstance(value, DateValue) else None


def _year(result: RecognizerResult) -> int | None:
    value = _value(result)
    known = value is not None and value.start is not None and "no_year" not in value.flags
    return value.start.year if known and value is not None and value.start is not None else None


def _is_day(result: RecognizerResult) -> bool:
    value = _value(result)
    return value is not None and value.granularity == "day" and "clock" not in value.flags
