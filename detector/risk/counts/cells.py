"""A count table -> small counts, and what the totals give back of the withheld ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detector.records.totals import Count, parse_count, total_columns, total_rows
from detector.risk.findings import finding
from detector.risk.identifiers import LONGEST_ROW_LIST
from detector.risk.measures.intervals import rounded_interval, tighten
from detector.risk.record_tables import SPEAKS_FOR_ALL
from detector.types import Finding, SmallCell, Suggestion, SuppressedCell, TableReport, TypedTable, Where

Interval = tuple[int, int | None]
_NEARLY_RECOVERED = 2


def count_table_report(table: TypedTable, threshold: int, zeros: bool = False, base: int | None = None) -> TableReport:
    """Small counts (1 to threshold-1, 0 too where ``zeros``) and, for each withheld cell, the interval that rows, columns and totals
    leave. With ``base`` counts are rounded to its multiples, so that sums of them say less."""
    small = tuple(_small_cells(table, threshold, 0 if zeros else 1))
    suppressed = tuple(_suppressed_cells(table, base))
    return TableReport(
        table,
        small_cells=small[:LONGEST_ROW_LIST],
        small_cells_total=len(small),
        suppressed_cells=suppressed[:LONGEST_ROW_LIST],
        suppressed_cells_total=len(suppressed),
    )


def count_table_findings(report: TableReport, threshold: int) -> list[Finding]:
    """Medium for a small count, high for a withheld one that is recovered, medium where two values are left."""
    if report.small_cells_total > SPEAKS_FOR_ALL:
        findings = [_many_small(report, threshold)]
    else:
        findings = [_small(report.table, cell, threshold) for cell in report.small_cells]
    return findings + [f for cell in report.suppressed_cells if (f := _recovered(cell)) is not None]


def count_columns(table: TypedTable) -> list[int]:
    """Indices of the columns that hold counts."""
    return [i for i, column in enumerate(table.columns) if column.role == "count"]


def row_label(table: TypedTable, row: int) -> str:
    """The label of a body row (from 0) as printed: its cells that are no counts, percentages or amounts."""
    counts = set(count_columns(table))
    measured = {i for i, column in enumerate(table.columns) if column.kind in ("quantity", "money")}
    counts |= measured if len(counts | measured) < len(table.columns) else set()
    return " ".join(
        cell.text.strip() for i, cell in enumerate(table.rows[row]) if i not in counts and cell.text.strip()
    )


def _where(table: TypedTable, row: int, column: int) -> Where:
    cell = table.rows[row][column]
    return replace(
        table.where,
        rows=(row + 1,),
        columns=(table.columns[column].name,),
        cell=cell.ref,
        hidden=cell.hidden or table.where.hidden,
    )


def _small_cells(table: TypedTable, threshold: int, least: int) -> Iterator[SmallCell]:
    columns = count_columns(table)
    for r, row in enumerate(table.rows):
        label = row_label(table, r)
        for c in columns:
            count = parse_count(row[c].text)
            if count is None or count.value is None or count.blank or "%" in row[c].text:
                continue
            if least <= count.value < threshold:
                yield SmallCell(label, table.columns[c].name, count.value, _where(table, r, c))


def _suppressed_cells(table: TypedTable, base: int | None) -> Iterator[SuppressedCell]:
    columns = count_columns(table)
    counts = [[parse_count(row[c].text) for c in columns] for row in table.rows]
    if not any(count is not None and count.suppressed for row in counts for count in row):
        return
    matrix: list[list[Interval]] = [[_interval(c, base) for c in row] for row in counts]
    row_totals, column_totals = total_rows(table), total_columns(table)
    result = tighten(matrix, row_totals, [columns.index(c) for c in column_totals if c in columns])
    for r, row in enumerate(counts):
        label = row_label(table, r)
        for j, count in enumerate(row):
            if count is not None and count.suppressed:
                low, high = result[r][j]
                cell = table.rows[r][columns[j]]
                where = _where(table, r, columns[j])
                yield SuppressedCell(label, table.columns[columns[j]].name, cell.text.strip(), low, high, where)


def _interval(count: Count | None, base: int | None) -> Interval:
    """What a printed cell leaves by itself."""
    if count is None:
        return 0, None
    if base is not None and count.value is not None and count.value % base == 0 and not count.blank:
        return rounded_interval(count.value, base)
    return count.low, count.high


def _small(table: TypedTable, cell: SmallCell, threshold: int) -> Finding:
    return finding(
        "TABLE-SMALL-COUNT",
        "medium",
        f"“{cell.row}”, “{cell.column}” is a count below {threshold}. The few it counts may be recognised by those who know them.",
        cell.where,
        [cell.row, cell.column],
        suggestions=(Suggestion("suppress", str(cell.value), f"<{threshold}", None, None, None),),
    )


def _many_small(report: TableReport, threshold: int) -> Finding:
    rows = tuple(dict.fromkeys(row for cell in report.small_cells for row in cell.where.rows))
    columns = tuple(dict.fromkeys(cell.column for cell in report.small_cells))
    return finding(
        "TABLE-SMALL-COUNT",
        "medium",
        f"{report.small_cells_total:,} cells of the table are counts below {threshold}.",
        replace(report.table.where, rows=rows, columns=columns),
        columns,
        suggestions=(Suggestion("suppress", f"counts below {threshold}", f"<{threshold}", None, None, None),),
    )


def _recovered(cell: SuppressedCell) -> Finding | None:
    if (
        cell.high is None
        or cell.high - cell.low >= _NEARLY_RECOVERED
        or (cell.recoverable and cell.low == 0 and cell.shown in ("-", "–"))
    ):
        return None
    if cell.recoverable:
        what = "The totals leave exactly one value for it."
    else:
        what = "The totals leave only two values for it."
    return finding(
        "TABLE-RECOVERABLE",
        "high" if cell.recoverable else "medium",
        f"“{cell.row}”, “{cell.column}” is shown as “{cell.shown}”. {what}",
        cell.where,
        [cell.row, cell.column],
        suggestions=(Suggestion("suppress", "one more cell in the same row and column", "*", None, None, None),),
    )
