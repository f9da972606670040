"""The cells of a sheet -> rows as people see them, with merged cells repeated and gaps closed to one blank."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detector.read.regions import Row
from detector.read.workbook.cells import Sheet, Shown, ref
from detector.read.workbook.view import View
from detector.types import Cell

_BLANK = Cell("", "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of cells of one length for each side-by-side part of a sheet, and the values that merged cells cover."""

    parts: tuple[tuple[Row, ...], ...] = ()
    covered: tuple[tuple[str, str], ...] = ()
    cut: bool = False


@dataclass(slots=True)
class _Merges:
    """For each covered place the place whose text is shown there, and the rows that a merge holds together."""

    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)


def lay_out(sheet: Sheet, most_cells: int, view: View = View()) -> Layout:
    """The rows of a sheet. Places that are used nowhere take no room; ``cut`` says that the rest would take too much."""
    used_rows = sorted(sheet.cells)
    used_columns = sorted({column for row in sheet.cells.values() for column in row})
    if not used_rows:
        return Layout()
    columns = _with_gaps(used_columns)
    most_rows = max(most_cells // len(columns), 1)
    cut = len(used_rows) > most_rows
    used_rows = used_rows[:most_rows]
    merges, whole = _merges(sheet, used_rows, used_columns, most_cells)
    covered = tuple(
        (ref(row, column), sheet.cells[row][column].text)
        for row, column in merges.anchors
        if column in sheet.cells.get(row, {})
    )
    rows: list[Row] = []
    previous = used_rows[0] - 1
    for number in used_rows:
        if number > previous + 1 and not all(gap in merges.joined for gap in (previous + 1, number - 1)):
            rows.append(Row((_BLANK,) * len(columns), 0))
        rows.append(_row(number, columns, sheet, merges, view))
        previous = number
    return Layout(tuple(_side_by_side(rows, columns)), covered, cut or not whole)


def _with_gaps(used: Sequence[int]) -> list[int]:
    """The columns that are used, and a nought for each gap between them."""
    result = [used[0]]
    for column in used[1:]:
        result += [column] if column == result[-1] + 1 else [0, column]
    return result


def _merges(sheet: Sheet, rows: Sequence[int], columns: Sequence[int], room: int) -> tuple[_Merges, bool]:
    merges = _Merges()
    for top, left, bottom, right in sheet.merged:
        first, last = bisect_left(rows, top), bisect_right(rows, bottom)
        begin, end = bisect_left(columns, left), bisect_right(columns, right)
        room -= (last - first) * (end - begin) + min(bottom - top, len(rows))
        if room < 0:
            return merges, False
        for row in rows[first:last]:
            for column in columns[begin:end]:
                if (row, column) != (top, left):
                    merges.anchors[row, column] = (top, left)
        if bottom - top <= len(rows):
            merges.joined.update(range(top, bottom + 1))
    return merges, True


def _row(number: int, columns: Sequence[int], sheet: Sheet, merges: _Merges, view: View) -> Row:
    own = sheet.cells[number]
    cells: list[Cell] = []
    distinct = 0
    for column in columns:
        anchor = merges.anchors.get((number, column), (number, column))
        shown = sheet.cells.get(anchor[0], {}).get(anchor[1]) if column else None
        if shown is None:
            cells.append(_BLANK if not column else Cell("", ref(number, column)))
            continue
        distinct += column in own and anchor == (number, column)
        cells.append(Cell(shown.text, ref(*anchor), 0, _hidden(number, column, shown, sheet, view)))
    return Row(tuple(cells), distinct)


def _hidden(row: int, column: int, shown: Shown, sheet: Sheet, view: View) -> str | None:
    if row in sheet.hidden_rows:
        return view.why_row(row)
    if sheet.is_hidden_column(column):
        return view.why_column(column)
    if shown.unseen:
        coloured = any(t <= row <= b and le <= column <= r for t, le, b, r in sheet.coloured)
        if not (coloured and shown.unseen in ("white-text", "same-colour-text")):
            return shown.unseen
    return view.out_of_view(row, column)


def _side_by_side(rows: list[Row], columns: Sequence[int]) -> Iterator[tuple[Row, ...]]:
    """Cut at an empty column where tables stand on both sides of it, each with labels in its first column."""
    cuts = [i for i, column in enumerate(columns) if column == 0]
    starts, ends = [0, *(i + 1 for i in cuts)], [*cuts, len(columns)]
    pieces = [[_cut(row, start, end) for row in rows] for start, end in zip(starts, ends, strict=True)]
    if (
        len(pieces) > 1
        and all(end - start >= 2 for start, end in zip(starts, ends, strict=True))
        and all(map(_has_labels, pieces))
    ):
        yield from (tuple(piece) for piece in pieces)
    else:
        yield tuple(rows)


def _cut(row: Row, start: int, end: int) -> Row:
    return Row.of(row.cells[start:end]) if row.distinct else Row(row.cells[start:end], 0)


def _has_labels(rows: Sequence[Row]) -> bool:
    first = [row.cells[0].text.strip() for row in rows if row.cells and row.cells[0].text.strip()]
    words = sum(1 for text in first if any(letter.isalpha() for letter in text))
    full = sum(1 for row in rows if row.distinct > 1)
    return full >= 2 and words * 4 >= len(first) * 3 and len(first) >= 2
