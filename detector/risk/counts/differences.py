"""Small counts by subtraction: "All staff" 24, "of which officers" 23, and the one who is left."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from detector.records.totals import parse_count
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding
from detector.types import Finding, Suggestion, TypedTable

_PART = re.compile(r"\W*(?:of (?:which|whom|these|those|them)|including|incl\.?|thereof)\b", re.I)


def difference_findings(table: TypedTable, threshold: int) -> Iterator[Finding]:
    """Medium for each count that a column or line "of which" leaves of the one before it, from 1 to threshold - 1."""
    columns = count_columns(table)
    pairs = [(a, b) for a, b in itertools.pairwise(columns) if _PART.match(table.columns[b].name)]
    for number in range(len(table.rows)):
        for whole, part in pairs:
            yield from _left(table, (number, whole), (number, part), threshold)
    for number in range(1, len(table.rows)):
        if _PART.match(row_label(table, number)):
            for column in columns:
                yield from _left(table, (number - 1, column), (number, column), threshold)


def _left(table: TypedTable, whole: tuple[int, int], part: tuple[int, int], threshold: int) -> Iterator[Finding]:
    one, other = (parse_count(table.rows[r][c].text) for r, c in (whole, part))
    if one is None or other is None or one.value is None or other.value is None or other.blank:
        return
    if 0 < one.value - other.value < threshold:
        names = tuple(dict.fromkeys(table.columns[c].name for _, c in (whole, part)))
        rows = tuple(dict.fromkeys(r + 1 for r, _ in (whole, part)))
        labels = tuple(dict.fromkeys(row_label(table, r) for r, _ in (whole, part)))
        yield finding(
            "TABLE-SMALL-COUNT",
            "medium",
            f"“{labels[-1]}”, “{names[-1]}” less the count that it is part of leaves {one.value - other.value}, below {threshold}. The few "
            "who are left may be recognised by those who know them.",
            replace(table.where, rows=rows, columns=names, cell=table.rows[part[0]][part[1]].ref),
            [*labels, *names, "difference"],
            title="Two counts whose difference is small",
            suggestions=(Suggestion("suppress", table.rows[part[0]][part[1]].text.strip(), "*", None, None, None),),
        )
