"""Calendar arithmetic of British date expressions: from the parts of an expression to the days that it covers.

While an expression is being put together a missing year is a stand-in (``NO_YEAR``, a leap year no text speaks of) with
the flag ``no_year``, so that "3 May" can still become "3 May to 5 June 2021"; ``publish`` removes the stand-in.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from recognizers.values import DateValue, Granularity

NO_YEAR = 4
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12, "michaelmas": 9, "trinity": 4}
# School terms of England and Wales; the boundaries differ by authority, whole months cover them all.
TERMS = {
    "autumn": (9, 12),
    "michaelmas": (9, 12),
    "winter": (9, 12),
    "spring": (1, 4),
    "summer": (4, 7),
    "trinity": (4, 7),
}
FIXED_DAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new years eve": (12, 31),
    "new years day": (1, 1), "halloween": (10, 31), "bonfire night": (11, 5), "valentine": (2, 14), "remembrance day": (11, 11),
}  # fmt: skip


def century(two_digits: int) -> int:
    """The year of a two-digit year, in the window 1940 to 2039."""
    return two_digits + (1900 if two_digits >= 40 else 2000)


def unresolved(*flags: str, granularity: Granularity = "relative") -> DateValue:
    """An expression that only makes sense beside another date."""
    return DateValue(granularity, None, None, frozenset(flags))


def between(granularity: Granularity, start: date, end: date, *flags: str) -> DateValue:
    """The days from ``start`` to ``end``, marked as without a year where they are in the stand-in year."""
    marks = frozenset(flags) | ({"no_year"} if start.year <= NO_YEAR + 1 else frozenset())
    return DateValue(granularity, start, end, marks)


def day(year: int | None, month: int, number: int, *flags: str) -> DateValue | None:
    """One day; None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year or NO_YEAR, month)[1]:
        return None
    value = date(year or NO_YEAR, month, number)
    return between("day", value, value, *flags)


def month(year: int | None, number: int) -> DateValue:
    """A calendar month."""
    return between("month", *month_span(year or NO_YEAR, number, number))


def month_span(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of month ``first`` to the last day of month ``last``; months over 12 are next year's."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    start_year, start_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    return date(start_year, start_month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def year(number: int, kind: str = "calendar") -> DateValue:
    """A calendar year, a financial year (1 April to 31 March) or an academic year (1 September to 31 August)."""
    first = {"financial": 4, "academic": 9}.get(kind, 1)
    flags = () if kind == "calendar" else (kind,)
    return between("year", *month_span(number, first, first + 11), *flags)


def quarter(number: int | None, which: int, financial: bool = False) -> DateValue:
    """A quarter of the calendar year, or of the financial year that begins in April of ``number``."""
    first = (which - 1) * 3 + (4 if financial else 1)
    return between("quarter", *month_span(number or NO_YEAR, first, first + 2), *(("financial",) if financial else ()))


def half(number: int, which: int, financial: bool = False) -> DateValue:
    """The first or second half of a year."""
    first = (which - 1) * 6 + (4 if financial else 1)
    return between("range", *month_span(number, first, first + 5), *(("financial",) if financial else ()))


def season(number: int | None, name: str) -> DateValue:
    """A meteorological season (Met Office: spring is March to May); winter begins in December of the year named."""
    first = SEASONS[name]
    return between("season", *month_span(number or NO_YEAR, first, first + 2))


def term(number: int | None, name: str, academic_start: int | None = None) -> DateValue:
    """A school term of a calendar year, or of the academic year that begins in ``academic_start``."""
    first, last = TERMS[name]
    if academic_start is not None:
        number = academic_start + (0 if first >= 9 else 1)
    return between("season", *month_span(number or NO_YEAR, first, last), "academic")


def easter_sunday(number: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    p = h + m - 7 * n + 114
    return date(number, p // 31, p % 31 + 1)


def holiday(number: int | None, name: str) -> DateValue:
    """A holiday; without a year a movable one cannot be resolved."""
    if name in FIXED_DAYS:
        value = day(number, *FIXED_DAYS[name])
        return value if value else unresolved("no_year", granularity="day")
    if name == "christmas":
        return between("season", date(number or NO_YEAR, 12, 24), date(number or NO_YEAR, 12, 26))
    if number is None or name == "other":
        flag = ("no_year",) if number is None else ()
        return unresolved(*flag, granularity="season") if number is None else year(number)
    sunday = easter_sunday(number)
    offsets = {"good friday": (-2, -2), "easter sunday": (0, 0), "easter monday": (1, 1), "easter": (-2, 1)}
    if name in offsets:
        first, last = offsets[name]
        granularity: Granularity = "day" if first == last else "season"
        return between(granularity, sunday + timedelta(first), sunday + timedelta(last))
    eighth = date(number, 11, 8)
    return between("day", *(eighth + timedelta((6 - eighth.weekday()) % 7),) * 2)


def with_year(value: DateValue, number: int) -> DateValue:
    """The same days in year ``number`` (the year of the last day, for a span that crosses the new year)."""
    if value.start is None or value.end is None or "no_year" not in value.flags:
        return value
    shift = number - value.end.year
    start, end = _move(value.start, shift), _move(value.end, shift)
    if value.end.day == monthrange(value.end.year, value.end.month)[1]:
        end = end.replace(day=monthrange(end.year, end.month)[1])
    return replace(value, start=start, end=end, flags=value.flags - {"no_year"})


def with_year_before(value: DateValue, end: date) -> DateValue:
    """The same days in the latest year in which they begin by ``end``."""
    resolved = with_year(value, end.year)
    return with_year(value, end.year - 1) if resolved.start and resolved.start > end else resolved


def _move(moment: date, years: int) -> date:
    year_number = max(1, min(9999, moment.year + years))
    return moment.replace(year=year_number, day=min(moment.day, monthrange(year_number, moment.month)[1]))


def week(start: date, *flags: str) -> DateValue:
    """Seven days."""
    return between("week", start, start + timedelta(6), *flags)


def week_of_month(value: DateValue, which: int) -> DateValue:
    """The n-th seven days of a month; -1 for the last seven."""
    if value.start is None or value.end is None:
        return value
    if which < 0:
        return between("week", value.end - timedelta(6), value.end)
    start = min(value.start + timedelta(7 * (which - 1)), value.end)
    return between("week", start, min(start + timedelta(6), value.end))


def part(value: DateValue, which: str) -> DateValue:
    """A third of a stretch of time: early and start the first, mid the second, late and end the last."""
    if value.start is None or value.end is None:
        return value
    days = (value.end - value.start).days + 1
    months = _months(value)
    if months >= 3:
        step, first = months // 3, value.start.month
        index = {"early": 0, "start": 0, "mid": 1}.get(which, 2)
        last = months if index == 2 else step * (index + 1)
        span = month_span(value.start.year, first + step * index, first + last - 1)
        return between("range", *span, *value.flags)
    third = max(1, days // 3)
    if which in ("early", "start"):
        span = value.start, value.start + timedelta(third - 1)
    elif which == "mid":
        span = value.start + timedelta(third), min(value.end, value.start + timedelta(2 * third - 1))
    else:
        span = min(value.end, value.start + timedelta(2 * third)), value.end
    return between("range", *span, *value.flags)


def _months(value: DateValue) -> int:
    if value.start is None or value.end is None or value.start.day != 1 or (value.end + timedelta(1)).day != 1:
        return 0
    return (value.end.year - value.start.year) * 12 + value.end.month - value.start.month + 1


def through(first: DateValue, last: DateValue) -> DateValue | None:
    """From the start of one to the end of the other; a missing year comes from the other. None where it runs backwards."""
    start, end = first.start, last.end
    if start is None or end is None:
        return unresolved(*((first.flags | last.flags) & {"relative", "no_year", "time"}), granularity="range")
    flags = (first.flags | last.flags) - {"no_year"}
    if "no_year" in first.flags and "no_year" not in last.flags:
        start = with_year_before(first, end).start
    elif "no_year" in last.flags and "no_year" not in first.flags:
        same_year = with_year(last, start.year).end
        end = same_year if same_year and same_year >= start else with_year(last, start.year + 1).end
    if start is None or end is None:
        return None
    if start > end:
        if "no_year" not in first.flags or start.year != NO_YEAR:
            return None
        end = _move(end, 1)
    if (start.month, start.day, end.month, end.day, end.year - start.year) == (4, 1, 3, 31, 1):
        flags |= {"financial"}
    return between("range", start, end, *flags)


def window_to(value: DateValue, count: int, unit: str) -> DateValue | None:
    """The ``count`` units that end with the last day of ``value``: "the 12 months to 31 March 2022"."""
    if value.end is None:
        return unresolved(*value.flags, granularity="range")
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 0)
    if months:
        after = value.end + timedelta(1)
        first = after.year * 12 + after.month - 1 - months
        if first < 12:
            return None
        last_day = monthrange(first // 12, first % 12 + 1)[1]
        start = date(first // 12, first % 12 + 1, min(after.day, last_day))
    else:
        days = count * {"day": 1, "week": 7, "fortnight": 14}.get(unit, 0)
        if not days or days > 40_000 or (value.end - date.min).days <= days:
            return None
        start = value.end - timedelta(days - 1)
    exact = (start.month, start.day, months) == (4, 1, 12)
    return between("range", start, value.end, *(value.flags - {"no_year"}), *(("financial",) if exact else ()))


def publish(value: DateValue, reference: date | None = None) -> DateValue:
    """The value as others see it: no stand-in year.

    With a reference date, an expression without a year is its latest occurrence that began by then. Without one, both
    ends are None and a flag in the notation of XML Schema gMonthDay tells the days ("--03" for March, "--05-03" for
    3 May, "--04/--06" for April to June), so that a generalisation can still be found.
    """
    if "no_year" not in value.flags or value.start is None:
        return value
    if value.end is None:
        begun = publish(replace(value, end=value.start), reference)
        return replace(begun, end=None)
    if reference is not None:
        resolved = with_year(value, reference.year + value.end.year - value.start.year)
        if resolved.start and resolved.start > reference:
            resolved = with_year(value, reference.year + value.end.year - value.start.year - 1)
        return replace(resolved, flags=value.flags)
    return DateValue(value.granularity, None, None, value.flags | {_gmonth(value)})


def _gmonth(value: DateValue) -> str:
    start, end = value.start, value.end
    if start is None or end is None:
        return "--"
    whole = start.day == 1 and ((end + timedelta(1)).day == 1)
    first = f"--{start.month:02d}" if whole else f"--{start.month:02d}-{start.day:02d}"
    last = f"--{end.month:02d}" if whole else f"--{end.month:02d}-{end.day:02d}"
    return first if first == last else f"{first}/{last}"


def days(value: DateValue) -> tuple[date, date] | None:
    """First and last day of a resolved or year-less value (the latter in the stand-in year); None for all others."""
    if value.start is not None and value.end is not None:
        return value.start, value.end
    notation = next((flag for flag in value.flags if flag.startswith("--")), None)
    if notation is None or value.flags & {"relative", "open"}:
        return None
    first, _, last = notation.partition("/")
    start, end = _gmonth_days(first)[0], _gmonth_days(last or first)[1]
    return (start, end) if start <= end else (start, end.replace(year=NO_YEAR + 1))


def _gmonth_days(notation: str) -> tuple[date, date]:
    parts = [int(part) for part in notation[2:].split("-")]
    if len(parts) == 2:
        return (date(NO_YEAR, *parts),) * 2
    return month_span(NO_YEAR, parts[0], parts[0])
