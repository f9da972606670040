"""Properties of files, whatever the format: who made it, for whom, under which title."""

from __future__ import annotations

import re

from detector.read.builder import DocumentBuilder
from detector.types import Where

_EMPTY = frozenset({"untitled", "untitled document", "anonymous", "(anonymous)", "unspecified", "(unspecified)"})
_TELLS = re.compile(r"[^\W\d_]{2}|\d{5}")
_KNOWN = frozenset(
    "author title subject keywords description category manager company creator comments copyright artist caption city".split()
)


def says_something(value: str) -> bool:
    """Whether a value is more than a number, a mark or what a program writes where nobody filled in anything."""
    return _TELLS.search(value) is not None and value.strip().lower() not in _EMPTY


def add_property(name: str, value: str, builder: DocumentBuilder) -> None:
    """Add a property that says something as a hidden part."""
    value = value.replace("\x00", "").strip()
    if says_something(value):
        what = f"file property '{name}'" if name in _KNOWN else "a file property"
        builder.hidden_block("property", f"{name}: {value}", what, Where(), name)
