"""The visible text of any document as plain text: what is offered where its own format cannot be written."""

from __future__ import annotations

from detector.rewrite.changes import BlockPlace, CaptionPlace, places, text_at
from detector.types import Document, Grid


def visible_text(document: Document) -> str:
    """Blocks with blank lines between them, tables with their cells between upright lines; nothing that is hidden."""
    parts: list[str] = []
    told: set[int] = set()
    for place in places(document):
        if isinstance(place, BlockPlace):
            block = document.blocks[place.block]
            if not block.where.hidden:
                parts.append(block.text.strip())
        elif isinstance(place, CaptionPlace):
            if not document.grids[place.grid].where.hidden:
                parts.append(text_at(document, place).strip())
        elif place.grid not in told:
            told.add(place.grid)
            if not document.grids[place.grid].where.hidden:
                parts.append(_table(document.grids[place.grid]))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(grid: Grid) -> str:
    rows = [[" ".join(cell.text.split()) if not cell.hidden else "" for cell in row] for row in grid.cells]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows if any(row))
