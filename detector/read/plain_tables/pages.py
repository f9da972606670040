"""A table cut by a page break: what the break left in it, and its heading said again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.read.plain_tables.model import Found, Piece

_MOST_HEADER_ROWS = 4


def without_repeats(found: Found, texts: Sequence[str]) -> Found:
    """The table without headings said again after a gap; lines that are no part of it are named as ``aside``."""
    rows = list(found.rows)
    kept = rows[:1]
    at = 1
    while at < len(rows):
        gap = rows[at][0].line - rows[at - 1][-1].line > 1
        at += _repeated(rows, at) if gap else 0
        if at < len(rows):
            kept.append(rows[at])
        at += 1
    return replace(found, rows=tuple(kept), aside=_aside(found, texts))


def is_rule(text: str) -> bool:
    """A line drawn with dashes, as below the heading of a Markdown table; a row of dashes as marks is none."""
    bare = text.strip()
    if not bare or bare.strip(" \t|+-=:_"):
        return False
    drawn = any(mark in bare for mark in ("--", "==", ":-", "-:", "__", "|-|"))
    return drawn and ("|" in bare or "+" in bare or len(bare) > 2)


def _repeated(rows: Sequence[Sequence[Piece]], at: int) -> int:
    """How many rows from ``at`` say the first rows again, short of the whole of what stands above."""
    number = 0
    while (
        number < min(_MOST_HEADER_ROWS, at - 1) and at + number < len(rows) and _same(rows[number], rows[at + number])
    ):
        number += 1
    return number


def _same(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    return [cell.text.casefold() for cell in one] == [cell.text.casefold() for cell in other]


def _aside(found: Found, texts: Sequence[str]) -> tuple[int, ...]:
    used = {cell.line for row in found.rows for cell in row}
    if found.caption:
        used.add(found.caption.line)
    return tuple(
        i for i in range(found.first, found.end) if i not in used and texts[i].strip() and not is_rule(texts[i])
    )
