"""Which rows of a grid are its heading, and what the columns are called."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detector.records.header_words import heading
from detector.records.totals import is_mark, is_total_label, parse_count
from detector.types import Cell, Grid

Kinds = Callable[[str], frozenset[str]]
"""The column kinds that a whole cell text can be a value of."""

_MOST_HEADER_ROWS = 4
_LONGEST_LABEL = 120
_SAMPLE = 200
_SENTENCE = re.compile(r"\S+(?:\s+\S+){6,}[.!?]\W?")
_BAND = re.compile(
    r"\d{1,3}\s*(?:-|–|to)\s*\d{1,3}|\d{1,3}\+|(?:under|over|<|>)\s*\d{1,3}|\d{1,3} (?:and|or) (?:over|above|older|under|below|younger)",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*(?:[-/–—]|to|and|or)\s*(?:\d\d|(?:19|20)\d\d))?", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """``names`` has one name a column, never two alike; ``rows`` is where the body starts; ``caption`` a title row."""

    names: tuple[str, ...]
    rows: int
    caption: str = ""
    caption_start: int = 0


def header_of(grid: Grid, kinds: Kinds) -> Header:
    """The heading of a grid: as the format says, else found from how its first rows differ from the rest.

    Stacked headings are joined ("2019" over "Male" is "2019 Male"); a column without one is called "column 3".
    """
    rows = [tuple(cell.text.strip() for cell in row) for row in grid.cells]
    skipped, caption = _title_rows(rows) if grid.header_rows != 0 else (0, "")
    below = rows[skipped:]
    given = grid.header_rows
    count = _header_rows(below, kinds) if given is None else max(given - skipped, 0)
    if given and count == 0:
        count = 1
    if given and len(below) > count and _goes_on(below, count):
        count += 1
    names = _names(below[:count], max(map(len, rows), default=0))
    start = next((cell.start for cell in grid.cells[0] if cell.text.strip()), 0) if caption else 0
    return Header(names, skipped + count, caption, start)


def is_repeated(row: Sequence[Cell], names: Sequence[str]) -> bool:
    """Whether a body row is the heading again, as after a page break."""
    texts = [cell.text.strip().casefold() for cell in row]
    return any(texts) and texts == [name.casefold() for name in names]


def _title_rows(rows: Sequence[Sequence[str]]) -> tuple[int, str]:
    """Rows above the heading that hold one text only, alone or repeated over a merged width."""
    skipped = 0
    while len(rows) > skipped + 2 and len(rows[skipped]) > 1:
        texts = [text for text in rows[skipped] if text]
        alone = (
            len(set(texts)) == 1
            and rows[skipped][0] == texts[0]
            and (len(texts) == 1 or len(texts) == len(rows[skipped]))
        )
        if not alone or len({text for text in rows[skipped + 1] if text}) < 2:
            break
        skipped += 1
    return skipped, next((text for row in rows[:skipped] for text in row if text), "")


def _header_rows(rows: Sequence[Sequence[str]], kinds: Kinds) -> int:
    if len(rows) < 2 or not _is_heading(rows[0], rows[1:], kinds):
        return 0
    count = 1
    while count < min(_MOST_HEADER_ROWS, len(rows) - 1) and _goes_on(rows, count):
        count += 1
    return count


def _is_heading(first: Sequence[str], body: Sequence[Sequence[str]], kinds: Kinds) -> bool:
    filled = [(i, text) for i, text in enumerate(first) if text]
    if not filled or any(len(text) > _LONGEST_LABEL for _, text in filled):
        return False
    if any(_is_number(text) and not _YEAR.fullmatch(text) and not _BAND.fullmatch(text) for _, text in filled):
        return False
    if all(_YEAR.fullmatch(text) for _, text in filled) and len(filled) == 1:
        return False
    columns = {i: [row[i] for row in body[:_SAMPLE] if i < len(row) and row[i]] for i, _ in filled}
    if any(
        _SENTENCE.fullmatch(text) or _is_dated(text, columns[i], kinds) or _is_numbered(text, columns[i])
        for i, text in filled
    ):
        return False
    if any(text in columns[i] for i, text in filled) and not any(
        _differs(text, columns[i], kinds) for i, text in filled
    ):
        return False
    if any(_differs(text, columns[i], kinds) for i, text in filled):
        return True
    if any(_is_value(text, columns[i], kinds) for i, text in filled):
        return False
    if any(heading(text) for _, text in filled):
        return True
    return len(filled) > 1 and len(body) > 1


def _is_dated(text: str, column: Sequence[str], kinds: Kinds) -> bool:
    """Whether a text is a date over a column of dates: the first line of a log, and no heading of it."""
    if not (any(char.isdigit() for char in text) and "date_time" in kinds(text)) or _YEAR.fullmatch(text):
        return False
    return bool(column) and sum("date_time" in kinds(cell) for cell in column) >= 0.6 * len(column)


def _is_numbered(text: str, column: Sequence[str]) -> bool:
    """Whether a text is a number or reference like those below it: "FOI/24/0112" over "FOI/24/0113"."""
    if not any(char.isdigit() for char in text) or _YEAR.fullmatch(text) or _BAND.fullmatch(text):
        return False
    return bool(column) and sum(_pattern(cell) == _pattern(text) for cell in column) >= 0.6 * len(column)


def _pattern(text: str) -> str:
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", text))


def _differs(text: str, column: Sequence[str], kinds: Kinds) -> bool:
    """Whether a text stands out from the column below it: a label over numbers, dates or terms of one kind."""
    if not column:
        return False
    if sum(map(_is_number, column)) >= 0.7 * len(column):
        band = _BAND.fullmatch(text) and not any(map(_BAND.fullmatch, column))
        return not _is_number(text) or bool(band) or (bool(_YEAR.fullmatch(text)) and not _mostly_years(column))
    common = _common(column, kinds)
    return bool(common) and not (kinds(text) & common)


def _is_value(text: str, column: Sequence[str], kinds: Kinds) -> bool:
    """Whether a text reads as one more value of the column below it."""
    common = _common(column, kinds)
    return bool(kinds(text) & common) and heading(text) is None


def _common(column: Sequence[str], kinds: Kinds) -> frozenset[str]:
    """The kinds that most cells of a column can be values of."""
    distinct = list(dict.fromkeys(text for text in column if not is_mark(text)))[:50]
    found = [kinds(text) for text in distinct]
    every = frozenset().union(*found) if found else frozenset()
    return frozenset(kind for kind in every if sum(kind in f for f in found) >= 0.6 * len(found))


def _goes_on(rows: Sequence[Sequence[str]], count: int) -> bool:
    """Whether the next row is a heading too: labels that stand over numbers, below a row that spans columns or is blank."""
    row, below = rows[count], rows[count + 1 : count + 1 + _SAMPLE]
    if not below:
        return False
    above = rows[count - 1]
    spans = any(not text for text in above[1:]) or len(set(above)) < len(above) or any(not text for text in row)
    numeric = [
        i
        for i in range(len(row))
        if (column := [r[i] for r in below if i < len(r) and r[i]]) and all(map(_is_number, column))
    ]
    labels = [row[i] for i in numeric if row[i]]
    if not spans or not labels:
        return False
    years = all(_YEAR.fullmatch(text) for text in labels) and len(labels) > 1
    return years or not any(map(_is_number, labels))


def _names(header: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    filled = [list(row) + [""] * (width - len(row)) for row in header]
    for upper, lower in itertools.pairwise(filled):
        for i in range(1, width):
            if not upper[i] and lower[i] and upper[i - 1] and lower[i - 1]:
                upper[i] = upper[i - 1]
    names: list[str] = []
    for i in range(width):
        parts = list(dict.fromkeys(" ".join(row[i].split()) for row in filled if row[i]))
        names.append(_unlike(" ".join(parts) or f"column {i + 1}", names))
    return tuple(names)


def _unlike(name: str, taken: Sequence[str]) -> str:
    number, result = 2, name
    while result in taken:
        result, number = f"{name} ({number})", number + 1
    return result


def _is_number(text: str) -> bool:
    """A count in figures or a mark in place of one; "no" and "none" are words here."""
    count = parse_count(text)
    return count is not None and not count.blank and not text.strip().isalpha()


def _mostly_years(column: Sequence[str]) -> bool:
    return sum(1 for text in column if _YEAR.fullmatch(text)) >= 0.7 * len(column)


def is_total_row(row: Sequence[Cell]) -> bool:
    """Whether a row sums the others rather than being a case: a total label, and otherwise numbers and blanks."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    labels = [text for text in texts if not _is_number(text)]
    return bool(labels) and len(labels) == 1 and is_total_label(labels[0])
