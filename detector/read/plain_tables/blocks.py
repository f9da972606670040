"""Headings, paragraphs and list items of running text, from its lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detector.read.plain_tables.model import Line
from detector.types import Block, BlockKind

_MARKER = re.compile(
    r"\s*(?:[•●▪◦‣·*+–—-]|o(?=\t| {2})|\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]|\(?\d{1,2}\.?(?:[a-z]|[ivx]{1,4})\)|(?:\d{1,2}\.){1,3}\d{1,2}\.?|[A-Z]\))\s+\S"
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{3,})\s*")
_ENDS = (".", "!", "?", ":", ";")
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 45, 120
_SHORTEST_LOWER = 55
_LONGEST_TITLE, _MOST_TITLE_WORDS = 80, 10


@dataclass(frozen=True, slots=True)
class Wrapping:
    """``width`` at which the text breaks its lines, 0 where a line is a paragraph."""

    width: int = 0


def wrapping(texts: Sequence[str]) -> Wrapping:
    """How a text breaks its lines, told by lines that go on in lower case."""
    broken = [len(a.rstrip()) for a, b in itertools.pairwise(texts) if _goes_on_lower(a, b)]
    long = sum(1 for text in texts if len(text) > _LONGEST_WRAPPED)
    return Wrapping(max(broken)) if len(broken) >= 2 and long * 20 <= len(texts) else Wrapping()


def blocks(lines: Sequence[Line], first: int, end: int, wrap: Wrapping, plain_text: bool) -> Iterator[Block]:
    """The blocks of the lines from ``first`` up to ``end``, every line that is not blank in one of them."""
    at = first
    while at < end:
        if not lines[at].text.strip():
            at += 1
            continue
        stop, kind = _block(lines, at, end, wrap)
        yield block(lines[at:stop], kind, plain_text)
        at = stop


def block(lines: Sequence[Line], kind: BlockKind, plain_text: bool) -> Block:
    """One block of lines that follow each other."""
    if plain_text:
        pieces = [line.text + end for line, end in zip(lines, [*_ends(lines), ""], strict=True)]
        return Block("".join(pieces), lines[0].where, kind, lines[0].start)
    return Block("\n".join(line.text for line in lines), lines[0].where, kind)


def is_marked(text: str) -> bool:
    """Whether a line begins a list item."""
    return _MARKER.match(text) is not None


def is_title(text: str) -> bool:
    """Short, begins with a capital or figure, and does not end like a sentence."""
    bare = text.strip()
    if not 0 < len(bare) <= _LONGEST_TITLE or len(bare.split()) > _MOST_TITLE_WORDS or "@" in bare or "," in bare:
        return False
    return (bare[0].isupper() or bare[0].isdigit()) and not bare.endswith((*_ENDS, "-")) and not is_marked(text)


def _ends(lines: Sequence[Line]) -> list[str]:
    """The line ends between lines as they stand in the file."""
    ends = []
    for line, following in itertools.pairwise(lines):
        length = following.start - line.start - len(line.text)
        ends.append(line.end if len(line.end) == length else "\r\n" if length == 2 else "\n")
    return ends


def _block(lines: Sequence[Line], at: int, end: int, wrap: Wrapping) -> tuple[int, BlockKind]:
    text = lines[at].text
    following = lines[at + 1].text if at + 1 < end else ""
    if _HEADING.match(text):
        return at + 1, "heading"
    if _UNDERLINE.fullmatch(following) and is_title(text):
        return at + 2, "heading"
    item = is_marked(text)
    stop = at + 1
    while stop < end and _joins(lines[stop - 1].text, lines[stop].text, wrap, item, lines[at].text):
        stop += 1
    if item:
        return stop, "list_item"
    if stop == at + 1 and is_title(text) and _is_above_text(lines, at, end):
        return stop, "heading"
    return stop, "paragraph"


def _joins(text: str, following: str, wrap: Wrapping, item: bool, opening: str) -> bool:
    """Whether the second line goes on with the sentence or paragraph of the first."""
    if (
        not following.strip()
        or is_marked(following)
        or _HEADING.match(following)
        or "|" in text
        or "\t" in following.strip()
    ):
        return False
    if item and _indent(following) > _indent(opening) and _indent(following) >= 2:
        return True
    if _goes_on_lower(text, following):
        return True
    if wrap.width < _SHORTEST_WRAPPED:
        return False
    width = len(text.rstrip())
    word = following.split(None, 1)[0]
    full = width + 1 + len(word) > wrap.width and width <= wrap.width + 1
    if following.strip()[0].islower() and not text.rstrip().endswith(_ENDS) and width * 2 > wrap.width:
        return True
    return full and width * 4 >= wrap.width * 3


def _goes_on_lower(text: str, following: str) -> bool:
    bare, below = text.rstrip(), following.lstrip()
    if not _SHORTEST_LOWER <= len(bare) <= _LONGEST_WRAPPED or not below[:1].islower() or bare.endswith(_ENDS):
        return False
    return not is_marked(following)


def _is_above_text(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether what comes next is longer than a title or a list."""
    below = next((line.text for line in lines[at + 1 : min(at + 3, end)] if line.text.strip()), "")
    return len(below.strip()) > _LONGEST_TITLE or is_marked(below)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
