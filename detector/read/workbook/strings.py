"""Shared strings that no cell shows any more: what was deleted, and a careless program kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.workbook.cells import string_item

_MOST_CHARS = 2_000_000
_SHORT = 30


def shared_strings(source: IO[bytes], most_chars: int) -> tuple[tuple[str, ...], str]:
    """The texts that cells name by their number, read piece by piece, and why that ended early: "damaged", "cut" or ""."""
    texts: list[str] = []
    seen: dict[str, str] = {}
    parts = etree.iterparse(
        source,
        events=("end",),
        tag="{*}si",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parts:
            text = string_item(element)
            most_chars -= len(text)
            if most_chars < 0:
                return tuple(texts), "cut"
            texts.append(seen.setdefault(text, text) if len(text) < _SHORT else text)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        return tuple(texts), "damaged"
    return tuple(texts), ""


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
