"""The first level of the grammar: days, months, years, quarters, seasons, holidays, from words and numbers.

The upper-case kinds that come out (Day, Month, Year, Quarter, Season, Weekday, Span, Range, Relative) have a DateValue.
A ``note`` that begins with "bare" marks readings that stand only where their surroundings support them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from recognizers.dates import calendar, periods
from recognizers.dates.cascade import Build, Context, Level, Node, Rule
from recognizers.dates.nodes import before, node_of, number_of, pick
from recognizers.dates.vocabulary import vocabulary
from recognizers.values import DateValue

_YEAR = "(year|short_year)"
_TWO = "(twodigit|number)"


def _year_number(nodes: Sequence[Node], context: Context, after: int) -> tuple[int | None, bool]:
    """The year at the end of a matched stretch, and whether the match may stand."""
    last = nodes[-1]
    if last.kind in ("year", "short_year"):
        return number_of(last), True
    if last.kind in ("number", "twodigit") and len(nodes) > 1:
        if last.end - last.start != 2 or vocabulary().counted_follows.match(context.text, last.end):
            return None, False
        return calendar.century(number_of(last) or 0), True
    return None, True


def _day_month_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    nodes = row[i:j]
    month = pick(nodes, "month", "weak")
    number = pick(nodes, "number", "ordinal", "ordinal_word")
    tail = nodes[nodes.index(month) :] if month else nodes
    year, stands = _year_number(tail, context, j)
    if month is None or number is None or not stands:
        return None
    if number is nodes[0] and (before(row, i) == "number_word" or (year is None and before(row, i) == "label")):
        return None
    if year is None and month.kind == "weak":
        supported = nodes[0].kind == "weekday" or before(row, i) in ("on", "since", "from") or number.kind == "ordinal"
        if not supported or vocabulary().modal_follows.match(context.text, month.end):
            return None
    if (
        year is None
        and month.note == "ambiguous"
        and number.kind == "number"
        and vocabulary().modal_follows.match(context.text, month.end)
    ):
        return None
    return node_of("Day", row, i, j, calendar.day(year, number_of(month) or 0, number_of(number) or 0))


def _month_day(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    nodes = row[i:j]
    month, number = pick(nodes, "month", "weak"), pick(nodes, "number", "ordinal")
    year = number_of(nodes[-1]) if nodes[-1].kind in ("year", "short_year") else None
    return node_of("Day", row, i, j, calendar.day(year, number_of(month) or 0, number_of(number) or 0))


def _month_number(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "March 21": a day after "on", "of" or a weekday, or with one digit; else the month of a two-digit year."""
    month, number = row[i], row[j - 1]
    if vocabulary().counted_follows.match(context.text, number.end) or (
        number.kind == "number" and _joins_later_day(row, j)
    ):
        return None
    figure = number_of(number) or 0
    digits = number.end - number.start
    joined = j - i == 3
    as_day = (
        number.kind == "number"
        and not joined
        and not context.cell
        and (digits == 1 or figure > 29 or before(row, i) in ("on", "of", "weekday"))
    )
    if as_day:
        return node_of("Day", row, i, j, calendar.day(None, number_of(month) or 0, figure))
    if digits != 2 or (not joined and figure >= 40 and not context.cell):
        return None
    return node_of("Month", row, i, j, calendar.month(calendar.century(figure), number_of(month) or 1))


def _joins_later_day(row: Sequence[Node], j: int) -> bool:
    """Whether the number before ``j`` is the day of a following month ("March 3 May")."""
    return j < len(row) and row[j].kind in ("month", "weak")


def _year_month_day(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    nodes = row[i:j]
    value = calendar.day(
        number_of(pick(nodes, "year")), number_of(pick(nodes, "month")) or 0, number_of(pick(nodes, "number")) or 0
    )
    return node_of("Day", row, i, j, value)


def _month_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    month = pick(row[i:j], "month", "weak")
    year = pick(row[i:j], "year", "short_year")
    if month is None or year is None:
        return None
    if month.kind == "weak" and vocabulary().counted_follows.match(context.text, year.end):
        return None
    return node_of("Month", row, i, j, calendar.month(number_of(year), number_of(month) or 1))


def _month_alone(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    return node_of(
        "Month", row, i, j, calendar.month(None, number_of(row[i]) or 1), "bare-month" + (row[i].note and "-ambiguous")
    )


def _day_pair(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "3/4 May 2021", "3-5 May"."""
    nodes = row[i:j]
    pair, month = pick(nodes, "pair", "dashpair"), pick(nodes, "month", "weak")
    year, stands = _year_number(nodes[nodes.index(month) :], context, j) if month else (None, False)
    if (
        pair is None
        or month is None
        or not stands
        or not isinstance(pair.value, tuple)
        or (year is None and month.kind == "weak")
    ):
        return None
    first = calendar.day(year, number_of(month) or 0, pair.value[0])
    last = calendar.day(year, number_of(month) or 0, pair.value[1])
    if first is None or last is None or pair.value[0] >= pair.value[1]:
        return None
    return node_of("Range", row, i, j, calendar.through(first, last))


def _pair(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "12/03": day and month; "03/21": month and year."""
    pair = row[j - 1]
    if not isinstance(pair.value, tuple):
        return None
    first, last, digits = pair.value
    note = "" if j - i > 1 else "bare-pair" + (pair.note and "-padded")
    value = calendar.day(None, last, first, *(("ambiguous_dmy",) if first <= 12 and first != last else ()))
    if value is None and last == (first + 1) % 100:
        return node_of("Year", row, i, j, calendar.year(calendar.century(first), "financial"), "bare-month-slash")
    if value is None and 1 <= first <= 12 and digits == 2:
        return node_of("Month", row, i, j, calendar.month(calendar.century(last), first), "bare-month-slash")
    return node_of("Day", row, i, j, value, note)


def _spaced_out(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "3 / 5 / 2021", as character recognition leaves it."""
    day, month = number_of(row[i]), number_of(row[i + 2])
    flags = ("ambiguous_dmy",) if day and day <= 12 and day != month else ()
    return node_of("Day", row, i, j, calendar.day(number_of(row[j - 1]), month or 0, day or 0, *flags))


def _cell_year_month(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "2021 March" in a cell; in running text the two belong to different phrases."""
    return _month_year(row, i, j, context) if context.cell else None


def _weekday_ordinal(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "Monday the 3rd": a day of a month that the text told before."""
    return node_of("Relative", row, i, j, calendar.unresolved("relative"))


def _weekday(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    if row[i].note == "abbreviated" and j - i == 1:
        return None
    number = number_of(row[i]) or 0
    value = calendar.unresolved("relative")
    if context.reference is not None:
        value = _weekday_before(context.reference, number)
    return node_of("Weekday", row, i, j, value, "bare-weekday")


def _weekday_before(reference: date, number: int) -> DateValue:
    found = reference - timedelta((reference.weekday() - number - 1) % 7 + 1)
    return calendar.between("day", found, found, "relative")


def _dated(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """A weekday before a date in digits."""
    last = row[j - 1]
    return node_of("Day", row, i, j, last.value if isinstance(last.value, DateValue) else None)


_DAY = "(number|ordinal|ordinal_word)"
_MONTH = "(month|weak)"
_LONG_YEAR = "(fy|year|short_year)"

_RULES: tuple[tuple[str, Build], ...] = (
    ("year (hyphen|slash)? month (hyphen|slash)? number", _year_month_day),
    ("number slash number slash year", _spaced_out),
    ("number dot number dot year", _spaced_out),
    (f"(weekday comma?)? (pair|dashpair) of? {_MONTH} comma? {_YEAR}", _day_pair),
    (f"(weekday comma?)? (pair|dashpair) of? {_MONTH}", _day_pair),
    (
        f"(weekday comma?)? (the)? {_DAY} (hyphen|slash)? (of the?)? {_MONTH} (hyphen|slash|comma)? of? ({_YEAR}|twodigit|number)",
        _day_month_year,
    ),
    (f"(weekday comma?)? (the)? {_DAY} (hyphen|slash)? (of the?)? {_MONTH}", _day_month_year),
    (f"(weekday comma?)? {_MONTH} hyphen? the? {_DAY} comma? {_YEAR}", _month_day),
    ("(weekday comma?)? month the? ordinal", _month_day),
    ("weekday comma? month number", _month_day),
    (f"{_MONTH} (comma|hyphen|slash)? of? {_YEAR}", _month_year),
    (f"month (hyphen|slash)? {_TWO}", _month_number),
    ("year (hyphen|slash) month", _month_year),
    ("year comma? month", _cell_year_month),
    ("weekday comma? Day", _dated),
    ("weekday comma? the? pair", _pair),
    (f"month holiday (of|comma)? {_YEAR}", periods.holiday),
    ("month", _month_alone),
    (f"q (comma|dash|hyphen|slash|of)? the? year_label? of? ({_LONG_YEAR}|pair|years|{_TWO})", periods.quarter),
    (f"{_LONG_YEAR} (comma|hyphen|slash)? q", periods.quarter),
    (f"the? (ordinal_word|ordinal) quarter ((of|in) the? year_label? of? {_LONG_YEAR}|{_LONG_YEAR})?", periods.quarter),
    (f"quarter number (comma|of|hyphen)? the? year_label? ({_LONG_YEAR}|pair)?", periods.quarter),
    ("q", periods.quarter),
    (f"the? (ordinal_word|ordinal) half of the? year_label? {_LONG_YEAR}", periods.half),
    (f"half_code (of|hyphen)? year_label? {_LONG_YEAR}", periods.half),
    ("the? year_label (ending|ended) (in|the)? year", periods.year_ending),
    ("the? year_label comma? year (to|dash|hyphen|and|slash) (year|twodigit|number)", periods.labelled_year),
    (f"the? year_label (comma|dash|hyphen|colon)? of? (fy|pair|dashpair|years|{_YEAR}|{_TWO})", periods.labelled_year),
    ("the? (fy|pair|years|year) year_label", periods.labelled_year),
    ("fy", periods.labelled_year),
    (f"(the)? season (term|holidays)? (of|in|comma)? the? ({_LONG_YEAR}|pair) term?", periods.season),
    ("(season term?|half_code) (number|twodigit)", periods.cell_short_year),
    ("year dash (number|twodigit)", periods.cell_short_year),
    ("(the)? season (term|holidays)?", periods.season),
    ("term number", periods.numbered_term),
    (f"holiday (of|comma)? {_YEAR}", periods.holiday),
    ("weekday the? ordinal", _weekday_ordinal),
    ("(weekday comma?)? holiday", periods.holiday),
    ("years", periods.years),
    ("year", periods.year),
    ("pair", _pair),
    ("weekday", _weekday),
)


def _without_article(build: Build) -> Build:
    """The span of a plain date begins after "the"."""

    def trimmed(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
        return build(row, i + 1 if row[i].kind == "the" else i, j, context)

    return trimmed


_KEEPS_ARTICLE: tuple[Callable[..., Node | None], ...] = (
    periods.labelled_year,
    periods.year_ending,
    periods.quarter,
    periods.half,
)

ATOMS = Level.of(
    *(Rule(pattern, build if build in _KEEPS_ARTICLE else _without_article(build)) for pattern, build in _RULES)
)
