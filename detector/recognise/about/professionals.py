"""Who is named because of his work and not because the text is about him: judges, counsel, registrars, whoever keeps the file.

Their names are no secret of the case, and a finding on each judge of a published decision is a false alarm. Only what
stands right beside the name counts; the roles are data (``data/professionals.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from detector.recognise.about.correspondents import is_relative
from detector.recognise.sentences import sentence_spans
from detector.types import About, Block, Mention

_KINDS: tuple[tuple[About, str], ...] = (("public", "court"), ("staff", "office"))
_TITLE = r"(?:(?:mr|mrs|ms|miss|dr|prof(?:essor)?|sir|dame|his honour|her honour|hhj|the hon(?:ourable)?)\.?\s+)*"
_LOOK_BEFORE, _LOOK_AFTER, _LONGEST_LINE = 90, 60, 160
_BETWEEN_NAMES = re.compile(
    r"^(?:\s*\([^()\n]{1,30}\))?(?:\s*(?:,|and|&|;)\s*)+(?:(?:mr|mrs|ms|miss|dr)\.?\s+)*$", re.I
)
# "Councillors Kent and Peacock": a title for all of them.
_SEVERAL = re.compile(r"\b(?:Cllrs|Councillors|Members|Judges|Justices)\b[^.;:\n]*$")
# Below the first, a line of the list says what its person is: else it may be the party whose case it is.
_OF_OFFICE = re.compile(
    r"\b(?:Judge|Justice|Member|Chair(?:man|woman)?|President|Registrar|Commissioner|Jurats?|Sir|Dame|Lord|Lady|KC|QC|[CDKMO]BE|JP)\b",
    re.I,
)
_PARTY = re.compile(r"\b(?:Appellants?|Respondents?|Claimants?|Defendants?|Applicants?)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Roles:
    """What stands right before and right behind the name of somebody in one kind of role, and whom such a name is about."""

    about: About
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _roles() -> tuple[_Roles, ...]:
    return tuple(_role(about, _data()[key]) for about, key in _KINDS)


@cache
def _spokesman() -> _Roles:
    return _role("staff", _data()["spokesman"])


def _role(about: About, data: dict[str, list[str]]) -> _Roles:
    before = rf"(?<![\w-])(?:{_any(data['before'])})\s*[:–-]?\s*{_TITLE}(?:[A-Z]\.?\s*){{0,3}}$"
    after = rf"^\s{{0,2}}(?:{_any(data['after'])})" if data["after"] else r"(?!)"
    return _Roles(about, re.compile(before, re.I), re.compile(after, re.I))


@cache
def _bench() -> re.Pattern[str]:
    return re.compile(rf"^[\W_]*(?:{_any(_data()['court']['bench'])})\s*(?P<colon>:|\|)?\s*(?P<rest>.*)$", re.I)


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("detector") / "recognise" / "data" / "professionals.yaml").read_text("utf-8"))


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def with_professionals(blocks: Sequence[Block], groups: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions of each block; a person of a case who is there to decide or to represent is ``public``, who runs it ``staff``."""
    on_the_bench = _benches([block.text for block in blocks], groups)
    found = []
    for block, group, lines in zip(blocks, groups, on_the_bench, strict=True):
        marked: list[Mention] = []
        for mention in group:
            of_a_case = mention.entity_type == "PERSON" and mention.about == "case"
            if of_a_case and not is_relative(block.text, mention, group):
                mention = replace(mention, about=_about(block.text, mention, group, marked, lines))
            marked.append(mention)
        found.append(marked)
    return found


def _about(
    text: str,
    mention: Mention,
    group: Sequence[Mention],
    earlier: Sequence[Mention],
    lines: Sequence[tuple[int, int]],
) -> About:
    if any(start <= mention.start < end for start, end in lines):
        return "public"
    before, after = (
        text[max(0, mention.start - _LOOK_BEFORE) : mention.start],
        text[mention.end : mention.end + _LOOK_AFTER],
    )
    if _spokesman().before.search(before) and _spokesman().after.match(after):
        return "staff"
    for role in _roles():
        if role.before.search(before) or role.after.match(after):
            return "case" if role.about == "staff" and _is_judged(text, mention, group) else role.about
    last = next((m for m in reversed(earlier) if m.entity_type == "PERSON"), None)
    if (
        last is None
        or last.about not in ("staff", "public")
        or not _BETWEEN_NAMES.match(text[last.end : mention.start])
    ):
        return mention.about
    listed = (
        last.about == "staff" or _SEVERAL.search(text[: last.start]) or _roles()[0].before.search(text[: last.start])
    )
    return last.about if listed else mention.about


def _is_judged(text: str, mention: Mention, group: Sequence[Mention]) -> bool:
    """Whether the sentence tells what somebody did or suffered, or what came of it: who holds an office can be its subject."""
    start, end = next((span for span in sentence_spans(text) if span[0] <= mention.start < span[1]), (0, len(text)))
    return any(m.entity_type in ("OFFENCE", "OUTCOME") and m.about == "case" and start <= m.start < end for m in group)


def _benches(texts: Sequence[str], groups: Sequence[Sequence[Mention]]) -> list[list[tuple[int, int]]]:
    """For each block, the stretches that only list who decides or represents."""
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    listing, listed = False, 0
    for index, (text, group) in enumerate(zip(texts, groups, strict=True)):
        persons = [m.start for m in group if m.entity_type == "PERSON"]
        place = 0
        for line in text.splitlines(keepends=True):
            span = (place, place + len(line))
            place += len(line)
            if not line.strip():
                continue
            has_person = any(span[0] <= start < span[1] for start in persons)
            heading = _bench().match(line.strip()) if len(line) <= _LONGEST_LINE else None
            if heading and (heading["colon"] or not heading["rest"]) and not _PARTY.search(heading["rest"]):
                listing, listed = True, 0
            elif (
                len(line) > _LONGEST_LINE
                or not has_person
                or _PARTY.search(line)
                or (listed and not _OF_OFFICE.search(line))
            ):
                listing = False
            if listing and has_person:
                found[index].append(span)
                listed += 1
    return found
