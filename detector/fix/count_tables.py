"""Count tables -> small and given-back counts withheld, and as many others as the totals make necessary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from detector.fix.merging import merge_of_lines
from detector.fix.plan import Draft, Plan, Step, body_place, whole
from detector.generalise.counts import Place, protections
from detector.records.totals import parse_count, total_columns
from detector.rewrite.changes import Edit, text_at
from detector.risk.counts.cells import row_label
from detector.risk.findings import normalise
from detector.types import Finding, TableReport, TypedTable

_RULES = ("TABLE-SMALL-COUNT", "TABLE-NOT-ROUNDED", "TABLE-RECOVERABLE", "TABLE-ONE-CATEGORY", "TABLE-AMOUNT-OF-FEW")
_OTHER_TABLE = re.compile(r"the same count in table (\d+)")
_LIMIT = re.compile(r"<(\d+)")
_BASE = re.compile(r"multiples of (\d+)")
_ANY = "[c]"
_WHOLE_LINES = 3
"""The round from which the whole line of a count that keeps coming back is withheld."""


def protected_tables(draft: Draft) -> Plan:
    """A step for each count table with a finding of its own, or that the letter says is treated otherwise than it is."""
    steps: list[Step] = []
    for report in draft.report.tables:
        if report.table.shape == "counts":
            steps.extend(_of_table(draft, report))
    return Plan(tuple(steps))


def _of_table(draft: Draft, report: TableReport) -> Iterator[Step]:
    table = report.table
    mine = [f for f in draft.findings(*_RULES, "LETTER-CONTRADICTION") if f.where.table == table.where.table]
    from_others = [f for f in draft.findings("TABLE-RECOVERABLE") if _names_table(f, table)]
    # A small count has rounding among its ways out; it is done where the policy or the letter says so.
    said = [s for f in mine if f.rule != "TABLE-SMALL-COUNT" for s in f.suggestions]
    base = draft.policy.rounding or next((int(m[1]) for s in said if (m := _BASE.fullmatch(s.target))), None)
    if base is not None and mine:
        yield from _rounded(draft, report, mine, base)
        return
    primary = _primary(draft, report, mine) | _given_elsewhere(draft, table, from_others)
    counted = {c for c, column in enumerate(table.columns) if column.role == "count"}
    beside = {place: mark for place, mark in primary.items() if place[1] not in counted}
    ways = protections(table, primary)
    if not ways and not beside:
        return
    if ways and not beside and all(f.rule == "TABLE-SMALL-COUNT" for f in mine) and not from_others:
        step = merge_of_lines(draft, report, ways[0].loss)
        if step is not None:
            yield step
            return
    cells = {**(ways[0].cells if ways and ways[0].kind == "suppression" else {}), **beside}
    cells |= _percentages(table, cells)
    edits = list(_edits(draft, table, cells))
    rule = mine[0].rule if mine else "TABLE-RECOVERABLE"
    secondary = len(ways[0].secondary) if ways else 0
    source = f"{len(cells)} cells of “{table.caption or 'table ' + str((table.where.table or 0) + 1)}”"
    target = ", ".join(dict.fromkeys(cells.values())) + (
        f", {secondary} of them to protect the others" if secondary else ""
    )
    yield Step(rule, "suppress", source, target, ways[0].loss if ways else None, tuple(edits))


def _primary(draft: Draft, report: TableReport, findings: list[Finding]) -> dict[Place, str]:
    """The cells that findings say must not be shown, each with its mark."""
    table, threshold = report.table, draft.policy.threshold
    limits = [
        int(m[1])
        for f in findings
        if f.rule == "LETTER-CONTRADICTION"
        for s in f.suggestions
        if (m := _LIMIT.fullmatch(s.target))
    ]
    limit = max([*limits, threshold if any(f.rule == "TABLE-SMALL-COUNT" for f in findings) else 0])
    found: dict[Place, str] = {}
    for r, row in enumerate(table.rows):
        for c, column in enumerate(table.columns):
            count = parse_count(row[c].text) if column.role == "count" and "%" not in row[c].text else None
            if (count is not None and count.value is not None and 0 < count.value < limit) or (
                count is not None and count.value == 0 and not count.blank and draft.policy.zeros_sensitive and limit
            ):
                found[r, c] = f"<{limit}"
            elif count is not None and count.suppressed and any(f.where.cell == row[c].ref for f in findings):
                found[r, c] = row[c].text.strip()
    for finding in findings:
        found |= _named(table, finding, found)
        if finding.rule == "TABLE-RECOVERABLE" and draft.round >= _WHOLE_LINES:
            found |= {
                (row - 1, c): _ANY
                for row in finding.where.rows
                for c, column in enumerate(table.columns)
                if column.role == "count"
            }
    return found


def _named(table: TypedTable, finding: Finding, found: Mapping[Place, str]) -> dict[Place, str]:
    """The cell that a finding names, where it shows something."""
    named: dict[Place, str] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if not cell.ref or cell.ref != finding.where.cell or (r, c) in found:
                continue
            shown = parse_count(cell.text)
            if finding.rule == "TABLE-AMOUNT-OF-FEW" or (shown is not None and shown.value is not None):
                named[r, c] = _ANY
    if finding.rule == "LETTER-CONTRADICTION" and "total" in finding.title.casefold():
        named |= _one_more(table, finding)
    if finding.rule == "TABLE-RECOVERABLE" and "together" in finding.title:
        named |= _smallest_of_line(table, finding.where.rows[0] - 1)
    if finding.rule == "TABLE-RECOVERABLE" and len(finding.where.columns) > 1:
        percent = [c for c, column in enumerate(table.columns) if column.name == finding.where.columns[1]]
        named |= {(row - 1, c): _ANY for row in finding.where.rows for c in percent}
    return named


def _one_more(table: TypedTable, finding: Finding) -> dict[Place, str]:
    """The smallest shown count of the line whose total the letter states."""
    columns = [
        c for c, column in enumerate(table.columns) if column.name in finding.where.columns and column.role == "count"
    ]
    rows = [row - 1 for row in finding.where.rows]
    line = [(r, c) for c in columns for r in range(len(table.rows))] if len(columns) == 1 else []
    shown = [
        (n.value, place)
        for place in line
        if place[0] not in rows and (n := parse_count(table.rows[place[0]][place[1]].text)) and n.value
    ]
    return {min(shown)[1]: _ANY} if shown else {}


def _smallest_of_line(table: TypedTable, row: int) -> dict[Place, str]:
    """The smallest shown count of a line that is no total, so that the line has two unknown ones."""
    totals = set(total_columns(table))
    shown = [
        (count.value, (row, c))
        for c, column in enumerate(table.columns)
        if column.role == "count"
        and c not in totals
        and (count := parse_count(table.rows[row][c].text))
        and count.value
    ]
    return {min(shown)[1]: _ANY} if shown else {}


def _names_table(finding: Finding, table: TypedTable) -> bool:
    numbers = [int(m[1]) for s in finding.suggestions if (m := _OTHER_TABLE.fullmatch(s.source))]
    return (table.where.table or 0) + 1 in numbers


def _given_elsewhere(draft: Draft, table: TypedTable, findings: list[Finding]) -> dict[Place, str]:
    """The cells that give back what another table withholds: those of the same line and column."""
    found: dict[Place, str] = {}
    for finding in findings:
        other = draft.table(finding.where.table)
        if other is None:
            continue
        label = normalise(row_label(other.table, finding.where.rows[0] - 1))
        column = normalise(finding.where.columns[0])
        counts = [c for c, each in enumerate(table.columns) if each.role == "count"]
        for r in range(len(table.rows)):
            for c in counts:
                if normalise(row_label(table, r)) == label and (
                    len(counts) == 1 or normalise(table.columns[c].name) == column
                ):
                    found[r, c] = _ANY
    return found


def _percentages(table: TypedTable, cells: Mapping[Place, str]) -> dict[Place, str]:
    """The percentages beside withheld counts, which would give them back."""
    shares = [
        c
        for c, column in enumerate(table.columns)
        if column.role != "count" and "%" in column.name + "".join(r[c].text for r in table.rows[:20])
    ]
    rows = {r for r, _ in cells}
    return {(r, c): "[c]" for r in rows for c in shares if any(ch.isdigit() for ch in table.rows[r][c].text)}


def _rounded(draft: Draft, report: TableReport, findings: list[Finding], base: int) -> Iterator[Step]:
    """What the policy or the letter says is rounded is, and what is too small even so is withheld."""
    way = next((w for w in protections(report.table, {}, base) if w.kind == "rounding"), None)
    small = _primary(draft, report, findings)
    cells = {**(way.cells if way is not None else {}), **small}
    loss = way.loss if way is not None else None
    edits = tuple(_edits(draft, report.table, cells))
    yield Step(findings[0].rule, "generalise", f"{len(cells)} counts", f"multiples of {base}", loss, edits)


def _edits(draft: Draft, table: TypedTable, cells: Mapping[Place, str]) -> Iterator[Edit]:
    for (row, column), text in cells.items():
        place = body_place(draft, table.where.table or 0, row + 1, column)
        edit = whole(place, text_at(draft.report.document, place), text) if place is not None else None
        if edit is not None:
            yield edit
