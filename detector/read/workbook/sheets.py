"""One sheet into the document: its tables and texts, and what of it is out of sight."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from detector.read.builder import DocumentBuilder
from detector.read.regions import TablePiece, TextPiece, pieces
from detector.read.workbook.cells import Sheet, box, ref
from detector.read.workbook.layout import lay_out
from detector.read.workbook.view import View
from detector.types import Cell, Where

_RUNS_NAMED = 5
_STATES = {"hidden": "hidden-sheet", "veryhidden": "very-hidden-sheet"}
_UNSEEN = {
    "invisible-text": "a number format that shows nothing",
    "white-text": "a white font on white",
    "tiny-text": "a font too small to be read",
    "same-colour-text": "a font of the colour of its background",
}
_WHY = {
    "filtered-row": " (filtered out or hidden)",
    "collapsed-row": " (in a collapsed group)",
    "collapsed-column": " (in a collapsed group)",
}
_PLACES = {
    "far-cell": "far away from the rest",
    "outside-print-area": "outside the area that is printed",
}


@dataclass(slots=True)
class _Found:
    """Where the cells of one kind of hiding place ended up."""

    cells: dict[str, None] = field(default_factory=dict)
    blocks: list[int | None] = field(default_factory=list)
    grids: dict[int, None] = field(default_factory=dict)


def sheet_place(name: str, state: str) -> Where:
    """The place of a sheet; ``state`` is as in the workbook ("visible", "hidden", "veryHidden")."""
    return Where(sheet=name, hidden=_STATES.get(state.lower()))


def add_sheet(sheet: Sheet, place: Where, builder: DocumentBuilder, view: View = View()) -> None:
    """Add the tables and texts of a sheet, and hidden parts for what is not seen of it."""
    layout = lay_out(sheet, builder.limits.cells, view)
    if layout.cut or sheet.cut:
        builder.incomplete(f"has more than {builder.limits.cells:,} cells: the rest was not read")
    every, found = _Found(), defaultdict[str, _Found](_Found)
    try:
        for rows in layout.parts:
            for piece in pieces(rows):
                _add_piece(piece, place, builder, every, found)
    finally:
        if place.hidden:
            count = sum(map(len, sheet.cells.values()))
            content = (
                f"{'sheet' if place.hidden == 'hidden-sheet' else 'very hidden sheet'} '{place.sheet}', {_cells(count)}"
            )
            builder.hide(place.hidden, replace(place, hidden=None), content, every.blocks, every.grids)
        else:
            for kind, hits in sorted(found.items()):
                where = Where(sheet=place.sheet, cell=_range(hits.cells), table=next(iter(hits.grids), None))
                builder.hide(kind, where, _content(kind, hits.cells, place.sheet or ""), hits.blocks, hits.grids)
    _add_lines("covered-cell", layout.covered, "covered by merged cells", place, builder)
    _add_lines("masked-value", list(_masked(sheet)), "behind a mark that their format shows", place, builder)


def _add_piece(
    piece: TextPiece | TablePiece, place: Where, builder: DocumentBuilder, every: _Found, found: dict[str, _Found]
) -> None:
    if isinstance(piece, TextPiece):
        cell = piece.cell
        where = replace(place, cell=cell.ref, hidden=place.hidden or cell.hidden)
        index = builder.block(cell.text, "paragraph", where)
        every.blocks.append(index)
        if cell.hidden:
            found[cell.hidden].cells.setdefault(cell.ref)
            found[cell.hidden].blocks.append(index)
        return
    cells = [row.cells for row in piece.rows]
    corners = (cell.ref for row in (cells[0], cells[-1]) for cell in row if cell.ref)
    grid = builder.grid(cells, replace(place, cell=_range(corners)), caption=piece.title or "")
    every.grids.setdefault(grid)
    for cell in _unseen(cells):
        found[cell.hidden or ""].cells.setdefault(cell.ref)
        found[cell.hidden or ""].grids.setdefault(grid)


def _unseen(rows: Sequence[Sequence[Cell]]) -> Iterable[Cell]:
    return (cell for row in rows for cell in row if cell.hidden and cell.text.strip())


def _masked(sheet: Sheet) -> Iterable[tuple[str, str]]:
    return ((ref(r, c), shown.value) for r, row in sheet.cells.items() for c, shown in row.items() if shown.value)


def _add_lines(kind: str, values: Sequence[tuple[str, str]], what: str, place: Where, builder: DocumentBuilder) -> None:
    told = [(name, value) for name, value in values if value.strip()]
    if told:
        text = "\n".join(f"{name}: {value}" for name, value in told)
        count = "a value" if len(told) == 1 else f"{len(told):,} values"
        where = Where(sheet=place.sheet, cell=told[0][0])
        builder.hidden_block(kind, text, f"{count} of sheet '{place.sheet}' {what}", where)


def _content(kind: str, cells: Iterable[str], sheet: str) -> str:
    names = list(cells)
    tail = f"of sheet '{sheet}'"
    why = _WHY.get(kind, "")
    if kind.endswith("-row"):
        rows = sorted({int(re.sub(r"\D", "", name)) for name in names})
        return f"{_runs('row', 'rows', rows, [str(row) for row in rows])} {tail}{why}, {_cells(len(names))}"
    if kind.endswith("-column"):
        letters = {b[1]: re.sub(r"\d", "", name) for name in names if (b := box(name))}
        columns = sorted(letters)
        return f"{_runs('column', 'columns', columns, [letters[c] for c in columns])} {tail}{why}, {_cells(len(names))}"
    if kind in _PLACES:
        return f"{_cells(len(names))} {tail} {_PLACES[kind]}"
    return f"{_cells(len(names))} {tail} in {_UNSEEN.get(kind, 'a format that cannot be seen')}"


def _runs(one: str, many: str, numbers: Sequence[int], names: Sequence[str]) -> str:
    """Neighbours told together: "rows 3, 5 to 9 and 12"."""
    runs: list[list[int]] = []
    for index, number in enumerate(numbers):
        if runs and number == numbers[runs[-1][1]] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    told = [names[a] if a == b else f"{names[a]} to {names[b]}" for a, b in runs[:_RUNS_NAMED]]
    if len(runs) > _RUNS_NAMED:
        told.append(f"{sum(b - a + 1 for a, b in runs[_RUNS_NAMED:]):,} more")
    listed = told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]
    return f"{one if len(numbers) == 1 else many} {listed}"


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _range(refs: Iterable[str]) -> str | None:
    boxes = [b for name in refs if (b := box(name))]
    if not boxes:
        return None
    first = ref(min(b[0] for b in boxes), min(b[1] for b in boxes))
    last = ref(max(b[2] for b in boxes), max(b[3] for b in boxes))
    return first if first == last else f"{first}:{last}"
