"""The proof that a cleaned copy shows what the original showed."""

from __future__ import annotations

import re

from detector.rewrite.changes import BlockPlace, CaptionPlace, places, text_at
from detector.rewrite.errors import RefusedError
from detector.types import Document

_UNSEEN = re.compile("[^\\w]|[\u115f\u3164\u180e\u034f]")


def prove_same(before: Document, after: Document) -> None:
    """Raise RefusedError unless both show the same letters and digits in the same order."""
    if after.status == "unreadable":
        raise RefusedError("could not be read again after it was cleaned; nothing was kept")
    if _seen(before) != _seen(after):
        raise RefusedError("would not show the same without what is hidden in it; nothing was kept")


def _seen(document: Document) -> str:
    pieces = []
    for place in places(document):
        if isinstance(place, BlockPlace):
            hidden = document.blocks[place.block].where.hidden
        elif isinstance(place, CaptionPlace):
            hidden = document.grids[place.grid].where.hidden
        else:
            grid = document.grids[place.grid]
            hidden = grid.where.hidden or grid.cells[place.row][place.column].hidden
        if not hidden:
            pieces.append(_UNSEEN.sub("", text_at(document, place)))
    return "".join(pieces)
