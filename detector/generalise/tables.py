"""The generalisation that a record table needs, as suggestions for its rows and as alternatives to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detector.generalise.hierarchy import Hierarchy, attribute_of
from detector.generalise.search import WITHHELD, Attribute, Proposal, Requirement, alternatives
from detector.risk.measures.keys import normalise
from detector.types import Action, Alternative, LevelChange, Suggestion, TypedTable
from recognizers.values import Value

_MOST_ROWS = 20_000
_QUICK_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class TableProposal:
    """The least generalisation found for a whole table and what it does to each row; ``others`` are the rest of the frontier."""

    table: TypedTable
    attributes: tuple[Attribute, ...]
    proposal: Proposal
    others: tuple[Proposal, ...] = ()

    def for_row(self, row: int, size: int) -> tuple[Suggestion, ...]:
        """Suggestions for one row (from 1) whose class has ``size`` rows: one for each column that changes."""
        p = self.proposal
        if row - 1 in p.suppressed_rows:
            cells = "; ".join(a.levels[0][row - 1] for a in self.attributes)
            return (Suggestion("suppress", cells, WITHHELD, size, p.k_after or None, p.information_loss),)
        changes = []
        for attribute, cells_after in zip(self.attributes, p.cells, strict=True):
            before, after = attribute.levels[0][row - 1], cells_after[row - 1]
            if before != after:
                action: Action = "suppress" if after == WITHHELD else "generalise"
                changes.append(Suggestion(action, before, after, size, p.k_after or None, p.information_loss))
        return tuple(changes) or self.for_table()

    def for_table(self) -> tuple[Suggestion, ...]:
        """Suggestions for the table as a whole: which column to publish at which level."""
        p = self.proposal
        changes = []
        for change in _changes(self.attributes, p):
            action: Action = "suppress" if change.level == "withheld" else "generalise"
            name = f"column “{change.column}”"
            changes.append(Suggestion(action, name, change.level, p.k_before, p.k_after or None, p.information_loss))
        if p.suppressed_rows:
            rows = f"{len(p.suppressed_rows)} rows"
            changes.append(Suggestion("suppress", rows, WITHHELD, p.k_before, p.k_after or None, p.information_loss))
        return tuple(changes)

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The frontier, least loss first: what each publishes, k, rows withheld and information lost."""
        return tuple(
            Alternative(
                _changes(self.attributes, p),
                p.k_before,
                p.k_after,
                len(p.suppressed_rows),
                p.information_loss,
                p.bound,
                p.local,
            )
            for p in (self.proposal, *self.others)
        )


def _changes(attributes: Sequence[Attribute], p: Proposal) -> tuple[LevelChange, ...]:
    """The columns that change, with the level of the whole column, or of how many of its cells where it is not one level."""
    changes = []
    for attribute, level, cells in zip(attributes, p.levels, p.cells, strict=True):
        changed = [row for row, cell in enumerate(cells) if cell != attribute.levels[0][row]]
        changed = [row for row in changed if row not in p.suppressed_rows]
        if changed:
            name = attribute.level_names[level] if level and not p.local else _coarsest(attribute, cells, changed)
            changes.append(LevelChange(attribute.name, name, len(changed)))
    return tuple(changes)


def _coarsest(attribute: Attribute, cells: Sequence[str], rows: Sequence[int]) -> str:
    """The name of the coarsest level among some cells."""
    height = max(
        min(
            n
            for n, level in enumerate(attribute.levels)
            if n and (level[row] == cells[row] or n + 1 == len(attribute.levels))
        )
        for row in rows
    )
    return attribute.level_names[height]


def propose(
    table: TypedTable,
    values: Sequence[Mapping[str, tuple[Value, ...]]],
    k: int,
    keep: Sequence[str] = (),
    own: Mapping[str, Hierarchy] | None = None,
) -> TableProposal | None:
    """Search the least generalisation of the quasi columns; None where there is none to be had or the table is huge.

    ``values`` has, for each column of the table, the typed values of each distinct cell text. ``keep`` are columns, by name or
    kind, that stay as they are; ``own`` are the officer's hierarchies by column name.
    """
    quasi = [i for i, column in enumerate(table.columns) if column.role == "quasi"]
    if not quasi or not table.rows or len(table.rows) > _MOST_ROWS:
        return None
    attributes = tuple(
        attribute_of(
            table.columns[i].name,
            [row[i].text.strip() for row in table.rows],
            values[i],
            k,
            (own or {}).get(normalise(table.columns[i].name)),
            is_kept(table.columns[i].name, table.columns[i].kind, keep),
        )
        for i in quasi
    )
    sensitive = tuple(
        tuple(row[i].text for row in table.rows) for i, column in enumerate(table.columns) if column.role == "sensitive"
    )
    best, *others = alternatives(attributes, Requirement(k, 2, sensitive), local=len(table.rows) <= _QUICK_ROWS)
    return TableProposal(table, attributes, best, tuple(others))


def is_kept(name: str, kind: str, keep: Sequence[str]) -> bool:
    """Whether the officer keeps a column, named by its heading or its kind ("relationship", "date")."""
    wanted = {normalise(item) for item in keep}
    return bool(wanted & {normalise(name), kind, kind.removesuffix("_time"), kind.replace("_", " ")})
