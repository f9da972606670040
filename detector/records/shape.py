"""Whether a table lists cases, gives counts, or only lays out a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.records.header_words import heading, normalise_heading
from detector.records.headers import Kinds
from detector.records.row_subjects import are_things
from detector.types import Cell, Column, Grid, Shape

_GENERIC_COUNTS = frozenset(
    "number numbers no count counts total totals grand total sum frequency volume figure figures all overall n qty quantity headcount".split()
)
# A rate, a decimal, a time: what groups have and a person seldom.
_MEASURE = re.compile(
    r"[<>~]?-?[\d,]*\d(?:\.\d+)?\s*(?:%|per ?cent)|-?[\d,]+\.\d+|(?:\d+\s*[hms]\w*\s*)+|\d+:\d\d(?::\d\d)?", re.I
)
_WORDY = 12.0
_CASE_LISTS = frozenset({"sentence", "list", "cards"})


def shape_of(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], grid: Grid, has_header: bool, kinds: Kinds
) -> Shape:
    """``records`` where a row is a person or case, ``counts`` where cells count them, ``layout`` where neither holds."""
    if not rows or not columns:
        return "layout"
    roles = {column.role for column in columns}
    counted = [column for column in columns if column.role == "count"]
    if counted and not _counts_within_cases(columns, counted, grid):
        return "counts"
    if len(columns) == 2 and not counted and _is_form(rows, has_header):
        return "layout"
    if are_things(columns, rows, grid.caption, kinds):
        return "layout"
    if _is_statistic(columns, rows):
        return "layout"
    if roles & {"quasi", "sensitive", "direct"}:
        return "records"
    if len(columns) == 1 or _mean_words(rows) > _WORDY or (not has_header and len(rows) < 3):
        return "layout"
    return "records"


def _is_statistic(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether one column names groups and all others measure them: rates, means, full-time equivalents."""
    measures = [i for i, column in enumerate(columns) if column.kind in ("quantity", "money", "other", "count")]
    if len(measures) < 2 or len(measures) != len(columns) - 1 or len(rows) < 2:
        return False
    (named,) = set(range(len(columns))) - set(measures)
    names = [row[named].text.strip().casefold() for row in rows]
    measured = sum(1 for row in rows for i in measures if _MEASURE.fullmatch(row[i].text.strip()))
    return len(set(names)) == len(names) and measured >= 0.6 * len(rows) * len(measures)


def _counts_within_cases(columns: Sequence[Column], counted: Sequence[Column], grid: Grid) -> bool:
    """Whether the numbers tell something about each case ("number of previous convictions") rather than count cases."""
    others = [column for column in columns if column.role != "count"]
    if grid.origin in _CASE_LISTS or any(column.role == "direct" for column in others):
        return bool(others)
    case_like = any(column.kind in ("free_text", "identifier") for column in others) or len(others) >= 4
    generic = any(normalise_heading(column.name) in _GENERIC_COUNTS for column in counted)
    return len(counted) == 1 and case_like and not generic


def _is_form(rows: Sequence[Sequence[Cell]], has_header: bool) -> bool:
    """A form: labels on the left that are headings themselves, each with one value of its own kind on the right."""
    labels = [row[0].text.strip() for row in rows if row[0].text.strip()]
    if len(labels) < 2 or len(set(labels)) < len(labels):
        return False
    announced = sum(1 for label in labels if label.endswith(":"))
    known = len({found.kind for label in labels if (found := heading(label)) is not None})
    return announced * 2 >= len(labels) or (not has_header and known >= 3 and known * 2 >= len(labels))


def _mean_words(rows: Sequence[Sequence[Cell]]) -> float:
    texts = [cell.text for row in rows[:500] for cell in row if cell.text.strip()]
    return sum(len(text.split()) for text in texts) / max(len(texts), 1)
