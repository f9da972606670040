"""Counts that the policy says are rounded and that a table shows exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detector.records.totals import parse_count
from detector.risk.counts.cells import count_columns
from detector.risk.findings import finding
from detector.risk.identifiers import LONGEST_ROW_LIST
from detector.types import Finding, Suggestion, TypedTable

RULE = "TABLE-NOT-ROUNDED"


def unrounded_findings(table: TypedTable, base: int | None, threshold: int) -> Iterator[Finding]:
    """One finding for the counts from the threshold up that are no multiples of the policy's base."""
    if base is None:
        return
    exact = [
        (r, c)
        for r, row in enumerate(table.rows, 1)
        for c in count_columns(table)
        if (count := parse_count(row[c].text)) is not None
        and count.value is not None
        and "%" not in row[c].text
        and count.value >= threshold
        and count.value % base
    ]
    if exact:
        columns = tuple(dict.fromkeys(table.columns[c].name for _, c in exact))
        rows = tuple(dict.fromkeys(r for r, _ in exact))
        number = "A count is" if len(exact) == 1 else f"{len(exact):,} counts are"
        yield finding(
            RULE,
            "medium",
            f"{number} no multiple of {base}, to which the policy rounds. Exact counts beside rounded ones give small differences back.",
            replace(table.where, rows=rows[:LONGEST_ROW_LIST], columns=columns),
            columns,
            suggestions=(Suggestion("generalise", "exact counts", f"multiples of {base}", None, None, None),),
        )
