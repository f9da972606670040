"""What is to be changed in a document, by the places that reading gave: stretches of blocks and of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.types import Document


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """The text of a block, by its index in the document."""

    block: int


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The text of a cell, by the index of its grid in the document and its row and column there, from 0, header included."""

    grid: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class CaptionPlace:
    """The caption of a grid, by the index of the grid in the document."""

    grid: int


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A whole row of a grid, by the index of the grid in the document and its row there, from 0, header included."""

    grid: int
    row: int


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A whole column of a grid, by the index of the grid in the document and its column there, from 0."""

    grid: int
    column: int


Place: TypeAlias = BlockPlace | CellPlace | CaptionPlace


Line: TypeAlias = BlockPlace | RowPlace | ColumnPlace
"""What can be taken out whole: a paragraph or item of a list, or a row or column of a table."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from ``start`` up to ``end`` of a text by ``text``; offsets are Unicode code points."""

    place: Place
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Edits that do not overlap, by place, and the lines that go altogether."""

    by_place: Mapping[Place, tuple[Edit, ...]]
    removed: frozenset[Line] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.by_place or self.removed)

    def removes(self, place: Place) -> bool:
        """Whether a place stands in a line that goes."""
        if isinstance(place, CellPlace):
            lines = (RowPlace(place.grid, place.row), ColumnPlace(place.grid, place.column))
            return any(line in self.removed for line in lines)
        return isinstance(place, BlockPlace) and place in self.removed

    @property
    def columns(self) -> list[ColumnPlace]:
        """The columns that go, the last first."""
        found = [line for line in self.removed if isinstance(line, ColumnPlace)]
        return sorted(found, key=lambda line: (line.grid, -line.column))

    @property
    def lines(self) -> list[BlockPlace | RowPlace]:
        """The paragraphs and rows that go."""
        return [line for line in self.removed if not isinstance(line, ColumnPlace)]


def gathered(edits: Iterable[Edit], removed: Iterable[Line] = ()) -> Changes:
    """Edits as changes. Of edits that overlap the one that covers more wins, then the one that was named first."""
    gone = Changes({}, frozenset(removed))
    by_place: dict[Place, list[Edit]] = defaultdict(list)
    for edit in edits:
        if not gone.removes(edit.place):
            by_place[edit.place].append(edit)
    return Changes({place: _apart(found) for place, found in by_place.items()}, gone.removed)


def _apart(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.start - e.end):
        if all(edit.end <= other.start or other.end <= edit.start for other in kept) and edit not in kept:
            kept.append(edit)
    return tuple(sorted(kept, key=lambda e: (e.start, e.end)))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with its edits, which are in order and do not overlap."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def text_at(document: Document, place: Place) -> str:
    """The text that stands at a place."""
    if isinstance(place, BlockPlace):
        return document.blocks[place.block].text
    if isinstance(place, CaptionPlace):
        return document.grids[place.grid].caption
    return document.grids[place.grid].cells[place.row][place.column].text


def places(document: Document) -> list[Place]:
    """Every place of a document in the order of reading, grids between the blocks where they stand."""
    result: list[Place] = []
    grids = iter(sorted(range(len(document.grids)), key=lambda g: document.grids[g].before))
    waiting = next(grids, None)
    for index in range(len(document.blocks) + 1):
        while waiting is not None and document.grids[waiting].before <= index:
            rows = document.grids[waiting].cells
            if document.grids[waiting].caption:
                result.append(CaptionPlace(waiting))
            result.extend(CellPlace(waiting, r, c) for r, row in enumerate(rows) for c in range(len(row)))
            waiting = next(grids, None)
        if index < len(document.blocks):
            result.append(BlockPlace(index))
    return result
