"""Lines -> blocks and grids: each shape in turn takes the lines that it knows, the rest is running text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from detector.read.plain_tables import cards, cases, columns, labels, matrix, pipes
from detector.read.plain_tables.blocks import Wrapping, block, blocks, wrapping
from detector.read.plain_tables.captions import with_caption
from detector.read.plain_tables.model import Found, Line, to_grid
from detector.read.plain_tables.sentences import DateList, date_lists
from detector.types import Block, Cell, Grid, Where

_Shape: TypeAlias = Callable[[Sequence[str], int, int], Iterator[Found]]
# The surest marks of a table first: a shape sees only what the shapes before it left.
_SHAPES: tuple[_Shape, ...] = (pipes.find, columns.find, cards.find, cases.find, labels.find, matrix.find)


def split(lines: Sequence[Line], plain_text: bool) -> tuple[list[Block], list[Grid]]:
    """The blocks and the tables of a text, in order; every line that is not blank goes into one of them.

    With ``plain_text`` the lines are those of a decoded file and blocks and cells have offsets in it; without, offsets
    are 0 and the lines of a block are joined with a line feed. Indices count from 0; ``Grid.before`` is the number of
    blocks before the grid.
    """
    texts = [line.text for line in lines]
    text = _Text(lines, wrapping(texts), plain_text)
    at = 0
    for found in _tables(texts):
        text.add_lines(at, found.first)
        text.add_table(found)
        at = found.end
    text.add_lines(at, len(lines))
    return text.blocks, text.grids


def _tables(texts: Sequence[str]) -> Iterator[Found]:
    found: list[Found] = []
    for shape in _SHAPES:
        for first, end in list(_free(found, len(texts))):
            found.extend(shape(texts, first, end))
        found.sort(key=lambda table: table.first)
    lowest = 0
    for table in found:
        yield with_caption(table, texts, lowest)
        lowest = table.end


def _free(found: Sequence[Found], end: int) -> Iterator[tuple[int, int]]:
    at = 0
    for table in found:
        if table.first > at:
            yield at, table.first
        at = table.end
    if at < end:
        yield at, end


class _Text:
    """Blocks and grids as they are added, with running numbers."""

    def __init__(self, lines: Sequence[Line], wrap: Wrapping, plain_text: bool) -> None:
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self._lines = lines
        self._wrap = wrap
        self._plain_text = plain_text

    def add_table(self, found: Found) -> None:
        """A table, and behind it what a page break left among its lines."""
        grid = to_grid(found, self._lines, self._plain_text, len(self.grids), len(self.blocks))
        self.grids.append(grid)
        for line in found.aside:
            self._add(block([self._lines[line]], "paragraph", self._plain_text))

    def add_lines(self, first: int, end: int) -> None:
        """Running text, with the sentences that list cases taken out as tables."""
        for found in blocks(self._lines, first, end, self._wrap, self._plain_text):
            at = 0
            for listed in date_lists(found.text):
                self._add_part(found, at, listed.start)
                self.grids.append(self._grid(found, listed))
                at = listed.end
            self._add_part(found, at, len(found.text))

    def _add_part(self, whole: Block, start: int, end: int) -> None:
        if start == 0 and end == len(whole.text):
            self._add(whole)
            return
        part = whole.text[start:end]
        bare = part.strip() if start else part.rstrip()
        if any(ch.isalnum() for ch in bare):
            begin = whole.start + start + part.index(bare) if self._plain_text else 0
            self._add(replace(whole, text=bare, start=begin, kind=whole.kind if start == 0 else "paragraph"))

    def _grid(self, block: Block, listed: DateList) -> Grid:
        offset = block.start if self._plain_text else None

        def cell(span: tuple[int, int], column: int, row: int) -> Cell:
            text = block.text[slice(*span)]
            start = 0 if offset is None else offset + span[0]
            return Cell(text.rstrip(), f"{'AB'[column]}{row}", start)

        cells = tuple(tuple(cell(span, c, r) for c, span in enumerate(row)) for r, row in enumerate(listed.rows, 1))
        where = Where(page=block.where.page, part=block.where.part, hidden=block.where.hidden, table=len(self.grids))
        return Grid(cells, where, 0, "", "sentence", len(self.blocks))

    def _add(self, found: Block) -> None:
        self.blocks.append(replace(found, where=replace(found.where, block=len(self.blocks))))
