"""Where the texts of a document stand in the leaves of its file.

A leaf is the smallest text that a format keeps in one piece: a run of a Word paragraph, the text between two tags. Reading
puts leaves together, tidies white space and finds tables in running text, and keeps no trail. The trail is found again by the
characters that are not white space, which reading neither changes nor turns round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.rewrite.changes import Edit
from detector.rewrite.errors import RefusedError

Spot: TypeAlias = tuple[int, int]
"""A character in the leaves: the index of the leaf, and its offset there."""
_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Leaves:
    """The characters of all leaves that are not white space, each with its spot."""

    stream: str
    spots: tuple[Spot, ...]
    texts: tuple[str, ...]


def leaves_of(texts: Sequence[str]) -> Leaves:
    """Leaves in the order of reading."""
    spots = [(leaf, at) for leaf, text in enumerate(texts) for at, letter in enumerate(text) if not letter.isspace()]
    return Leaves("".join(texts[leaf][at] for leaf, at in spots), tuple(spots), tuple(texts))


def align(units: Sequence[str], leaves: Leaves) -> list[int | None]:
    """For each text of the document where it begins in the stream; None where it has no characters or is not there.

    A text that the file has once and the document repeats (a merged cell) is where it was found first.
    """
    bare = ["".join(unit.split()) for unit in units]
    result: list[int | None] = [None] * len(units)
    known: dict[str, int] = {}
    cursor = 0
    for index, text in enumerate(bare):
        if not text:
            continue
        at = _next(bare, index, leaves.stream, cursor)
        if at is None:
            at = known.get(text)
            if at is None and leaves.stream.count(text) == 1:
                at = leaves.stream.find(text)
        else:
            cursor = at + len(text)
        result[index] = at
        if at is not None:
            known[text] = at
    return result


def _next(bare: Sequence[str], index: int, stream: str, cursor: int) -> int | None:
    """The place of a text after the cursor; None where what follows it stands at the cursor, so that it is a repetition."""
    text = bare[index]
    at = stream.find(text, cursor)
    if at < 0:
        return None
    if not _has_words(stream[cursor:at]):
        return at
    following = (later for later in bare[index + 1 : index + 1 + _AHEAD] if later and later != text)
    return None if any(_stands_at(later, stream, cursor, at) for later in following) else at


def _stands_at(text: str, stream: str, cursor: int, end: int) -> bool:
    """Whether a text stands at the cursor, or behind nothing but marks there."""
    there = stream.find(text, cursor, end)
    return there >= 0 and not _has_words(stream[cursor:there])


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def changed_leaves(
    units: Sequence[str], edits: Sequence[Sequence[Edit]], leaves: Leaves, what: Sequence[str] = ()
) -> dict[int, str]:
    """The new text of every leaf that changes.

    ``edits`` are those of each unit. Raises RefusedError where a text to be changed is not found in the file.
    """
    starts = align(units, leaves)
    cuts: dict[Spot, tuple[Spot, str]] = {}
    for unit, start, own in zip(units, starts, edits, strict=True):
        if not own:
            continue
        if start is None:
            raise RefusedError("has text to be changed whose place in the file is not certain; it was not written")
        spots = _spots(unit, start, leaves)
        for edit in own:
            within = [spot for spot in spots[edit.start : edit.end] if spot is not None]
            if not within:
                raise RefusedError("has a change that replaces nothing; it was not written")
            if cuts.setdefault(within[0], (within[-1], edit.text)) != (within[-1], edit.text):
                raise RefusedError("has one text that is to be changed in two ways; it was not written")
    return _cut(leaves.texts, cuts)


def leaves_at(units: Sequence[str], wanted: Sequence[bool], leaves: Leaves) -> list[frozenset[int]]:
    """The leaves in which each wanted text stands, none for the others.

    Raises RefusedError where a wanted text is not found in the file.
    """
    found: list[frozenset[int]] = []
    for unit, start, want in zip(units, align(units, leaves), wanted, strict=True):
        if want and start is None and unit.strip():
            raise RefusedError("has a line to be taken out whose place in the file is not certain; it was not written")
        spots = _spots(unit, start, leaves) if want and start is not None else []
        found.append(frozenset(spot[0] for spot in spots if spot is not None))
    return found


def _spots(unit: str, start: int, leaves: Leaves) -> list[Spot | None]:
    """The spot of each character of a unit, None for white space that the file does not have at that place."""
    spots: list[Spot | None] = []
    before: Spot | None = None
    at = start
    for letter in unit:
        if not letter.isspace():
            before = leaves.spots[at]
            at += 1
            spots.append(before)
        elif before is not None and leaves.texts[before[0]][before[1] + 1 : before[1] + 2].isspace():
            before = before[0], before[1] + 1
            spots.append(before)
        else:
            spots.append(None)
    return spots


def _cut(texts: Sequence[str], cuts: dict[Spot, tuple[Spot, str]]) -> dict[int, str]:
    changed: dict[int, str] = {}
    for first, (last, text) in sorted(cuts.items(), reverse=True):
        for leaf in range(last[0], first[0] - 1, -1):
            now = changed.get(leaf, texts[leaf])
            begin = first[1] if leaf == first[0] else 0
            end = last[1] + 1 if leaf == last[0] else len(now)
            changed[leaf] = now[:begin] + (text if leaf == first[0] else "") + now[end:]
    return changed
