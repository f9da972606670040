"""Notes between drafters that are left in an answer -> one finding each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from detector.risk.findings import finding
from detector.types import Block, Finding, Mention, Suggestion, TypedTable, Where

RULE = "TEXT-DRAFTER-NOTE"
_LONGEST = 5_000
_BRACKETS = re.compile(
    r"[ \t]*(?:\[\[?[^\[\]]{0,2000}\]\]?|\{\{?[^{}]{0,2000}\}\}?|\*\*[^*]{0,2000}\*\*|<<[^<>]{0,2000}>>|\([^()]{0,2000}\))"
)


@cache
def _pattern() -> re.Pattern[str]:
    cues: list[str] = yaml.safe_load((files("detector") / "risk" / "data" / "drafter_notes.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.I | re.M)


def is_drafter_note(text: str) -> bool:
    """Whether a text has words of a note that was not meant to leave the office."""
    return _pattern().search(text[:_LONGEST]) is not None


def note_span(text: str) -> tuple[int, int]:
    """The stretch of a text that is the note: its brackets, else its lines, else all of it. Raises ValueError without a note."""
    match = _pattern().search(text[:_LONGEST])
    if match is None:
        raise ValueError("there is no note in the text")
    for bracket in _BRACKETS.finditer(text):
        if bracket.start() <= match.start() and match.end() <= bracket.end():
            return bracket.span()
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return start, len(text) if end < 0 else end


def note_findings(blocks: Sequence[Block], tables: Sequence[TypedTable], mentions: Sequence[Mention]) -> list[Finding]:
    """A finding for each visible block or cell with a drafter's note: high where it names somebody, else medium."""
    found = [
        _finding(
            block.text,
            block.where,
            [m for m in mentions if m.where.table is None and m.where.block == block.where.block],
        )
        for block in blocks
        if not block.where.hidden and is_drafter_note(block.text)
    ]
    for table in tables:
        for number, row in enumerate(table.rows, 1):
            for cell in row:
                if is_drafter_note(cell.text):
                    inside = [m for m in mentions if m.where.table == table.where.table and m.where.cell == cell.ref]
                    found.append(
                        _finding(
                            cell.text,
                            Where(table=table.where.table, sheet=table.where.sheet, cell=cell.ref, rows=(number,)),
                            inside,
                        )
                    )
    return found


def _finding(text: str, where: Where, inside: Sequence[Mention]) -> Finding:
    telling = [m for m in inside if m.about == "case" and m.entity_type == "PERSON"]
    holds = " It names somebody." if telling else ""
    return finding(
        RULE,
        "high" if telling else "medium",
        f"This reads like a note between the people who prepare the answer, not like part of it.{holds}",
        where,
        [text],
        mentions=tuple(m.id for m in telling),
        suggestions=(Suggestion("remove", text.strip(), "nothing"),),
    )
