"""A rectangle of cells -> captions, tables and notes, the way people lay out a sheet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.types import Cell

_VALUE = re.compile(
    r"[\s£$€(]*[-+<≤~]?\s*\d[\d,.\s]*[%)]?\s*|\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})(?:[-/. ]\d{1,4})?.{0,9}|[*#-]|\[?[a-z]\]"
)
_NOTE = re.compile(
    r"\W*(?:notes?|source|sources|key|data|please|caveats?|produced|extracted|figures|this|these|the|where|fewer|suppressed|"
    r"disclosure|based|includes?|excludes?|numbers?|definitions?|prepared|author|contact)\b|[*†‡(\[]|\d{1,2}[.)]\s",
    re.I,
)
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row and how many of its cells have content of their own (a merged cell counts once)."""

    cells: tuple[Cell, ...]
    distinct: int

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Row:
        """A row without merged cells."""
        return cls(tuple(cells), sum(1 for cell in cells if cell.text.strip()))

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as shown."""
        return tuple(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Running text that stands in a cell."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class TablePiece:
    """A table with the line above it that is its title."""

    rows: tuple[Row, ...]
    title: Cell | None = None

    @property
    def caption(self) -> str:
        """The text of the title."""
        return self.title.text if self.title else ""


Piece: TypeAlias = TextPiece | TablePiece


def pieces(rows: Sequence[Row]) -> list[Piece]:
    """Split rows at blank rows, unless what follows goes on with the table above; then take captions and notes apart."""
    result: list[Piece] = []
    pending: Cell | None = None
    for band in _joined(_bands(rows)):
        for piece in _taken_apart(band):
            if isinstance(piece, TablePiece) and pending is not None and not piece.caption and is_caption(pending.text):
                result[-1:] = [TablePiece(piece.rows, pending)]
            else:
                result.append(piece)
            pending = piece.cell if isinstance(piece, TextPiece) else None
    return result


def trimmed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Without the columns at both sides that are blank in every row."""
    width = max((len(row.cells) for row in rows), default=0)
    used = [i for i in range(width) if any(i < len(row.cells) and row.cells[i].text.strip() for row in rows)]
    if not used:
        return ()
    return tuple(Row(row.cells[used[0] : used[-1] + 1], row.distinct) for row in rows)


def is_caption(text: str) -> bool:
    """Short enough for a title, and no sentence."""
    text = text.strip()
    return 0 < len(text) <= 200 and text.count(". ") == 0 and "\n\n" not in text


def _bands(rows: Sequence[Row]) -> Iterator[list[Row]]:
    band: list[Row] = []
    for row in rows:
        if row.distinct:
            band.append(row)
        elif band:
            yield band
            band = []
    if band:
        yield band


@dataclass(slots=True)
class _Table:
    """Rows that belong together so far, with what is asked of them each time, so that a long sheet takes linear time."""

    rows: list[Row]
    header: Row
    length: int
    extent: tuple[int, int]
    seen: dict[int, set[str]]

    @classmethod
    def of(cls, band: Sequence[Row]) -> _Table:
        own = band[_captions(band, _width(band)) :]
        table = cls(list(band), own[0], 1, _extent(own), defaultdict(set))
        table._see(own[1:])
        return table

    def add(self, band: Sequence[Row]) -> None:
        self.rows.extend(band)
        self._see(band)

    def goes_on_with(self, below: Sequence[Row]) -> bool:
        """Whether rows after a blank row are more of the same table rather than a table with its own header."""
        if self.length < 2 or _width(below) < 2 or _extent(below) not in (self.extent, _extent([self.header])):
            return False
        first = below[0].texts
        if first == self.header.texts or below[0].distinct < 2:
            return False
        if any(len(text) > _LABEL_LENGTH or _VALUE.fullmatch(text) for text in first if text):
            return True
        return any(text in self.seen[i] for i, text in enumerate(first) if text)

    def _see(self, rows: Sequence[Row]) -> None:
        self.length += len(rows)
        for row in rows:
            for index, text in enumerate(row.texts):
                if text:
                    self.seen[index].add(text)


def _joined(bands: Iterator[list[Row]]) -> Iterator[list[Row]]:
    current: _Table | None = None
    for band in bands:
        if current is not None and current.goes_on_with(band):
            current.add(band)
            continue
        if current is not None:
            yield current.rows
        current = _Table.of(band)
    if current is not None:
        yield current.rows


def _taken_apart(band: Sequence[Row]) -> list[Piece]:
    width = _width(band)
    if width < 2:
        return _one_column(band)
    head = _captions(band, width)
    tail = len(band)
    while tail > head + 1 and _is_note(band[tail - 1]):
        tail -= 1
    table = trimmed(band[head:tail])
    if len(table) == 1 and table[0].distinct < 2:
        return [TextPiece(_content(row)) for row in band]
    texts = [TextPiece(_content(row)) for row in band[:head]]
    title = texts.pop().cell if texts and is_caption(texts[-1].cell.text) else None
    notes = [TextPiece(_content(row)) for row in band[tail:]]
    return [*texts, TablePiece(table, title), *notes]


def _one_column(band: Sequence[Row]) -> list[Piece]:
    texts = [_content(row).text for row in band]
    if len(band) >= 3 and all(
        len(text) <= _LABEL_LENGTH and not text.rstrip().endswith((".", ":", "?")) for text in texts
    ):
        return [TablePiece(trimmed(band))]
    return [TextPiece(_content(row)) for row in band]


def _captions(band: Sequence[Row], width: int) -> int:
    """How many rows at the top have one cell only, where the table is wider.

    A lone label that is not at the left edge is the upper of two header rows, not a title.
    """
    left, _ = _extent(band)
    head = 0
    while width > 1 and head < len(band) - 1 and band[head].distinct == 1 and _first_used(band[head]) == left:
        head += 1
    return head


def _first_used(row: Row) -> int:
    return next(i for i, cell in enumerate(row.cells) if cell.text.strip())


def _is_note(row: Row) -> bool:
    if row.distinct != 1:
        return False
    text = _content(row).text
    return len(text) > _LABEL_LENGTH or _NOTE.match(text) is not None


def _content(row: Row) -> Cell:
    return next(cell for cell in row.cells if cell.text.strip())


def _width(rows: Sequence[Row]) -> int:
    left, right = _extent(rows)
    return right - left


def _extent(rows: Sequence[Row]) -> tuple[int, int]:
    used = [i for row in rows for i, cell in enumerate(row.cells) if cell.text.strip()]
    return (min(used), max(used) + 1) if used else (0, 0)


def common_width(rows: Sequence[Row]) -> int:
    """The number of cells that most rows have, the larger of two that are equally common."""
    counts = Counter(len(row.cells) for row in rows)
    return max(counts, key=lambda width: (counts[width], width), default=0)
