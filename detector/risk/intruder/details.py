"""The details at hand: what a finding and its case give away, by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detector.recognise.about import SENSITIVE
from detector.types import Finding, Mention, Record, TypedTable


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail (an entity type) and its value; a column's name where one finding speaks for many rows."""

    entity: str
    text: str
    is_column: bool = False


class AtHand:
    """The details of every finding of a document."""

    def __init__(self, mentions: Sequence[Mention], cases: Iterable[Record], tables: Iterable[TypedTable]) -> None:
        self._by_id = {m.id: m for m in mentions}
        self._tables: Mapping[int | None, TypedTable] = {t.where.table: t for t in tables}
        self._case_of = {m.id: case for case in cases for group in case.attributes.values() for m in group}
        self._in_row: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.entity_type in SENSITIVE and mention.where.table is not None and mention.where.rows:
                self._in_row[mention.where.table, mention.where.rows[0]].append(mention)

    def of(self, finding: Finding) -> list[Detail]:
        """The distinct details, those of the finding's mentions first, then what else is said of its case."""
        if finding.where.table is not None and len(finding.where.rows) != 1:
            return self._columns(finding)
        own = [self._by_id[m] for m in finding.mentions if m in self._by_id]
        found = [Detail(m.entity_type, m.text) for m in (*own, *self._beside(finding, own))]
        return list(dict.fromkeys(found)) or self._columns(finding)

    def _beside(self, finding: Finding, own: Sequence[Mention]) -> list[Mention]:
        """The sensitive details of the same row, or of the same case of running text."""
        if finding.where.table is not None:
            return self._in_row.get((finding.where.table, finding.where.rows[0]), [])
        case = next((self._case_of[m.id] for m in own if m.id in self._case_of), None)
        return [] if case is None else [m for entity in sorted(SENSITIVE) for m in case.attributes.get(entity, ())]

    def _columns(self, finding: Finding) -> list[Detail]:
        table = self._tables.get(finding.where.table)
        if table is None:
            return []
        return [
            Detail(column.kind.upper(), column.name, True)
            for column in table.columns
            if column.role in ("quasi", "sensitive", "direct") and column.name.strip()
        ]
