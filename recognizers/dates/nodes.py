"""Small questions that the grammar's rules ask of a row of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recognizers.dates.cascade import Node
from recognizers.values import DateValue


def pick(nodes: Iterable[Node], *kinds: str) -> Node | None:
    """The first node of one of the kinds."""
    return next((node for node in nodes if node.kind in kinds), None)


def number_of(node: Node | None) -> int | None:
    """The whole number that a node holds."""
    return node.value if node is not None and isinstance(node.value, int) else None


def node_of(kind: str, row: Sequence[Node], i: int, j: int, value: DateValue | None, note: str = "") -> Node | None:
    """A node over [i, j) with the value; None where there is no value."""
    return Node(kind, row[i].start, row[j - 1].end, value, note) if value is not None else None


def before(row: Sequence[Node], i: int) -> str:
    """The kind of node in front of ``i``, past an article."""
    i -= i > 0 and row[i - 1].kind == "the"
    return row[i - 1].kind if i > 0 else ""
