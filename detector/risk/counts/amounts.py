"""Amounts of groups of one or two: the sum paid to one person is that person's.

A finished table has no contributions to test for dominance; what it does have is how many there were (``measures.dominance``
has the rules for where the contributions are known).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detector.records.totals import is_total_label, parse_count
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding
from detector.types import Finding, Suggestion, TypedTable

# With two contributors each can subtract its own: below three an amount is sensitive under every rule of dominance.
_FEWEST_CONTRIBUTORS = 3
RULE = "TABLE-AMOUNT-OF-FEW"
_AMOUNT = re.compile(r"(?:£|€|\$)?\s*\d")
_PERSONS = re.compile(
    r"\b(?:number|no|count|total|how many)?\b.*\b(?:officers?|staff|employees?|persons?|people|individuals?|claims?|claimants?|cases?|settlements?|payments?|awards?|recipients?|leavers?|number|count|no)\b|^n$",
    re.I,
)


def amount_findings(table: TypedTable) -> Iterator[Finding]:
    """Medium for each amount beside a count of one or two persons, claims or payments."""
    amounts = [i for i, column in enumerate(table.columns) if column.kind == "money"]
    counts = [c for c in count_columns(table) if _PERSONS.search(table.columns[c].name)]
    if not amounts or len(counts) != 1:
        return
    (column,) = counts
    for number, row in enumerate(table.rows):
        count = parse_count(row[column].text)
        label = row_label(table, number)
        if count is None or count.value is None or not 0 < count.value < _FEWEST_CONTRIBUTORS or is_total_label(label):
            continue
        for index in amounts:
            if _AMOUNT.search(row[index].text) and re.search(r"[1-9]", row[index].text):
                yield _finding(table, number, column, index, count.value)


def _finding(table: TypedTable, number: int, column: int, index: int, count: int) -> Finding:
    row, name, of = table.rows[number], table.columns[index].name, table.columns[column].name
    whose = (
        "that one person's or case's"
        if count == 1
        else "two persons' or cases', and each of them can subtract their own"
    )
    return finding(
        RULE,
        "medium",
        f"“{of}” is {count} here, so the amount under “{name}” is {whose}.",
        replace(table.where, rows=(number + 1,), columns=(of, name), cell=row[index].ref),
        [of, name, row[index].text],
        suggestions=(Suggestion("suppress", row[index].text.strip(), "*", None, None, None),),
    )
