"""Years, halves, quarters, seasons, terms and holidays, from words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recognizers.dates import calendar
from recognizers.dates.cascade import Context, Node
from recognizers.dates.nodes import before, node_of, number_of, pick


def labelled_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "financial year 2021/22", "FY22", "2021/22 academic year", "calendar year 2020", "2021/22" alone."""
    nodes = row[i:j]
    label = pick(nodes, "year_label")
    kind = str(label.value) if label else "financial"
    year = pick(nodes, "fy", "year", "short_year", "pair", "years", "twodigit", "number", "dashpair")
    if year is None:
        return None
    start = number_of(year)
    if isinstance(year.value, tuple):
        first, last = year.value[0], year.value[1]
        if year.kind == "years":
            if last != first + 1:
                span = calendar.through(
                    calendar.year(first, kind), calendar.year(last - 1 if kind != "calendar" else last, kind)
                )
                return node_of("Range", row, i, j, span)
            start = first
        else:
            start = calendar.century(first) if last == (first + 1) % 100 else None
    elif year.kind in ("twodigit", "number"):
        # "FY22" names the year in which it ends.
        start = calendar.century(start or 0) - 1 if year.end - year.start == 2 else None
    elif (
        year.kind in ("year", "short_year") and len([n for n in nodes if n.kind in ("year", "twodigit", "number")]) == 2
    ):
        last_node = nodes[-1] if nodes[-1].kind != "year_label" else nodes[-2]
        last_number = number_of(last_node) or 0
        if start is None or last_number % 100 != (start + 1) % 100:
            return None
        kind = "financial" if kind == "calendar" else kind
    if start is None:
        return None
    if kind == "calendar" and year.kind == "fy":
        kind = "financial"
    return node_of("Year", row, i, j, calendar.year(start, kind), "bare-fy" if label is None else "")


def year_ending(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "financial year ending 2022"."""
    label, year = pick(row[i:j], "year_label"), number_of(row[j - 1])
    if label is None or year is None:
        return None
    return node_of("Year", row, i, j, calendar.year(year - (label.value != "calendar"), str(label.value)))


def quarter(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "Q2 2021/22", "the second quarter of 2021", "Quarter 1"."""
    nodes = row[i:j]
    quarter = pick(nodes, "q", "quarter")
    which = (
        number_of(quarter)
        if quarter and quarter.kind == "q"
        else number_of(pick(nodes, "ordinal_word", "ordinal", "number"))
    )
    if quarter is None or which is None:
        return None
    which = 4 if which == -1 else which
    if not 1 <= which <= 4:
        return None
    label = pick(nodes, "year_label")
    near = context.text[max(0, row[i].start - 60) : row[j - 1].end + 30].casefold()
    financial = (label is not None and label.value == "financial") or "financial" in near or "fiscal" in near
    year_node = next((n for n in nodes if n.kind in ("fy", "year", "short_year", "pair", "years", "Year")), None)
    if year_node is None and len(nodes) > 1 and nodes[-1].kind in ("twodigit", "number") and quarter.kind == "q":
        joined = len(nodes) > 2 or context.cell
        if nodes[-1].end - nodes[-1].start != 2 or not joined:
            return None
        number: int | None = calendar.century(number_of(nodes[-1]) or 0) - (label is not None)
    elif year_node is not None and isinstance(year_node.value, tuple):
        first, last = year_node.value[0], year_node.value[1]
        if last % 100 != (first + 1) % 100:
            return None
        number, financial = first if first > 100 else calendar.century(first), True
    else:
        number = number_of(year_node)
        financial = financial or (year_node is not None and year_node.kind == "fy")
    note = "bare-quarter" if number is None else ""
    return node_of("Quarter", row, i, j, calendar.quarter(number, which, financial), note)


def half(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "H1 2021", "the first half of 2021"."""
    nodes = row[i:j]
    which = number_of(pick(nodes, "half_code", "ordinal_word", "ordinal"))
    year = pick(nodes, "fy", "year", "short_year")
    label = pick(nodes, "year_label")
    number = number_of(year)
    if which not in (1, 2) or year is None or number is None:
        return None
    financial = year.kind == "fy" or (label is not None and label.value == "financial")
    return node_of("Range", row, i, j, calendar.half(number, which, financial))


def season(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "spring 2021", "winter 2020/21", "autumn term 2021"."""
    nodes = row[i:j]
    season = pick(nodes, "season")
    if season is None:
        return None
    name, is_term = str(season.value), any(node.kind == "term" for node in nodes)
    year = pick(nodes, "year", "short_year", "fy", "pair")
    number = number_of(year)
    if year is not None and isinstance(year.value, tuple):
        first, last = year.value[0], year.value[1]
        if last != (first + 1) % 100:
            return None
        number = calendar.century(first)
    spans_two = year is not None and year.kind in ("fy", "pair")
    if is_term:
        if name not in calendar.TERMS:
            return None
        value = calendar.term(None if spans_two else number, name, number if spans_two else None)
        return node_of("Season", row, i, j, value)
    if name in ("michaelmas", "trinity") or (
        number is None and season.end - season.start > 6 and season.value == "summertime"
    ):
        return None
    if spans_two and number is not None and name in ("spring", "summer"):
        number += name == "spring"
    return node_of("Season", row, i, j, calendar.season(number, name), "" if number is not None else "bare-season")


def numbered_term(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "Term 2": a term of a year that is not told."""
    return node_of("Season", row, i, j, calendar.unresolved("no_year", "academic", granularity="season"), "bare-term")


def holiday(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "Easter 2021", "Christmas Day", "October half term 2021"."""
    holiday = pick(row[i:j], "holiday")
    number = number_of(pick(row[i:j], "year", "short_year"))
    if holiday is None:
        return None
    month = pick(row[i:j], "month")
    if month is not None and number is not None:
        if holiday.value != "other":
            return None
        return node_of(
            "Season", row, i, j, replace(calendar.month(number, number_of(month) or 1), granularity="season")
        )
    return node_of("Season", row, i, j, calendar.holiday(number, str(holiday.value)), "" if number else "bare-holiday")


def year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "2021" as a year, unless a label or a fragment of a reference stands beside it."""
    number = number_of(row[i])
    if number is None or before(row, i) in ("label", "other") or (j < len(row) and row[j].kind == "other"):
        return None
    return node_of("Year", row, i, j, calendar.year(number), "bare-year")


def cell_short_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "2021 - 22", "Summer 21", "H1 22": in running text the last number could count something, in a cell it is a year."""
    number = number_of(row[j - 1])
    if not context.cell or number is None or row[j - 1].end - row[j - 1].start != 2:
        return None
    year = Node("year", row[j - 1].start, row[j - 1].end, calendar.century(number))
    if row[i].kind == "season":
        return season([*row[: j - 1], year], i, j, context)
    if row[i].kind == "half_code":
        return half([*row[: j - 1], year], i, j, context)
    start = number_of(row[i]) or 0
    return node_of("Year", row, i, j, calendar.year(start, "financial")) if number == (start + 1) % 100 else None


def years(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "2019-2021"."""
    value = row[i].value
    if not isinstance(value, tuple):
        return None
    return node_of("Range", row, i, j, calendar.through(calendar.year(value[0]), calendar.year(value[1])))
