"""Tables without rules: lines whose fragments stand below one another in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detector.read.pdf.ruled import cell_name
from detector.read.pdf.words import Row
from detector.types import Cell

_VALUE = re.compile(
    r"[\s£$€(]*[-+<≤~]?\s*\d[\d,.\s]*[%)]?\s*|\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})(?:[-/. ]\d{1,4})?|[*#-]|\[?[a-z]\]|(?:19|20)\d\d.{0,5}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{2,4}|x{2,}|n/?a|nil|yes|no",
    re.I,
)
_LEAST_ROWS = 3
_PROSE = 38


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows ``start`` to ``end`` of the page as cells; ``spans`` are where the columns lie."""

    start: int
    end: int
    spans: tuple[tuple[float, float], ...]
    cells: tuple[tuple[Cell, ...], ...]


def aligned_tables(rows: Sequence[Row]) -> list[AlignedTable]:
    """The tables among the lines of a page, from the top down."""
    result: list[AlignedTable] = []
    start = 0
    while start < len(rows):
        end = _run_end(rows, start)
        table = _table(rows, start, end) if end - start >= _LEAST_ROWS else None
        if table is not None:
            result.append(table)
        start = max(end, start + 1)
    return result


def _run_end(rows: Sequence[Row], start: int) -> int:
    """Where lines of several fragments end; a single fragment that goes on a cell of the line above is one of them."""
    end = start
    while end < len(rows):
        row = rows[end]
        if len(row.fragments) < 2 and not (end > start and _goes_on(rows, start, end)):
            break
        if end > start and row.box[1] - rows[end - 1].box[3] > 2.5 * row.size:
            break
        end += 1
    while end > start and len(rows[end - 1].fragments) < 2 and not _goes_on(rows, start, end - 1):
        end -= 1
    return end


def _goes_on(rows: Sequence[Row], start: int, index: int) -> bool:
    """Whether a lone fragment stands in a column other than the first, close below the line above."""
    row, above = rows[index], rows[index - 1]
    left = min(other.box[0] for other in rows[start:index])
    first_right = max((other.fragments[0].box[2] for other in rows[start:index] if len(other.fragments) > 1), default=0)
    close = row.box[1] - above.box[3] < 0.6 * row.size
    return close and row.box[0] > left + 5 and row.box[0] > first_right - 5


def _table(rows: Sequence[Row], start: int, end: int) -> AlignedTable | None:
    chosen = rows[start:end]
    # Cells that bars part are for the finder of such tables.
    if sum(1 for row in chosen if "|" in row.text) * 2 > len(chosen):
        return None
    columns = _columns(chosen)
    if len(columns) < 2:
        return None
    placed = [_placed(row, columns) for row in chosen]
    if any(row is None for row in placed):
        return None
    texts = _joined([row for row in placed if row is not None], chosen)
    if len(texts) < _LEAST_ROWS or not _is_table(texts):
        return None
    cells = tuple(tuple(Cell(text, cell_name(r, c)) for c, text in enumerate(row)) for r, row in enumerate(texts))
    return AlignedTable(start, end, tuple(columns), cells)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Intervals that fragments cover, merged where they overlap; one wide title must not merge all, so it is left out."""
    spans = sorted((f.box[0], f.box[2]) for row in rows if len(row.fragments) > 1 for f in row.fragments)
    result: list[tuple[float, float]] = []
    for left, right in spans:
        if result and left < result[-1][1] - 0.5:
            result[-1] = (result[-1][0], max(result[-1][1], right))
        else:
            result.append((left, right))
    return result


def _placed(row: Row, columns: Sequence[tuple[float, float]]) -> list[str] | None:
    texts = [""] * len(columns)
    for fragment in row.fragments:
        shared = [min(right, fragment.box[2]) - max(left, fragment.box[0]) for left, right in columns]
        index = max(range(len(columns)), key=lambda i: shared[i])
        if shared[index] <= 0 or sum(1 for s in shared if s > 1) > 1:
            return None
        texts[index] = f"{texts[index]} {fragment.text}".strip()
    return texts


def _joined(texts: list[list[str]], rows: Sequence[Row]) -> list[list[str]]:
    """Lines that go on the cells of the line above, put together with it."""
    result: list[list[str]] = []
    for index, row in enumerate(texts):
        close = index > 0 and rows[index].box[1] - rows[index - 1].box[3] < 0.35 * rows[index].size
        goes_on = close and not row[0] and not any(_VALUE.fullmatch(text) for text in row if text)
        if goes_on and result:
            result[-1] = [f"{above} {text}".strip() for above, text in zip(result[-1], row, strict=True)]
        else:
            result.append(row)
    return result


def _is_table(texts: Sequence[Sequence[str]]) -> bool:
    """Three columns of short cells, or a column of values; labels with a colon and columns of prose are none."""
    if sum(1 for row in texts if row[0].endswith(":")) * 2 > len(texts):
        return False
    filled = [[row[i] for row in texts if row[i]] for i in range(len(texts[0]))]
    if any(len(column) < 2 for column in filled) or sum(map(len, filled)) < 0.5 * len(texts) * len(filled):
        return False
    prose = sum(1 for column in filled if sum(map(len, column)) / len(column) > _PROSE)
    shares = [_share_of_values(column[1:]) for column in filled]
    if len(filled) == 2:
        return max(shares) > 0.6 and max(map(len, filled)) >= _LEAST_ROWS
    return prose * 2 < len(filled) and (max(shares) >= 0.5 or len(texts) >= 4)


def _share_of_values(column: Sequence[str]) -> float:
    return sum(1 for text in column if _VALUE.fullmatch(text)) / len(column) if column else 0.0
