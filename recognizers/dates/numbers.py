"""What a run of digits and signs can be in a date: 03/05/2021, 2021-03-05, 2021/22, 22:15, 3-5, 2021."""

from __future__ import annotations

import re

from recognizers.dates import calendar
from recognizers.values import DateValue

Reading = tuple[str, int | tuple[int, ...] | DateValue | None, str]
"""Kind of node, value, note."""

OTHER: Reading = ("other", None, "")

_DATE_SHAPE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2}")
_DATE_RANGE = re.compile(r"(?P<a>\d{1,4}[./]\d{1,2}[./]\d{1,4})[-–—](?P<b>\d{1,4}[./]\d{1,2}[./]\d{1,4})")
_YEAR_PAIRS = re.compile(r"(\d{4})/(\d{2}|\d{4})[-–—](\d{4})/(\d{2}|\d{4})")
_YEAR_PAIR = re.compile(r"(\d{4})([/–—-])(\d{4}|\d{2})")
_SHORT_PAIR = re.compile(r"(\d{1,2})([/–—.-])(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[/-](\d)")
_TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?:\.\d{1,6})?")
_TIME_RANGE = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d[-–—](?:[01]?\d|2[0-4]):[0-5]\d")


def read_number(run: str) -> Reading:
    """The reading of a whole run; ``other`` for what is no part of a date."""
    if run.isdecimal():
        return _plain(run)
    if len(run) > 24:
        return OTHER
    for shape, read in _SHAPES:
        match = shape.fullmatch(run)
        if match is not None:
            reading = read(match)
            if reading is not OTHER:
                return reading
    return OTHER


def is_year(number: int) -> bool:
    """Whether a four-digit number is taken for a year."""
    return 1900 <= number <= 2099


def _plain(run: str) -> Reading:
    number = int(run[:9])
    if len(run) == 4 and is_year(number):
        return "year", number, "bare-year"
    if len(run) == 8:
        value = calendar.day(number // 10000, number // 100 % 100, number % 100) if is_year(number // 10000) else None
        return ("Day", value, "bare-compact") if value else OTHER
    if len(run) <= 2:
        return ("number", number, "") if 1 <= number <= 31 else ("twodigit", number, "")
    return OTHER


def numeric_day(run: str) -> DateValue | None:
    """A date in digits, day first; month first where only that is a date, with the flag ``ambiguous_dmy``."""
    parts = [int(part) for part in re.split(r"[./-]", run)]
    if parts[0] > 31:
        return calendar.day(parts[0], parts[1], parts[2]) if is_year(parts[0]) else None
    first, second, third = parts
    if third < 100:
        third = calendar.century(third)
    if not is_year(third):
        return None
    if second > 12:
        return calendar.day(third, first, second, "ambiguous_dmy")
    flags = ("ambiguous_dmy",) if first <= 12 and first != second else ()
    return calendar.day(third, second, first, *flags)


def _full(match: re.Match[str]) -> Reading:
    text = match[0]
    if (
        match[1] == "."
        and len(text) < 8
        and not re.fullmatch(r"\d\d\.\d\d\.\d\d|\d{1,2}\.\d{1,2}\.(?:1[3-9]|2\d)", text)
    ):
        value = numeric_day(text)
        return ("Day", value, "bare-compact") if value and len(match[0].rpartition(".")[2]) == 2 else OTHER
    value = numeric_day(text)
    return ("Day", value, "") if value else OTHER


def _range(match: re.Match[str]) -> Reading:
    if not _DATE_SHAPE.fullmatch(match["a"]) or not _DATE_SHAPE.fullmatch(match["b"]):
        return OTHER
    first, last = numeric_day(match["a"]), numeric_day(match["b"])
    value = calendar.through(first, last) if first and last else None
    return ("Range", value, "") if value else OTHER


def _year_pairs(match: re.Match[str]) -> Reading:
    """Financial years: "2018/19-2020/21"."""
    first, last = int(match[1]), int(match[3])
    nested = int(match[2]) % 100 == (first + 1) % 100 and int(match[4]) % 100 == (last + 1) % 100
    if not nested or not is_year(first) or not is_year(last):
        return OTHER
    value = calendar.through(calendar.year(first, "financial"), calendar.year(last, "financial"))
    return ("Range", value, "") if value else OTHER


def _year_pair(match: re.Match[str]) -> Reading:
    first, sign, last = int(match[1]), match[2], match[3]
    if not is_year(first):
        return OTHER
    if len(last) == 4:
        if not first < int(last) < 2100:
            return OTHER
        if sign == "/":
            return ("fy", first, "") if int(last) == first + 1 else OTHER
        return "years", (first, int(last)), ""
    number = int(last)
    if number == (first + 1) % 100:
        return "fy", first, ""
    if sign in "/-" and 1 <= number <= 12:
        return "Month", calendar.month(first, number), "bare-month-slash" if sign == "/" else ""
    full = first // 100 * 100 + number
    return ("years", (first, full), "") if sign != "/" and first < full <= first + 30 else OTHER


def _short_pair(match: re.Match[str]) -> Reading:
    first, sign, last = int(match[1]), match[2], int(match[3])
    if sign == ".":
        return ("time", None, "dotted") if first < 24 and last < 60 and len(match[3]) == 2 else OTHER
    padded = "padded" if "0" in (match[1][0], match[3][0]) else ""
    return "pair" if sign == "/" else "dashpair", (first, last, len(match[3])), padded


def _month_year(match: re.Match[str]) -> Reading:
    number, year = int(match[1]), int(match[3])
    if not 1 <= number <= 12 or not is_year(year):
        return OTHER
    return "Month", calendar.month(year, number), "" if len(match[1]) == 2 and match[2] != "." else "bare-month-slash"


def _year_month(match: re.Match[str]) -> Reading:
    year, number = int(match[1]), int(match[2])
    return ("Month", calendar.month(year, number), "bare-month-slash") if is_year(year) and number else OTHER


def _time(_match: re.Match[str]) -> Reading:
    return "time", None, ""


_SHAPES = (
    (_DATE_SHAPE, _full),
    (_DATE_RANGE, _range),
    (_YEAR_PAIRS, _year_pairs),
    (_YEAR_PAIR, _year_pair),
    (_MONTH_YEAR, _month_year),
    (_YEAR_MONTH, _year_month),
    (_SHORT_PAIR, _short_pair),
    (_TIME, _time),
    (_TIME_RANGE, _time),
)
