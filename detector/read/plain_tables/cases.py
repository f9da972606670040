"""One case a line, its particulars between commas, dashes, semicolons or colons: "1, PC, 5 years, March 2019, Theft"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detector.read.plain_tables.model import Found, Piece, piece
from detector.read.plain_tables.values import (
    MONTH,
    is_contact,
    is_date,
    is_form_label,
    is_number,
    is_time,
    is_value,
    is_year,
)

_LONGEST = 300
_LONGEST_CELL = 60
_MOST_CELLS = 16
_SAMPLE = 300
_SEPARATORS = (
    re.compile(r"\s*;\s*"),
    re.compile(r"\s+[-–—]\s+|\s+/\s+"),
    re.compile(r"\s*,\s*(?!\d{3}\b(?![./-]))"),
    re.compile(r"\s*:\s+"),
)
_QUOTED = re.compile(r'(?<![^\s,;])"[^"]{0,200}"(?![^\s,;])')
_BULLET = re.compile(r"\s*(?:[•●▪◦‣·*–—-]\s+)?")
_NUMBERED = re.compile(r"\s*\(?(\d{1,3})[.)]\s+")
_LEGAL = re.compile(r"(?:section|s\.|article|regulation|schedule|part|act)\s*\d|\bact (?:19|20)\d\d", re.I)
_DATED = re.compile(rf"\b{MONTH}\s+(?:19|20)\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b", re.I)
_SEX = re.compile(r"m|f|males?|females?|man|woman|boy|girl", re.I)
_REFERENCE = re.compile(r"(?=(?:\D*\d){3})(?=[^A-Z]*[A-Z/])[A-Z0-9]{1,8}(?:[/.-][A-Z0-9]{1,8}){1,4}|[A-Z]{1,4}\d{4,9}")
_RANGE = re.compile(r"(?:from|between|to|until|since|by)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Piece, ...]
    separator: int


def find(texts: Sequence[str], first: int, end: int) -> Iterator[Found]:
    """The tables among the lines from ``first`` up to ``end``, in order."""
    at = first
    # Where the runs of each separator that were seen to be no table end: no run is looked at line by line.
    seen = [first] * len(_SEPARATORS)
    while at < end:
        best: list[tuple[Piece, ...]] = []
        for row in _readings(texts[at], at, seen):
            rows = _run(texts, at, end, row)
            seen[row.separator] = at + len(rows)
            # A line of text that happens to have as many commas may stand above.
            rows = next((part for part in (rows, rows[1:]) if len(part) >= 3 and _are_cases(part)), [])
            best = max(best, rows, key=len)
        if best:
            stop = best[-1][0].line + 1
            yield Found(best[0][0].line, stop, tuple(best), "list", None if _has_header(best) else 0)
            seen = [stop] * len(_SEPARATORS)
        at = stop if best else at + 1


def _readings(text: str, line: int, seen: Sequence[int]) -> list[_Row]:
    """The line cut at each separator whose runs are not seen yet, finer cuts first."""
    if len(text) > _LONGEST or not text.strip():
        return []
    found = [_cut(text, line, number) for number in range(len(_SEPARATORS)) if line >= seen[number]]
    return sorted((row for row in found if row is not None), key=lambda row: -len(row.cells))


def _cut(text: str, line: int, separator: int) -> _Row | None:
    numbered = _NUMBERED.match(text)
    bullet = numbered or _BULLET.match(text)
    start = bullet.end() if bullet else 0
    stop = len(text.rstrip(" \t.;"))
    if start >= stop:
        return None
    quoted = [m.span() for m in _QUOTED.finditer(text, start, stop)] if '"' in text else []
    marks = [m.span() for m in _SEPARATORS[separator].finditer(text, start, stop)]
    edges = [start, *(edge for mark in marks if not any(a < mark[0] < b for a, b in quoted) for edge in mark), stop]
    if not 4 <= len(edges) <= 2 * _MOST_CELLS:
        return None
    cells = [piece(text, line, *_unquoted(text, a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if numbered:
        cells.insert(0, piece(text, line, *numbered.span(1)))
    if any(len(cell.text) > _LONGEST_CELL for cell in cells[:-1]) or len(cells[-1].text) > 2 * _LONGEST_CELL:
        return None
    return _Row(tuple(cells), separator)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A cell without the double quotes around it."""
    inside = end - start >= 2 and text[start] == text[end - 1] == '"'
    return (start + 1, end - 1) if inside else (start, end)


def _run(texts: Sequence[str], first: int, end: int, row: _Row) -> list[tuple[Piece, ...]]:
    rows, at = [row.cells], first + 1
    while at < end:
        following = _cut(texts[at], at, row.separator) if len(texts[at]) <= _LONGEST else None
        if following is None or len(following.cells) != len(row.cells):
            break
        rows.append(following.cells)
        at += 1
    return rows


def _are_cases(rows: Sequence[Sequence[Piece]]) -> bool:
    """A column of dates, years, numbers or running numbers, no addresses or citations, and no column of sentences."""
    rows, width = rows[:_SAMPLE], len(rows[0])
    columns = [[row[i].text for row in rows[1:]] for i in range(width)]
    texts = [cell.text for row in rows for cell in row if cell.text]
    if sum(map(is_contact, texts)) * 8 >= len(texts) or sum(1 for t in texts if _LEGAL.search(t)) * 4 >= len(rows):
        return False
    if _share(is_time, columns[0]) > 0.5 or any(_share(_begins_range, column) > 0.5 for column in columns):
        return False
    if sum(text.endswith(":") for text in columns[0]) or any(len(c.text.split()) > 8 for row in rows for c in row[:-1]):
        return False
    dated = [i for i, column in enumerate(columns) if _share(_is_when, column) >= 0.8]
    running = _is_running([row[0].text for row in rows]) or _is_running(columns[0])
    counted = any(_share(is_number, column) >= 0.8 for column in columns[1:])
    worded = [i for i, column in enumerate(columns) if _share(is_value, column) < 0.5]
    if not worded:
        return False
    if width == 2 and sum(map(is_form_label, columns[0])) * 2 >= len(columns[0]):
        return False
    if width == 2:
        return bool(dated) and _share(_begins_with_figure, columns[1 - dated[0]]) < 0.5
    marked = sum(_share(_is_mark_of_a_case, column) >= 0.8 for column in columns)
    listed = counted or _share(is_number, columns[0]) >= 0.8
    if bool(dated) or (running and width >= 3 and counted) or (width >= 3 and listed and _has_header(rows)):
        return True
    return width >= 3 and marked >= (1 if running or listed else 2)


def _has_header(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether the first row says no values where the rows below it have them."""
    valued = [i for i in range(len(rows[0])) if _share(is_value, [row[i].text for row in rows[1:_SAMPLE]]) >= 0.8]
    return bool(valued) and not any(is_value(rows[0][i].text) for i in valued)


def _is_running(texts: Sequence[str]) -> bool:
    if not all(text.isdigit() and len(text) <= 6 for text in texts) or len(texts) < 2:
        return False
    return [int(text) for text in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))


def _is_when(text: str) -> bool:
    """A date, with a few words to it ("dismissed March 2019")."""
    return is_date(text) or is_year(text) or (len(text.split()) <= 5 and _DATED.search(text) is not None)


def _is_mark_of_a_case(text: str) -> bool:
    """A sex, or a reference: what stands in lists of persons and in no list of other things."""
    return _SEX.fullmatch(text) is not None or _REFERENCE.fullmatch(text) is not None


def _begins_with_figure(text: str) -> bool:
    return text[:1].isdigit()


def _begins_range(text: str) -> bool:
    return _RANGE.match(text) is not None


def _share(test: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(1 for text in texts if test(text)) / max(len(texts), 1)
