"""Dates of birth that nothing announces: a full date beside a name, long before everything else in the document.

"HOLLIS, Wayne (12/03/1979)" in a list of matters of 2021 is a date of birth; "Hollis, 12/03/2021" is when it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from presidio_analyzer import RecognizerResult

from recognizers.references.formats import REFERENCE_TYPES
from recognizers.results import told
from recognizers.values import DateValue

# What stands between a name and a date of birth: particulars of the person, never a verb.
_PARTICULARS = re.compile(
    r"(?:[\s,;:(\[|)\]/–—.-]|\b(?:fe)?male\b|\b[MF]\b|\bb(?:orn)?\b|\baged?\b|\by(?:ea)?rs?(?: old)?\b|\b\d{1,2}\b|\b(?:PNC|NHS|CRO|NOMS|ID|ref|reg|no|number)\b)*",
    re.I,
)
_LONGEST_BETWEEN, _LONGEST_LINE = 60, 30
_PARTICULAR_TYPES = REFERENCE_TYPES | {"AGE", "GENDER", "NRP", "UK_NHS", "UK_NINO"}
_CLOSED_UP = re.compile(
    r"(?<![\w/.-])(?P<day>[0-3][0-9])(?P<month>[01][0-9])(?P<year>19[0-9]{2}|20[0-2][0-9])(?![\w/.-])"
)
_EARLIER, _OLDEST, _BEFORE_ALL = 10, 110, 2
_SCORE = 0.7


def birth_dates(texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]) -> list[list[RecognizerResult]]:
    """Further results for each block of a document; the dates that they replace are of a lower rank."""
    behind = [list(_beside_names(text, results)) for text, results in zip(texts, found, strict=True)]
    for index, below in _alone_below_names(texts, found).items():
        if below not in behind[index]:
            behind[index].append(below)
    closed_up = [list(_closed_up(text, results)) for text, results in zip(texts, found, strict=True)]
    years = [year for results in found for result in results if (year := _year(result)) is not None]
    behind_names = {id(result) for results in behind for result in results}
    events = [y for results in found for r in results if id(r) not in behind_names and (y := _year(r)) is not None]
    latest = max(years, default=0)
    first_event = min((year for year in events if year > latest - _EARLIER), default=0)
    return [
        [
            *(_birth(r) for r in results if _is_birth(_year(r) or 0, latest, first_event)),
            *(r for r, year in more if not latest or _is_birth(year, latest, first_event)),
        ]
        for results, more in zip(behind, closed_up, strict=True)
    ]


def _is_birth(year: int, latest: int, first_event: int) -> bool:
    """Whether a year is long before the latest of the document, or some years before anything that happened in it."""
    return latest - _OLDEST <= year and (year <= latest - _EARLIER or year <= first_event - _BEFORE_ALL)


def _beside_names(text: str, results: Sequence[RecognizerResult]) -> Iterator[RecognizerResult]:
    """The full dates that stand beside a name, behind it or before it at the start of a line, with only particulars between."""
    persons = [result for result in results if result.entity_type == "PERSON"]
    for result in results:
        if _year(result) is None or not _is_day(result):
            continue
        before = max((p.end for p in persons if p.end <= result.start), default=-1)
        after = min((p.start for p in persons if p.start >= result.end), default=-1)
        begins = not text[: result.start].rpartition("\n")[2].strip(" \t*•|-")
        if (before >= 0 and _only_particulars(text, before, result.start, results)) or (
            begins
            and after >= 0
            and "\n" not in text[result.end : after]
            and not text[result.end : after].strip(" \t,;:|–—-")
        ):
            yield result


def _only_particulars(text: str, start: int, end: int, results: Sequence[RecognizerResult]) -> bool:
    if end - start > _LONGEST_BETWEEN:
        return False
    between = text[start:end]
    for result in results:
        if result.entity_type in _PARTICULAR_TYPES and start <= result.start and result.end <= end:
            blank = " " * (result.end - result.start)
            between = between[: result.start - start] + blank + between[result.end - start :]
    return _PARTICULARS.fullmatch(between) is not None


def _closed_up(text: str, results: Sequence[RecognizerResult]) -> Iterator[tuple[RecognizerResult, int]]:
    """Eight figures behind a name that are a date written closed up, with its year: "HOLLIS Wayne M 12031979"."""
    for match in _CLOSED_UP.finditer(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        before = max((r.end for r in results if r.entity_type == "PERSON" and r.end <= match.start()), default=-1)
        if before >= 0 and _only_particulars(text, before, match.start(), results):
            value = DateValue("day", day, day)
            yield told("BirthDates", "DATE_OF_BIRTH", *match.span(), _SCORE, value), day.year


def _alone_below_names(
    texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]
) -> dict[int, RecognizerResult]:
    """For each block that is only a full date, right below a block that is hardly more than a name: the date."""
    result = {}
    for index in range(1, len(texts)):
        alone = [r for r in found[index] if _year(r) is not None and _is_day(r) and _fills(texts[index], r)]
        above = [r for r in found[index - 1] if r.entity_type == "PERSON"]
        if alone and len(above) == 1 and len(texts[index - 1].strip()) <= above[0].end - above[0].start + _LONGEST_LINE:
            result[index] = alone[0]
    return result


def _fills(text: str, result: RecognizerResult) -> bool:
    return not (text[: result.start] + text[result.end :]).strip(" \t\r\n()[].,;|•*-")


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
