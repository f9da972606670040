"""Properties of files, whatever the format: who made it, for whom, under which title."""

from __future__ import annotations

import re

from detector.read.builder import DocumentBuilder
from detector.types import Where

_TELLS = re.compile(r"[^\W\d_]{2}|\d{5}")
_KNOWN = frozenset(
    "author title subject keywords description category manager company creator comments copyright artist caption city".split()
)


def add_property(name: str, value: str, builder: DocumentBuilder) -> None:
    """Add a property that says something as a hidden part."""
    value = value.replace("\x00", "").strip()
    if _TELLS.search(value) and value.lower() not in (
        "untitled",
        "untitled document",
        "anonymous",
        "unspecified",
        "(anonymous)",
    ):
        what = f"file property '{name}'" if name in _KNOWN else "a file property"
        builder.hidden_block("property", f"{name}: {value}", what, Where(), name)
