"""A stretch of a document that is out of sight as a whole: a hidden slide, a hidden section, a hidden sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from detector.read.builder import DocumentBuilder
from detector.types import Where


@contextmanager
def out_of_sight(builder: DocumentBuilder, kind: str | None, where: Where, content: str) -> Iterator[None]:
    """Everything that is added inside is one hidden part; nothing special where ``kind`` is None."""
    if kind is None:
        yield
        return
    builder.flush()
    blocks, grids = len(builder.blocks), len(builder.grids)
    try:
        yield
    finally:
        builder.flush()
        found = range(blocks, len(builder.blocks)), range(grids, len(builder.grids))
        if any(found):
            builder.hide(kind, where, content, *found)
