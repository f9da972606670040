"""What of a sheet is out of view for reasons that its cells do not tell: groups, filters, print areas, distance, sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from detector.read.office.xml import attr, child, children, descendants
from detector.read.workbook.cells import Box, Sheet, box
from detector.read.workbook.stream import SheetStream, default_height

# Blank rows and columns after which nobody looks any further.
_FAR_ROWS, _FAR_COLUMNS = 100, 20
# Sizes (in characters and in points) below which nothing can be seen.
_LEAST_WIDTH, _LEAST_HEIGHT = 1.0, 3.0
_LAST_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class View:
    """Reasons beyond the cells. ``near`` is the last row and column before a long gap, 0 where there is none."""

    grouped_rows: frozenset[int] = frozenset()
    grouped_columns: tuple[tuple[int, int], ...] = ()
    filtered: tuple[Box, ...] = ()
    print_areas: tuple[Box, ...] = ()
    near: tuple[int, int] = (0, 0)

    def why_row(self, row: int) -> str:
        """The kind of hiding place of a hidden row."""
        if row in self.grouped_rows:
            return "collapsed-row"
        return "filtered-row" if any(top < row <= bottom for top, _, bottom, _ in self.filtered) else "hidden-row"

    def why_column(self, column: int) -> str:
        """The kind of hiding place of a hidden column."""
        grouped = any(first <= column <= last for first, last in self.grouped_columns)
        return "collapsed-column" if grouped else "hidden-column"

    def out_of_view(self, row: int, column: int) -> str | None:
        """Why a cell that is not hidden is not seen all the same."""
        if (self.near[0] and row > self.near[0]) or (self.near[1] and column > self.near[1]):
            return "far-cell"
        inside = any(t <= row <= b and le <= column <= r for t, le, b, r in self.print_areas)
        return "outside-print-area" if self.print_areas and not inside else None


def read_view(stream: SheetStream, sheet: Sheet, tables: Sequence[Box] = (), print_areas: Sequence[Box] = ()) -> View:
    """What a sheet's own settings and the sizes of its rows and columns put out of view.

    Columns and rows that are too small to be seen are added to those that the sheet hides.
    """
    root = stream.frame()
    filters = (
        [b for item in descendants(root, "autoFilter") if (b := box(attr(item, "ref")))] if root is not None else []
    )
    grouped: list[tuple[int, int]] = []
    for item in children(child(root, "cols"), "col"):
        span = _whole(attr(item, "min")), _whole(attr(item, "max"))
        if attr(item, "outlineLevel", "0") not in ("0", ""):
            grouped.append(span)
        if _small(attr(item, "width"), _LEAST_WIDTH):
            sheet.hidden_columns.append(span)
    _hide_by_default(root, sheet)
    _hide_low_rows(root, stream, sheet)
    return View(
        frozenset(stream.grouped),
        tuple(grouped),
        (*filters, *tables) if sheet.filtered else (),
        tuple(b for area in print_areas if (b := print_box(area, sheet))),
        near(sheet),
    )


def _hide_by_default(root: etree._Element | None, sheet: Sheet) -> None:
    """Columns without a width of their own, where the default is too narrow to be seen."""
    default = child(root, "sheetFormatPr")
    if default is None or not _small(attr(default, "defaultColWidth"), _LEAST_WIDTH):
        return
    next_column = 1
    spans = sorted((_whole(attr(c, "min")), _whole(attr(c, "max"))) for c in children(child(root, "cols"), "col"))
    for first, last in [*spans, (_LAST_COLUMN + 1, _LAST_COLUMN + 1)]:
        if first > next_column:
            sheet.hidden_columns.append((next_column, first - 1))
        next_column = max(next_column, last + 1)


def _hide_low_rows(frame: etree._Element | None, stream: SheetStream, sheet: Sheet) -> None:
    """Rows without a height of their own, where the default is too low to be seen."""
    if _small(default_height(frame), _LEAST_HEIGHT):
        sheet.hidden_rows.update(number for number in sheet.cells if number not in stream.sized)


def print_box(area: Box | None, sheet: Sheet) -> Box | None:
    """A print area with the rows and columns that go on from it without a gap: a table that has grown since."""
    if area is None:
        return None
    top, left, bottom, right = area
    while bottom + 1 in sheet.cells:
        bottom += 1
    columns = {column for row, cells in sheet.cells.items() if top <= row <= bottom for column in cells}
    while right + 1 in columns:
        right += 1
    return top, left, bottom, right


def near(sheet: Sheet) -> tuple[int, int]:
    """The last row and column before a gap so long that nobody looks behind it, 0 where there is none."""
    rows = sorted(sheet.cells)
    columns = sorted({column for cells in sheet.cells.values() for column in cells})
    return _before_gap(rows, _FAR_ROWS), _before_gap(columns, _FAR_COLUMNS)


def _before_gap(used: Sequence[int], gap: int) -> int:
    return next((a for a, b in pairwise(used) if b - a > gap), 0)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _small(text: str, least: float) -> bool:
    try:
        return bool(text) and float(text) < least
    except ValueError:
        return False
