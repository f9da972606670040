"""The notes of the reviewer's copy: what each finding of the draft says, at the place that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detector.fix.flow import Fixed
from detector.fix.plan import Draft, cell_place, place_of
from detector.policy import Policy
from detector.rewrite.changes import BlockPlace, CellPlace, Place
from detector.rewrite.marked_up import Note, marked_up
from detector.types import Finding

NAME = "{stem} MARKED-UP NOT FOR PUBLICATION{suffix}"


def reviewers_copy(result: Fixed, policy: Policy) -> bytes:
    """The draft with tracked changes and comments. Raises RefusedError for what is no Word file."""
    draft = Draft(result.start, policy)
    return marked_up(result.cleaned_data, result.data, result.start.document, list(_notes(draft)))


def name_of(output: Path) -> Path:
    """The name of the reviewer's copy beside a published one."""
    return output.with_name(NAME.format(stem=output.stem, suffix=output.suffix))


def _notes(draft: Draft) -> Iterator[Note]:
    for finding in draft.report.findings:
        place = _place(draft, finding)
        if place is not None and finding.risk != "low":
            yield Note(place, _said(finding))


def _place(draft: Draft, finding: Finding) -> Place | None:
    for number in finding.mentions[:1]:
        mention = draft.mentions.get(number)
        if mention is not None:
            return place_of(draft, mention)
    where = finding.where
    if where.table is None:
        return BlockPlace(where.block) if where.block is not None else None
    found = cell_place(draft, where.table, where.cell)
    report = draft.table(where.table)
    if found is None and report is not None and report.table.rows:
        row = report.table.rows[(where.rows[0] if where.rows else 1) - 1]
        found = next((place for cell in row if (place := cell_place(draft, where.table, cell.ref))), None)
    return found or CellPlace(where.table, 0, 0)


def _said(finding: Finding) -> str:
    lines = [f"{finding.risk.upper()} {finding.rule}: {finding.title}", finding.why]
    lines += [f"{s.action}: {s.source} → {s.target}" for s in finding.suggestions[:3]]
    return "\n".join(lines)
