"""What tables say: record tables of a theme and count tables of a label, before they are laid out as text."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from corpora.generator.catalogue import column_specifications, table_specifications, templates_for
from corpora.generator.context import Context
from corpora.generator.pieces import Piece, text_of
from corpora.generator.slots import fill

Cell = list[Piece]
_MASKS = ("xx", "*", "-", "[c]", "#", "Withheld", "N/K", "[redacted]", "XXXX", "s.40")
_SMALL_MASKS = ("<5", "*", "-", "[c]", "#", "fewer than 5", "≤5")
_FOOTNOTES = ("*", "¹", " (1)", " [note 2]", "**", "†")
_TRIES = 40
_MIXED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading as printed, kind and role as in the design."""

    name: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table before layout. ``head`` are its heading rows, empty where the layout has none."""

    template: str
    columns: tuple[Column, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Cell
    counts: bool

    def entry(self) -> dict[str, Any]:
        """The table as the output has it."""
        return {
            "columns": [{"name": c.name, "kind": c.kind, "role": c.role} for c in self.columns],
            "rows": [[text_of(cell).strip() for cell in row] for row in self.rows],
        }


def record_table(context: Context) -> Table:
    """A table with one row a case (or a contract, a request, an asset)."""
    rng = context.rng
    themes = {
        name: (theme["about"], theme["columns"])
        for name, theme in table_specifications()["records"][context.split].items()
        if context.body.sector in theme.get("sectors", [context.body.sector])
    }
    # Columns without regard to a theme let rare kinds occur, and keep a model from leaning on what stands beside them.
    name = rng.choice(sorted(themes)) if rng.random() > _MIXED_SHARE else "mixed"
    about, available = themes.get(name, ("case", list(column_specifications())))
    chosen = rng.sample(available, k=min(len(available), rng.randint(2, 8)))
    if rng.random() < 0.7:
        chosen.sort(key=available.index)
    number = rng.choice((rng.randint(2, 8), rng.randint(5, 18), rng.randint(15, 40)))
    columns = tuple(_column(column, context) for column in chosen)
    by_column = [_masked(_cells(column, number, about, context), column, rng) for column in chosen]
    rows = tuple(tuple(column[i] for column in by_column) for i in range(number))
    head = tuple([Piece(column.name)] for column in columns)
    return Table(f"{context.split}.records.any.{name}", columns, (head,), rows, _caption(context, None, 0.3), False)


def _column(name: str, context: Context) -> Column:
    specification = column_specifications()[name]
    rng = context.rng
    own = specification[context.split]
    headings = own * 3 + specification["both"] if own else specification["both"]
    heading = rng.choice(headings)
    drawn = rng.random()
    if drawn < 0.08:
        heading = heading.upper()
    elif drawn < 0.14:
        heading = heading.lower()
    elif drawn < 0.2:
        heading += rng.choice(_FOOTNOTES)
    return Column(heading, specification["kind"], specification["role"])


def _cells(name: str, number: int, about: str, context: Context) -> list[Cell]:
    specification = column_specifications()[name]
    rng = context.rng
    style = rng.choice(specification["cells"])
    if specification.get("serial"):
        prefix, year = rng.choice(("A", "C", "W", "INC", "CAS", "DX", "GR")), rng.randint(17, 25)
        first = rng.randint(100, 90000)
        numbers = list(itertools.accumulate(rng.choices(range(1, 40), k=number), initial=first))
        shown = [style.format(i=i + 1, a=prefix, n=numbers[i], y=year) for i in range(number)]
        return [[Piece(text)] for text in shown]
    if style == "free_text":
        options = templates_for(context.split, "free_text", context.body.sector, False)
        return [fill(rng.choice(options).text, context, about) for _ in range(number)]
    if specification["kind"] in ("category", "other"):
        return [[Piece(rng.choice(specification["cells"]))] for _ in range(number)]
    if specification.get("distinct"):
        return [fill(style, context, about) for _ in range(number)]
    pool = _distinct(lambda: fill(style, context, about), rng.randint(2, 7))
    return [rng.choice(pool) for _ in range(number)]


def _distinct(make: Callable[[], Cell], number: int) -> list[Cell]:
    found: dict[str, Cell] = {}
    for _ in range(_TRIES):
        cell = make()
        found.setdefault(text_of(cell), cell)
        if len(found) == number:
            break
    return list(found.values())


def _masked(cells: list[Cell], name: str, rng: random.Random) -> list[Cell]:
    drawn = rng.random()
    if drawn > 0.25 or column_specifications()[name].get("serial"):
        return cells
    mask = "" if drawn < 0.1 else rng.choice(_MASKS)
    share = rng.choice((0.1, 0.3, 0.6))
    return [[Piece(mask)] if rng.random() < share else cell for cell in cells]


def _caption(context: Context, subject: str | None, chance: float) -> Cell:
    if context.rng.random() > chance:
        return []
    captions = table_specifications()["counts"][context.split]["captions"]
    template = context.rng.choice([caption for caption in captions if subject or "{x}" not in caption])
    return fill(template.replace("{x}", (subject or "").lower().rstrip("?*†¹ ")), context)


def count_table(context: Context, safe: bool, totals: bool = True) -> Table:
    """A table of counts. ``safe``: every count is 20 or more and none is masked; ``totals``: it may have them."""
    rng = context.rng
    words = table_specifications()["counts"][context.split]
    label = rng.choice(words["labels"])
    column = _column(label, context)
    labels = _labels(label, context)
    style = rng.choice(("single", "single", "years", "years", "groups"))
    if style == "single":
        head, columns = _single_head(column, rng.choice(words["count"]))
    elif style == "years":
        head, columns = _years_head(column, context)
    else:
        head, columns = _groups_head(column, context)
    large = safe or rng.random() < 0.4
    values = [[_count(rng, large) for _ in columns[1:]] for _ in labels]
    if style != "single" and rng.random() < 0.5:
        total = rng.choice(words["total"])
        head = tuple((*row, [Piece("" if i else total)]) for i, row in enumerate(head))
        columns = (*columns, Column(total, "count", "count"))
        values = [[*row, sum(row)] for row in values]
    if totals and rng.random() < 0.5:
        labels = [*labels, [Piece(rng.choice(words["total"]))]]
        values = [*values, [sum(column) for column in zip(*values, strict=True)]]
    mask = None if safe or rng.random() < 0.6 else rng.choice(_SMALL_MASKS)
    blank = not safe and rng.random() < 0.25
    commas = rng.random() < 0.5
    rows = tuple(
        ([*name], *([Piece(_shown(value, mask, blank, commas))] for value in row))
        for name, row in zip(labels, values, strict=True)
    )
    return Table(f"{context.split}.counts.any.{label}", columns, head, rows, _caption(context, column.name, 0.4), True)


def _labels(name: str, context: Context) -> list[Cell]:
    specification = column_specifications()[name]
    if specification["kind"] == "category":
        chosen = context.rng.sample(
            specification["cells"], k=min(len(specification["cells"]), context.rng.randint(2, 6))
        )
        return [[Piece(text)] for text in chosen]
    style = context.rng.choice(specification["cells"])
    return _distinct(lambda: fill(style, context, "public"), context.rng.randint(2, 12))


def _single_head(label: Column, count: str) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Column, ...]]:
    return (([Piece(label.name)], [Piece(count)]),), (label, Column(count, "count", "count"))


def _period(context: Context) -> list[Piece]:
    rng = context.rng
    first, number = context.letter_date.year - rng.randint(3, 7), rng.randint(2, 6)
    if rng.random() < 0.25:
        return [Piece(f"{y}/{(y + 1) % 100:02}", "DATE_TIME", "public", "year") for y in range(first, first + number)]
    if rng.random() < 0.15:
        months = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
        return [Piece(month, "DATE_TIME", "public", "month") for month in months[: number + 2]]
    return [Piece(str(y), "DATE_TIME", "public", "year") for y in range(first, first + number)]


def _years_head(label: Column, context: Context) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Column, ...]]:
    period = _period(context)
    head = ([Piece(label.name)], *([piece] for piece in period))
    return (head,), (label, *(Column(piece.text, "count", "count") for piece in period))


def _groups_head(label: Column, context: Context) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Column, ...]]:
    groups = context.rng.choice(
        (("Male", "Female"), ("M", "F"), ("Officers", "Staff"), ("Upheld", "Not upheld"), ("Q1", "Q2", "Q3", "Q4"))
    )
    period = _period(context)[:3]
    types = {
        "Male": "GENDER",
        "Female": "GENDER",
        "M": "GENDER",
        "F": "GENDER",
        "Officers": "OCCUPATION",
        "Staff": "OCCUPATION",
        "Upheld": "OUTCOME",
        "Not upheld": "OUTCOME",
    }
    upper: list[Cell] = [[Piece("")]]
    lower: list[Cell] = [[Piece(label.name)]]
    columns = [label]
    for piece in period:
        for i, group in enumerate(groups):
            upper.append([piece if i == 0 else Piece("")])
            lower.append(
                [Piece(group, types.get(group, "DATE_TIME"), "public", "quarter" if group[0] == "Q" else None)]
            )
            columns.append(Column(f"{piece.text} {group}", "count", "count"))
    return (tuple(upper), tuple(lower)), tuple(columns)


def _count(rng: random.Random, large: bool) -> int:
    if large:
        return rng.choice((rng.randint(20, 99), rng.randint(20, 999), rng.randint(100, 4999)))
    return rng.choice((0, 0, 1, 1, 2, 3, 4, rng.randint(5, 12), rng.randint(10, 60)))


def _shown(value: int, mask: str | None, blank: bool, commas: bool) -> str:
    if mask is not None and 0 < value < 5:
        return mask
    if value == 0 and blank:
        return ""
    return f"{value:,}" if commas else str(value)


def list_table(context: Context) -> Table:
    """Counts as lines without a heading: ``2015 - 10``, ``3 x Inspector``."""
    table = count_table(context, False, totals=False)
    while len(table.columns) != 2 or not all(map(text_of, (row[1] for row in table.rows))):
        table = count_table(context, False, totals=False)
    columns = (replace(table.columns[0], name=""), Column("", "count", "count"))
    return replace(table, columns=columns, head=(), caption=[])


def sentence_table(context: Context) -> Table:
    """The months of cases, which a sentence will list: one row a case."""
    style = context.rng.choice(
        ("{DATE_TIME case month}", "{DATE_TIME case month}", "{DATE_TIME case day}", "{DATE_TIME case month_name}")
    )
    rows = tuple((fill(style, context),) for _ in range(context.rng.randint(2, 8)))
    return Table(f"{context.split}.sentence.any.months", (Column("", "date_time", "quasi"),), (), rows, [], False)
