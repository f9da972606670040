"""What protects a count table as a whole, added to the suggestions of its small counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detector.generalise.counts import Place, Protection, protections
from detector.generalise.counts.merging import merged
from detector.generalise.counts.model import Matrix, matrix_of
from detector.risk.counts.cells import row_label
from detector.types import Finding, Suggestion, TableReport, TypedTable

_MOST_CELLS = 600
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b")


def with_ways_out(report: TableReport, findings: Sequence[Finding], threshold: int) -> Iterator[Finding]:
    """The findings; those about small counts also say which further cells have to go so that the totals do not give them back, and
    what rounding would lose instead."""
    table = report.table
    ways: tuple[Protection, ...] = ()
    small = any(f.rule == "TABLE-SMALL-COUNT" for f in findings)
    if small and sum(map(len, table.rows)) <= _MOST_CELLS:
        places = {cell.ref: (r, c) for r, row in enumerate(table.rows) for c, cell in enumerate(row) if cell.ref}
        primary: dict[Place, str] = {
            places[c.where.cell]: f"<{threshold}" for c in report.small_cells if c.where.cell in places
        }
        ways = protections(table, primary)
    more = [_suggestion(report, way) for way in ways if way.kind == "rounding" or way.secondary]
    if ways:
        more += _merge(report, threshold)
    more.sort(key=lambda suggestion: suggestion.information_loss or 0.0)
    for item in findings:
        plain = item.rule == "TABLE-SMALL-COUNT"
        yield replace(item, suggestions=(*item.suggestions, *more)) if plain else item


def _suggestion(report: TableReport, way: Protection) -> Suggestion:
    table = report.table
    if way.kind == "rounding":
        return Suggestion("generalise", "the counts of the table", "multiples of 5", None, None, way.loss)
    shown = "; ".join(table.rows[r][c].text.strip() for r, c in way.secondary)
    marks = "; ".join(way.cells[place] for place in way.secondary)
    return Suggestion("suppress", shown, marks, None, None, way.loss)


def _merge(report: TableReport, threshold: int) -> Iterator[Suggestion]:
    """Rows or columns that can be published as one."""
    table, matrix = report.table, matrix_of(report.table)
    periods = ordered_lines(table, matrix)
    way = merged(matrix, threshold, lambda of_rows: periods[not of_rows])
    if way is None:
        return
    names = [row_label(table, i) if way.of_rows else table.columns[matrix.columns[i]].name for i in way.lines]
    one = f"{names[0]} to {names[-1]}" if periods[not way.of_rows] else f"{', '.join(names[:-1])} or {names[-1]}"
    yield Suggestion(
        "generalise", "; ".join(names), f"one {'row' if way.of_rows else 'column'} “{one}”", None, None, way.loss
    )


def ordered_lines(table: TypedTable, matrix: Matrix) -> tuple[bool, bool]:
    """Whether the rows, and whether the columns, stand in an order of time or size, so that only neighbours can be put together."""
    labels = [c for c, column in enumerate(table.columns) if column.role != "count"]
    rows = any(table.columns[c].kind in ("date_time", "age") for c in labels)
    return rows, bool(_PERIOD.search(table.columns[matrix.columns[0]].name))
