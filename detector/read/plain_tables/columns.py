"""Tables whose cells stand apart by tabs or by two spaces and more, with blanks where a column has nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from detector.read.plain_tables.labels import is_counted
from detector.read.plain_tables.model import Found, Piece, piece, rectangle
from detector.read.plain_tables.pages import is_rule, without_repeats
from detector.read.plain_tables.values import (
    is_contact,
    is_count,
    is_form_label,
    is_furniture,
    is_number,
    is_time,
    is_value,
    is_year,
)

_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_MARKER = re.compile(r"[•●▪◦‣·o*–—-]|\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]|\d{1,2}[a-z]\)|Q\d{1,2}[.:)]?", re.I)
_LEADER = re.compile(r"\.{3,}|(?:\. ){3,}|…")
_TOTAL = re.compile(r"(?:grand |overall )?total\b", re.I)
_MOST_COLUMNS = 64
_LONGEST_LINE = 2_000
_LONGEST_LABEL = 60
_SENTENCE = 60


def find(texts: Sequence[str], first: int, end: int) -> Iterator[Found]:
    """The tables among the lines from ``first`` up to ``end``, in order."""
    at = first
    while at < end:
        cells = _cells(texts[at], at)
        if len(cells) < 2:
            at += 1
            continue
        rows, stop = _run(texts, at, end, cells)
        found = _table(rows, at, stop)
        if found is not None:
            yield without_repeats(found, texts)
        at = stop


def _cells(text: str, line: int) -> list[Piece]:
    """The cells of a row, a blank one between two tabs included; one cell or none where the line is no row."""
    if "\t" not in text and "  " not in text and "\u00a0\u00a0" not in text:
        return []
    if len(text) > _LONGEST_LINE or _LEADER.search(text):
        return []
    tabs = "\t" in text.strip()
    gaps = [m.span() for m in (re.finditer("\t", text) if tabs else _GAP.finditer(text))]
    if len(gaps) > _MOST_COLUMNS:
        return []
    edges = [0, *(edge for gap in gaps for edge in gap), len(text)]
    cells = [piece(text, line, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    filled = [cell.text for cell in cells if cell.text]
    if (
        len(filled) < 2
        or _is_prose(filled, tabs)
        or (len(filled) == 2 and _MARKER.fullmatch(filled[0]) and not is_count(filled[0]))
    ):
        return []
    return cells


def _is_prose(cells: Sequence[str], tabs: bool) -> bool:
    """Sentences with two spaces between them."""
    ends = sum(1 for cell in cells[:-1] if cell.endswith((".", "?", "!", ";", ",")))
    return not tabs and ends * 2 >= len(cells) - 1 and len(cells[-1]) > 20 and max(map(len, cells)) > _SENTENCE


def _run(texts: Sequence[str], first: int, end: int, cells: list[Piece]) -> tuple[list[list[Piece]], int]:
    """The rows from ``first``, single-cell rows among them included, and where they end."""
    rows, stop, at = [cells], first + 1, first + 1
    waiting: list[list[Piece]] = []
    while at < end and at - stop <= 4:
        text = texts[at]
        found = [] if is_rule(text) else _cells(text, at)
        if len(found) >= 2:
            blank = any(not texts[i].strip() for i in range(stop, at))
            if blank and not _goes_on(rows, found):
                break
            rows += [*waiting, found]
            waiting, stop = [], at + 1
        elif text.strip() and not is_furniture(text) and not is_rule(text):
            if not _is_label(text) or len(waiting) > 1:
                break
            waiting.append([piece(text, at)])
        at += 1
    if waiting and len(rows) > 2 and _is_lone_row(texts, waiting[0], stop, rows):
        rows.append(waiting[0])
        stop += 1
    return rows, stop


def _goes_on(rows: Sequence[Sequence[Piece]], row: Sequence[Piece]) -> bool:
    """Whether a row after a gap is more of the table above it: alike, or the heading again."""
    heading = [cell.text.casefold() for cell in rows[0]]
    if heading == [cell.text.casefold() for cell in row]:
        return True
    if len(row) != len(rows[-1]):
        return False
    body = any(is_value(cell.text) for cell in rows[-1])
    return not body or len(rows) == 1 or any(is_value(cell.text) for cell in row)


def _is_label(text: str) -> bool:
    bare = text.strip()
    return (
        len(bare) <= _LONGEST_LABEL
        and not bare.endswith((".", ":", "?", ";", ",", "!"))
        and not _MARKER.match(bare.split(" ")[0])
    )


def _is_lone_row(texts: Sequence[str], waiting: Sequence[Piece], stop: int, rows: Sequence[Sequence[Piece]]) -> bool:
    """A last row without numbers, as where blanks stand for zero: directly below and, like the others, no title."""
    below = texts[stop + 1] if stop + 1 < len(texts) else ""
    blanks = any(len([c for c in row if c.text]) < len(rows[0]) for row in rows)
    note = ":" in waiting[0].text or _TOTAL.match(rows[-1][0].text) is not None
    return waiting[0].line == stop and blanks and not note and not below.strip()


def _table(rows: list[list[Piece]], first: int, end: int) -> Found | None:
    tabs = any(cell.at and not cell.text for row in rows for cell in row)
    placed = _by_index(rows) if tabs or len({len(row) for row in rows if len(row) > 1}) == 1 else _by_place(rows)
    if placed is None:
        return None
    grid = rectangle(placed)
    if len(grid) < 2 or len(grid[0]) < 2 or not _is_table(grid):
        return None
    return Found(first, end, grid, "columns")


def _by_index(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Rows as they are; runs of tabs count as one where that makes the rows alike."""
    if len({len(row) for row in rows if len(row) > 1}) == 1:
        return rows
    filled = [[cell for cell in row if cell.text] for row in rows]
    return filled if len({len(row) for row in filled}) == 1 else rows


def _by_place(rows: list[list[Piece]]) -> list[list[Piece]] | None:
    """Every cell under the column that it overlaps or is nearest to; the fullest rows say where columns are."""
    width = max(map(len, rows))
    full = [row for row in rows if len(row) == width]
    starts = [min(row[i].at for row in full) for i in range(width)]
    ends = [max(row[i].at + len(row[i].text) for row in full) for i in range(width)]
    result = []
    for row in rows:
        if len(row) == width:
            result.append(row)
            continue
        placed: list[Piece | None] = [None] * width
        lowest = 0
        for number, cell in enumerate(row):
            most = width - (len(row) - number)
            best = min(range(lowest, most + 1), key=lambda i: _distance(cell, starts[i], ends[i]))
            placed[best], lowest = cell, best + 1
        result.append([cell or Piece("", row[0].line, 0) for cell in placed])
    return result


def _distance(cell: Piece, start: int, end: int) -> tuple[int, int]:
    stop = cell.at + len(cell.text)
    apart = max(start - stop, cell.at - end, -1) + 1
    return apart, abs(cell.at - start) if apart else min(abs(cell.at - start), abs(stop - end))


def _is_table(grid: Sequence[Sequence[Piece]]) -> bool:
    """Not a letterhead, a form, a contents, agenda or telephone list, a signature."""
    wide = [row for row in grid if sum(1 for cell in row if cell.text) > 1]
    if len(wide) < 2:
        return False
    width = len(grid[0])
    firsts = [row[0].text for row in wide if row[0].text]
    texts = [cell.text for row in wide for cell in row if cell.text]
    columns = [[row[i].text for row in wide[1:] if row[i].text] for i in range(width)]
    if sum(text.endswith(":") for text in firsts) * 2 >= max(len(firsts), 1):
        return False
    if sum(map(is_contact, texts)) * 4 >= len(texts) or (
        width < 4 and any(_mostly(is_contact, column) for column in columns)
    ):
        return False
    if _mostly(is_time, firsts) or (width == 2 and _mostly(_is_marker, firsts)):
        return False
    if max(map(len, texts)) > 300 or sum(map(len, texts)) > 60 * len(texts):
        return False
    if width == 2 and sum(map(is_form_label, firsts)) * 2 >= len(firsts):
        return False
    valued = any(_mostly(is_value, column) for column in columns)
    if width == 2 and valued and _is_contents(grid):
        return False
    if width == 2 and not valued:
        return len(wide) >= 4 and len(set(firsts)) > 1 and sum(map(len, texts)) <= 40 * len(texts)
    return valued or (len(wide) >= 3 and len(wide[0]) == width)


def _is_contents(grid: Sequence[Sequence[Piece]]) -> bool:
    """Titles with page numbers that only go up, or labels that do not count ("Room", "Section 4")."""
    labels = [row[0].text for row in grid if row[1].text]
    numbers = [int(row[1].text) for row in grid if is_number(row[1].text) and row[1].text.isdigit()]
    if not any(is_counted(label) for label in labels):
        return True
    rising = len(numbers) == len(labels) >= 4 and all(a <= b for a, b in itertools.pairwise(numbers))
    wordy = sum(len(label.split()) for label in labels) > 2 * len(labels) or any(
        _MARKER.match(label.split()[0]) for label in labels
    )
    return rising and numbers[0] <= 5 and not any(map(is_year, labels)) and wordy


def _is_marker(text: str) -> bool:
    return _MARKER.fullmatch(text) is not None and not is_count(text)


def _mostly(test: Callable[[str], bool], texts: Sequence[str]) -> bool:
    return bool(texts) and sum(1 for text in texts if test(text)) * 10 >= 7 * len(texts)
