"""Dates that lean on another date: "last March", "March last year", "the following day", "two weeks later"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from recognizers.dates import calendar
from recognizers.dates.cascade import Context, Node
from recognizers.dates.nodes import before, node_of, number_of, pick
from recognizers.values import DateValue


def pointed(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "last March", "that summer", "next Tuesday", "the previous Christmas"."""
    target, pointer = row[j - 1], pick(row[i:j], "previous", "next", "adjoining", "this", "that", "same")
    if pointer is None or not isinstance(target.value, DateValue) or not target.note.startswith("bare"):
        return None
    if target.note in ("bare-year", "bare-fy") or target.kind in ("Year", "Range"):
        return None
    value = target.value
    if pointer.kind == "that" and target.note.startswith("bare-month"):
        return None
    reference = context.reference
    counted = pointer.kind in ("adjoining", "that", "same")
    if reference is None or counted:
        return node_of("Relative", row, i, j, _relative(value, counted))
    if target.kind == "Weekday":
        return node_of("Relative", row, i, j, value)
    number = reference.year
    if value.start is None:
        return node_of("Relative", row, i, j, _relative(value))
    resolved = calendar.with_year(value, number)
    if pointer.kind == "previous" and resolved.end and resolved.end >= reference:
        resolved = calendar.with_year(value, number - 1)
    elif pointer.kind == "next" and resolved.start and resolved.start <= reference:
        resolved = calendar.with_year(value, number + 1)
    return node_of("Relative", row, i, j, replace(resolved, flags=resolved.flags | {"relative"}))


def _relative(value: DateValue, adjoining: bool = False) -> DateValue:
    """Unresolved; the days of the year stay in the notation of ``calendar.publish``.

    "Last March" is a month all the same, without its year; "the previous March" is counted from something else (``adjoining``).
    """
    shown = calendar.publish(value)
    named = not adjoining and (value.granularity in ("month", "season", "quarter") or shown.flags & {"no_year"})
    return DateValue(
        value.granularity if named else "relative",
        None,
        None,
        frozenset(f for f in shown.flags if f.startswith("--")) | {"relative"},
    )


def with_relative_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "March last year", "3 May this year", "summer of last year", "March of the same year"."""
    value = row[i].value
    pointer = pick(row[i:j], "previous", "next", "adjoining", "this", "that", "same")
    unit = row[j - 1]
    if not isinstance(value, DateValue) or pointer is None:
        return None
    if unit.value == "week" and row[i].kind == "Weekday":
        return node_of("Relative", row, i, j, _weekday_of(context.reference, row[i], pointer))
    if unit.value != "year" or "no_year" not in value.flags:
        return None
    counted = pointer.kind in ("adjoining", "that", "same")
    if context.reference is None or counted or value.start is None:
        return node_of("Relative", row, i, j, _relative(value, counted))
    resolved = calendar.with_year(value, context.reference.year + (number_of(pointer) or 0))
    return node_of("Relative", row, i, j, replace(resolved, flags=resolved.flags | {"relative"}))


def weekday_beside(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "the Tuesday before", "the Sunday after"."""
    return node_of("Relative", row, i, j, calendar.unresolved("relative"))


def _weekday_of(reference: date | None, weekday: Node, pointer: Node) -> DateValue:
    """ "Tuesday last week", "Monday of that week"."""
    value = weekday.value
    if (
        reference is None
        or pointer.kind not in ("previous", "this", "next")
        or not isinstance(value, DateValue)
        or value.start is None
    ):
        return calendar.unresolved("relative")
    monday = reference - timedelta(reference.weekday()) + timedelta(7 * (number_of(pointer) or 0))
    day = monday + timedelta(value.start.weekday())
    return calendar.between("day", day, day, "relative")


def labelled_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "last financial year", "the current academic year"."""
    kind, pointer = str(row[j - 1].value), pick(row[i:j], "previous", "next", "adjoining", "this", "that", "same")
    if context.reference is None or pointer is None or pointer.kind in ("adjoining", "that", "same"):
        return node_of("Relative", row, i, j, calendar.unresolved("relative"))
    first_month = {"financial": 4, "academic": 9}.get(kind, 1)
    number = context.reference.year - (context.reference.month < first_month) + (number_of(pointer) or 0)
    value = calendar.year(number, kind)
    return node_of("Relative", row, i, j, replace(value, flags=value.flags | {"relative"}))


def counted_unit(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "the following day", "last week", "the past 12 months", "that evening"."""
    nodes = row[i:j]
    pointer = pick(nodes, "previous", "next", "adjoining", "this", "that", "same")
    unit = nodes[-1]
    counter = pick(nodes, "number", "twodigit", "number_word")
    if pointer is None or (counter is None and context.text[unit.end - 1] == "s" and unit.kind != "daypart"):
        return None
    if unit.value in ("hour", "decade") and counter is None:
        return None
    if pointer.kind in ("same", "adjoining") and row[i].kind != "the":
        return None
    if pointer.kind == "next" and counter is not None:
        return None
    plain = calendar.unresolved("relative")
    if context.reference is None or pointer.kind in ("adjoining", "that", "same") or unit.kind == "daypart":
        return node_of("Relative", row, i, j, plain)
    count = number_of(counter) if counter is not None else 1
    if counter is None:
        return node_of("Relative", row, i, j, _unit_at(context.reference, str(unit.value), number_of(pointer) or 0))
    if pointer.kind == "previous" and count:
        ended = calendar.between("day", context.reference, context.reference)
        value = calendar.window_to(ended, count, str(unit.value))
        return node_of("Relative", row, i, j, replace(value, flags=value.flags | {"relative"}) if value else plain)
    return node_of("Relative", row, i, j, plain)


def _unit_at(reference: date, unit: str, offset: int) -> DateValue:
    if unit == "year":
        value = calendar.year(reference.year + offset)
    elif unit == "month":
        months = reference.year * 12 + reference.month - 1 + offset
        value = calendar.month(months // 12, months % 12 + 1)
    elif unit == "week":
        value = calendar.week(reference - timedelta(reference.weekday()) + timedelta(7 * offset))
    elif unit == "quarter":
        quarters = reference.year * 4 + (reference.month - 1) // 3 + offset
        value = calendar.quarter(quarters // 4, quarters % 4 + 1)
    elif unit == "day":
        shifted = reference + timedelta(offset)
        value = calendar.between("day", shifted, shifted)
    else:
        return calendar.unresolved("relative")
    return replace(value, flags=value.flags | {"relative"})


def shifted(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "two weeks later", "3 days ago", "the day before", "a few days earlier"."""
    nodes = row[i:j]
    unit = pick(nodes, "unit", "week", "quarter", "daypart")
    counter = pick(nodes, "number", "twodigit", "number_word")
    direction = nodes[-1]
    if unit is None or before(row, i) in ("within", "label", "other"):
        return None
    word = context.text[direction.start : direction.end].lower()
    if counter is None and nodes[0].kind != "the":
        return None
    if counter is None and unit.value not in ("day", "night", "week", "month", "year", "morning", "evening", "weekend"):
        return None
    value = calendar.unresolved("relative")
    count = number_of(counter)
    if context.reference is not None and count and word in ("ago", "earlier") and count < 1000:
        if unit.value in ("month", "quarter", "year") or unit.kind == "week":
            value = _unit_at(context.reference, str(unit.value), -count)
        elif unit.value == "day":
            value = _unit_at(context.reference, "day", -count)
    return node_of("Relative", row, i, j, value)


def direct(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "yesterday", "tomorrow evening"."""
    offset = number_of(pick(row[i:j], "direct")) or 0
    value = calendar.unresolved("relative")
    if context.reference is not None:
        value = _unit_at(context.reference, "day", offset)
    return node_of("Relative", row, i, j, value)


def widened(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "earlier this year", "later that day"."""
    value = row[j - 1].value
    if not isinstance(value, DateValue):
        return None
    return node_of("Relative", row, i, j, replace(value, granularity="relative") if value.start is None else value)
