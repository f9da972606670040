"""What a plan is made of: one step for each thing that is changed, with the edits that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from detector.policy import Policy
from detector.rewrite.changes import BlockPlace, CaptionPlace, CellPlace, Edit, Line, Place
from detector.types import Action, DocumentReport, Finding, Mention, TableReport


@dataclass(frozen=True, slots=True)
class Step:
    """One change for one finding: what becomes what. ``loss`` is between 0 and 1, None where there is no measure for it; ``lines``
    are taken out whole."""

    rule: str
    action: Action
    source: str
    target: str
    loss: float | None = None
    edits: tuple[Edit, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps of one round; ``removed`` are the direct identifiers that must not be found in the copy; ``left`` what has no way out."""

    steps: tuple[Step, ...] = ()
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A scanned document with what a plan looks up in it. ``round`` counts from 1; later rounds withhold what earlier ones
    only made coarser. ``whole_lines`` says that rows and paragraphs can be taken out."""

    report: DocumentReport
    policy: Policy
    round: int = 1
    marks: dict[str, str] = field(default_factory=dict)
    whole_lines: bool = False

    @cached_property
    def mentions(self) -> Mapping[str, Mention]:
        """The mentions by their ids."""
        return {m.id: m for m in self.report.mentions}

    @cached_property
    def cells(self) -> Mapping[tuple[int, str], CellPlace]:
        """The places of all cells by grid and name."""
        return {
            (number, cell.ref): CellPlace(number, r, c)
            for number, grid in enumerate(self.report.document.grids)
            for r, row in reversed(list(enumerate(grid.cells)))
            for c, cell in reversed(list(enumerate(row)))
            if cell.ref
        }

    @cached_property
    def tables(self) -> Mapping[int | None, TableReport]:
        """The tables by their index."""
        return {t.table.where.table: t for t in reversed(self.report.tables)}

    def findings(self, *prefixes: str) -> list[Finding]:
        """The open findings of some rules that the policy wants dealt with."""
        levels = ("high", "medium", "low") if self.policy.fail_on == "low" else ("high", "medium")
        return [
            f for f in self.report.findings if f.rule.startswith(prefixes) and f.risk in levels and f.waiver is None
        ]

    def table(self, index: int | None) -> TableReport | None:
        """The table of an index."""
        return self.tables.get(index)


def place_of(draft: Draft, mention: Mention) -> Place | None:
    """Where a mention stands, as a place of the document."""
    where = mention.where
    if where.table is None:
        return None if where.block is None else BlockPlace(where.block)
    return cell_place(draft, where.table, where.cell) or caption_place(draft, where.table, mention)


def cell_place(draft: Draft, table: int, ref: str | None) -> CellPlace | None:
    """The place of a cell of a table by its name."""
    return draft.cells.get((table, ref or ""))


def caption_place(draft: Draft, table: int, mention: Mention) -> Place | None:
    """The place of a table's title: its caption, or the first row where it was taken for one."""
    grid = draft.report.document.grids[table]
    if grid.caption:
        return CaptionPlace(table) if grid.caption[mention.start : mention.end] == mention.text else None
    for r, row in enumerate(grid.cells[:3]):
        for c, cell in enumerate(row):
            if cell.text[mention.start : mention.end] == mention.text:
                return CellPlace(table, r, c)
    return None


def body_place(draft: Draft, table: int, row: int, column: int) -> CellPlace | None:
    """The place of a cell of the body of a table, by its row (from 1) and the index of its column."""
    report = draft.table(table)
    return None if report is None else cell_place(draft, table, report.table.rows[row - 1][column].ref)


def whole(place: Place, text: str, new: str) -> Edit | None:
    """An edit of all of a text but the white space around it; None where there is nothing to change."""
    bare = text.strip()
    start = text.find(bare) if bare else 0
    return Edit(place, start, start + len(bare), new) if bare and bare != new else None
