"""Mentions of direct identifiers -> findings, one for each distinct identifier of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.recognise.about import ADDRESSES, ALWAYS_PUBLIC, CONTACTS, QUASI, SENSITIVE
from detector.risk.findings import finding, normalise
from detector.types import Finding, Mention, Risk, Suggestion
from recognizers.people.pseudonyms import is_pseudonym

_SILENT = QUASI | SENSITIVE | ALWAYS_PUBLIC | {"MONEY", "QUANTITY"}
_MIN_SCORE = 0.4
_SPEAKS_FOR_ALL = 200
LONGEST_ROW_LIST = 1000
_MARK = "[redacted: s.40(2)]"
_WORDS = {
    "PERSON": "a name",
    "EMAIL_ADDRESS": "an e-mail address",
    "PHONE_NUMBER": "a telephone number",
    "IP_ADDRESS": "an internet address",
    "URL": "a personal web address",
    "STREET_ADDRESS": "a street address",
    "UK_POSTCODE": "a full postcode",
    "DATE_OF_BIRTH": "a date of birth",
    "UK_NHS": "an NHS number",
    "UK_NINO": "a National Insurance number",
    "UK_PASSPORT": "a passport number",
    "UK_DRIVING_LICENCE": "a driving licence number",
    "UK_VEHICLE_REGISTRATION": "a vehicle registration",
    "UK_BANK_ACCOUNT": "a bank account",
    "IBAN_CODE": "a bank account",
    "CREDIT_CARD": "a payment card number",
    "PNC_ID": "a Police National Computer ID",
    "CRO_NUMBER": "a criminal records office number",
    "CASE_URN": "a unique case reference (URN)",
    "PROBATION_CRN": "a probation case number",
}


def identifier_findings(mentions: Sequence[Mention]) -> list[Finding]:
    """Findings for names, contacts, addresses and references of case subjects, the applicant and named staff."""
    groups: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.entity_type in _SILENT or mention.about in ("public", "unknown"):
            continue
        if mention.about == "staff" and mention.entity_type not in CONTACTS:
            continue
        if mention.score < _MIN_SCORE:
            continue
        groups.setdefault((mention.entity_type, normalise(mention.text), mention.about), []).append(mention)
    by_column, single = _split(groups)
    letters = [group for group in single if _stands_for_a_name(group[0])]
    named = [_finding(group) for group in single if not _stands_for_a_name(group[0])]
    return [*named, *([_pseudonym_finding(letters)] if letters else []), *map(_column_finding, by_column)]


def _stands_for_a_name(mention: Mention) -> bool:
    """Whether a person is told by letters that the text chose; initials of somebody who is named in it are that name's."""
    by_definition = mention.recognizer == "Pseudonyms"
    return (
        mention.entity_type == "PERSON"
        and mention.recognizer != "Initials"
        and (by_definition or is_pseudonym(mention.text))
    )


def _pseudonym_finding(groups: list[list[Mention]]) -> Finding:
    """One finding for all of a document: it is the custom of the text, and no alarm of its own each time."""
    mentions = [mention for group in groups for mention in group]
    persons = "a person" if len(groups) == 1 else f"{len(groups)} persons"
    places = "" if len(mentions) == 1 else f" in {len(mentions)} places"
    return finding(
        "TEXT-PSEUDONYM",
        "low",
        f"Letters or numbers stand for {persons}{places}. They name nobody, but each ties together all that is said of one person. Are "
        "letters the person's own initials, use others.",
        mentions[0].where,
        ["PERSON", *(group[0].text for group in groups)],
        mentions=tuple(m.id for m in mentions),
    )


def _split(groups: dict[tuple[str, str, str], list[Mention]]) -> tuple[list[list[Mention]], list[list[Mention]]]:
    """Columns with very many identifiers get one finding that speaks for all their rows."""
    columns: dict[tuple[str, int | None, tuple[str, ...]], list[list[Mention]]] = {}
    single = []
    for (entity, _, _), group in groups.items():
        if all(m.where.table is not None and m.where.cell for m in group):
            columns.setdefault((entity, group[0].where.table, group[0].where.columns), []).append(group)
        else:
            single.append(group)
    by_column = []
    for column in columns.values():
        if len(column) > _SPEAKS_FOR_ALL:
            by_column.append([m for group in column for m in group])
        else:
            single.extend(column)
    return by_column, single


def _finding(group: list[Mention]) -> Finding:
    first = group[0]
    what = _WORDS.get(first.entity_type, "a " + first.entity_type.replace("_", " ").lower())
    times = "" if len(group) == 1 else f" It stands in {len(group)} places."
    whose = {
        "case": "of a person whose case this is about",
        "requester": "of the applicant",
        "staff": "of a named member of staff",
    }
    return finding(
        _rule(first.entity_type),
        _risk(first),
        f"This is {what} {whose[first.about]}.{times} {_CONSEQUENCE[_rule(first.entity_type)]}",
        first.where,
        [first.entity_type, first.text],
        title=f"{what[0].upper()}{what[1:]} {whose[first.about]}",
        mentions=tuple(m.id for m in group),
        suggestions=(Suggestion("redact", first.text, _MARK, None, None, None),),
    )


def _column_finding(group: list[Mention]) -> Finding:
    first = group[0]
    column = first.where.columns[0] if first.where.columns else ""
    rows = tuple(sorted({m.where.rows[0] for m in group if m.where.rows}))
    return finding(
        "TABLE-NAME",
        "high",
        f"The column “{column}” has {len(group)} identifiers of persons in {len(rows)} rows. Each identifies somebody directly.",
        replace(first.where, cell=None, rows=rows[:LONGEST_ROW_LIST]),
        [first.entity_type, column],
        mentions=tuple(m.id for m in group),
        suggestions=(Suggestion("remove", f"column “{column}”", "no column", None, None, None),),
    )


_CONSEQUENCE = {
    "TEXT-NAME": "Whoever reads it knows who the answer is about.",
    "TEXT-CONTACT": "It leads to one person or household.",
    "TEXT-REFERENCE": "It points to one person's record, and others hold letters and systems with the same number.",
}


def _rule(entity: str) -> str:
    if entity == "PERSON":
        return "TEXT-NAME"
    return "TEXT-CONTACT" if entity in CONTACTS | ADDRESSES else "TEXT-REFERENCE"


def _risk(mention: Mention) -> Risk:
    return "high" if mention.about == "case" else "medium"
