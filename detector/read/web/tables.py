"""``<table>`` -> grid, with spans expanded; and which tables only arrange the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.nesting import TableWeights
from detector.read.markup.spans import SpanGrid
from detector.types import Where

_LAYOUT_ROLES = frozenset({"presentation", "none"})


def is_layout(table: etree._Element, weights: TableWeights) -> bool:
    """Whether a table arranges the page: it says so, has one cell, or most of its text is in tables inside it."""
    if (table.get("role") or "").lower() in _LAYOUT_ROLES or weights.mostly_nested(table):
        return True
    return len(list(islice((cell for row in rows(table) for cell in cells(row)), 2))) < 2


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, head first and foot last, as they are shown."""
    children = list(table)
    yield from (row for item in children if item.tag == "thead" for row in item if row.tag == "tr")
    for item in children:
        if item.tag == "tr":
            yield item
        elif item.tag == "tbody":
            yield from (row for row in item if row.tag == "tr")
    yield from (row for item in children if item.tag == "tfoot" for row in item if row.tag == "tr")


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row."""
    return (item for item in row if item.tag in ("td", "th"))


def read_table(
    table: etree._Element,
    builder: DocumentBuilder,
    text_of: Callable[[etree._Element], str],
    hidden: Callable[[etree._Element], bool],
) -> None:
    """Add a table. A cell that is not shown keeps its place and is part of a hidden part."""
    grid = SpanGrid(builder.limits.cells)
    header_rows, in_header = 0, True
    for row in rows(table):
        row_hidden = hidden(row)
        grid.next_row()
        found = list(cells(row))
        for cell in found:
            mark = "hidden-element" if row_hidden or hidden(cell) else None
            grid.add(text_of(cell), _span(cell, "colspan", 1000), _span(cell, "rowspan", 65_534), mark)
        in_header = in_header and bool(found) and _is_header(row, found)
        header_rows += in_header
    if grid.full:
        builder.incomplete(f"has a table with more than {builder.limits.cells:,} cells: the rest was not read")
    result = grid.rows()
    caption = next((text_of(item) for item in table if item.tag == "caption"), "")
    if any(cell.text for line in result for cell in line):
        index = builder.grid(result, Where(), header_rows or None, " ".join(caption.split()))
        count = sum(1 for line in result for cell in line if cell.hidden and cell.text)
        if count:
            what = "a cell" if count == 1 else f"{count:,} cells"
            builder.hide(
                "hidden-element", Where(table=index), f"{what} of a table that the page does not show", (), (index,)
            )


def _is_header(row: etree._Element, found: list[etree._Element]) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in found)


def _span(cell: etree._Element, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        return 1
    # Zero means "to the end of the group" in HTML; one cell is the careful reading.
    return min(max(int(value), 1), most)
