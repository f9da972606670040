"""Persons who are said to have died: their findings become low, and say why; those of the living around them stay.

Personal data are about living individuals (Data Protection Act 2018 s. 3(2) and (3); UK GDPR recital 27). The dead are not
dropped from the report: confidence, the family's own data and decency may still call for withholding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from detector.risk.cases.combinations import is_personal
from detector.risk.findings import normalise
from detector.types import Block, Finding, Mention, Record

_NEAR = 60
_REASON = (
    " The text says that this person has died: data about the dead are not personal data (Data Protection Act 2018 s. 3, UK GDPR "
    "recital 27). What it tells about living relatives is, and a duty of confidence may remain."
)
_TITLES = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|sir|lady|pc|dc|ps|sgt|sergeant|constable|inspector)\.?\s+)+", re.I)


@cache
def _cue(name: str) -> re.Pattern[str]:
    data = yaml.safe_load((files("detector") / "risk" / "data" / "deceased.yaml").read_text("utf-8"))
    cue = data[name]
    title = data["title"]
    if name == "before":
        return re.compile("|".join(f"(?:{c.removesuffix('$')}{title})" for c in cue), re.I)
    return re.compile(cue if isinstance(cue, str) else "|".join(f"(?:{c})" for c in cue), re.I)


def mark_deceased(
    findings: Iterable[Finding], blocks: Sequence[Block], mentions: Sequence[Mention], cases: Iterable[Record]
) -> list[Finding]:
    """The findings, those about the dead alone lowered to low."""
    texts = {block.where.block: block.text for block in blocks}
    by_id = {m.id: m for m in mentions}
    persons = [m for m in mentions if m.entity_type == "PERSON" and m.about == "case"]
    dead = {m.id for m in persons if _said_dead(m, texts)}
    dead |= _same_persons(persons, dead)
    gone = {m.id for case in cases if _subject_died(case, dead) for group in case.attributes.values() for m in group}
    return [_marked(f, by_id, dead, gone) for f in findings]


def _marked(finding: Finding, by_id: Mapping[str, Mention], dead: set[str], gone: set[str]) -> Finding:
    named = finding.kind == "identifier" and "PROTECTED" not in finding.rule
    about_the_dead = dead if named else gone if finding.kind == "combination" and finding.where.table is None else set()
    if not finding.mentions or finding.risk == "low" or not about_the_dead.issuperset(finding.mentions):
        return finding
    return replace(finding, risk="low", title=f"{finding.title} (said to have died)", why=finding.why + _REASON)


def _said_dead(mention: Mention, texts: Mapping[int | None, str]) -> bool:
    if mention.where.table is not None:
        return any(_cue("column").search(name) for name in mention.where.columns)
    text = texts.get(mention.where.block, "")
    before, after = text[max(0, mention.start - _NEAR) : mention.start], text[mention.end : mention.end + _NEAR]
    if _cue("after").search(after):
        return True
    found = _cue("before").search(before + _title_of(mention.text))
    if found is None:
        return False
    of_another = re.match(r"['’]s?\s", after) is not None and "late" not in found[0].casefold()
    return not of_another


def _title_of(name: str) -> str:
    """The titles that a name begins with, as they stand."""
    match = _TITLES.match(name)
    return match[0] if match else ""


def _bare(name: str) -> str:
    return _TITLES.sub("", normalise(name).removesuffix("'s").removesuffix("’s"))


def _same_persons(persons: Sequence[Mention], dead: set[str]) -> set[str]:
    """Further mentions of the dead: the name again, and full name for surname or the reverse where only one person has it."""
    names = {m.id: _bare(m.text) for m in persons}
    holders: dict[str, set[str]] = {}
    for name in names.values():
        if " " in name:
            holders.setdefault(name.split()[-1], set()).add(name)
    known = {names[m.id] for m in persons if m.id in dead and names[m.id]}
    for name in tuple(known):
        surname = name.split()[-1]
        if len(holders.get(surname, ())) == 1:
            known |= {surname, *holders[surname]}
    # A surname alone may be anybody's of the family, unless one person only is named with it.
    sure = {name for name in known if " " in name or len(holders.get(name, ())) == 1}
    return {id for id, name in names.items() if name in sure}


def _subject_died(case: Record, dead: set[str]) -> bool:
    """Whether a case is about one who died, and about nobody else."""
    related = any(is_personal(m) for m in case.attributes.get("RELATIONSHIP", ()))
    living = any(m.id not in dead for m in case.attributes.get("PERSON", ()))
    if related or living:
        return False
    if any(m.id in dead for m in case.attributes.get("PERSON", ())):
        return True
    died = _cue("died").search(case.text)
    if died is not None and not _cue("other_subject").search(case.text[: died.start()]):
        return True
    death = _cue("death_of").search(case.text)
    return death is not None and not _cue("other_subject").search(case.text[: death.start()])
