"""Persons whom statute protects whatever k is: victims with anonymity for life, the young in proceedings, reporting restrictions.

Sexual Offences (Amendment) Act 1992 ss. 1 and 2 (trafficking included); Female Genital Mutilation Act 2003 s. 4A; Anti-social
Behaviour, Crime and Policing Act 2014 sch. 6A (forced marriage); Children and Young Persons Act 1933 ss. 39 and 49; Youth Justice
and Criminal Evidence Act 1999 ss. 45 to 46; Contempt of Court Act 1981 ss. 4 and 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from detector.recognise.about import QUASI
from detector.recognise.sentences import sentence_spans
from detector.records.cases import quasi_mentions
from detector.risk.findings import finding
from detector.risk.identifiers import LONGEST_ROW_LIST
from detector.types import Block, Finding, Mention, Record, Suggestion, TypedTable
from recognizers.people.ages import parse_age
from recognizers.values import AgeValue

_ADULT = 18
_MARK = "[withheld]"


@cache
def _cue(name: str) -> re.Pattern[str]:
    data = yaml.safe_load((files("detector") / "risk" / "data" / "protected.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{cue})" for cue in data[name]), re.I)


def protected_findings(
    blocks: Sequence[Block], records: Sequence[Record], tables: Sequence[TypedTable], mentions: Sequence[Mention]
) -> list[Finding]:
    """High findings for protected persons in cases of running text and in rows of tables, and for stated restrictions."""
    found = [f for record in records if (f := _case(record)) is not None]
    found.extend(_restrictions(blocks, mentions))
    for table in tables:
        if table.shape == "records":
            found.extend(_rows(table))
    return found


def _case(record: Record) -> Finding | None:
    every = sorted((m for group in record.attributes.values() for m in group), key=lambda m: m.start)
    said = record.text
    telling = [
        m
        for m in every
        if m.entity_type in QUASI | {"PERSON", "DATE_OF_BIRTH"} and not _cue("victim").fullmatch(m.text)
    ]
    if not telling:
        return None
    if _cue("victim").search(said) and (_cue("sexual_offence").search(said) or _cue("other_lifelong").search(said)):
        return _finding("TEXT-PROTECTED-VICTIM", record, telling, "a victim who has anonymity for life")
    if _is_youth_case(every, said):
        return _finding("TEXT-PROTECTED-YOUTH", record, telling, "a child or young person in criminal proceedings")
    return None


def _is_youth_case(mentions: Sequence[Mention], said: str) -> bool:
    """Somebody under 18 who is dealt with, or anybody in particular before a youth court or under a youth order."""
    ages = [
        m.text for m in mentions if isinstance(m.value, AgeValue) and m.value.high is not None and m.value.high < _ADULT
    ]
    if _cue("youth_setting").search(said) and (ages or _cue("young_person").search(said)):
        return True
    if _cue("victim").search(said):
        return False
    return any(_dealt_with(age, said) for age in ages) or _cue("young_dealt_with").search(said) is not None


def _dealt_with(age: str, said: str) -> bool:
    """Whether it is the one of this age who is dealt with: nobody else comes between ("by a man who was arrested")."""
    at = said.find(age)
    for match in _cue("dealt_with").finditer(said):
        between = said[at + len(age) : match.start()] if match.start() > at else said[match.end() : at]
        if not _cue("somebody_else").search(between):
            return True
    return False


def _finding(rule: str, record: Record, telling: Sequence[Mention], who: str) -> Finding:
    details = quasi_mentions(record)
    return finding(
        rule,
        "high",
        f"The details are about {who}. Statute forbids publishing anything that is likely to lead to their identification, however "
        "many others share these details.",
        record.where,
        [f"{m.entity_type}={m.text}" for m in telling],
        mentions=tuple(m.id for m in (details or telling)),
        suggestions=(Suggestion("suppress", "; ".join(m.text for m in telling), _MARK, None, None, None),),
    )


def _restrictions(blocks: Sequence[Block], mentions: Sequence[Mention]) -> Iterator[Finding]:
    """A stated restriction with the details that stand in its paragraph, or else in those next to it."""
    by_block: dict[int | None, list[Mention]] = {}
    for mention in mentions:
        if mention.where.table is None and mention.about == "case":
            by_block.setdefault(mention.where.block, []).append(mention)
    for number, block in enumerate(blocks):
        if not _is_restricted(block.text):
            continue
        beside = (block, *blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2])
        place, inside = next(((b, found) for b in beside if (found := by_block.get(b.where.block, []))), (block, []))
        if inside:
            yield finding(
                "TEXT-PROTECTED-RESTRICTION",
                "high",
                "The text says that a reporting restriction is in force and gives details of the case.",
                place.where,
                ["restriction", *(f"{m.entity_type}={m.text}" for m in inside)],
                mentions=tuple(m.id for m in inside),
                suggestions=(Suggestion("suppress", "; ".join(m.text for m in inside), _MARK, None, None, None),),
            )


def _is_restricted(text: str) -> bool:
    """Whether a sentence says that a restriction is in force, rather than what restrictions are."""
    return _cue("restriction").search(text) is not None and any(
        _cue("restriction").search(text, start, end) and not _cue("restriction_in_general").search(text, start, end)
        for start, end in sentence_spans(text)
    )


def _rows(table: TypedTable) -> Iterator[Finding]:
    names = [column.name for column in table.columns]
    quasi = [i for i, column in enumerate(table.columns) if column.role == "quasi"]
    offences = [i for i, column in enumerate(table.columns) if column.kind == "offence"]
    of_victims = _cue("victim").search(" ".join([table.caption, *names])) is not None
    sexual = [
        n
        for n, row in enumerate(table.rows, 1)
        if any(_cue(cue).search(row[i].text) for i in offences for cue in ("sexual_offence", "other_lifelong"))
    ]
    if of_victims and sexual and quasi:
        yield _row_finding(
            "TABLE-PROTECTED-VICTIM", table, sexual, quasi + offences, "victims who have anonymity for life"
        )
    ages = [i for i, column in enumerate(table.columns) if column.kind == "age"]
    proceedings = [i for i, column in enumerate(table.columns) if column.kind in ("outcome", "offence")]
    young = [
        n
        for n, row in enumerate(table.rows, 1)
        if any((age := parse_age(row[i].text)) is not None and age.high is not None and age.high < _ADULT for i in ages)
        and any(
            _cue("dealt_with").search(row[i].text) or _cue("youth_setting").search(row[i].text) for i in proceedings
        )
    ]
    if young and not of_victims:
        yield _row_finding(
            "TABLE-PROTECTED-YOUTH", table, young, ages + proceedings, "children or young persons in proceedings"
        )


def _row_finding(rule: str, table: TypedTable, rows: Sequence[int], columns: Sequence[int], who: str) -> Finding:
    names = tuple(table.columns[i].name for i in sorted(set(columns)))
    return finding(
        rule,
        "high",
        f"{len(rows):,} of the {len(table.rows):,} rows are about {who}. Statute protects them however many others share the details.",
        replace(table.where, rows=tuple(rows[:LONGEST_ROW_LIST]), columns=names),
        names,
        suggestions=(Suggestion("suppress", f"column “{names[0]}” in these rows", _MARK, None, None, None),),
    )
