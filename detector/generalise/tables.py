"""The generalisation that a record table needs, as suggestions for its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detector.generalise.ladders import ladder_of
from detector.generalise.relationships import ladder_many
from detector.generalise.search import Attribute, Proposal, search
from detector.types import Action, Suggestion, TypedTable
from recognizers.values import RelationValue, Value

WITHHELD = "*"
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class TableProposal:
    """The least generalisation found for a whole table and what it does to each row."""

    table: TypedTable
    attributes: tuple[Attribute, ...]
    proposal: Proposal

    def for_row(self, row: int, size: int) -> tuple[Suggestion, ...]:
        """Suggestions for one row (from 1) whose class has ``size`` rows: one for each column that changes."""
        p = self.proposal
        if row - 1 in p.suppressed_rows:
            cells = "; ".join(a.levels[0][row - 1] for a in self.attributes)
            return (Suggestion("suppress", cells, WITHHELD, size, p.k_after or None, p.information_loss),)
        changes = []
        for attribute, level in zip(self.attributes, p.levels, strict=True):
            before, after = attribute.levels[0][row - 1], attribute.levels[level][row - 1]
            if before != after:
                action: Action = "suppress" if after == WITHHELD else "generalise"
                changes.append(Suggestion(action, before, after, size, p.k_after or None, p.information_loss))
        return tuple(changes) or self.for_table()

    def for_table(self) -> tuple[Suggestion, ...]:
        """Suggestions for the table as a whole: which column to publish at which level."""
        p = self.proposal
        changes = []
        for attribute, level in zip(self.attributes, p.levels, strict=True):
            if level:
                name = attribute.level_names[level]
                action: Action = "suppress" if name == "withheld" else "generalise"
                changes.append(
                    Suggestion(
                        action, f"column “{attribute.name}”", name, p.k_before, p.k_after or None, p.information_loss
                    )
                )
        if p.suppressed_rows:
            changes.append(
                Suggestion(
                    "suppress",
                    f"{len(p.suppressed_rows)} rows",
                    WITHHELD,
                    p.k_before,
                    p.k_after or None,
                    p.information_loss,
                )
            )
        return tuple(changes)


def propose(table: TypedTable, values: Sequence[dict[str, tuple[Value, ...]]], k: int) -> TableProposal | None:
    """Search the least generalisation of the quasi columns; None where there is none to be had or the table is huge.

    ``values`` has, for each column of the table, the typed values of each distinct cell text.
    """
    quasi = [i for i, column in enumerate(table.columns) if column.role == "quasi"]
    if not quasi or not table.rows or len(table.rows) > _MOST_ROWS:
        return None
    attributes = tuple(_attribute(table, i, values[i]) for i in quasi)
    return TableProposal(table, attributes, search(attributes, k))


def _attribute(table: TypedTable, index: int, values: dict[str, tuple[Value, ...]]) -> Attribute:
    cells = [row[index].text.strip() for row in table.rows]
    ladders = {text: _ladder(values.get(text, ())) for text in dict.fromkeys(cells)}
    names: list[str] = []
    for steps in ladders.values():
        position = 0
        for level, _ in steps:
            if level in names:
                position = names.index(level) + 1
            else:
                names.insert(position, level)
                position += 1
    levels = [tuple(cells)]
    for number in range(len(names)):
        levels.append(tuple(_at(ladders[text], names, number, text) for text in cells))
    levels.append(tuple(WITHHELD for _ in cells))
    return Attribute(table.columns[index].name, tuple(levels), ("as it stands", *names, "withheld"))


def _at(steps: Sequence[tuple[str, str]], names: Sequence[str], number: int, text: str) -> str:
    """The wording at a level, or the nearest finer one where the value has no step of exactly that level."""
    best = text
    for level, wording in steps:
        if names.index(level) <= number:
            best = wording
    return best


def _ladder(values: tuple[Value, ...]) -> list[tuple[str, str]]:
    relations = tuple(v for v in values if isinstance(v, RelationValue))
    if len(relations) > 1:
        return list(ladder_many(relations))
    return [(step.level, step.wording) for step in ladder_of(values[0])] if len(values) == 1 else []
