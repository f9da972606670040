"""Tables drawn with rules: the rules of a page -> grids of boxes, cells merged where no rule stands between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from detector.read.pdf.model import Box, Word
from detector.read.pdf.words import rows
from detector.types import Cell

_NEAR = 3.0
_MOST_RULES = 4_000
_MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with its place on the page and the places of its column edges."""

    box: Box
    edges: tuple[float, ...]
    cells: tuple[tuple[Cell, ...], ...]


def ruled_tables(horizontal: Sequence[Box], vertical: Sequence[Box], words: Sequence[Word]) -> list[RuledTable]:
    """Every ruled grid with text in two columns and two rows or more, from the top down."""
    if not horizontal or not vertical or len(horizontal) + len(vertical) > _MOST_RULES:
        return []
    found = [_table(group, words) for group in _groups(horizontal, vertical)]
    return sorted((table for table in found if table is not None), key=lambda table: table.box[1])


def _groups(horizontal: Sequence[Box], vertical: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Rules that touch each other, directly or through others."""
    rules = [*horizontal, *vertical]
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    by_left = sorted(range(len(rules)), key=lambda i: rules[i][0])
    active: list[int] = []
    for index in by_left:
        box = rules[index]
        active = [other for other in active if rules[other][2] + _NEAR >= box[0]]
        for other in active:
            if rules[other][1] - _NEAR <= box[3] and box[1] <= rules[other][3] + _NEAR:
                parent[root(other)] = root(index)
        active.append(index)
    groups: dict[int, tuple[list[Box], list[Box]]] = {}
    for index, rule in enumerate(rules):
        pair = groups.setdefault(root(index), ([], []))
        pair[index >= len(horizontal)].append(rule)
    return list(groups.values())


def _table(group: tuple[list[Box], list[Box]], words: Sequence[Word]) -> RuledTable | None:
    horizontal, vertical = group
    ys = _lines([(h[1] + h[3]) / 2 for h in horizontal])
    xs = _lines([(v[0] + v[2]) / 2 for v in vertical])
    if len(xs) < 3 or len(ys) < 3 or len(xs) > _MOST_LINES or len(ys) > _MOST_LINES:
        return None
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row, column = _slot(ys, (word.box[1] + word.box[3]) / 2), _slot(xs, (word.box[0] + word.box[2]) / 2)
        if row is not None and column is not None:
            inside.setdefault((row, column), []).append(word)
    merged = _merged(xs, ys, horizontal, vertical)
    texts: dict[tuple[int, int], list[Word]] = {}
    for place, found in inside.items():
        texts.setdefault(merged[place], []).extend(found)
    if len({row for row, _ in texts}) < 2 or len({column for _, column in texts}) < 2:
        return None
    shown = {place: "\n".join(row.text for row in rows(found)) for place, found in texts.items()}
    cells = tuple(
        tuple(_cell(shown.get(merged[row, column], ""), merged[row, column]) for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
    )
    return RuledTable((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), _without_blanks(cells))


def _cell(text: str, place: tuple[int, int]) -> Cell:
    return Cell(" ".join(text.split("\n")), cell_name(*place))


def cell_name(row: int, column: int) -> str:
    """The place of a cell in A1 notation, both counted from 0."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column + 1)}{row + 1}"


def _without_blanks(cells: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Without the rows and columns that double rules leave between them."""
    kept = [row for row in cells if any(cell.text for cell in row)]
    columns = [i for i in range(len(kept[0])) if any(row[i].text for row in kept)]
    return tuple(tuple(row[i] for i in columns) for row in kept)


def _lines(values: Sequence[float]) -> list[float]:
    result: list[list[float]] = []
    for value in sorted(values):
        if result and value - result[-1][-1] <= _NEAR:
            result[-1].append(value)
        else:
            result.append([value])
    return [sum(group) / len(group) for group in result]


def _slot(edges: Sequence[float], value: float) -> int | None:
    index = bisect_left(edges, value) - 1
    return index if 0 <= index < len(edges) - 1 else None


def _merged(
    xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Box], vertical: Sequence[Box]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell the first cell of the area that no rule cuts."""
    upright = _by_line(xs, [((v[0] + v[2]) / 2, v[1], v[3]) for v in vertical])
    level = _by_line(ys, [((h[1] + h[3]) / 2, h[0], h[2]) for h in horizontal])
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column and not _crossed(upright[column], middle_y):
                first[row, column] = first[row, column - 1]
            elif row and not _crossed(level[row], middle_x):
                first[row, column] = first[row - 1, column]
            else:
                first[row, column] = (row, column)
    return first


def _by_line(edges: Sequence[float], rules: Sequence[tuple[float, float, float]]) -> list[list[tuple[float, float]]]:
    result: list[list[tuple[float, float]]] = [[] for _ in edges]
    for place, start, end in rules:
        index = min(range(len(edges)), key=lambda i: abs(edges[i] - place))
        result[index].append((start - _NEAR, end + _NEAR))
    return result


def _crossed(spans: Sequence[tuple[float, float]], at: float) -> bool:
    return any(start <= at <= end for start, end in spans)
