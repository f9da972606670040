"""What the letter says and a table breaks, and notes of the drafters -> taken out."""

from __future__ import annotations

import re

from detector.fix.plan import Draft, Plan, Step, body_place, cell_place, whole
from detector.generalise.prose import OMITTED
from detector.generalise.tables import is_kept
from detector.rewrite.changes import BlockPlace, Edit, Place, text_at
from detector.risk.notes import note_span
from detector.types import Finding


def kept_promises(draft: Draft) -> Plan:
    """A step for each column that the letter withholds, and for each drafter's note; other contradictions are left to a person."""
    steps, left = [], []
    for finding in draft.findings("LETTER-CONTRADICTION"):
        columns = [
            m[1]
            for s in finding.suggestions
            if s.action == "remove" and (m := re.fullmatch(r"column “(.*)”", s.source))
        ]
        columns = [name for name in columns if not is_kept(name, _kind(draft, finding, name), draft.policy.keep)]
        if columns:
            steps.append(_without_columns(draft, finding, columns))
        elif not any(s.target.startswith(("<", "multiples")) for s in finding.suggestions):
            left.append(f"{finding.title}: {finding.why}")
    for finding in draft.findings("TEXT-DRAFTER-NOTE"):
        step = _without_note(draft, finding)
        if step is not None:
            steps.append(step)
    return Plan(tuple(steps), (), tuple(left))


def _kind(draft: Draft, finding: Finding, name: str) -> str:
    report = draft.table(finding.where.table)
    return next((c.kind for c in report.table.columns if c.name == name), "") if report else ""


def _without_columns(draft: Draft, finding: Finding, names: list[str]) -> Step:
    """The cells of the columns withheld; their headings stay, so that the reader sees what was."""
    report = draft.table(finding.where.table)
    edits: list[Edit] = []
    if report is not None and finding.where.table is not None:
        for index, column in enumerate(report.table.columns):
            if column.name in names:
                for row in range(1, len(report.table.rows) + 1):
                    place = body_place(draft, finding.where.table, row, index)
                    edit = whole(place, text_at(draft.report.document, place), OMITTED) if place else None
                    edits += [edit] if edit else []
    quoted = ", ".join(f"“{name}”" for name in names)
    return Step(finding.rule, "suppress", f"column {quoted}", OMITTED, None, tuple(edits))


def _without_note(draft: Draft, finding: Finding) -> Step | None:
    where = finding.where
    place: Place | None = None
    if where.table is not None:
        place = cell_place(draft, where.table, where.cell)
    elif where.block is not None:
        place = BlockPlace(where.block)
    if place is None:
        return None
    text = text_at(draft.report.document, place)
    start, end = note_span(text)
    return Step(finding.rule, "remove", text[start:end], "nothing", None, (Edit(place, start, end, ""),))
