"""Figures in the letter's text against the figures of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detector.records.totals import Count, is_total_label, parse_count
from detector.risk.findings import finding, normalise
from detector.risk.letter.statements import StatedNumber, stated_bases, stated_thresholds
from detector.types import Block, Finding, Suggestion, TypedTable

_REFERS = re.compile(r"\b(?:tables?|below|following|listed|attached|as follows|spreadsheet|list)\b", re.I)
_MOST = 1_000
_SEVERAL = 3


def threshold_findings(table: TypedTable, blocks: Sequence[Block]) -> Iterator[Finding]:
    """A stated threshold ("figures fewer than five are suppressed") that a cell of a count table breaks."""
    limits = [limit for block in blocks if not block.where.hidden for limit in stated_thresholds(block.text)]
    if not limits:
        return
    limit = max(limits)
    broken = [
        (number, table.columns[index].name)
        for number, row in enumerate(table.rows, 1)
        for index, cell in enumerate(row)
        if (count := _count(table, index, cell.text)) is not None
        and count.value is not None
        and 0 < count.value < limit
    ]
    if broken:
        yield finding(
            "LETTER-CONTRADICTION",
            "high",
            f"The letter says that counts below {limit} are not shown, but {_cells(len(broken))} one.",
            replace(
                table.where,
                rows=tuple(dict.fromkeys(number for number, _ in broken))[:_MOST],
                columns=tuple(dict.fromkeys(name for _, name in broken)),
            ),
            ["threshold", *dict.fromkeys(name for _, name in broken)],
            title="The letter states a threshold that the table breaks",
            suggestions=(Suggestion("suppress", f"counts below {limit}", f"<{limit}", None, None, None),),
        )


def rounding_findings(table: TypedTable, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Counts that the letter says are rounded and that a table shows exact: cells that are no multiples of the base."""
    bases = [base for block in blocks if not block.where.hidden for base in stated_bases(block.text)]
    if not bases:
        return
    base = min(bases)
    counts = [
        (number, table.columns[index].name, count.value)
        for number, row in enumerate(table.rows, 1)
        for index, cell in enumerate(row)
        if (count := _count(table, index, cell.text)) is not None and count.value is not None
    ]
    exact = [(number, name) for number, name, value in counts if value % base]
    if len(exact) * 2 > len(counts) or len(exact) >= _SEVERAL:
        yield finding(
            "LETTER-CONTRADICTION",
            "high",
            f"The letter says that counts are rounded to {base}, but {len(exact)} of {len(counts)} counts of the table are exact.",
            replace(
                table.where,
                rows=tuple(dict.fromkeys(number for number, _ in exact))[:_MOST],
                columns=tuple(dict.fromkeys(name for _, name in exact)),
            ),
            ["rounded", *dict.fromkeys(name for _, name in exact)],
            title="The letter says that counts are rounded, and they are not",
            suggestions=(Suggestion("generalise", "exact counts", f"multiples of {base}", None, None, None),),
        )


def total_findings(table: TypedTable, stated: Sequence[StatedNumber]) -> Iterator[Finding]:
    """A total in the text that gives back what a table withholds: the stated total less the shown counts.

    A stated number counts as the total of a line where what it leaves is possible for the marks, and the sentence names
    the line, or there is only one column of counts.
    """
    if not stated:
        return
    columns = [i for i, column in enumerate(table.columns) if column.role == "count"]
    lines = [(name, cells) for name, cells in _lines(table, columns) if any(c.suppressed for _, c in cells)]
    for name, cells in lines:
        known = sum(count.value or 0 for _, count in cells)
        hidden = [(where, count) for where, count in cells if count.suppressed]
        low = sum(count.low for _, count in hidden)
        highs = [count.high for _, count in hidden]
        for number in stated:
            rest = number.value - known
            at_most = None if None in highs else sum(h for h in highs if h is not None)
            if not _names_line(number, name, len(columns)) or rest < low or (at_most is not None and rest > at_most):
                continue
            if len(hidden) == 1 or rest in (low, at_most):
                row, column = hidden[0][0]
                yield finding(
                    "LETTER-CONTRADICTION",
                    "high",
                    f"The letter states a total of {number.value} {number.noun}. Less the counts that the table shows it gives back "
                    f"{'the withheld count' if len(hidden) == 1 else 'all ' + str(len(hidden)) + ' withheld counts'} of this line.",
                    replace(
                        table.where,
                        rows=tuple(w[0] + 1 for w, _ in hidden),
                        columns=(table.columns[column].name,),
                        cell=table.rows[row][column].ref,
                    ),
                    ["total", name, table.columns[column].name],
                    title="A total in the letter undoes a suppression in the table",
                    suggestions=(
                        Suggestion(
                            "redact", str(number.value), "the total, or withhold one more count", None, None, None
                        ),
                    ),
                )
                break


def case_number_findings(table: TypedTable, stated: Sequence[StatedNumber]) -> Iterator[Finding]:
    """A stated number of cases that is not the number of rows of the table of cases it introduces."""
    about = [
        n
        for n in stated
        if n.value > 1
        and _REFERS.search(n.statement.text)
        and abs((n.statement.block.where.block or 0) - table.before) <= 2
    ]
    if not about or any(n.value == len(table.rows) for n in stated):
        return
    total = sum(n.value for n in about)
    if total == len(table.rows):
        return
    number = about[0]
    yield finding(
        "LETTER-CONTRADICTION",
        "high",
        f"The letter speaks of {number.value} {number.noun}, but the table lists {len(table.rows)} cases.",
        table.where,
        ["cases", number.noun],
        title="The letter and the table do not agree on the number of cases",
        suggestions=(Suggestion("keep", "the table", "the version that was meant to be sent", None, None, None),),
    )


def _count(table: TypedTable, index: int, text: str) -> Count | None:
    return parse_count(text) if table.columns[index].role == "count" and "%" not in text else None


Place = tuple[int, int]


def _lines(table: TypedTable, columns: Sequence[int]) -> Iterator[tuple[str, list[tuple[Place, Count]]]]:
    """Every column and row of counts without its totals: its label and its cells."""
    counted = frozenset(columns)
    rows = [
        r
        for r, row in enumerate(table.rows)
        if not any(is_total_label(row[i].text) for i in range(len(row)) if i not in counted)
    ]
    parts = [c for c in columns if not is_total_label(table.columns[c].name)]
    for c in parts:
        cells = [((r, c), count) for r in rows if (count := parse_count(table.rows[r][c].text)) is not None]
        yield table.columns[c].name, cells
    if len(parts) > 1:
        for r in rows:
            label = " ".join(table.rows[r][i].text.strip() for i in range(len(table.columns)) if i not in counted)
            cells = [((r, c), count) for c in parts if (count := parse_count(table.rows[r][c].text)) is not None]
            yield label, cells


def _names_line(number: StatedNumber, name: str, columns: int) -> bool:
    label = normalise(name)
    named = len(label) > 2 and re.search(rf"\b{re.escape(label)}\b", normalise(number.statement.text)) is not None
    return named or columns == 1


def _cells(number: int) -> str:
    return "1 cell of the table shows" if number == 1 else f"{number} cells of the table show"
