"""Tables in running text, one file a shape, and the blocks of what is left."""

from __future__ import annotations

from detector.read.plain_tables.model import Line
from detector.read.plain_tables.split import split

__all__ = ["Line", "split"]
