"""Rows or columns of a count table put together as one, where that loses less than withholding cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detector.fix.plan import Draft, Step, body_place, whole
from detector.generalise.counts.merging import Merge, merged
from detector.generalise.counts.model import Matrix, matrix_of
from detector.records.totals import is_total_label, parse_count
from detector.rewrite.changes import CellPlace, ColumnPlace, Edit, RowPlace, text_at
from detector.risk.counts.ways_out import ordered_lines
from detector.types import Cell, TableReport, TypedTable
from recognizers.registry import vocabulary

_LONGEST_LABEL = 80
# The classes of ranks in ``occupation.yaml``, lowest first; a chief inspector or superintendent is above the plain one.
_RANKS = ("constable", "sergeant", "inspecting rank", "superintending rank", "chief officer")


def merge_of_lines(draft: Draft, report: TableReport, most_loss: float) -> Step | None:
    """The step that puts rows or columns together so that no count is small, where its loss is below ``most_loss``; None without one.

    Only tables of one column of labels beside their counts: what else a row says cannot be added up.
    """
    table = report.table
    labels = [c for c, column in enumerate(table.columns) if column.role != "count"]
    if not draft.whole_lines or labels != [0] or any("%" in cell.text for row in table.rows for cell in row):
        return None
    matrix = matrix_of(table)
    in_order = ordered_lines(table, matrix)
    way = merged(matrix, draft.policy.threshold, lambda of_rows: in_order[not of_rows])
    if way is None or way.loss >= most_loss or draft.policy.zeros_sensitive:
        return None
    return _of_rows(draft, table, matrix, way) if way.of_rows else _of_columns(draft, table, matrix, way)


def _of_rows(draft: Draft, table: TypedTable, matrix: Matrix, way: Merge) -> Step | None:
    names = [table.rows[row][0].text.strip() for row in way.lines]
    others = [row[0].text.strip() for number, row in enumerate(table.rows) if number not in way.lines]
    one = _and_above(names, others) or _together(names, ordered_lines(table, matrix)[0])
    places = [body_place(draft, table.where.table or 0, row + 1, 0) for row in way.lines]
    if any(place is None for place in places) or len(set(places)) < len(places):
        return None
    edits = tuple(_edits(draft, table, matrix, way, one))
    lines = tuple(RowPlace(place.grid, place.row) for place in places[1:] if place is not None)
    return Step("TABLE-SMALL-COUNT", "generalise", "; ".join(names), f"one row “{one}”", way.loss, edits, lines)


def _of_columns(draft: Draft, table: TypedTable, matrix: Matrix, way: Merge) -> Step | None:
    """The first of the columns with the heading of all and their sums; None where the headings are not one row of the grid."""
    columns = [matrix.columns[line] for line in way.lines]
    names = [table.columns[column].name.strip() for column in columns]
    number = table.where.table or 0
    places = [body_place(draft, number, 1, column) for column in columns]
    first = body_place(draft, number, 1, 0)
    if first is None or any(place is None for place in places):
        return None
    at = [place.column for place in places if place is not None]
    above = draft.report.document.grids[number].cells[: first.row]
    heads = [r for r, row in enumerate(above) if [row[c].text.strip() for c in at if c < len(row)] == names]
    if len(above) != 1 or heads != [0] or len(set(at)) < len(at):
        return None
    one = _together(names, ordered_lines(table, matrix)[1])
    edits = [whole(CellPlace(number, 0, at[0]), above[0][at[0]].text, one)]
    for r, row in enumerate(table.rows):
        place = body_place(draft, number, r + 1, columns[0])
        if place is None or any(parse_count(row[c].text) is None for c in columns):
            return None
        edits.append(whole(place, text_at(draft.report.document, place), _sum(row, columns)))
    lines = tuple(ColumnPlace(number, column) for column in at[1:])
    changes = tuple(edit for edit in edits if edit is not None)
    return Step("TABLE-SMALL-COUNT", "generalise", "; ".join(names), f"one column “{one}”", way.loss, changes, lines)


def _sum(row: Sequence[Cell], columns: Sequence[int]) -> str:
    counts = [parse_count(row[column].text) for column in columns]
    total = sum(count.value for count in counts if count is not None and count.value is not None)
    return f"{total:,}" if any("," in row[column].text for column in columns) else str(total)


def _and_above(names: Sequence[str], others: Sequence[str]) -> str | None:
    """ "Inspector and above" for ranks of which every one that stays is lower; None for anything else."""
    levels = [_rank(name) for name in names]
    known = [level for level in levels if level is not None]
    if len(known) < len(names) or any(_rank(o) is None and not is_total_label(o) for o in others):
        return None
    lowest = min(known)
    below = all(level < lowest for o in others if (level := _rank(o)) is not None)
    return f"{names[known.index(lowest)]} and above" if below else None


def _rank(name: str) -> int | None:
    """How high a rank is, from 0 for constables."""
    found = vocabulary("occupation").parse(name)
    class_ = next((level for level in found[0].path if level in _RANKS), None) if found else None
    place = None if class_ is None else _RANKS.index(class_)
    return None if place is None else 2 * place + ("chief" in name.casefold())


def _together(names: Sequence[str], in_order: bool) -> str:
    if in_order:
        return f"{names[0]} to {names[-1]}"
    one = f"{', '.join(names[:-1])} or {names[-1]}"
    return one if len(one) <= _LONGEST_LABEL else f"Other ({len(names)} categories)"


def _edits(draft: Draft, table: TypedTable, matrix: Matrix, way: Merge, label: str) -> Iterator[Edit]:
    """The first of the rows with the label of all and their sums; the others go."""
    first = way.lines[0]
    texts = {0: label}
    for column in matrix.columns:
        counts = [parse_count(table.rows[row][column].text) for row in way.lines]
        total = sum(count.value for count in counts if count is not None and count.value is not None)
        grouped = any("," in table.rows[row][column].text for row in range(len(table.rows)))
        texts[column] = f"{total:,}" if grouped else str(total)
    for column, text in texts.items():
        place = body_place(draft, table.where.table or 0, first + 1, column)
        edit = whole(place, text_at(draft.report.document, place), text) if place is not None else None
        if edit is not None:
            yield edit
