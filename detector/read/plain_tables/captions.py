"""The line above a table that is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detector.read.plain_tables.blocks import is_marked
from detector.read.plain_tables.model import Found, piece
from detector.read.plain_tables.values import is_contact, is_furniture

_LONGEST = 150
_ANNOUNCED = re.compile(r"(?:table|tab\.|figure|fig\.|annexe?|appendix)\s*[A-Z\d]", re.I)
_CLAUSE = re.compile(
    r"\b(?:I|we|you|please|have|has|is|are|was|were|will|can|shows?|sets? out|below|following|hold|holds|attached|found)\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:answer|response|reply|disclosure|our response|question|questions?\s*\d+\S*|q\d+\S*)[:.]?", re.I
)


def with_caption(found: Found, texts: Sequence[str], lowest: int) -> Found:
    """The table with its title taken from the free lines above it, not above ``lowest``; as it was where there is none."""
    if found.caption is not None:
        return found
    at = found.first - 1
    if at > lowest and not texts[at].strip():
        at -= 1
    near = at == found.first - 1
    if at < lowest or not _is_caption(texts[at]) or not (near or _ANNOUNCED.match(texts[at].strip())):
        return found
    alone = at == lowest or not texts[at - 1].strip() or texts[at - 1].rstrip().endswith((".", ":", "?", "|"))
    if not alone and not _ANNOUNCED.match(texts[at].strip()) and len(texts[at - 1].strip()) < len(texts[at].strip()):
        return found
    return replace(found, first=at, caption=piece(texts[at], at))


def _is_caption(text: str) -> bool:
    """A title: short, no sentence, no list item, no contact line."""
    bare = text.strip()
    if (
        not 0 < len(bare) <= _LONGEST
        or not any(map(str.isalnum, bare))
        or bare.endswith(("?", ";", ",", "!"))
        or bare.count(". ") > 1
        or bare.startswith("#")
    ):
        return False
    if _ANNOUNCED.match(bare):
        return True
    return not (
        is_marked(text) or is_contact(bare) or is_furniture(bare) or _LABEL.fullmatch(bare) or _CLAUSE.search(bare)
    )
