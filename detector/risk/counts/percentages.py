"""Percentages that give back a withheld count: a share of a known base is a count, up to its rounding.

A column of percentages belongs to a column of counts and to a base (the column's total, or the row's) where every row that
shows both bears it out. Then a withheld count is one of the whole numbers whose share rounds to what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from detector.records.totals import Count, is_total_label, parse_count, total_columns, total_rows
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding
from detector.risk.measures.percentages import counts_behind
from detector.types import Finding, Suggestion, TypedTable

_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})?)\s*(?:%|per ?cent)?\s*", re.I)
_HEADED = re.compile(r"%|per ?cent|percentage|proportion|share", re.I)
_FEWEST_PROOFS = 2
_NEARLY = 2


def parse_share(text: str) -> Decimal | None:
    """ "12.5%" as 12.5, its printed places kept; None for what is no percentage from 0 to 100."""
    match = _PERCENT.fullmatch(text)
    return Decimal(match[1]) if match is not None and float(match[1]) <= 100 else None


def percentage_findings(table: TypedTable) -> Iterator[Finding]:
    """High for a withheld count of which a percentage leaves one value, medium where it leaves two."""
    counted = count_columns(table)
    for shares in _percent_columns(table):
        for column in counted:
            bases = _bases(table, column, shares)
            if bases is not None:
                yield from _given_back(table, column, shares, bases)
                break


def _percent_columns(table: TypedTable) -> list[int]:
    counted = set(count_columns(table))
    found = []
    for index, column in enumerate(table.columns):
        filled = [row[index].text for row in table.rows if row[index].text.strip()]
        signed = sum("%" in text for text in filled)
        percents = sum(parse_share(text) is not None for text in filled)
        if (
            index not in counted
            and filled
            and percents * 2 >= len(filled)
            and (signed * 2 >= len(filled) or _HEADED.search(column.name))
        ):
            found.append(index)
    return found


def _bases(table: TypedTable, column: int, shares: int) -> list[int | None] | None:
    """The base of each row for a column of counts and one of percentages, None where no reading fits every row."""
    counts = [parse_count(row[column].text) for row in table.rows]
    for bases in _candidates(table, column, counts):
        proofs = 0
        for row, count, base in zip(table.rows, counts, bases, strict=True):
            share = parse_share(row[shares].text)
            if share is None or count is None or count.value is None or count.blank or not base:
                continue
            if count.value not in counts_behind(share, base):
                break
            proofs += count.value != base
        else:
            if proofs >= _FEWEST_PROOFS:
                return bases
    return None


def _candidates(table: TypedTable, column: int, counts: Sequence[Count | None]) -> Iterator[list[int | None]]:
    totals = [
        row for row in range(len(table.rows)) if row in total_rows(table) or is_total_label(row_label(table, row))
    ]
    for row in totals:
        count = counts[row]
        if count is not None and count.value:
            yield [count.value] * len(table.rows)
    for other in total_columns(table):
        if other != column:
            values = [parse_count(row[other].text) for row in table.rows]
            yield [value.value if value is not None else None for value in values]
    for other in count_columns(table):
        if is_total_label(table.columns[other].name) and other != column:
            values = [parse_count(row[other].text) for row in table.rows]
            yield [value.value if value is not None else None for value in values]


def _given_back(table: TypedTable, column: int, shares: int, bases: Sequence[int | None]) -> Iterator[Finding]:
    for number, (row, base) in enumerate(zip(table.rows, bases, strict=True), 1):
        count, share = parse_count(row[column].text), parse_share(row[shares].text)
        if count is None or not count.suppressed or share is None or not base:
            continue
        left = [n for n in counts_behind(share, base) if n >= count.low and (count.high is None or n <= count.high)]
        if not 1 <= len(left) <= _NEARLY:
            continue
        label, name, percent = row_label(table, number - 1), table.columns[column].name, table.columns[shares].name
        yield finding(
            "TABLE-RECOVERABLE",
            "high" if len(left) == 1 else "medium",
            f"“{label}”, “{name}” is shown as “{row[column].text.strip()}”, but “{percent}” is given for it, and of {base:,} that "
            f"leaves {'exactly one value' if len(left) == 1 else 'only two values'}.",
            replace(table.where, rows=(number,), columns=(name, percent), cell=row[column].ref),
            [label, name, percent],
            title="A percentage gives back a withheld count",
            suggestions=(Suggestion("suppress", row[shares].text.strip(), "*", None, None, None),),
        )
