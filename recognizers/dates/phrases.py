"""The higher levels of the grammar: weeks, parts, times of day, ranges and open ends over dates already found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from recognizers.dates import calendar, relative
from recognizers.dates.cascade import Context, Level, Node, Rule
from recognizers.dates.nodes import before, node_of, number_of, pick
from recognizers.values import DateValue

TIME_KINDS = ("Day", "Month", "Year", "Quarter", "Season", "Weekday", "Span", "Range", "Relative")


def _value(node: Node | None) -> DateValue | None:
    return node.value if node is not None and isinstance(node.value, DateValue) else None


def _flagged(node: Node, flag: str) -> Node:
    value = _value(node)
    return replace(node, value=replace(value, flags=value.flags | {flag})) if value else node


def _week_phrase(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "w/c 4 July", "week ending Sunday 3 May 2021"."""
    phrase, value = pick(row[i:j], "week_phrase"), _value(row[j - 1])
    if phrase is None or value is None:
        return None
    if value.start is None:
        return node_of("Span", row, i, j, calendar.unresolved("relative", "no_year", granularity="week"))
    start = value.start if phrase.value == "start" else value.start - timedelta(6)
    return node_of("Span", row, i, j, calendar.week(start, *(value.flags - {"no_year"})))


def _week_of(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "the week of 4 July 2022", "the weekend of 3-4 May"."""
    value, week = _value(row[j - 1]), pick(row[i:j], "week")
    if value is None or week is None or value.start is None or value.granularity not in ("day", "range"):
        return None
    if week.value == "weekend":
        return node_of("Span", row, i, j, replace(value, granularity="range"))
    return node_of("Span", row, i, j, calendar.week(value.start, *(value.flags - {"no_year"})))


def _nth_week(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "1st week of June 2021", "the last weekend in March"."""
    which = pick(row[i:j], "ordinal_word", "ordinal", "previous")
    value = _value(row[j - 1])
    number = number_of(which)
    if value is None or number is None or number > 5 or value.granularity != "month":
        return None
    return node_of("Span", row, i, j, calendar.week_of_month(value, number))


def _part(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "early 2021", "mid-March 2021", "the end of last year", "mid to late 2019"."""
    parts = [str(node.value) for node in row[i:j] if node.kind == "part"]
    target = row[j - 1]
    value = _value(target)
    if value is None or not parts or target.kind == "Weekday":
        return None
    last = calendar.part(value, parts[-1])
    if len(parts) > 1:
        joined = calendar.through(calendar.part(value, parts[0]), last)
        return node_of("Span", row, i, j, joined)
    return node_of("Span", row, i, j, last)


def _half_of_month(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    value, which = _value(row[j - 1]), number_of(pick(row[i:j], "ordinal_word", "ordinal"))
    if value is None or value.start is None or value.end is None or which not in (1, 2):
        return None
    middle = value.start + timedelta((value.end - value.start).days // 2)
    start, end = (value.start, middle) if which == 1 else (middle + timedelta(1), value.end)
    return node_of("Span", row, i, j, replace(value, granularity="range", start=start, end=end))


def _months_of_year(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "the first three months of 2021", "the last 6 months of 2021/22"."""
    nodes = row[i:j]
    count, value = number_of(pick(nodes, "number", "twodigit", "number_word")), _value(nodes[-1])
    end = pick(nodes, "ordinal_word", "previous")
    months = any(node.kind == "unit" and node.value == "month" for node in nodes)
    if not months or value is None or value.start is None or not count or count > 11 or number_of(end) not in (1, -1):
        return None
    first = value.start.month + (0 if number_of(end) == 1 else 12 - count)
    start, last = calendar.month_span(value.start.year, first, first + count - 1)
    return node_of("Span", row, i, j, replace(value, granularity="range", start=start, end=last))


def _timed(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """A date with the time or the part of the day: the date, flagged ``time``."""
    target = pick(row[i:j], "Day", "Weekday", "Range", "Relative", "Season")
    value = _value(target)
    if target is None or value is None:
        return None
    if target.kind == "Weekday" and any(node.kind == "time" for node in row[i:j]) and row[i] is target:
        return None
    shown = context.text[row[i].start : row[j - 1].end]
    if shown.endswith(("00:00:00", " 00:00")) and context.cell:
        return replace(target, end=row[j - 1].end)
    note = "bare-daypart" if target.kind == "Weekday" else ""
    return replace(_flagged(target, "time"), start=row[i].start, end=row[j - 1].end, note=note)


def _labelled_ending(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "the financial year ending 31 March 2022"."""
    value = _value(row[j - 1])
    window = calendar.window_to(value, 12, "month") if value is not None else None
    return node_of("Range", row, i, j, window)


def _window(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "12 months to 31 March 2022", "the year ending June 2021", "quarter ended 30 June 2021"."""
    nodes = row[i:j]
    unit, counter, value = (
        pick(nodes, "unit", "week", "quarter"),
        pick(nodes, "number", "twodigit", "number_word"),
        _value(nodes[-1]),
    )
    if unit is None or value is None or value.granularity == "relative":
        return None
    if counter is None and unit.value not in ("year", "quarter", "month"):
        return None
    count = number_of(counter) if counter is not None else 1
    if not count:
        return None
    return node_of("Range", row, i, j, calendar.window_to(value, count, str(unit.value)))


def _day_list(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "3 and 5 May 2021", "between 3 and 5 May 2021", "3rd to 7th June"."""
    days = [
        number
        for number in (number_of(n) for n in row[i : j - 1] if n.kind in ("number", "ordinal", "ordinal_word"))
        if number
    ]
    last = row[j - 1]
    value = _value(last)
    if value is None or value.start is None or value.granularity not in ("day", "range") or before(row, i) == "label":
        return None
    if not days or any(a >= b for a, b in zip(days, [*days[1:], value.start.day], strict=True)):
        return None
    first = replace(value, start=value.start.replace(day=days[0]))
    return node_of("Range", row, i + (row[i].kind == "from"), j, replace(first, granularity="range"))


_MIXABLE = {
    frozenset(("Day",)), frozenset(("Month",)), frozenset(("Year",)), frozenset(("Quarter",)), frozenset(("Season",)),
    frozenset(("Span",)), frozenset(("Day", "Month")), frozenset(("Month", "Span")), frozenset(("Year", "Span")),
    frozenset(("Day", "Span")), frozenset(("Month", "Year")), frozenset(("Season", "Month")), frozenset(("Season", "Span")),
    frozenset(("Day", "Relative")), frozenset(("Month", "Relative")), frozenset(("Year", "Relative")), frozenset(("Season", "Year")),
}  # fmt: skip


def _range(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "April to June 2021", "between 3 May and 5 June 2021", "1 April 2020 to 31 March 2021"."""
    ends = [node for node in row[i:j] if node.kind in TIME_KINDS]
    if len(ends) != 2 or frozenset((ends[0].kind, ends[1].kind)) not in _MIXABLE:
        return None
    first, last = _value(ends[0]), _value(ends[1])
    if first is None or last is None:
        return None
    if (
        row[i].kind not in ("between", "from")
        and "-" in context.text[ends[0].end : ends[1].start]
        and ends[0].kind != ends[1].kind
    ):
        return None
    if pick(row[i:j], "slash") and ends[0].kind != ends[1].kind:
        return None
    if ends[0].kind == "Year" and ends[1].kind in ("Month", "Season") and "no_year" in last.flags:
        return None
    lax = (
        "bare-range"
        if all(n.note.startswith(("bare-pair", "bare-month-amb")) for n in ends)
        and row[i].kind not in ("between", "from")
        else ""
    )
    return node_of("Range", row, i + (row[i].kind == "from"), j, calendar.through(first, last), lax)


def _open(row: Sequence[Node], i: int, j: int, context: Context) -> Node | None:
    """ "since 2019", "from March 2020 onwards", "2015 to date"."""
    target = pick(row[i:j], *TIME_KINDS)
    value = _value(target)
    if target is None or value is None or (value.granularity == "range" and target.kind == "Range"):
        return None
    return node_of(
        "Range",
        row,
        i + (row[i].kind == "from"),
        j,
        replace(
            value,
            granularity=value.granularity if row[i].kind == "since" else "range",
            end=None,
            flags=value.flags | {"open"},
        ),
    )


def _inherit(first: Node, last: Node) -> Node | None:
    """The first of "April and May 2021" with the year of the second; of "December and January 2021", with the year before."""
    have, other = _value(first), _value(last)
    if have is None or other is None or "no_year" not in have.flags or have.start is None:
        return None
    if "no_year" in other.flags or other.start is None:
        return replace(first, note="listed") if not first.note.startswith("bare-pair") else None
    turn_of_year = have.start.month - other.start.month >= 10
    return replace(first, value=calendar.with_year(have, other.start.year - turn_of_year), note="listed")


_POINTER = "(previous|next|adjoining|this|that|same)"
_COUNT = "(number|twodigit|number_word number_word of?|number_word of?)"
_UNIT = "(unit|week|quarter)"
_DAY = "(number|ordinal|ordinal_word)"
_CLOCK = "(between|from)? time ((and|to|dash|hyphen) time)?"

POINTERS = Level.of(
    Rule(f"the? (ordinal_word|previous) {_COUNT} unit of the? Year", _months_of_year),
    Rule(f"(Month|Day|Season|Weekday) of? the? {_POINTER} (unit|week)", relative.with_relative_year),
    Rule(f"the? {_POINTER} year_label", relative.labelled_year),
    Rule("the Weekday direction", relative.weekday_beside),
    Rule("the? (ordinal_word|ordinal|previous) week (of|in) the? Month", _nth_week),
    Rule(f"the? {_POINTER} (Month|Season|Weekday|Day)", relative.pointed),
    Rule(f"the? {_POINTER} {_COUNT}? ({_UNIT}|daypart)", relative.counted_unit),
    Rule(f"the? {_COUNT}? ({_UNIT}|daypart) direction", relative.shifted),
    Rule("direct daypart?", relative.direct),
)

DECORATIONS = Level.of(
    Rule("direction Relative", relative.widened),
    Rule("(the)? week_phrase on? the? (Day|Weekday|Relative)", _week_phrase),
    Rule("the? week of the? (Day|Range)", _week_of),
    Rule("the? part (dash|hyphen)? (of|in)? the? (Month|Year|Season|Quarter|Relative|Span)", _part),
    Rule(
        "the? part (dash|hyphen)? (to|and|slash|dash|hyphen) the? part (dash|hyphen)? (of|in)? the? (Month|Year|Season|Quarter)",
        _part,
    ),
    Rule("the? (ordinal_word|ordinal) half of the? (Month|Relative)", _half_of_month),
    Rule("(the)? daypart (of|on|comma)? the? (Day|Weekday|Range)", _timed),
    Rule(f"{_CLOCK} (on|comma|dash|hyphen)? the? (Day|Weekday|Relative)", _timed),
    Rule(f"(Day|Weekday|Relative) (comma|dash|hyphen)? at? {_CLOCK}", _timed),
    Rule("(Day|Weekday) daypart", _timed),
)

LISTS = Level.of(
    Rule(
        f"(between|from)? Weekday? the? {_DAY} (comma Weekday? {_DAY}){{0,6}} comma? (and|to|dash|hyphen|slash) the? (Day|Range)",
        _day_list,
    ),
    Rule(f"the? {_COUNT}? hyphen? {_UNIT} period? (to|ending) the? (Day|Month|Year|Quarter)", _window),
    Rule("the? year_label ending the? (Day|Month)", _labelled_ending),
)

_ANY = "(" + "|".join(TIME_KINDS) + ")"

RANGES = Level.of(
    Rule(f"between the? {_ANY} and the? {_ANY}", _range),
    Rule(f"(between|from) the? {_ANY} (to|dash|hyphen) the? {_ANY}", _range),
    Rule(f"{_ANY} (to|dash|hyphen|slash) the? {_ANY}", _range),
    Rule(f"since at? the? {_ANY}", _open),
    Rule(f"{_ANY} (dash|hyphen)? until_now", _open),
    Rule(f"from? {_ANY} onwards", _open),
)


def inherit_years(row: list[Node]) -> list[Node]:
    """Give the months and days of a list the year that only its last member states ("April, May and June 2021")."""
    out = list(row)
    for k in range(len(out) - 1, 1, -1):
        j = k - 1
        while j > 0 and out[j].kind in ("comma", "and", "slash"):
            j -= 1
        left, right = out[j], out[k]
        if left.kind != right.kind or left.kind not in ("Month", "Day", "Quarter", "Season") or not 1 <= k - j - 1 <= 2:
            continue
        changed = _inherit(left, right)
        if changed is not None:
            out[j] = changed
            if right.note.startswith("bare-month"):
                out[k] = replace(right, note="listed")
    return out
