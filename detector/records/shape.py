"""Whether a table lists cases, gives counts, or only lays out a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.records.header_words import heading, normalise_heading
from detector.types import Cell, Column, Grid, Shape
from recognizers.references.public_references import foi_spans

_GENERIC_COUNTS = frozenset(
    "number numbers no count counts total totals grand total sum frequency volume figure figures all overall n qty quantity headcount".split()
)
# Without a column of these a list of requests is a disclosure log, whose rows are requests and no persons.
_OF_PERSONS = frozenset(
    "person relationship age gender nrp orientation date_of_birth health offence email_address phone_number".split()
)
_TOPICS = frozenset(
    {"subject", "topic", "request", "title", "description", "summary", "subject of request", "request summary"}
)
# Words in headings of registers of contracts, assets, premises and publications.
_OF_THINGS = frozenset(
    "supplier suppliers contractor contractors vendor vendors provider tender contract contracts company firm organisation asset assets equipment item device software licence "
    "premises building property site publication document policy route road street make model manufacturer product project programme framework lot".split()
)
# A rate, a decimal, a time: what groups have and a person seldom.
_MEASURE = re.compile(
    r"[<>~]?-?[\d,]*\d(?:\.\d+)?\s*(?:%|per ?cent)|-?[\d,]+\.\d+|(?:\d+\s*[hms]\w*\s*)+|\d+:\d\d(?::\d\d)?", re.I
)
_WORDY = 12.0
_SAMPLE, _MOST = 50, 0.8
_CASE_LISTS = frozenset({"sentence", "list", "cards"})


def shape_of(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], grid: Grid, has_header: bool) -> Shape:
    """``records`` where a row is a person or case, ``counts`` where cells count them, ``layout`` where neither holds."""
    if not rows or not columns:
        return "layout"
    roles = {column.role for column in columns}
    counted = [column for column in columns if column.role == "count"]
    if counted and not _counts_within_cases(columns, counted, grid):
        return "counts"
    if len(columns) == 2 and not counted and _is_form(rows, has_header):
        return "layout"
    kinds = {column.kind for column in columns}
    of_requests = "foi_reference" in kinds or _are_requests(columns, rows)
    # The subject of a request is what it asks for.
    told = {c.kind for c in columns if not (of_requests and c.name.strip().casefold() in _TOPICS)}
    if (of_requests or _is_register(columns)) and not told & _OF_PERSONS:
        return "layout"
    if _is_statistic(columns, rows):
        return "layout"
    if roles & {"quasi", "sensitive", "direct"}:
        return "records"
    if len(columns) == 1 or _mean_words(rows) > _WORDY or (not has_header and len(rows) < 3):
        return "layout"
    return "records"


def _are_requests(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column of references has those of requests for information, whatever it is called."""
    for index, column in enumerate(columns):
        texts = [text for row in rows[:_SAMPLE] if (text := row[index].text.strip())]
        if column.kind == "identifier" and texts:
            whole = sum(any(s.end - s.start == len(text) for s in foi_spans(text)) for text in texts)
            if whole >= _MOST * len(texts):
                return True
    return False


def _is_statistic(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether one column names groups and all others measure them: rates, means, full-time equivalents."""
    measures = [i for i, column in enumerate(columns) if column.kind in ("quantity", "money", "other", "count")]
    if len(measures) < 2 or len(measures) != len(columns) - 1 or len(rows) < 2:
        return False
    (named,) = set(range(len(columns))) - set(measures)
    names = [row[named].text.strip().casefold() for row in rows]
    measured = sum(1 for row in rows for i in measures if _MEASURE.fullmatch(row[i].text.strip()))
    return len(set(names)) == len(names) and measured >= 0.6 * len(rows) * len(measures)


def _is_register(columns: Sequence[Column]) -> bool:
    """Whether the rows are contracts, suppliers, premises or things rather than persons."""
    if any(
        column.role in ("direct", "sensitive") or column.kind in ("occupation", "offence", "outcome")
        for column in columns
    ):
        return False
    named = any(_OF_THINGS & set(normalise_heading(column.name).split()) for column in columns)
    return named or any(column.kind == "organization" for column in columns)


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
