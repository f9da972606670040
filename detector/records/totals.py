"""Counts as they are printed, and the rows and columns of a count table that sum others.

Suppression marks follow UK practice: "<5", "*", "[c]" (Government Statistical Service symbols), "xx"; a blank is zero.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.types import TypedTable

_LONGEST_COUNT = 60
_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
}
_ZERO = frozenset({"nil", "none", "no", "nill", "null"})
_N = r"(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d{1,12}|" + "|".join(_WORDS) + ")"
_FOOTNOTE = re.compile(
    r"(?<=[\w\])>])(?:\s*[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{1,4}|\s*\[(?:note\s*)?\d{1,2}\]|\s*\((?:note\s*)?(?:[a-z]|\d{1,2})\)|\s+[*†‡])$"
)
_PLAIN = re.compile(rf"(?:n\s*=\s*)?{_N}(?:\.0+)?(?:\s*\(\s*<?\s*\d{{1,3}}(?:\.\d+)?\s*%\s*\))?")
_BELOW = re.compile(rf"(?:<|&lt;|less than|fewer than|under|below|lower than)\s*{_N}")
_AT_MOST = re.compile(
    rf"(?:(?:≤|<=|=<|up to|no more than|at most|maximum of|max)\s*{_N}|{_N}\s*(?:or|and) (?:fewer|less|below|under))"
)
_ABOVE = re.compile(rf"(?:>|&gt;|more than|greater than|over|above)\s*{_N}")
_AT_LEAST = re.compile(
    rf"(?:(?:≥|>=|=>|at least|no fewer than|minimum of)\s*{_N}|{_N}\s*(?:\+|(?:or|and) (?:more|over|above|greater)))"
)
_RANGE = re.compile(rf"(?:(?:between|from)\s+)?{_N}\s*(?:-|–|—|to|and)\s*{_N}")
_SYMBOL = re.compile(r"[*#~†‡?^_.•■█▇▉●…–—-]{1,40}|x{1,10}|\[?(?:c|x|u|low|:|\*)\]?|\((?:c|x|\*)\)|\[?:\]?")
_WITHHELD = re.compile(
    r"[\[(]?(?:redacted|withheld|suppressed|exempt(?:ed)?|removed|confidential|conf|not disclosed|not released|refused|disclosive|"
    r"s(?:ection)?\.?\s?\d{2}[\d()a-z .&/]*)[\])]?"
)
_UNKNOWN = re.compile(
    r"[\[(]?(?:n\s?/\s?a|z|not (?:applicable|available|held|known|recorded|stated|specified|provided|given)|no (?:data|information)(?: held)?|unknown|"
    r"unspecified|tbc|nk|n/k|not yet known)[\])]?"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A printed count: its value, or for a withheld one the values that the mark leaves (``high`` None: no limit).

    ``suppressed`` is True for a mark that stands in place of a count; a cell that says that there is nothing to count
    ("n/a") has neither a value nor a mark. ``blank`` is True for an empty cell, which stands for zero.
    """

    value: int | None
    low: int
    high: int | None
    suppressed: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A total line and the lines that add up to it, as indices; no parts where they do not add up or are not known."""

    total: int
    parts: tuple[int, ...]


def parse_count(text: str) -> Count | None:
    """A cell of a count column, None where it is no count (words, decimals, percentages, money)."""
    shown = text.strip().casefold()
    if not shown:
        return Count(0, 0, 0, blank=True)
    if len(shown) > _LONGEST_COUNT:
        return None
    if shown.isascii() and shown.isdigit() and len(shown) <= 12:
        return _exact(int(shown))
    if _SYMBOL.fullmatch(shown) or _WITHHELD.fullmatch(shown):
        return Count(None, 0, None, suppressed=True)
    if _UNKNOWN.fullmatch(shown):
        return Count(None, 0, None)
    return _with_words(_FOOTNOTE.sub("", shown).strip())


def is_mark(text: str) -> bool:
    """Whether a cell holds a mark in place of a value ("*", "xx", "<5", "[c]", "redacted", "n/a", "unknown").

    Ranges and open bands are no marks here: in a column of ages they are values.
    """
    shown = text.strip().casefold()
    if not shown or len(shown) > _LONGEST_COUNT:
        return False
    return any(p.fullmatch(shown) for p in (_SYMBOL, _WITHHELD, _UNKNOWN)) or bool(
        _BELOW.fullmatch(_FOOTNOTE.sub("", shown).strip())
    )


def is_total_label(text: str) -> bool:
    """Whether a label announces a sum: "Total", "Grand Total", "Overall", "Sub-total", "Total 2019", "2019 Total"."""
    return bool(_TOTAL.search(text.strip()[:_LONGEST_COUNT]))


def total_rows(table: TypedTable) -> list[int]:
    """Indices (from 0) of the body rows of a count table that sum others, the grand total last.

    Empty where no line sums all that are no totals: an equation that does not hold would give back wrong values.
    """
    return _grand_last(row_sums(table), len(table.rows))


def total_columns(table: TypedTable) -> list[int]:
    """Indices (from 0, among all columns) of the count columns that sum others; as ``total_rows``."""
    return _grand_last(column_sums(table), len(_count_indices(table)))


def row_sums(table: TypedTable) -> tuple[Sum, ...]:
    """The total rows of a count table with the rows that they sum, found by label and by arithmetic."""
    counted = _count_indices(table)
    if not counted:
        return ()
    lines = [[parse_count(row[c].text) for c in counted] for row in table.rows]
    labels = [_row_labels(table, row, set(counted)) for row in range(len(table.rows))]
    return _sums(
        lines,
        [any(map(is_total_label, label)) for label in labels],
        [not any(label) for label in labels],
        ["" for _ in labels],
    )


def column_sums(table: TypedTable) -> tuple[Sum, ...]:
    """The total columns of a count table with the columns that they sum; indices among all columns."""
    counted = _count_indices(table)
    names = [table.columns[c].name for c in counted]
    lines = [[parse_count(row[c].text) for row in table.rows] for c in counted]
    found = _sums(
        lines, [is_total_label(name) for name in names], [False for _ in names], [_group(name) for name in names]
    )
    return tuple(Sum(counted[s.total], tuple(counted[p] for p in s.parts)) for s in found)


_TOTAL = re.compile(
    r"^(?:grand|sub|overall|running|combined|force|annual|yearly|monthly|final|all|the)?[\s_-]*totals?\b(?!\s+(?:loss|cost|war))|\btotals?\s*[:*)]?$|"
    r"^(?:sum|all|overall|combined|altogether|aggregate|all (?:officers|staff|ranks|years|persons|offences|complaints|ages|genders|sexes|"
    r"areas|stations|divisions|districts|forces|types|categories|groups))\s*:?$",
    re.I,
)


def _count_indices(table: TypedTable) -> list[int]:
    return [i for i, column in enumerate(table.columns) if column.role == "count"]


def _row_labels(table: TypedTable, row: int, counted: set[int]) -> list[str]:
    texts = [cell.text.strip() for i, cell in enumerate(table.rows[row]) if i not in counted]
    return [text for text in texts if text]


def _group(name: str) -> str:
    """The spanning heading of a two-level column name: "2019 Male" and "2019 Total" are both under "2019"."""
    before, _, last = name.strip().rpartition(" ")
    return (
        before if before and (last[:1].isalpha() or last[:1].isdigit()) and any(ch.isdigit() for ch in before) else ""
    )


def _grand_last(sums: Sequence[Sum], lines: int) -> list[int]:
    grand = [line.total for line in sums if len(line.parts) == lines - len(sums)]
    return [line.total for line in sums if line.total != grand[-1]] + [grand[-1]] if grand else []


Line: TypeAlias = Sequence[Count | None]


def _sums(
    lines: Sequence[Line], labelled: Sequence[bool], unlabelled: Sequence[bool], groups: Sequence[str]
) -> tuple[Sum, ...]:
    totals = [i for i, is_total in enumerate(labelled) if is_total]
    if not totals and len(lines) > 2:
        totals = _by_arithmetic(lines, unlabelled)
    if len(totals) == len(lines):
        return ()
    return tuple(Sum(total, _parts(total, totals, lines, groups)) for total in totals)


def _by_arithmetic(lines: Sequence[Line], unlabelled: Sequence[bool]) -> list[int]:
    """The last line, where it has no label or where its sums are too many to be chance, and adds up exactly."""
    last = len(lines) - 1
    known = [c for c, cell in enumerate(lines[last]) if cell is not None and cell.value]
    parts = tuple(range(last))
    if not known or not _adds_up(lines, last, parts) or any(_inexact(lines[i]) for i in parts):
        return []
    contributing = sum(1 for i in parts if any(cell is not None and cell.value for cell in lines[i]))
    enough = unlabelled[last] or (len(known) >= 3 and contributing >= 3)
    return [last] if enough and contributing >= 2 else []


def _parts(total: int, totals: Sequence[int], lines: Sequence[Line], groups: Sequence[str]) -> tuple[int, ...]:
    """The first set of lines, from the likeliest, that is consistent with the printed total."""
    is_total = set(totals)
    plain = [i for i in range(len(lines)) if i not in is_total]
    before = [t for t in totals if t < total]
    after = [t for t in totals if t > total]
    block = [i for i in plain if (before[-1] if before else -1) < i < total]
    following = [i for i in plain if total < i < (after[0] if after else len(lines))]
    group = [i for i in plain if groups[i] and groups[i] == groups[total]]
    candidates = [group, plain] if len(totals) == 1 else [group, block, plain, following, before, after]
    for parts in candidates:
        if len(parts) >= (1 if len(totals) == 1 else 2) and _adds_up(lines, total, tuple(parts)):
            return tuple(parts)
    return ()


def _adds_up(lines: Sequence[Line], total: int, parts: Sequence[int]) -> bool:
    """Whether the printed values and the ranges of the marks allow the total in every position."""
    return all(_allows([lines[i][at] for i in parts], lines[total][at]) for at in range(len(lines[total])))


def _allows(parts: Sequence[Count | None], total: Count | None) -> bool:
    if total is None or total.blank:
        return True
    low = sum(part.low if part else 0 for part in parts)
    highs = [part.high if part else None for part in parts]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return (total.high is None or low <= total.high) and (high is None or high >= total.low)


def _inexact(line: Line) -> bool:
    return any(cell is None or cell.value is None for cell in line)


def _exact(value: int) -> Count:
    return Count(value, value, value)


def _with_words(shown: str) -> Count | None:
    if shown in _ZERO:
        return _exact(0)
    if match := _PLAIN.fullmatch(shown):
        return _exact(_number(match))
    if match := _BELOW.fullmatch(shown):
        return Count(None, 0, max(_number(match) - 1, 0), suppressed=True)
    if match := _AT_MOST.fullmatch(shown):
        return Count(None, 0, _number(match), suppressed=True)
    for pattern, offset in ((_ABOVE, 1), (_AT_LEAST, 0)):
        if match := pattern.fullmatch(shown):
            return Count(None, _number(match) + offset, None, suppressed=True)
    if match := _RANGE.fullmatch(shown):
        low, high = (_value(group) for group in match.groups())
        return Count(None, low, high, suppressed=True) if low < high else None
    return None


def _number(match: re.Match[str]) -> int:
    return _value(next(group for group in match.groups() if group))


def _value(text: str) -> int:
    return _WORDS[text] if text in _WORDS else int(re.sub(r"\D", "", text))
