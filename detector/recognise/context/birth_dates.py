"""Dates of birth that nothing announces: a full date right behind a name, long before everything else in the document.

"HOLLIS, Wayne (12/03/1979)" in a list of matters of 2021 is a date of birth; "Hollis, 12/03/2021" is when it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presidio_analyzer import RecognizerResult

from recognizers.results import told
from recognizers.values import DateValue

_BETWEEN = re.compile(r"[\s,;:(\[|–—-]{1,4}")
_EARLIER, _OLDEST = 10, 110
_SCORE = 0.7


def birth_dates(texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]) -> list[list[RecognizerResult]]:
    """Further results for each block of a document; the dates that they replace are of a lower rank."""
    years = [year for results in found for result in results if (year := _year(result)) is not None]
    latest = max(years, default=0)
    return [list(_in_block(text, results, latest)) for text, results in zip(texts, found, strict=True)]


def _in_block(text: str, results: Sequence[RecognizerResult], latest: int) -> Iterator[RecognizerResult]:
    ends = sorted(result.end for result in results if result.entity_type == "PERSON")
    for result in results:
        year = _year(result)
        if year is None or not latest - _OLDEST <= year <= latest - _EARLIER or not _is_day(result):
            continue
        before = max((end for end in ends if end <= result.start), default=-1)
        if before >= 0 and _BETWEEN.fullmatch(text, before, result.start):
            yield told("BirthDates", "DATE_OF_BIRTH", result.start, result.end, _SCORE, _value(result))


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
