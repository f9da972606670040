"""A cascade of finite-state rules over typed nodes.

A text becomes a row of nodes (words, numbers and the signs between them); each level of rules replaces stretches of the
row by one node of a higher kind, and the next level works on the result (cascaded finite-state parsing; S. Abney,
"Partial parsing via finite-state cascades", 1996). A rule is a regular expression in which a lower-case or capitalised
identifier stands for one node of that kind: ``weekday? comma? Day``. Patterns have no nested repetition, so matching
takes time in proportion to the row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from recognizers.values import DateValue

_SYMBOLS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of text of one grammatical kind; ``note`` marks readings that need the support of their surroundings."""

    kind: str
    start: int
    end: int
    value: int | str | tuple[int, ...] | DateValue | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its nodes. ``cell`` is True where the text is a whole table cell."""

    text: str
    reference: date | None = None
    cell: bool = False


Build = Callable[[Sequence[Node], int, int, Context], Node | None]
"""From the row and the matched stretch [i, j) to a node, or None to refuse the match."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over kinds and what to make of a match."""

    pattern: str
    build: Build


@dataclass(frozen=True, slots=True)
class Level:
    """Rules that are tried together, in order, at each place of the row."""

    master: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    builds: tuple[Build, ...]

    @classmethod
    def of(cls, *rules: Rule) -> Level:
        """Compile rules into a level."""
        sources = [_translate(rule.pattern) for rule in rules]
        return cls(
            re.compile("|".join(f"(?:{source})" for source in sources)),
            tuple(re.compile(source) for source in sources),
            tuple(rule.build for rule in rules),
        )

    def apply(self, row: list[Node], context: Context) -> list[Node]:
        """The row with every accepted match replaced by its node."""
        kinds = "".join([symbol(node.kind) for node in row])
        out: list[Node] = []
        position = 0
        while (found := self.master.search(kinds, position)) is not None:
            i = found.start()
            out.extend(row[position:i])
            node, j = self._first(row, kinds, i, context)
            out.append(node)
            position = j
        out.extend(row[position:])
        return out

    def _first(self, row: list[Node], kinds: str, i: int, context: Context) -> tuple[Node, int]:
        for pattern, build in zip(self.patterns, self.builds, strict=True):
            match = pattern.match(kinds, i)
            if match is not None and match.end() > i:
                node = build(row, i, match.end(), context)
                if node is not None:
                    return node, match.end()
        return row[i], i + 1


def symbol(kind: str) -> str:
    """The one private-use character that stands for a kind of node."""
    char = _SYMBOLS.get(kind)
    if char is None:
        char = _SYMBOLS[kind] = chr(0xE000 + len(_SYMBOLS))
    return char


def _translate(pattern: str) -> str:
    grouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.sub(r"[A-Za-z_]+", lambda m: symbol(m[0]), grouped).replace(" ", "")
