"""The generalisation hierarchy of dates: day, month, quarter, year, and ranges of years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from recognizers.dates import calendar
from recognizers.values import DateValue

Step = tuple[str, DateValue, str]
"""Level ("month", "quarter", "year", "years"), the coarser value, and how it is printed in a cell."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def ladder(value: DateValue) -> tuple[Step, ...]:
    """The steps from a value upward; each strictly contains the one before and all contain the value.

    Financial values go to the financial quarter and year (1 April to 31 March), academic ones to the academic year; a
    value without a year stops at the quarter; what crosses the turn of a year goes to the two years. Relative and
    open-ended values have no steps.
    """
    span = calendar.days(value)
    if span is None:
        return ()
    if "no_year" in value.flags:
        candidates = _within_year(span, None)
    elif "academic" in value.flags:
        candidates = [_academic_year(span[0])]
    elif "financial" in value.flags:
        candidates = [*_within_year(span, "financial"), _financial_year(span[0])]
    else:
        candidates = [*_within_year(span, None), _calendar_year(span[0]), _calendar_years(span)]
    steps: list[Step] = []
    for level, coarser, wording in candidates:
        wider = calendar.days(coarser)
        if wider is not None and wider != span and wider[0] <= span[0] and span[1] <= wider[1]:
            steps.append((level, coarser, wording))
            span = wider
    return tuple(steps)


def year_range(values: Iterable[DateValue], width: int) -> Mapping[DateValue, tuple[DateValue, str]]:
    """Each resolved year among ``values`` with the range of ``width`` years that it falls into.

    The ranges are counted from the earliest year and end with the latest, so that the result depends on the set of values only. Financial and
    academic years keep their boundaries. Raises ValueError for a width below 2.
    """
    if width < 2:
        raise ValueError("a range of years has at least two")
    years = sorted({v for v in values if v.granularity == "year" and v.start and v.end}, key=lambda v: str(v.start))
    if not years or years[0].start is None:
        return {}
    base, latest = years[0].start.year, max(v.start.year for v in years if v.start)
    out: dict[DateValue, tuple[DateValue, str]] = {}
    for value in years:
        if value.start is None or value.end is None:
            continue
        first = base + (value.start.year - base) // width * width
        flags = value.flags & {"financial", "academic"}
        last = max(first, min(first + width - 1, latest, 9998))
        start, end = value.start.replace(year=first), value.end.replace(year=last + value.end.year - value.start.year)
        ends = [f"{y}/{(y + 1) % 100:02d}" if flags else str(y) for y in (first, last)]
        wording = " to ".join(dict.fromkeys(ends))
        out[value] = (DateValue("range", start, end, flags), wording)
    return out


def _within_year(span: tuple[date, date], kind: str | None) -> list[Step]:
    first = span[0]
    yearless = first.year <= calendar.NO_YEAR + 1
    number = None if yearless else first.year
    quarter = (first.month - 1) // 3 + 1
    months = f"{_MONTHS[quarter * 3 - 3]} to {_MONTHS[quarter * 3 - 1]}"
    if kind == "financial":
        start, which = _financial_start(first), (quarter + 2) % 4 + 1
        by_quarter = calendar.quarter(start, which, financial=True)
        quarter_words = f"Q{which} {_two_years(start)}"
    else:
        by_quarter = calendar.quarter(number, quarter)
        quarter_words = months if yearless else f"{months} {number}"
    month_words = _MONTHS[first.month - 1] + ("" if yearless else f" {number}")
    return [
        ("month", calendar.publish(calendar.month(number, first.month)), month_words),
        ("quarter", calendar.publish(by_quarter), quarter_words),
    ]


def _financial_start(day: date) -> int:
    return day.year - (day.month < 4)


def _two_years(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"


def _calendar_year(day: date) -> Step:
    return "year", calendar.year(day.year), str(day.year)


def _calendar_years(span: tuple[date, date]) -> Step:
    first, last = span[0].year, span[1].year
    value = DateValue("range", date(first, 1, 1), date(last, 12, 31))
    return "years", value, f"{first} to {last}"


def _financial_year(day: date) -> Step:
    start = _financial_start(day)
    return "year", calendar.year(start, "financial"), _two_years(start)


def _academic_year(day: date) -> Step:
    start = day.year - (day.month < 9)
    return "year", calendar.year(start, "academic"), f"{_two_years(start)} academic year"
