"""Prose cases: which mentions of running text belong to one person's case.

A case is a clause, a sentence, or several sentences about one subject. A list item starts a case of its own. Within a
paragraph a sentence goes on with the case before it when it points back ("he", "the officer", "her partner"), and
starts another when it introduces somebody ("another officer", "a second", "one sergeant"). Two subjects joined in one
sentence are two cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from detector.recognise.about import QUASI, SENSITIVE
from detector.records.clauses import PERSON_WORDS, Clause, clauses
from detector.types import Block, Mention, Record, Where
from recognizers.values import Concept

_NEW_SUBJECT = re.compile(
    rf"^(?:\W*(?:in \w+(?: \d{{4}})?,?\s+|on [^,]{{1,30}},\s+)?)?(?:another|a (?:second|third|fourth|further|different)|the (?:second|third|fourth|other)|one|an?)[\s,]+(?:[\w''’-]+\s+){{0,3}}?{PERSON_WORDS}?\b",
    re.I,
)
_POINTS_BACK = re.compile(
    r"^\W*(?:he|she|they|his|her|their|this|that|it|both|the same|the (?:allegation|incident|matter|case|hearing|panel|outcome|declaration|"
    r"association|report|investigation|offence|complaint|complainant|victim|suspect|witness|subject|individual|person|applicant|defendant|claimant|accused))\b",
    re.I,
)
_THE_PERSON = re.compile(rf"^\W*the (?:\w+ )?(?P<who>{PERSON_WORDS})\b", re.I)
_POLICE = frozenset("officer constable sergeant inspector superintendent commander pc dc ds di dci ps pcso".split())
_NTH = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)} | {
    "other": 2
}
_THE_NTH = re.compile(rf"^\W*(?:in |for )?the ({'|'.join(_NTH)})\b(?! (?:week|month|quarter|half|day|year|time))", re.I)
_DEFINITE = re.compile(r"\b(?:the|that|this|his|her|their)\s+(?:\w+\s+)?$", re.I)
_NAMING = frozenset({"PERSON", "COLLAR_NUMBER"})
_LOOKS_BACK = 50
_GENERAL = frozenset("officer person individual man woman member".split())


def prose_cases(blocks: Sequence[Block], mentions: Iterable[Mention]) -> tuple[Record, ...]:
    """The prose cases in document order, each with the mentions that are about it."""
    by_block = {
        number: list(group)
        for number, group in groupby(
            (m for m in mentions if m.where.table is None and m.about == "case"), key=lambda m: m.where.block
        )
    }
    records: list[Record] = []
    for block in blocks:
        inside = by_block.get(block.where.block, [])
        if inside:
            records.extend(_cases_of(block, inside))
    return tuple(records)


@dataclass(slots=True)
class _Open:
    """A case of the block that is being read: its mentions, its words, and its number where it was introduced as one of several."""

    ordinal: int | None
    mentions: list[Mention] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def add(self, clause: Clause) -> None:
        """Take in a clause."""
        self.mentions.extend(clause.mentions)
        self.said.append(clause.text)
        self.words |= _words(clause.text)
        self.names |= {_name(m.text) for m in clause.mentions if m.entity_type in _NAMING}


def _cases_of(block: Block, mentions: Sequence[Mention]) -> Iterator[Record]:
    cases: list[_Open] = []
    current: _Open | None = None
    for clause in clauses(block.text, mentions):
        if block.kind == "list_item":
            if _JOINED_SUBJECT.match(clause.text):
                current = _spoken_of_before(clause, cases)
        elif clause.mentions:
            current = _spoken_of_before(clause, cases) or _continued(clause, current)
        if current is None:
            current = _Open(_introduced_as(clause.text, cases))
            cases.append(current)
        current.add(clause)
    for case in cases:
        if case.mentions:
            yield _record(block.where, case)


def _continued(clause: Clause, current: _Open | None) -> _Open | None:
    """The case before, where the clause goes on with it; None where it starts another."""
    if current is None or not current.mentions:
        return current
    if _NEW_SUBJECT.match(clause.text) or _THE_NTH.match(clause.text):
        return None
    goes_on = _points_back(clause.text, current) or not clause.subjects or _is_known(clause, current)
    return current if goes_on else None


def _spoken_of_before(clause: Clause, cases: Sequence[_Open]) -> _Open | None:
    """The earlier case that a clause returns to: "the second", a name again, "the sergeant" of two cases ago."""
    ordinal = _THE_NTH.match(clause.text)
    if ordinal is not None:
        return next((c for c in reversed(cases[-_LOOKS_BACK:]) if c.ordinal == _NTH[ordinal[1].casefold()]), None)
    recent = cases[-_LOOKS_BACK:]
    for mention in clause.mentions:
        if mention.entity_type in _NAMING:
            return next((c for c in reversed(recent) if _name(mention.text) in c.names), None)
    person = _THE_PERSON.match(clause.text)
    if person is None or not cases or person["who"].casefold() in {*_GENERAL, *cases[-1].words}:
        return None
    return next((c for c in reversed(recent) if person["who"].casefold() in c.words), None)


def _introduced_as(text: str, cases: Sequence[_Open]) -> int | None:
    """The number of a new case among those that the block introduces one by one; None where it is not so introduced."""
    ordinal = _THE_NTH.match(text)
    if ordinal is not None:
        return _NTH[ordinal[1].casefold()]
    if not _NEW_SUBJECT.match(text):
        return None
    return 1 + max((case.ordinal for case in cases[-_LOOKS_BACK:] if case.ordinal is not None), default=0)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.casefold()))


def _name(text: str) -> str:
    """What two mentions of one person share: the last word of the name, which is the label in "Officer A"."""
    return (text.casefold().removesuffix("'s").removesuffix("’s").split() or [""])[-1]


def _is_known(clause: Clause, current: _Open) -> bool:
    """Whether a clause begins with somebody who was spoken of: "the partner", "the son", "against the chief inspector"."""
    if not clause.subjects:
        return False
    first = clause.subjects[0]
    return bool(_DEFINITE.search(clause.before(first))) and _words(first.text) <= current.words


_JOINED_SUBJECT = re.compile(
    r"^\W*(?:another|a (?:second|third|fourth|further|different)|the (?:second|third|fourth|other))\b", re.I
)


def _points_back(text: str, current: _Open) -> bool:
    """Whether a clause goes on about the person before it: a pronoun, a case word, or "the" person who was spoken of."""
    if _POINTS_BACK.match(text):
        return True
    person = _THE_PERSON.match(text)
    if person is None:
        return False
    who, known = person["who"].casefold(), current.words
    return who in known or (who in _POLICE and bool(known & _POLICE)) or who.startswith("member of")


def _record(where: Where, case: _Open) -> Record:
    attributes: dict[str, tuple[Mention, ...]] = {}
    for mention in case.mentions:
        key = mention.entity_type
        attributes[key] = (*attributes.get(key, ()), mention)
    return Record(where, attributes, " ".join(part.strip() for part in case.said))


def quasi_mentions(record: Record) -> tuple[Mention, ...]:
    """The quasi-identifiers of a case, in order of place."""
    found = [m for group in record.attributes.values() for m in group if m.entity_type in QUASI]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def sensitive_mentions(record: Record) -> tuple[Mention, ...]:
    """The sensitive attributes of a case, in order of place."""
    found = [m for group in record.attributes.values() for m in group if m.entity_type in SENSITIVE]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def is_unit(mention: Mention) -> bool:
    """A unit, squad or department rather than a rank or role."""
    return isinstance(mention.value, Concept) and any("unit" in level.casefold() for level in mention.value.path[1:])
