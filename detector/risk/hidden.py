"""What a file carries out of sight -> findings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from detector.recognise.about import ALWAYS_PUBLIC, QUASI, SENSITIVE
from detector.risk.findings import finding, normalise
from detector.types import Block, Document, Finding, HiddenPart, Mention, Risk, Suggestion, TableReport

_DEFAULT = "HIDDEN-TEXT"
# A place on the earth points at a person whatever its name is.
_ALWAYS_TELLING = frozenset({"picture-position"})
# What a chart keeps stands in the chart as well; only a name among it is news.
_SHOWN_ANYWAY = frozenset({"chart-data"})
# Whoever scrolls sees these; a table there is judged like every other table that is seen.
_SEEN_BY_SCROLLING = frozenset({"far-cell", "outside-print-area"})
_NO_PERSON = re.compile(
    r"^\W*$|\b(?:police|constabulary|council|department|office|team|unit|admin(?:istrator)?|user|openpyxl|python-docx|microsoft|"
    r"libreoffice|calc|impress|reportlab|acrobat|adobe|word|excel|author|owner|system|service|foi|information|disclosure|authority|trust|nhs|university|default|unknown)\b",
    re.I,
)
_NAMES_A_USER = re.compile(r"author|creator|modified|manager|comment|revision|user|account", re.I)
_IN_LABEL = frozenset(
    {
        "annotation",
        "comment",
        "tracked-insertion",
        "tracked-deletion",
        "tracked-formatting",
        "moved-text",
        "document-task",
    }
)


def hidden_findings(document: Document, mentions: Sequence[Mention], tables: Sequence[TableReport]) -> list[Finding]:
    """One finding for each hidden part: high where it holds a person, a contact, a reference, a case or a table."""
    known = {normalise(m.text) for m in mentions if m.where.hidden is None and m.about == "public"}
    return [_finding(part, document, mentions, tables, known) for part in document.hidden]


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of hiding place: the rule that reports it, and how a person takes it out."""

    rule: str = _DEFAULT
    remove: str = "delete it and save the file anew"


@cache
def places() -> dict[str, Place]:
    """All hiding places by kind."""
    data = yaml.safe_load((files("detector") / "risk" / "data" / "hidden_kinds.yaml").read_text("utf-8"))
    return {kind: Place(rule, entry["remove"]) for rule, entry in data.items() for kind in entry["kinds"]}


def _finding(
    part: HiddenPart,
    document: Document,
    mentions: Sequence[Mention],
    tables: Sequence[TableReport],
    known: Set[str],
) -> Finding:
    """``known`` are texts that the visible letter shows and that concern nobody's case, such as its letterhead."""
    place = places().get(part.kind, Place())
    inside = [m for m in mentions if _belongs(m, part)]
    neutral = QUASI | SENSITIVE | ALWAYS_PUBLIC | {"MONEY", "QUANTITY"}
    bodies = {b.where.block for b in document.blocks if b.where.block in part.blocks and _names_a_body(b)}
    named = [
        m
        for m in inside
        if not _NO_PERSON.search(m.text) and not (m.where.block in bodies and " " not in m.text.strip())
    ]
    telling = [m for m in named if m.entity_type not in neutral and normalise(m.text) not in known]
    records = part.kind not in _SEEN_BY_SCROLLING and any(
        t.table.where.table in part.grids and t.table.shape != "layout" for t in tables
    )
    user = _user_name(part, document)
    always = part.kind in _ALWAYS_TELLING
    case = part.kind not in _SHOWN_ANYWAY and any(m.about == "case" for m in named)
    risk: Risk = "high" if telling or records or user or always or case else "low"
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
        place.rule,
        risk,
        f"Out of sight: {part.content}. It holds {holds}. Everybody who downloads the file can read it. "
        f"To remove it: {place.remove}.",
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


def _names_a_body(block: Block) -> bool:
    """Whether a property is the name of an authority, a team or a program, such as "Northshire Police"."""
    if block.where.hidden != "property":
        return False
    words = block.text.partition(":")[2].split()
    return 0 < len(words) <= 7 and bool(_NO_PERSON.search(words[0]) or _NO_PERSON.search(words[-1]))


def _user_name(part: HiddenPart, document: Document) -> bool:
    """Whether a field that by definition names a user holds something else than an authority, a team or a program."""
    for block in document.blocks:
        if block.where.block in part.blocks and _NAMES_A_USER.search(block.label):
            field = block.label if part.kind in _IN_LABEL else block.text.partition("\n")[0]
            name = field.partition(":")[2].strip() if ":" in field else field.strip()
            if re.search(r"[^\W\d_]{2,}", name) and not _NO_PERSON.search(name):
                return True
    return False
