"""Shared strings that no cell shows any more: what was deleted, and a careless program kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.read.builder import DocumentBuilder

_USE = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})""")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MOST_CHARS = 2_000_000


def used_strings(data: bytes) -> set[int] | None:
    """The indexes of the shared strings that the cells of a sheet show; None where they cannot be told."""
    return None if data.startswith(_WIDE) else {int(number) for number in _USE.findall(data)}


def hide_orphans(strings: Sequence[str], used: set[int], builder: DocumentBuilder) -> None:
    """Add the strings that nobody uses as one hidden part."""
    shown = {strings[index].strip() for index in used if index < len(strings)}
    orphans = [text for index, text in enumerate(strings) if index not in used]
    told = dict.fromkeys(text for text in orphans if re.search(r"\w", text) and text.strip() not in shown)
    count = "a text" if len(told) == 1 else f"{len(told):,} texts"
    text = "\n".join(told)
    if len(text) > _MOST_CHARS:
        builder.incomplete("holds very many texts that no cell shows: not all of them were read")
    builder.hidden_block("orphan-text", text[:_MOST_CHARS], f"{count} that no cell shows any more")
