"""One person is about one thing: a name that stands for nobody in particular in one place, and for the subject of a case elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detector.recognise.context.names.initials import initials_of
from detector.types import About, Block, Mention

_WORD = re.compile(r"[^\W\d_]{2,}")
_HOLDS_AN_OFFICE = re.compile(
    r"\b(?:Judge|Justice|Lord|Lady|Sir|Dame|Baroness|Sheriff|Coroner|Minister|Secretary|Commissioner|Counsel|KC|QC|Cllr|Councillor)\b\.?[ ]*$",
    re.I,
)
_SHORTEST = 4


def with_same_persons(blocks: Sequence[Block], groups: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions of each block; a ``public`` name all of whose words a case's name has, or the other way round, is the case's.

    So the title of a judgment names its applicant, whatever stands behind "v.".
    """
    known = {
        words
        for group in groups
        for mention in group
        if mention.entity_type == "PERSON" and mention.about == "case" and len(words := _words(mention)) >= 2
    }
    # a surname alone: the subject of a report that its title names in full
    alone = {
        mention.text.casefold()
        for group in groups
        for mention in group
        if mention.entity_type == "PERSON" and mention.about == "case" and len(mention.text) > _SHORTEST
    }
    groups = _as_the_applicant(groups)
    by_initials = _about_by_initials(groups)
    return [
        [
            replace(m, about=by_initials[m.text])
            if m.recognizer == "Initials" and m.text in by_initials
            else _settled(m, block.text, known, alone)
            for m in group
        ]
        for block, group in zip(blocks, groups, strict=True)
    ]


def _as_the_applicant(groups: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions; who is taken for staff by a header without an address, but is the applicant elsewhere, is the applicant."""
    full = {
        about: {
            words
            for group in groups
            for m in group
            if m.entity_type == "PERSON" and m.about == about and len(words := _words(m)) >= 2
        }
        for about in ("requester", "staff")
    }
    others = {word for name in full["staff"] - full["requester"] for word in name}

    def is_applicant(mention: Mention) -> bool:
        words = _words(mention)
        if mention.entity_type != "PERSON" or mention.about != "staff" or not words:
            return False
        return any(words <= name for name in full["requester"]) and (words in full["requester"] or not words & others)

    return [[replace(m, about="requester") if is_applicant(m) else m for m in group] for group in groups]


def _about_by_initials(groups: Sequence[Sequence[Mention]]) -> dict[str, About]:
    """Initials -> whom the text names with them, where all of these are staff or the public."""
    found: dict[str, set[About]] = {}
    for group in groups:
        for mention in group:
            if mention.entity_type == "PERSON" and mention.recognizer != "Initials":
                for short in initials_of(mention.text):
                    found.setdefault(short, set()).add(mention.about)
    return {
        short: "staff" if "staff" in about else "public"
        for short, about in found.items()
        if about <= {"staff", "public"}
    }


def _settled(mention: Mention, text: str, known: set[frozenset[str]], alone: set[str]) -> Mention:
    if mention.entity_type != "PERSON" or mention.about != "public":
        return mention
    words = _words(mention)
    if not any(len(word) >= _SHORTEST for word in words):
        return mention
    if _HOLDS_AN_OFFICE.search(text[max(0, mention.start - 24) : mention.start]):
        return mention
    same = any(words <= name or name <= words for name in known) or (
        len(words) > 1 and mention.text.casefold().split()[-1] in alone
    )
    return replace(mention, about="case") if same else mention


def _words(mention: Mention) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(mention.text))
