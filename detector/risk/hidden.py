"""What a file carries out of sight -> findings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.recognise.about import ALWAYS_PUBLIC, QUASI, SENSITIVE
from detector.risk.findings import finding, normalise
from detector.types import Document, Finding, HiddenPart, Mention, Risk, Suggestion, TableReport

_RULES = {
    "hidden-sheet": "HIDDEN-SHEET",
    "very-hidden-sheet": "HIDDEN-SHEET",
    "hidden-row": "HIDDEN-CELLS",
    "hidden-column": "HIDDEN-CELLS",
    "comment": "HIDDEN-COMMENT",
    "tracked-deletion": "HIDDEN-REVISION",
    "tracked-insertion": "HIDDEN-REVISION",
    "property": "HIDDEN-PROPERTY",
}
_NO_PERSON = re.compile(
    r"^\W*$|\b(?:police|constabulary|council|department|office|team|unit|admin(?:istrator)?|user|openpyxl|python-docx|microsoft|"
    r"libreoffice|word|excel|author|owner|system|service|foi|information|disclosure|authority|trust|nhs|university|default|unknown)\b",
    re.I,
)
_NAMES_A_USER = re.compile(r"author|creator|modified|manager|comment|revision|user|account", re.I)


def hidden_findings(document: Document, mentions: Sequence[Mention], tables: Sequence[TableReport]) -> list[Finding]:
    """One finding for each hidden part: high where it holds a person, a contact, a reference, a case or a table."""
    return [_finding(part, document, mentions, tables) for part in document.hidden]


def _finding(
    part: HiddenPart, document: Document, mentions: Sequence[Mention], tables: Sequence[TableReport]
) -> Finding:
    rule = _RULES.get(part.kind, "HIDDEN-TEXT")
    inside = [m for m in mentions if _belongs(m, part)]
    neutral = QUASI | SENSITIVE | ALWAYS_PUBLIC | {"MONEY", "QUANTITY"}
    named = [m for m in inside if not _NO_PERSON.search(m.text)]
    telling = [m for m in named if m.entity_type not in neutral]
    records = [t for t in tables if t.table.where.table in part.grids and t.table.shape != "layout"]
    user = _user_name(part, document)
    risk: Risk = "high" if telling or records or user or any(m.about == "case" for m in named) else "low"
    holds = (
        "a table"
        if records
        else "the name of a person"
        if user
        else "personal details"
        if risk == "high"
        else "nothing personal that was recognised"
    )
    content = [b.text for b in document.blocks if b.where.block in part.blocks]
    return finding(
        rule,
        risk,
        f"Out of sight: {part.content}. It holds {holds}. Everybody who downloads the file can read it.",
        part.where,
        [part.kind, *(normalise(text) for text in content[:50])],
        mentions=tuple(m.id for m in inside),
        suggestions=(Suggestion("remove", part.content, "nothing", None, None, None),),
    )


def _belongs(mention: Mention, part: HiddenPart) -> bool:
    if mention.where.table is not None:
        same = mention.where.table in part.grids
        return same and (mention.where.hidden == part.kind or mention.where.hidden is not None)
    return mention.where.block in part.blocks


def _user_name(part: HiddenPart, document: Document) -> bool:
    """Whether a field that by definition names a user holds something else than an authority, a team or a program."""
    for block in document.blocks:
        if block.where.block in part.blocks and _NAMES_A_USER.search(block.label or part.content):
            field = block.label if part.kind in ("comment", "tracked-insertion", "tracked-deletion") else block.text
            name = field.partition(":")[2].strip() if ":" in field else field.strip()
            if re.search(r"[^\W\d_]{2,}", name) and not _NO_PERSON.search(name):
                return True
    return False
