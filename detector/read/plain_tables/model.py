"""What the shapes pass around: lines, pieces of lines that are cells, and tables found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from detector.types import Cell, Grid, Where


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end.

    ``start`` is the offset of its first character in the decoded file, 0 where offsets do not count; ``end`` is the line
    end as it stands in the file.
    """

    text: str
    start: int
    where: Where
    end: str = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line without white space around it; ``line`` is the line's index, ``at`` the place in it."""

    text: str
    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Found:
    """A table that takes the lines from ``first`` up to ``end``; ``aside`` are lines among them that are no part of it."""

    first: int
    end: int
    rows: tuple[tuple[Piece, ...], ...]
    origin: str
    header_rows: int | None = None
    caption: Piece | None = None
    aside: tuple[int, ...] = ()


def piece(text: str, line: int, start: int = 0, end: int | None = None) -> Piece:
    """The stripped piece of a line's text between two places."""
    part = text[start:end]
    bare = part.strip()
    return Piece(bare, line, start + len(part) - len(part.lstrip()) if bare else start)


def rectangle(rows: Sequence[Sequence[Piece]]) -> tuple[tuple[Piece, ...], ...]:
    """Rows of one length, without the columns at the right end that are blank in every row."""
    width = max((i + 1 for row in rows for i, cell in enumerate(row) if cell.text), default=0)
    return tuple(tuple(row[:width]) + tuple(_blank(row) for _ in range(width - len(row))) for row in rows)


def to_grid(found: Found, lines: Sequence[Line], plain_text: bool, index: int, before: int) -> Grid:
    """The grid of a table found, with offsets in the file where they count."""

    def start(at: Piece) -> int:
        return lines[at.line].start + at.at if plain_text else 0

    cells = tuple(
        tuple(Cell(cell.text, f"{get_column_letter(c)}{r}", start(cell)) for c, cell in enumerate(row, 1))
        for r, row in enumerate(found.rows, 1)
    )
    place = lines[found.rows[0][0].line].where
    where = Where(page=place.page, part=place.part, hidden=place.hidden, sheet=place.sheet, table=index)
    caption = found.caption
    return Grid(
        cells,
        where,
        found.header_rows,
        caption.text if caption else "",
        found.origin,
        before,
        start(caption) if caption else 0,
    )


def _blank(row: Sequence[Piece]) -> Piece:
    last = row[-1]
    return Piece("", last.line, last.at + len(last.text))
