"""Cells that reach over several columns or rows, laid out as a rectangle that repeats them."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from detector.types import Cell

_MOST_COLUMNS = 16_384


class SpanGrid:
    """Rows of cells as they are given, each with its spans; ``full`` once there are more cells than allowed."""

    def __init__(self, most: int) -> None:
        self.full = False
        self._room = most
        self._rows: list[list[Cell]] = []
        self._from_above: dict[int, tuple[Cell, int]] = {}
        self._below: dict[int, tuple[Cell, int]] = {}

    def next_row(self) -> None:
        """Begin a row."""
        self._finish()
        self._from_above, self._below = self._below, {}
        self._rows.append([])

    def add(self, text: str, columns: int = 1, rows: int = 1, hidden: str | None = None) -> None:
        """A cell at the next free place of the row."""
        self._take_from_above()
        row = self._rows[-1]
        cell = Cell(text, f"{get_column_letter(min(len(row) + 1, _MOST_COLUMNS))}{len(self._rows)}", 0, hidden)
        for _ in range(columns):
            if len(row) in self._from_above:
                break
            self._put(cell, rows)

    def repeat(self, text: str, columns: int = 1) -> None:
        """A cell that goes on with the one above it, where that is so; else a cell of its own."""
        for _ in range(columns):
            place = len(self._rows[-1])
            above = self._rows[-2] if len(self._rows) > 1 else []
            if text or place >= len(above):
                self.add(text)
            else:
                self._put(above[place], 1)

    def rows(self) -> list[list[Cell]]:
        """All rows."""
        self._finish()
        return self._rows

    def _finish(self) -> None:
        """Repeat what reaches into the row from above to its end, with blanks before it."""
        while self._rows and self._from_above and not self.full:
            self._take_from_above()
            if self._from_above:
                self._put(Cell("", ""), 1)

    def _take_from_above(self) -> None:
        while self._rows and len(self._rows[-1]) in self._from_above and not self.full:
            self._put(*self._from_above.pop(len(self._rows[-1])))

    def _put(self, cell: Cell, rows: int) -> None:
        if self._room <= 0:
            self.full = True
            return
        self._room -= 1
        row = self._rows[-1]
        if rows > 1:
            self._below[len(row)] = (cell, rows - 1)
        row.append(cell)
