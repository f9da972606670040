"""Prose cases: which mentions of running text belong to one person's case.

A case is a clause, a sentence, or several sentences about one subject. A list item starts a case of its own. Within a
paragraph a sentence goes on with the case before it when it points back ("he", "the officer", "her partner"), and
starts another when it introduces somebody ("another officer", "a second", "one sergeant"). Two subjects joined in one
sentence are two cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from detector.recognise.about import QUASI, SENSITIVE
from detector.recognise.sentences import sentence_spans
from detector.types import Block, Mention, Record, Where

_PERSON_WORDS = (
    r"(?:officer|constable|sergeant|inspector|superintendent|commander|pc|dc|ds|di|dci|ps|pcso|man|woman|male|female|person|"
    r"boy|girl|child|pupil|student|teacher|nurse|doctor|employee|worker|manager|member of (?:police )?staff|complainant|victim|"
    r"suspect|patient|resident|tenant|detainee|prisoner|subject|applicant|individual|councillor|firefighter)"
)
_NEW_SUBJECT = re.compile(
    rf"^(?:\W*(?:in \w+(?: \d{{4}})?,?\s+|on [^,]{{1,30}},\s+)?)?(?:another|a (?:second|third|fourth|further|different)|the (?:second|third|fourth|other)|one|an?)\s+(?:[\w''’-]+\s+){{0,3}}?{_PERSON_WORDS}?\b",
    re.I,
)
_POINTS_BACK = re.compile(
    r"^\W*(?:he|she|they|his|her|their|this|that|it|both|the same|the (?:allegation|incident|matter|case|hearing|panel|outcome|declaration|"
    r"association|report|investigation|offence|complaint|complainant|victim|suspect|witness|subject|individual|person|applicant|defendant|claimant|accused))\b",
    re.I,
)
_THE_PERSON = re.compile(rf"^\W*the (?:\w+ )?(?P<who>{_PERSON_WORDS})\b", re.I)
_POLICE = frozenset("officer constable sergeant inspector superintendent commander pc dc ds di dci ps pcso".split())
_JOINED = re.compile(
    rf"(?:[;,]\s+(?:(?:and|while|whereas|but)\s+)?|\s+(?:and|while|whereas|but)\s+)(?=(?:(?:in|on|during|by)\s+[^,;.]{{1,25}}?,?\s+)?(?:another|a (?:second|third|fourth|further|different)|the (?:second|third|fourth|other)|one)\s+(?:[\w''’-]+\s+){{0,2}}?(?:{_PERSON_WORDS}\b|(?:declared|reported|had|was|disclosed|resigned|received|in|on)\b))|;\s+",
    re.I,
)


_ADVERBIAL = re.compile(
    r"\W*(?:in|on|during|between|at|by|since|after|before|following|around|early in|late in)(?:\s+[\w'’/-]+){1,4}\s*",
    re.I,
)


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


def _cases_of(block: Block, mentions: Sequence[Mention]) -> Iterator[Record]:
    current: list[Mention] = []
    said, first, last = "", 0, 0
    for start, end in _clauses(block.text):
        inside = [m for m in mentions if start <= m.start < end]
        text = block.text[start:end]
        starts_new = bool(_NEW_SUBJECT.match(text)) or (not _points_back(text, said) and _has_subject(inside))
        if (current and inside and starts_new and block.kind != "list_item") or (
            current and block.kind == "list_item" and _JOINED_SUBJECT.match(text)
        ):
            yield _record(block.where, current, first, last)
            current, said = [], ""
        if not current:
            first = start
        current.extend(inside)
        said += " " + text
        last = end
    if current:
        yield _record(block.where, current, first, last)


_JOINED_SUBJECT = re.compile(
    r"^\W*(?:another|a (?:second|third|fourth|further|different)|the (?:second|third|fourth|other))\b", re.I
)


def _points_back(text: str, said: str) -> bool:
    """Whether a clause goes on about the person before it: a pronoun, a case word, or "the" person who was spoken of."""
    if _POINTS_BACK.match(text):
        return True
    person = _THE_PERSON.match(text)
    if person is None:
        return False
    who, known = person["who"].casefold(), frozenset(re.findall(r"[a-z]+", said.casefold()))
    return who in known or (who in _POLICE and bool(known & _POLICE)) or who.startswith("member of")


def _has_subject(mentions: Sequence[Mention]) -> bool:
    """A clause that names its own person, rank or relationship does not lean on the one before it."""
    return any(m.entity_type in ("PERSON", "OCCUPATION", "RELATIONSHIP", "AGE", "COLLAR_NUMBER") for m in mentions)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentence_spans(text):
        position = start
        for match in _JOINED.finditer(text, start, end):
            if match.start() > position and not _ADVERBIAL.fullmatch(text, position, match.start()):
                yield position, match.start()
                position = match.end()
        yield position, end


def _record(where: Where, mentions: Sequence[Mention], start: int, end: int) -> Record:
    attributes: dict[str, tuple[Mention, ...]] = {}
    for mention in mentions:
        key = mention.entity_type
        attributes[key] = (*attributes.get(key, ()), mention)
    return Record(where, attributes, start, end)


def quasi_mentions(record: Record) -> tuple[Mention, ...]:
    """The quasi-identifiers of a case, in order of place."""
    found = [m for group in record.attributes.values() for m in group if m.entity_type in QUASI]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def sensitive_mentions(record: Record) -> tuple[Mention, ...]:
    """The sensitive attributes of a case, in order of place."""
    found = [m for group in record.attributes.values() for m in group if m.entity_type in SENSITIVE]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))
