"""A table flattened to one value a line: the headings, then label and values of each row, each on a line of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.read.plain_tables.labels import is_counted
from detector.read.plain_tables.model import Found, Piece, piece
from detector.read.plain_tables.pages import without_repeats
from detector.read.plain_tables.values import (
    is_contact,
    is_count,
    is_date,
    is_form_label,
    is_furniture,
    is_number,
    is_time,
    is_value,
    is_year,
)

_Rows: TypeAlias = tuple[list[tuple[Piece, ...]], int]
"""Rows, and how many of them are headings."""

_NOTHING: _Rows = ([], 0)
_FEWEST_WITHOUT_HEADER = 4
_LONGEST = 80
_LONGEST_HEADING = 60
_MOST_COLUMNS = 16
_MOST_BEFORE = 4
_MOST_BEHIND = 6


@dataclass(frozen=True, slots=True)
class _Token:
    """One value: ``value`` where it is a number, mark or date rather than words."""

    piece: Piece
    value: bool


def find(texts: Sequence[str], first: int, end: int) -> Iterator[Found]:
    """The tables among the lines from ``first`` up to ``end``, in order."""
    at = first
    while at < end:
        if not _is_short(texts[at]):
            at += 1
            continue
        tokens, stop = _run(texts, at, end)
        if len(tokens) >= 6:
            yield from (without_repeats(found, texts) for found in _tables(tokens))
        at = stop


def _is_short(text: str) -> bool:
    if len(text) > 4 * _LONGEST:
        return False
    bare = text.strip()
    if not 0 < len(bare) <= _LONGEST or "|" in bare or "\t" in bare:
        return False
    return is_value(bare) or (not bare.endswith((":", "?", ";", ",", "!", ".")) and bare[0] not in "•●▪#")


def _run(texts: Sequence[str], first: int, end: int) -> tuple[list[_Token], int]:
    """Short lines in a row; where one blank line stands between the first two, one between all."""
    spaced = first + 2 < end and not texts[first + 1].strip() and _is_short(texts[first + 2])
    step = 2 if spaced else 1
    tokens: list[_Token] = []
    at = stop = first
    while at < end and _is_short(texts[at]):
        if spaced and at > first and texts[at - 1].strip():
            break
        bare = texts[at].strip()
        if not (is_furniture(bare) and not is_value(bare)):
            tokens.append(_Token(piece(texts[at], at), is_value(bare)))
        stop = at + 1
        at += step
    return tokens, stop


def _tables(tokens: list[_Token]) -> Iterator[Found]:
    for shape in (_by_number, _count_matrix, _periodic, _by_year):
        rows, header_rows = shape(tokens)
        if rows:
            yield Found(rows[0][0].line, rows[-1][-1].line + 1, tuple(rows), "one-per-line", header_rows)
            return


def _count_matrix(tokens: Sequence[_Token]) -> _Rows:
    """A label and the same number of values, again and again, below headings."""
    segments = _segments(tokens)
    best = (0, 0, 0)
    at = 0
    while at < len(segments):
        size = segments[at][1]
        stop = at + 1
        while stop < len(segments) and segments[stop][1] == size:
            stop += 1
        if size > 1 and (stop - at) * size > best[2]:
            best = (at, stop, (stop - at) * size)
        at = stop
    first, stop, _ = best
    width = segments[first][1] if stop - first >= 2 else 0
    if not 0 < width <= _MOST_COLUMNS:
        return _NOTHING
    body = [[tokens[start + i] for i in range(width)] for start, _ in segments[first:stop]]
    header = _years_header(body) or _words_header(tokens, segments[first][0], width)
    rows = [row for row in body if header is None or row[0].piece is not header[0]]
    values = [token.piece.text for row in rows for token in row[1:]]
    if header is None and (len(rows) < _FEWEST_WITHOUT_HEADER or any(map(is_date, values))):
        return _NOTHING
    if not _is_counts(rows):
        return _NOTHING
    pieces = [tuple(token.piece for token in row) for row in rows]
    return ([header, *pieces], 1) if header else (pieces, 0)


def _segments(tokens: Sequence[_Token]) -> list[tuple[int, int]]:
    """Start and length of each label with the values that follow it; a year that opens a row counts as its label."""
    labels = [i for i, token in enumerate(tokens) if not token.value]
    if not labels:
        return []
    edges = [*labels, len(tokens)]
    return [(a, b - a) for a, b in itertools.pairwise(edges)]


def _years_header(body: Sequence[Sequence[_Token]]) -> tuple[Piece, ...] | None:
    """Headings of a corner label and years look like one more row."""
    first = [token.piece for token in body[0]]
    if len(body) > 2 and len(first) > 2 and all(is_year(cell.text) for cell in first[1:]):
        return tuple(first)
    return None


def _words_header(tokens: Sequence[_Token], start: int, width: int) -> tuple[Piece, ...] | None:
    """The lines above the first row: one a column, or one a value with a blank corner; years with a word after them."""
    above = tokens[max(0, start - width) : start]
    words = [token for token in above if not token.value or is_year(token.piece.text)]
    if len(words) != len(above) or any(len(token.piece.text) > _LONGEST_HEADING for token in above):
        return None
    if len(above) == width:
        return tuple(token.piece for token in above)
    if len(above) == width - 1 and width > 2 and start == width - 1:
        corner = above[0].piece
        return (Piece("", corner.line, corner.at), *(token.piece for token in above))
    return None


def _is_counts(rows: Sequence[Sequence[_Token]]) -> bool:
    """Labels that differ and are no contact block, references or agenda, over numbers, marks or dates."""
    labels = [row[0].piece.text for row in rows]
    values = [token.piece.text for row in rows for token in row[1:]]
    if len(rows) < (2 if len(rows[0]) > 2 else 3) or sum(map(is_contact, labels)) * 3 >= len(labels):
        return False
    if sum(1 for label in labels if not is_counted(label)) * 2 > len(labels) or sum(map(is_time, values)) * 2 > len(
        values
    ):
        return False
    counted = sum(1 for value in values if is_number(value) and not is_year(value))
    return (len({label.casefold() for label in labels}) == len(labels) and counted > 0) or any(map(is_date, values))


def _periodic(tokens: Sequence[_Token]) -> _Rows:
    """Rows of several labels and values: the width at which every column holds one kind of thing.

    Of several ways to cut, the one that leaves least over; a few lines may stand above the headings and below the table.
    """
    best: tuple[int, int, int, int] | None = None
    for before in range(min(_MOST_BEFORE, len(tokens))):
        for width in range(2, _MOST_COLUMNS + 1):
            number = _regular_rows(tokens, before, width) or _repeating_rows(tokens, before, width)
            left = len(tokens) - before - (number + 1) * width
            if number >= 3 and left <= _MOST_BEHIND and (best is None or left < best[0]):
                best = left, before, width, number
    if best is None:
        return _NOTHING
    _, before, width, number = best
    starts = range(before, before + (number + 1) * width, width)
    return [tuple(token.piece for token in tokens[at : at + width]) for at in starts], 1


def _regular_rows(tokens: Sequence[_Token], before: int, width: int) -> int:
    """How many rows go on as the first: below headings in words, columns of words and columns of values."""
    first = before + width
    signature = [token.value for token in tokens[first : first + width]]
    if len(signature) < width or any(token.value for token in tokens[before:first]) or len(set(signature)) < 2:
        return 0
    number = 0
    while [token.value for token in tokens[first : first + width]] == signature:
        number, first = number + 1, first + width
    if number < 3:
        return 0
    body = tokens[before + width : first]
    telling = any({_kind(token) for token in body[i::width]} != {"mark"} for i in range(width) if signature[i])
    labels = [token.piece.text for token in body[::width]]
    heads = {token.piece.text.casefold() for token in tokens[before : before + width]}
    if heads & {token.piece.text.casefold() for token in body}:
        return 0
    return number if telling and not (width == 2 and sum(map(is_form_label, labels)) * 2 >= number) else 0


def _by_year(tokens: Sequence[_Token]) -> _Rows:
    """Rows that each begin with a year, at equal distances."""
    return _led_by(tokens, _years(tokens))


def _by_number(tokens: Sequence[_Token]) -> _Rows:
    """Rows that each begin with a running number, at equal distances."""
    return _led_by(tokens, _running_numbers(tokens))


def _led_by(tokens: Sequence[_Token], leads: Sequence[int]) -> _Rows:
    """The rows that begin at the given places, where each column is all values or all words; headings above if any."""
    steps = {b - a for a, b in itertools.pairwise(leads)}
    width = min(steps, default=0)
    if len(steps) != 1 or not 2 <= width <= _MOST_COLUMNS or len(leads) < 3 or leads[-1] + width > len(tokens):
        return _NOTHING
    body = [tokens[at : at + width] for at in leads]
    columns = [[row[i].value for row in body] for i in range(1, width)]
    if not any(map(all, columns)) or not all(len(set(column)) == 1 for column in columns):
        return _NOTHING
    rows = [tuple(token.piece for token in row) for row in body]
    header = tokens[max(0, leads[0] - width) : leads[0]]
    if len(header) == width and not any(token.value for token in header):
        return [tuple(token.piece for token in header), *rows], 1
    return rows, 0


def _years(tokens: Sequence[_Token]) -> list[int]:
    """Where different years stand, in order up or down."""
    places = [i for i, token in enumerate(tokens) if is_year(token.piece.text)]
    years = [tokens[i].piece.text for i in places]
    return places if len(set(years)) == len(years) and years in (sorted(years), sorted(years, reverse=True)) else []


def _running_numbers(tokens: Sequence[_Token]) -> list[int]:
    """Where 1, 2, 3 and so on stand, at the distance of the first two."""
    firsts = [i for i, token in enumerate(tokens[: _MOST_COLUMNS + _MOST_BEFORE]) if token.piece.text == "1"][
        :_MOST_BEFORE
    ]
    for first in firsts:
        for width in range(2, _MOST_COLUMNS + 1):
            places = range(first, len(tokens), width)
            if len(places) >= 3 and all(tokens[at].piece.text == str(n) for n, at in enumerate(places, 1)):
                return list(places)
    return []


def _kind(token: _Token) -> str:
    text = token.piece.text
    if not token.value:
        return "word"
    if is_date(text) or is_year(text):
        return "date"
    return "number" if not is_count(text) or is_number(text) else "mark"


def _repeating_rows(tokens: Sequence[_Token], before: int, width: int) -> int:
    """How many rows of words there are, told apart by what columns say over and over, never in another column."""
    part = tokens[before:]
    number = len(part) // width - 1
    if len(part) % width or number < 4 or any(token.value for token in part):
        return 0
    said = [token.piece.text.casefold() for token in part]
    columns = [set(said[width + i :: width]) for i in range(width)]
    apart = sum(map(len, columns)) == len(set().union(*columns))
    repeated = all(len(column) * 3 <= number * 2 for column in columns)
    return number if apart and repeated and not set(said[:width]) & set().union(*columns) else 0
