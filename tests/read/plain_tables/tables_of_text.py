"""The tables that are found in a text."""

from detector.read.plain_tables import split
from detector.read.text import text_lines
from detector.types import Grid

Rows = list[list[str]]


def grids(text: str) -> list[Grid]:
    return split(list(text_lines(text)), True)[1]


def rows(grid: Grid) -> Rows:
    return [[cell.text for cell in row] for row in grid.cells]


def only(text: str) -> Grid:
    (grid,) = grids(text)
    return grid
