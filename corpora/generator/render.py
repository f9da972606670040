"""Tables as text: the shapes of section 6 of the design."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from corpora.generator.pieces import Piece, text_of
from corpora.generator.splits import Split
from corpora.generator.tables import Cell, Table

_OPENINGS = {
    "train": (
        "The reports were received in ",
        "These officers were suspended in ",
        "Cases were opened as follows: ",
        "The dates of dismissal are ",
        "Notifications came in ",
    ),
    "test": ("They were logged in ", "The hearings took place in ", "Declared: "),
}
_QUESTIONS = {
    "train": ("How many were {}?", "Number of cases recorded as {}", "Total {}"),
    "test": ("How often was it {}?", "Of which {}"),
}


def render(table: Table, rng: random.Random, split: Split) -> list[Piece]:
    """A table laid out in one of the shapes that suit it, its caption above it."""
    if not table.head:
        body = _lines(table, rng, split) if table.counts else _sentence(table, rng, split)
    else:
        body = rng.choice(_GRIDS)(table)
    return [*table.caption, Piece("\n"), *body] if table.caption else body


def _grid(table: Table) -> list[tuple[Cell, ...]]:
    return [*table.head, *table.rows]


def _joined(rows: Sequence[Sequence[Cell]], between: str, end: str = "") -> list[Piece]:
    pieces: list[Piece] = []
    for r, row in enumerate(rows):
        if r:
            pieces.append(Piece("\n"))
        for c, cell in enumerate(row):
            if c:
                pieces.append(Piece(between))
            pieces.extend(cell)
        if end:
            pieces.append(Piece(end))
    return pieces


def _pipes(table: Table) -> list[Piece]:
    return _joined(_grid(table), " | ")


def _dangling(table: Table) -> list[Piece]:
    return _joined(_grid(table), " | ", " |")


def _markdown(table: Table) -> list[Piece]:
    rule = [Piece("\n|" + " --- |" * len(table.columns))]
    head = _framed(table.head)
    return [*head, *rule, Piece("\n"), *_framed(table.rows)]


def _framed(rows: Sequence[Sequence[Cell]]) -> list[Piece]:
    pieces: list[Piece] = []
    for r, row in enumerate(rows):
        pieces.append(Piece("\n| " if r else "| "))
        for cell in row:
            pieces.extend((*cell, Piece(" | ")))
        pieces[-1] = Piece(" |")
    return pieces


def _commas(table: Table) -> list[Piece]:
    return _joined([[_quoted(cell) for cell in row] for row in _grid(table)], ",")


def _quoted(cell: Cell) -> Cell:
    text = text_of(cell)
    if "," not in text:
        return cell
    return [
        Piece('"'),
        *(Piece(p.text.replace('"', "'"), p.type, p.about, p.granularity, p.entity) for p in cell),
        Piece('"'),
    ]


def _tabs(table: Table) -> list[Piece]:
    return _joined(_grid(table), "\t")


def _aligned(table: Table) -> list[Piece]:
    grid = _grid(table)
    widths = [max(len(text_of(row[c])) for row in grid) + 3 for c in range(len(table.columns))]
    return _joined(
        [[[*cell, Piece(" " * (widths[c] - len(text_of(cell))))] for c, cell in enumerate(row)] for row in grid], ""
    )


def _one_per_line(table: Table) -> list[Piece]:
    return _joined([[cell] for row in _grid(table) for cell in row], "\n")


def _cut(table: Table) -> list[Piece]:
    at = max(1, len(table.rows) // 2)
    page = Piece("\n\nPage 2 of 3\n\n")
    return [*_joined([*table.head, *table.rows[:at]], " | "), page, *_joined([*table.head, *table.rows[at:]], " | ")]


_GRIDS: tuple[Callable[[Table], list[Piece]], ...] = (
    _pipes,
    _dangling,
    _dangling,
    _markdown,
    _commas,
    _tabs,
    _aligned,
    _aligned,
    _one_per_line,
    _cut,
)


def _lines(table: Table, rng: random.Random, split: Split) -> list[Piece]:
    style = rng.choice((" - ", " – ", ": ", " ", " = ", "x", "?"))
    question = rng.choice(_QUESTIONS[split])
    pieces: list[Piece] = []
    for r, (label, count) in enumerate(table.rows):
        number = text_of(count) or "0"
        pieces.append(Piece("\n" if r else ""))
        if style == "x":
            pieces.extend((Piece(f"{number} x "), *label))
        elif style == "?":
            before, after = question.split("{}")
            pieces.extend((Piece(before), *label, Piece(f"{after} - {number}")))
        else:
            pieces.extend((*label, Piece(f"{style}{number}")))
    return pieces


def _sentence(table: Table, rng: random.Random, split: Split) -> list[Piece]:
    cells = [row[0] for row in table.rows]
    pieces = [Piece(rng.choice(_OPENINGS[split])), *cells[0]]
    for i, cell in enumerate(cells[1:], 1):
        pieces.extend((Piece(" and " if i == len(cells) - 1 else ", "), *cell))
    return [*pieces, Piece(".")]
