"""Direct identifiers -> the authority's redaction mark, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detector.fix.plan import Draft, Plan, Step, place_of
from detector.rewrite.changes import Edit, places, text_at
from detector.risk.findings import normalise
from detector.types import Mention
from recognizers.people.names import not_names
from recognizers.places.organisations import known_places

_RULES = ("TEXT-NAME", "TEXT-CONTACT", "TEXT-REFERENCE", "TABLE-NAME")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Prof(?:essor)?|Rev(?:erend)?)\.?\s+$")
_LEAST = 5
_WORD = re.compile(r"\w+")
_NAME_WORD = re.compile(r"(?<![\w@.-])[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]{2,})*(?![\w@-]|\.\w)")


def redactions(draft: Draft) -> Plan:
    """A step for each finding about a direct identifier: every mention of it, and every other place where it stands as it is."""
    steps: list[tuple[Step, list[Edit]]] = []
    wanted: dict[str, tuple[str, list[Edit]]] = {}
    for finding in draft.findings(*_RULES):
        mentions = [draft.mentions[i] for i in finding.mentions if i in draft.mentions]
        edits = [edit for mention in mentions for edit in _redacted(draft, mention)]
        values = list(dict.fromkeys(m.text for m in mentions))
        for value in values:
            wanted.setdefault(value, (mark_for(draft, value), edits))
        target = mark_for(draft, values[0]) if values else draft.policy.mark
        steps.append((Step(finding.rule, "redact", "; ".join(values[:3]), target), edits))
    _elsewhere(draft, wanted)
    persons = {m.text for m in draft.report.mentions if m.entity_type == "PERSON"}
    _surnames(draft, [(v, *wanted[v]) for v in wanted if v in persons])
    return Plan(tuple(replace(step, edits=tuple(edits)) for step, edits in steps), tuple(wanted))


def mark_for(draft: Draft, value: str) -> str:
    """The mark of an identifier. With ``{n}`` in the policy's mark, a person has the same number in all of a document.

    Without it all marks are alike, because a number is a pseudonym: it links everything that is said of one person (ICO,
    anonymisation guidance 2025, linkability).
    """
    if "{n}" not in draft.policy.mark:
        return draft.policy.mark
    key = _person(value)
    known = draft.marks.get(key) or next((mark for name, mark in draft.marks.items() if _same(name, key)), None)
    mark = known or draft.policy.mark.replace("{n}", str(len(set(draft.marks.values())) + 1))
    draft.marks[key] = mark
    return mark


def _person(value: str) -> str:
    return normalise(re.sub(r"[’']s$", "", value))


def _same(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same last word, and no first names that differ."""
    a, b = one.split(), other.split()
    return a[-1] == b[-1] and (
        len(a) == 1 or len(b) == 1 or (a[0][0] == b[0][0] and (a[0] == b[0] or 1 in map(len, (a[0], b[0]))))
    )


def _redacted(draft: Draft, mention: Mention) -> Iterator[Edit]:
    place = place_of(draft, mention)
    if place is None:
        return
    text = text_at(draft.report.document, place)
    start, end = mention.start, mention.end
    title = _TITLE.search(text, max(0, start - 12), start) if mention.entity_type == "PERSON" else None
    if mention.entity_type == "PERSON":
        own = re.search(r"[’']s$", text[start:end])
        end -= len(own[0]) if own else 0
    yield Edit(place, title.start() if title else start, end, mark_for(draft, mention.text))


def _elsewhere(draft: Draft, wanted: Mapping[str, tuple[str, list[Edit]]]) -> None:
    """Add the other places of each identifier that is no single word of ordinary length, which could mean something else there."""
    by_word: dict[str, list[tuple[re.Pattern[str], str, list[Edit]]]] = {}
    for value, (mark, edits) in wanted.items():
        first = _WORD.search(value)
        if len(value) >= _LEAST and first and value.startswith(first[0]) and re.search(r"[\s\d@]", value.strip()):
            words = r"\s+".join(re.escape(word) for word in value.split())
            by_word.setdefault(first[0].casefold(), []).append((re.compile(rf"{words}(?!\w)", re.I), mark, edits))
    known = {(place_of(draft, m), m.start) for m in draft.report.mentions if m.text in wanted} if by_word else set()
    for place in places(draft.report.document) if by_word else ():
        text = text_at(draft.report.document, place)
        for word in _WORD.finditer(text):
            for pattern, mark, edits in by_word.get(word[0].casefold(), ()):
                match = pattern.match(text, word.start())
                if match and (place, match.start()) not in known:
                    edits.append(Edit(place, match.start(), match.end(), mark))


def _surnames(draft: Draft, people: Sequence[tuple[str, str, list[Edit]]]) -> None:
    """Add the places where the surname of a person stands alone with a capital, as in the title of a case, unless it is a place,
    an ordinary word, or the name of somebody who deals with the answer."""
    by_name: dict[str, tuple[str, list[Edit]]] = {}
    for value, mark, edits in people:
        words = re.sub(r"[’']s$", "", value).split()
        surname = words[-1].strip(",.") if len(words) > 1 else ""
        if len(surname) >= _LEAST and surname.casefold() not in not_names() and surname.title() not in known_places():
            by_name.setdefault(surname.casefold(), (mark, edits))
    if not by_name:
        return
    staff = {
        (place_of(draft, m), at) for m in draft.report.mentions if m.about == "staff" for at in range(m.start, m.end)
    }
    for place in places(draft.report.document):
        text = text_at(draft.report.document, place)
        for word in _NAME_WORD.finditer(text):
            found = by_name.get(word[0].casefold())
            if found and (place, word.start()) not in staff:
                found[1].append(Edit(place, word.start(), word.end(), found[0]))
