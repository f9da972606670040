"""Date expressions as British drafts write them, each with its granularity (a week is a range, as in the contract)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = ("spring", "summer", "autumn", "winter", "Spring", "Summer", "Autumn")
Expression = tuple[str, str]


def _ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _day(rng: random.Random, d: date) -> Expression:
    month = _MONTHS[d.month - 1]
    weekday = _DAYS[d.weekday()]
    styles = (
        f"{d.day} {month} {d.year}",
        f"{d.day} {month} {d.year}",
        f"{_ordinal(d.day)} {month} {d.year}",
        f"{d:%d/%m/%Y}",
        f"{d:%d.%m.%y}",
        f"{weekday} {d.day} {month} {d.year}",
        f"{weekday} {_ordinal(d.day)} {month}",
        f"the {_ordinal(d.day)} of {month} {d.year}",
        f"{d:%d %b %Y}",
    )
    return rng.choice(styles), "day"


def _letter(rng: random.Random, d: date) -> Expression:
    month = _MONTHS[d.month - 1]
    styles = (
        f"{d.day} {month} {d.year}",
        f"{_ordinal(d.day)} {month} {d.year}",
        f"{d:%d/%m/%Y}",
        f"{d.day:02} {month} {d.year}",
    )
    return rng.choice(styles), "day"


def _numeric(rng: random.Random, d: date) -> Expression:
    return rng.choice((f"{d:%d/%m/%Y}", f"{d:%d/%m/%y}", f"{d:%d-%b-%y}", f"{d:%Y-%m-%d}", f"{d:%d.%m.%Y}")), "day"


def _moment(rng: random.Random, d: date) -> Expression:
    hour, minute = rng.randint(0, 23), rng.choice((0, 5, 10, 15, 20, 30, 40, 45, 50))
    month = _MONTHS[d.month - 1]
    styles = (
        f"{d.day} {month} {d.year} at {hour:02}:{minute:02}",
        f"{hour:02}:{minute:02} hours on {d:%d/%m/%Y}",
        f"the evening of {_ordinal(d.day)} {month} {d.year}",
        f"{d:%d/%m/%Y} {hour:02}:{minute:02}",
    )
    return rng.choice(styles), "day"


def _header(rng: random.Random, d: date) -> Expression:
    hour, minute = rng.randint(7, 18), rng.randint(0, 59)
    month, weekday = _MONTHS[d.month - 1], _DAYS[d.weekday()]
    twelve = f"{hour % 12 or 12}:{minute:02} {'AM' if hour < 12 else 'PM'}"
    styles = (
        f"{d.day:02} {month} {d.year} {hour:02}:{minute:02}",
        f"{weekday}, {month} {d.day}, {d.year} {twelve}",
        f"{weekday[:3]}, {d.day} {month[:3]} {d.year} at {hour:02}:{minute:02}",
    )
    return rng.choice(styles), "day"


def _month(rng: random.Random, d: date) -> Expression:
    month = _MONTHS[d.month - 1]
    return rng.choice(
        (f"{month} {d.year}",) * 4
        + (f"{month[:3]} {d.year}", f"{month}, {d.year}", f"{month} of {d.year}", f"early {month} {d.year}")
    ), "month"


def _month_cell(rng: random.Random, d: date) -> Expression:
    month = _MONTHS[d.month - 1]
    return rng.choice((f"{month} {d.year}", f"{month[:3]}-{d:%y}", f"{d:%m/%Y}", f"{month[:3]} {d:%y}")), "month"


def _in_format(pattern: str, granularity: str) -> Callable[[random.Random, date], Expression]:
    # A column of a table has one format, so each of these is a kind of its own.
    return lambda rng, d: (d.strftime(pattern), granularity)


def _month_name(rng: random.Random, d: date) -> Expression:
    return _MONTHS[d.month - 1], "month"


def _month_short(rng: random.Random, d: date) -> Expression:
    return _MONTHS[d.month - 1][:3], "month"


def _month_number(rng: random.Random, d: date) -> Expression:
    return f"{d.month:02}", "month"


def _timed(rng: random.Random, d: date) -> Expression:
    return f"{d:%d/%m/%Y} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}", "day"


def _quarter(rng: random.Random, d: date) -> Expression:
    quarter = (d.month - 1) // 3 + 1
    words = ("first", "second", "third", "fourth")[quarter - 1]
    start = _MONTHS[3 * quarter - 3], _MONTHS[3 * quarter - 1]
    return rng.choice(
        (
            f"Q{quarter} {d.year}",
            f"Q{quarter} {d.year}/{(d.year + 1) % 100:02}",
            f"the {words} quarter of {d.year}",
            f"{start[0]} to {start[1]} {d.year}",
        )
    ), "quarter"


def _quarter_cell(rng: random.Random, d: date) -> Expression:
    return rng.choice((f"Q{(d.month - 1) // 3 + 1}", f"Q{(d.month - 1) // 3 + 1} {d.year}")), "quarter"


def _season(rng: random.Random, d: date) -> Expression:
    return rng.choice((f"the {rng.choice(_SEASONS[:4])} of {d.year}", f"{rng.choice(_SEASONS[:4])} {d.year}")), "season"


def _season_cell(rng: random.Random, d: date) -> Expression:
    return f"{rng.choice(_SEASONS[4:])} {d.year}", "season"


def _term(rng: random.Random, d: date) -> Expression:
    return rng.choice(
        (
            f"the {rng.choice(_SEASONS[:3])} term of {d.year}",
            f"{rng.choice(('Autumn', 'Spring', 'Summer'))} term {d.year}",
        )
    ), "season"


def _term_cell(rng: random.Random, d: date) -> Expression:
    return f"{rng.choice(('Autumn', 'Spring', 'Summer'))} term", "season"


def _year(rng: random.Random, d: date) -> Expression:
    return str(d.year), "year"


def _financial(rng: random.Random, d: date) -> Expression:
    after = (d.year + 1) % 100
    return rng.choice(
        (
            f"{d.year}/{after:02}",
            f"{d.year}-{after:02}",
            f"{d.year}/{d.year + 1}",
            f"financial year {d.year}/{after:02}",
            f"FY {d.year}-{after:02}",
            f"FY{d:%y}/{after:02}",
        )
    ), "year"


def _financial_cell(rng: random.Random, d: date) -> Expression:
    return f"{d.year}/{(d.year + 1) % 100:02}", "year"


def _academic(rng: random.Random, d: date) -> Expression:
    return rng.choice(
        (
            f"{d.year}/{(d.year + 1) % 100:02}",
            f"academic year {d.year}/{(d.year + 1) % 100:02}",
            f"{d.year}-{(d.year + 1) % 100:02} academic year",
        )
    ), "year"


def _relative(rng: random.Random, d: date) -> Expression:
    number = rng.choice(("two", "three", "four", "five", "six", "ten"))
    weekday, month = rng.choice(_DAYS), _MONTHS[d.month - 1]
    styles = (
        f"last {month}",
        f"{number} weeks later",
        "the following day",
        f"{number} months earlier",
        f"last {weekday}",
        "last week",
        f"{month} last year",
        "earlier this year",
        f"the previous {weekday}",
        "yesterday",
        "last year",
        f"{number} days later",
        "the week before",
    )
    return rng.choice(styles), "relative"


def _range(rng: random.Random, d: date) -> Expression:
    end = d + timedelta(days=rng.randint(3, 400))
    month, last = _MONTHS[d.month - 1], _MONTHS[end.month - 1]
    styles = (
        f"between {d.day} {month} {d.year} and {end.day} {last} {end.year}",
        f"{month} {d.year} to {last} {end.year}",
        f"from {d:%d/%m/%Y} to {end:%d/%m/%Y}",
        f"between {month} {d.year} and {last} {end.year}",
        f"week commencing {d.day} {month} {d.year}",
        f"{d.year} to {d.year + rng.randint(1, 4)}",
        f"w/c {d:%d/%m/%Y}",
    )
    return rng.choice(styles), "range"


def _period(rng: random.Random, d: date) -> Expression:
    until = d.year + rng.randint(1, 4)
    styles = (
        f"1 January {d.year} to 31 December {until}",
        f"between 1 April {d.year} and 31 March {until}",
        f"{d.year} to {until}",
        f"the last {rng.choice(('three', 'five', '3', '5', '10'))} years",
        f"1st April {d.year} to 31st March {until}",
        f"from January {d.year} to December {until}",
        f"the 12 months to 31 March {until}",
        f"since 1 January {d.year}",
    )
    return rng.choice(styles), "range"


def _birth(rng: random.Random, d: date) -> Expression:
    birth = date(rng.randint(1940, 2012), rng.randint(1, 12), rng.randint(1, 28))
    month = _MONTHS[birth.month - 1]
    return rng.choice(
        (f"{birth:%d/%m/%Y}", f"{birth.day} {month} {birth.year}", f"{birth:%d.%m.%y}", f"{birth:%d-%m-%Y}")
    ), "day"


KINDS: Mapping[str, Callable[[random.Random, date], Expression]] = MappingProxyType(
    {
        "day": _day,
        "letter": _letter,
        "numeric": _numeric,
        "moment": _moment,
        "header": _header,
        "month": _month,
        "month_cell": _month_cell,
        "month_name": _month_name,
        "month_short": _month_short,
        "month_number": _month_number,
        "quarter": _quarter,
        "quarter_cell": _quarter_cell,
        "month_year": _in_format("%B %Y", "month"),
        "mon_yy": _in_format("%b-%y", "month"),
        "mm_yyyy": _in_format("%m/%Y", "month"),
        "slashed": _in_format("%d/%m/%Y", "day"),
        "slashed_short": _in_format("%d/%m/%y", "day"),
        "iso": _in_format("%Y-%m-%d", "day"),
        "dashed": _in_format("%d-%b-%y", "day"),
        "long": _in_format("%d %B %Y", "day"),
        "timed": _timed,
        "ordinal": lambda rng, d: (f"{_ordinal(d.day)} {d:%B %Y}", "day"),
        "season": _season,
        "season_cell": _season_cell,
        "term": _term,
        "term_cell": _term_cell,
        "year": _year,
        "fy": _financial,
        "fy_cell": _financial_cell,
        "academic": _academic,
        "relative": _relative,
        "range": _range,
        "period": _period,
        "birth": _birth,
    }
)
"""Kinds of expression that a slot may name. ``any`` is not one of them: see ``any_kind``."""

_USUAL = ("day", "day", "month", "month", "month", "year", "quarter", "season", "relative", "range")


def any_kind(rng: random.Random) -> str:
    """A kind drawn as often as case prose uses it."""
    return rng.choice(_USUAL)
