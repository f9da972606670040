"""Who writes a letter or a mail and to whom: the addressee, senders, recipients and signatures, beside what the text is about.

A letter is addressed to whom its salutation names; the address above it is that person's. In a thread of mails, the names in
headers, greetings and signatures are the correspondents': of the authority, or the applicant where the mail comes from or
goes to a private address. What is clear from the layout no model overrules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from detector.recognise.about.features import document_signs
from detector.recognise.about.rules import ADDRESS, is_own_line, is_shared_line
from detector.types import About, Block, Mention
from recognizers.contact.contacts import is_public_number, is_role_mailbox

_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_DEAR = re.compile(
    r"^[ \t]*dear[ \t]+(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|sir|dame|rev(?:d|erend)?|cllr|councillor)\b", re.I
)
_GREETING = re.compile(
    r"^[ \t]*(?:(?:dear|hi|hello|hiya|hey|morning|afternoon|good (?:morning|afternoon|evening))\b.{0,50}|[A-Z][a-z’'-]+(?:[ \t](?:and|&|/)[ \t][A-Z][a-z]+)?,)\s*$"
)
# "On 3 Aug 2023, at 21:15, Roy Vickery <royv@...> wrote:" begins the mail that is answered.
_WROTE = re.compile(r"^[ \t>]*On\b[^\n]{6,120}\n?[^\n]{0,60}\bwrote:\s*$", re.M)
_RULE = re.compile(r"^[ \t>]*(?:[-_=*]{5,}|[–—]{3,})(?!.*\b(?:forwarded|original)\b)[^\n]{0,60}\s*$", re.I)
_DOMAIN = re.compile(r"@([\w.-]+)")
_MARKS = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "UK_POSTCODE", "LOCATION", "PERSON"})
_LONGEST_SIGNATURE_LINE = 170
_LONGEST_LINE, _NEAR_LINES = 120, 4
_ADDRESS = frozenset({"STREET_ADDRESS", "UK_POSTCODE"})
_BODY = re.compile(
    r"\b(?:commissioner|ombudsman|office|council|constabulary|police|nhs|trust|department|unit|team|headquarters|hq|po box|ministry|university|service)\b",
    re.I,
)
_MOST_ADDRESS_BLOCKS = 7
_ATTENDANCE = re.compile(
    r"(?im)^\W*(?:present|(?:members |officers |also )?(?:in attendance|attending|attendees)|apologies(?: for absence)?|chair(?:ed by|person)?|minutes? (?:by|taken by|taker)|clerk|circulation|distribution)\b[^\n]*"
)
_ASKED = re.compile(
    r"\b(?:request|enquiry|e-?mail|letter|application|review|complaint)s?\b[^.;\n]{0,30}\b(?:from|by|made by|received from)\s+(?:(?:mr|mrs|ms|miss|mx|dr|prof)\.?\s+)?(?:[a-z]\.?\s+){0,2}$"
    r"|\b(?:the )?(?:requester|requestor|applicant)(?:'s name)?(?: is|,|:)\s+(?:(?:mr|mrs|ms|miss|mx|dr|prof)\.?\s+)?$",
    re.I,
)


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("detector") / "recognise" / "data" / "correspondents.yaml").read_text("utf-8"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = _data()
    header = re.compile(rf"^[ \t*]*(?P<field>{'|'.join(data['header'])})[ \t*]*:", re.I)
    closing = re.compile(
        rf"^\W*(?:{'|'.join(sorted(data['closings'], key=len, reverse=True))})\b[\s,.!]*(?:\n|$)", re.I
    )
    return header, closing


def with_correspondents(blocks: Sequence[Block], groups: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions of each block, those of correspondents marked ``staff`` or ``requester``."""
    texts = [_QUOTED.sub("", block.text) for block in blocks]
    marked = [list(group) for group in groups]
    if _is_thread(texts):
        _mark_thread(texts, marked)
    else:
        _mark_addressee(texts, marked)
    _mark_public_numbers(texts, marked)
    _mark_team_lines(texts, marked)
    _mark_letterhead(texts, marked)
    _mark_attendance(texts, marked)
    signs = document_signs(texts)
    # The applicant of a judgment has applied to the court.
    if "court" not in signs or "request" in signs:
        for index, block in enumerate(blocks):
            _mark_asked(block.text, marked[index])
    return marked


def _is_thread(texts: Sequence[str]) -> bool:
    fields = {
        match["field"].lower() for text in texts for line in text.splitlines() if (match := _patterns()[0].match(line))
    }
    return (
        "from" in fields
        and bool(fields & {"to", "sent"})
        and "subject" in fields | {"subject" if "sent" in fields else ""}
    )


def _set(mentions: list[Mention], about: About, kinds: frozenset[str] = _MARKS) -> None:
    for index, mention in enumerate(mentions):
        if (
            mention.entity_type in kinds
            and mention.about != about
            and not (mention.about == "public" and mention.entity_type != "PERSON" and about == "staff")
        ):
            mentions[index] = replace(mention, about=about)


@dataclass(slots=True)
class _Message:
    """The mail being read: who sends and who gets it, and whether its signature has begun."""

    sender: About | None = None
    recipient: About | None = None
    in_headers: bool = False
    signing: bool = False


def _mark_thread(texts: Sequence[str], marked: list[list[Mention]]) -> None:
    header, closing = _patterns()
    own = _own_domains(texts)
    mail = _Message()
    for index, text in enumerate(texts):
        fields = [
            match["field"].lower() for line in text.splitlines() if (match := header.match(_QUOTED.sub("", line)))
        ]
        if fields:
            if not mail.in_headers or "from" in fields:
                mail = _Message(in_headers=True)
            _read_headers(text, mail, own)
            sides = _sides(text, marked[index], mail, own)
            marked[index] = [
                replace(m, about=side)
                if side and m.entity_type in ("PERSON", "EMAIL_ADDRESS") and m.about != "public"
                else m
                for m, side in zip(marked[index], sides, strict=True)
            ]
            continue
        mail.in_headers = False
        if not text.strip():
            continue
        if _RULE.match(text):
            # What follows is no part of the mail above it: a draft, a note.
            mail = _Message()
            continue
        if wrote := _WROTE.search(text):
            mail = _Message(sender=_party(wrote[0], own) or "staff", recipient=mail.sender)
            marked[index] = [
                replace(m, about=mail.sender or "staff")
                if wrote.start() <= m.start < wrote.end() and m.entity_type in ("PERSON", "EMAIL_ADDRESS")
                else m
                for m in marked[index]
            ]
            continue
        alone = any(m.entity_type == "PERSON" and m.text == text.strip(" \t\r\n,.-") for m in marked[index])
        if (
            _GREETING.match(text)
            and not mail.signing
            and not (alone and closing.match(texts[index - 1] if index else ""))
        ):
            if mail.recipient:
                _set(marked[index], mail.recipient, frozenset({"PERSON"}))
        elif closing.match(text) or alone or mail.signing or _is_signature(text, marked[index]):
            mail.signing = len(text) <= _LONGEST_SIGNATURE_LINE
            if mail.signing:
                _set(marked[index], mail.sender or "staff")


def _is_signature(text: str, mentions: Sequence[Mention]) -> bool:
    """A short line that begins with a name and goes on with a role or a contact, and is no sentence."""
    if len(text) > _LONGEST_SIGNATURE_LINE or re.search(r"\b(?:is|was|has|had|were|are|said|been)\b", text):
        return False
    first = next((m for m in mentions if m.entity_type == "PERSON"), None)
    others = {m.entity_type for m in mentions} & {"OCCUPATION", "PHONE_NUMBER", "EMAIL_ADDRESS"}
    return first is not None and not text[: first.start].strip(" >*") and bool(others)


def _sides(text: str, mentions: Sequence[Mention], mail: _Message, own: frozenset[str]) -> Iterator[About | None]:
    """For each mention in header lines, on which side of the mail its line is."""
    for mention in mentions:
        line = text[: mention.start].rpartition("\n")[2] + text[mention.start :].partition("\n")[0]
        match = _patterns()[0].match(_QUOTED.sub("", line))
        field = match["field"].lower() if match else ""
        party = _party(line, own)
        yield party or (
            mail.sender
            if field == "from"
            else mail.recipient
            if field == "to"
            else "staff"
            if field in ("cc", "bcc")
            else None
        )


def _read_headers(text: str, mail: _Message, own: frozenset[str]) -> None:
    for line in text.splitlines():
        match = _patterns()[0].match(_QUOTED.sub("", line))
        if match and match["field"].lower() == "from":
            mail.sender = _party(line, own) or "staff"
        elif match and match["field"].lower() == "to":
            mail.recipient = _party(line, own) or "staff"


def _party(line: str, own: frozenset[str]) -> About | None:
    """Who a header line's address belongs to: outsiders are not staff, whose names would go unreported; None without one."""
    domains = _DOMAIN.findall(line.lower())
    if any(domain in own or _is_authority(domain) for domain in domains):
        return "staff"
    return "requester" if domains else None


def _is_authority(domain: str) -> bool:
    data = _data()
    return any(domain == end or domain.endswith("." + end) for end in data["authority_domains"]) or any(
        word in domain for word in data["words_of_bodies"]
    )


def _own_domains(texts: Sequence[str]) -> frozenset[str]:
    """The domains of a thread's team mailboxes, and those from which several people write: who writes from there works there."""
    private = _data()["private_domains"]
    found = {address.lower() for text in texts for address in ADDRESS.findall(text)}
    domains = [address.rpartition("@")[2] for address in found]
    teams = {address.rpartition("@")[2] for address in found if is_role_mailbox(address)}
    return frozenset(d for d in domains if d not in private and (d in teams or domains.count(d) > 1))


def _mark_addressee(texts: Sequence[str], marked: list[list[Mention]]) -> None:
    """The person of a formal salutation is the applicant; so is whoever has that name above it, with the lines of address below."""
    for index, text in enumerate(texts):
        if not _DEAR.match(text):
            continue
        _set(marked[index], "requester", frozenset({"PERSON"}))
        names = {
            word
            for m in marked[index]
            if m.entity_type == "PERSON"
            for word in m.text.casefold().split()
            if len(word) > 1
        }
        for above in range(index):
            if not any(m.entity_type == "PERSON" and names & set(m.text.casefold().split()) for m in marked[above]):
                continue
            _set(marked[above], "requester", _MARKS - {"LOCATION"})
            for below in range(above + 1, min(index, above + _MOST_ADDRESS_BLOCKS)):
                if any(m.entity_type in ("DATE_TIME", "FOI_REFERENCE") for m in marked[below]) or _BODY.search(
                    texts[below]
                ):
                    break
                _set(marked[below], "requester", _MARKS - {"LOCATION"})
            break
        return


def _mark_public_numbers(texts: Sequence[str], marked: list[list[Mention]]) -> None:
    """A number that everybody can look up, and an extension behind the switchboard, are nobody's, whatever they stand in."""
    for text, group in zip(texts, marked, strict=True):
        for place, mention in enumerate(group):
            number = mention.entity_type == "PHONE_NUMBER"
            if number and (is_public_number(mention.text) or is_shared_line(text[: mention.start])):
                group[place] = replace(mention, about="public")


def _mark_team_lines(texts: Sequence[str], marked: list[list[Mention]]) -> None:
    """A telephone number in a short line with a team's mailbox and no name is the team's."""
    for text, group in zip(texts, marked, strict=True):
        if len(text) > _LONGEST_SIGNATURE_LINE or any(m.entity_type == "PERSON" for m in group):
            continue
        if any(m.entity_type == "EMAIL_ADDRESS" and m.about == "public" for m in group):
            for place, mention in enumerate(group):
                if mention.entity_type == "PHONE_NUMBER":
                    group[place] = replace(mention, about="public")


def _mark_letterhead(texts: Sequence[str], marked: list[list[Mention]]) -> None:
    """The address in short lines beside a team's mailbox, or below a body's name with no person between, is the authority's."""
    for index, group in enumerate(marked):
        if len(texts[index]) > _LONGEST_LINE or not any(
            (m.entity_type in _ADDRESS and m.about == "case")
            or (m.entity_type == "PHONE_NUMBER" and m.about == "staff")
            for m in group
        ):
            continue
        near = [
            i
            for i in range(max(0, index - _NEAR_LINES), min(len(texts), index + _NEAR_LINES))
            if len(texts[i]) <= _LONGEST_LINE
        ]
        above = [m for i in near if i <= index for m in marked[i]]
        persons = any(m.entity_type in ("PERSON", "DATE_OF_BIRTH") and m.about in ("case", "requester") for m in above)
        named = any(m.entity_type == "PERSON" for m in above)
        mailbox = any(m.entity_type == "EMAIL_ADDRESS" and m.about == "public" for i in near for m in marked[i])
        body = any(
            m.entity_type == "ORGANIZATION" or _BODY.search(texts[i]) for i in near if i <= index for m in marked[i]
        )
        if mailbox or (body and not persons):
            for place, mention in enumerate(group):
                if mention.entity_type in _ADDRESS and mention.about == "case":
                    group[place] = replace(mention, about="public")
        for place, mention in enumerate(group):
            if mention.entity_type == "PHONE_NUMBER" and mention.about == "staff":
                before = texts[index][: mention.start]
                shared = is_shared_line(before) or (body and not named and not is_own_line(before, mention.text))
                if shared:
                    group[place] = replace(mention, about="public")


def _mark_attendance(texts: Sequence[str], marked: list[list[Mention]]) -> None:
    """Who attended a meeting is staff, unless the text goes on about that person."""
    attending: list[tuple[int, int]] = []
    for index, text in enumerate(texts):
        lines = [m.span() for m in _ATTENDANCE.finditer(text)]
        attending += [
            (index, place)
            for place, m in enumerate(marked[index])
            if m.entity_type == "PERSON"
            and any(start <= m.start < end for start, end in lines)
            and not is_relative(text, m, marked[index])
        ]
    elsewhere = {
        m.text.casefold().split()[-1]
        for index, group in enumerate(marked)
        for place, m in enumerate(group)
        if m.entity_type == "PERSON" and m.about == "case" and (index, place) not in attending
    }
    for index, place in attending:
        mention = marked[index][place]
        surname = mention.text.casefold().split()[-1]
        if mention.about in ("case", "staff"):
            marked[index][place] = replace(mention, about="case" if surname in elsewhere else "staff")


def is_relative(text: str, person: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether somebody who attended is told by a tie to the person it is about: "granddaughter Jess", "Kevin Lloyd (son)"."""
    return any(
        m.entity_type == "RELATIONSHIP"
        and (
            (m.end <= person.start and not text[m.end : person.start].strip(" ,("))
            or (person.end <= m.start and text[person.end : m.start].strip() in ("(", ","))
        )
        for m in mentions
    )


def _mark_asked(text: str, mentions: list[Mention]) -> None:
    """ "the request from Mr Pettifer (a.pettifer@...)": the person, and the contact in brackets right behind."""
    asked = False
    for index, mention in enumerate(mentions):
        if mention.entity_type == "PERSON" and _ASKED.search(text[max(0, mention.start - 70) : mention.start]):
            mentions[index], asked = replace(mention, about="requester"), True
        elif (
            asked
            and mention.entity_type in ("EMAIL_ADDRESS", "PHONE_NUMBER")
            and not re.search(r"\.\s", text[mentions[index - 1].end : mention.start])
        ):
            mentions[index] = replace(mention, about="requester")
        elif mention.entity_type == "PERSON":
            asked = False
