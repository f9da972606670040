"""From a text to its date expressions: tokens, the cascade, and the readings that their surroundings do not support."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from recognizers.dates import calendar
from recognizers.dates.atoms import ATOMS
from recognizers.dates.cascade import Context, Node
from recognizers.dates.phrases import DECORATIONS, LISTS, POINTERS, RANGES, TIME_KINDS, inherit_years
from recognizers.dates.tokens import tokenise
from recognizers.dates.vocabulary import vocabulary
from recognizers.values import DateValue

_CUES = frozenset("in on since from between cue within direction part".split())
_NAME_FOLLOWS = re.compile(r"(?:['’]s)?[ \t]+(?!I\b)[A-Z][a-z]+")
_MONTH_LEAD = re.compile(r"\b(?:the|his|her|their|its|our|your|this|an?|each|every)\s+$", re.IGNORECASE)
_NOUN_FOLLOWS = re.compile(
    r"[ \t]+(?!(?:of|and|or|is|was|has|had|who|to|in|on|at|for|by|be|not|family|household)\b)[a-z]{3,}"
)
_MONTH_OF = re.compile(r"\bmonths?\s+of\s+$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_WORD_BEFORE = re.compile(r"(\w+)\W*$")


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression at [start, end) with its value and how sure the reading is."""

    start: int
    end: int
    value: DateValue
    score: float


def find(text: str, reference: date | None = None, cell: bool = False) -> list[Expression]:
    """Every date expression of a text, in order, without overlaps."""
    row = tokenise(text, cell)
    if not row:
        return []
    context = Context(text, reference, cell)
    row = ATOMS.apply(row, context)
    for level in (POINTERS, DECORATIONS, LISTS):
        row = level.apply(row, context)
    row = inherit_years(row)
    row = RANGES.apply(row, context)
    return [
        Expression(node.start, _closed(text, node), value, _score(node, value))
        for index, node in enumerate(row)
        if node.kind in TIME_KINDS and isinstance(node.value, DateValue) and _stands(row, index, context)
        for value in (calendar.publish(node.value, reference),)
    ]


def _closed(text: str, node: Node) -> int:
    """The end of a span, past the bracket that closes one inside it: "the financial year (2021/22)"."""
    inside = text[node.start : node.end]
    return node.end + (inside.count("(") > inside.count(")") and text.startswith(")", node.end))


def _score(node: Node, value: DateValue) -> float:
    if (
        node.value is not None
        and isinstance(node.value, DateValue)
        and (node.value.flags & {"relative"} or node.value.start is None)
    ):
        return 0.6
    if "no_year" in value.flags:
        return 0.7 if value.granularity == "day" else 0.65
    return 0.8 if value.granularity == "year" else 0.95


def _stands(row: Sequence[Node], index: int, context: Context) -> bool:
    """Whether a reading that needs support has it."""
    node = row[index]
    if not node.note.startswith("bare"):
        return True
    if _is_whole(context.text, node):
        return node.kind != "Weekday"
    previous = row[index - 1].kind if index else ""
    following = row[index + 1].kind if index + 1 < len(row) else ""
    for prefix, check in _CHECKS:
        if node.note.startswith(prefix):
            return check(node, previous, following, context)
    return node.note == "bare-fy" and previous not in ("other", "label") and following != "other"


def _is_whole(text: str, node: Node) -> bool:
    return not text[: node.start].strip(" \t\r\n()[]*•-") and not text[node.end :].strip(" \t\r\n()[]*.:,-")


def _alone_on_line(text: str, node: Node) -> bool:
    start = text.rfind("\n", 0, node.start) + 1
    end = text.find("\n", node.end)
    return not text[start : node.start].strip(" \t•|*-") and not text[node.end : end if end >= 0 else len(text)].strip(
        " \t\r|:*-,0123456789"
    )


def _month(node: Node, previous: str, following: str, context: Context) -> bool:
    text = context.text
    if node.note == "bare-month-slash":
        return previous in ("in", "since", "from", "between") or following == "until_now"
    if node.note == "bare-month":
        return True
    word = text[node.start : node.end]
    if word[0].islower() and len(word) < 4:
        return False
    if _alone_on_line(text, node):
        return True
    if (
        word[0].isupper()
        and _MONTH_LEAD.search(text[max(0, node.start - 12) : node.start])
        and _NOUN_FOLLOWS.match(text, node.end)
    ):
        return True
    if previous == "of" and _MONTH_OF.search(text[max(0, node.start - 12) : node.start]):
        return True
    if previous not in _CUES or (previous == "direction" and word.lower() == "may"):
        return False
    shouting = text[max(0, node.start - 20) : node.end + 20].isupper()
    return shouting or not (
        (_NAME_FOLLOWS.match(text, node.end) and following not in TIME_KINDS) or _POSSESSIVE.match(text, node.end)
    )


def _year(node: Node, previous: str, following: str, context: Context) -> bool:
    text = context.text
    if previous in ("label", "other") or following == "other":
        return False
    if vocabulary().total_precedes.search(text[max(0, node.start - 20) : node.start]):
        return previous == "to" and not vocabulary().counted_follows.match(text, node.end)
    if previous in ("in", "since", "from", "between", "to", "year_label", "cue"):
        return not (previous == "cue" and vocabulary().counted_follows.match(text, node.end))
    return vocabulary().counted_follows.match(text, node.end) is None


def _season(node: Node, previous: str, following: str, context: Context) -> bool:
    if previous in ("in", "since", "this", "part"):
        return True
    lead = context.text[max(0, node.start - 16) : node.start].lower()
    return (
        previous == "the"
        and re.search(r"\b(?:in|over|during|throughout|since|until|by|of|last)\s+the\s+$", lead) is not None
    )


def _holiday(node: Node, previous: str, following: str, context: Context) -> bool:
    word = context.text[node.start : node.end]
    return word.istitle() or previous in (
        "in",
        "on",
        "at",
        "since",
        "cue",
        "to",
        "direction",
        "the",
        "between",
        "from",
        "and",
        "of",
        "part",
    )


def _weekday(node: Node, previous: str, following: str, context: Context) -> bool:
    word = context.text[node.start : node.end]
    if previous == "cue" and not _BEFORE_WEEKDAY.search(context.text[max(0, node.start - 8) : node.start]):
        return False
    return previous in ("on", "cue", "since") and following not in ("to", "dash", "and", "comma") and word[0].isupper()


_BEFORE_WEEKDAY = re.compile(r"\b(?:by|before|until|after)\s+$", re.I)


def _daypart(node: Node, previous: str, following: str, context: Context) -> bool:
    return previous in ("on", "in", "the", "at", "") or following == "break"


def _pair(node: Node, previous: str, following: str, context: Context) -> bool:
    if (
        vocabulary().counted_follows.match(context.text, node.end)
        or previous in ("label", "other")
        or following in ("of", "other")
    ):
        return False
    if node.note == "bare-pair-padded":
        return True
    return (
        previous in ("on", "since", "from", "between", "cue", "direction")
        and re.match(r"\s+[a-z]+s\b", context.text[node.end :][:20]) is None
    )


def _range_of_pairs(node: Node, previous: str, following: str, context: Context) -> bool:
    return following not in ("other", "of") and vocabulary().counted_follows.match(context.text, node.end) is None


def _compact(node: Node, previous: str, following: str, context: Context) -> bool:
    if previous in ("on", "since", "from", "between", "cue", "to", "direction"):
        return True
    lead = _WORD_BEFORE.search(context.text[max(0, node.start - 20) : node.start])
    return lead is not None and lead[1].lower() in ("date", "dated", "dob", "b", "birth", "on", "born")


def _quarter(node: Node, previous: str, following: str, context: Context) -> bool:
    if node.end - node.start == 2:
        return False
    return (
        previous in ("in", "of", "part", "since", "cue", "from", "during")
        or "year" in context.text[node.end : node.end + 25]
    )


def _decade(node: Node, previous: str, following: str, context: Context) -> bool:
    lead = context.text[max(0, node.start - 12) : node.start].lower()
    return (
        re.search(r"\b(?:the|early|mid|late|mid-)\s*$", lead) is not None
        and re.search(r"\b(?:his|her|their|my)\b", lead) is None
    )


Check = Callable[[Node, str, str, Context], bool]
_CHECKS: tuple[tuple[str, Check], ...] = (
    ("bare-month", _month),
    ("bare-year", _year),
    ("bare-season", _season),
    ("bare-term", lambda node, previous, following, context: False),
    ("bare-holiday", _holiday),
    ("bare-weekday", _weekday),
    ("bare-daypart", _daypart),
    ("bare-pair", _pair),
    ("bare-range", _range_of_pairs),
    ("bare-quarter", _quarter),
    ("bare-decade", _decade),
    ("bare-compact", _compact),
)
