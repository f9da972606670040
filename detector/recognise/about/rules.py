"""Whom a mention is about: a case, a member of staff, the requester, nobody in particular (``public``), or unknown.

Direct identifiers are placed by the part of the letter they stand in; quasi-identifiers by whether their sentence
speaks of one particular person. The evidence for a particular case is added up from the cues in
``data/case_cues.yaml`` and the mentions in the sentence; three points make a case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from ipaddress import ip_address

import yaml

from detector.recognise.about.zones import Zone
from detector.types import About, Mention
from recognizers.contact.contacts import is_public_number, is_public_url, is_role_mailbox
from recognizers.values import Concept, DateValue, RelationValue

QUASI = frozenset(
    {"RELATIONSHIP", "DATE_TIME", "AGE", "LOCATION", "OCCUPATION", "GENDER", "NRP", "ORIENTATION", "QUANTITY"}
)
SENSITIVE = frozenset({"OFFENCE", "HEALTH", "OUTCOME"})
ALWAYS_PUBLIC = frozenset({"FOI_REFERENCE", "LEGAL_REFERENCE", "ORGANIZATION", "OPERATION_NAME"})
CONTACTS = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "URL", "IP_ADDRESS"})
ADDRESSES = frozenset({"STREET_ADDRESS", "UK_POSTCODE"})
CASE_POINTS = 3
FINE_DAYS = 31
_QUIET_ZONES = frozenset(
    {"furniture", "request", "boilerplate", "reference", "salutation", "signoff", "contact", "opening"}
)
_OFFICE_HOLDER = re.compile(
    r"\b(?:secretary of state|minister|commissioner|mayor|chief constable|chief fire officer|chief executive|leader of the (?:council|opposition)|council leader|prime minister|first minister|chancellor|ombudsman|president|judge|"
    r"justice|lord|home secretary|mp|chair(?:man|woman|person)?|coroner|hmcic|chief inspector of constabulary|baroness|lady|dame|sir|viscount|bishop|member for [^.;\n]{1,30})\b(?:\s+(?:of|for)\s+[^.;\n]{1,40}?)?[\s,:(–-]{0,4}(?:(?:Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Dr|the Rt Hon|Rt Hon)\.?\s*){0,2}$",
    re.I,
)
# Offices of which there is one, named in statements and statistics.
_OFFICE = re.compile(
    r"chief (?:fire officer|constable|executive)|commissioner|(?:prime |first )?minister|secretary of state|home secretary|chancellor|mayor|ombudsman|council leader|coroner|lord advocate",
    re.I,
)
_CITATION = re.compile(
    r"^\W{0,3}v\.?\s|^ and [A-ZÀ-Þ][\w'’-]+ \((?:19|20)\d\d|^,? (?:(?:the )?(?:Member of Parliament|MP|MSP|MS|MLA|Secretary of State|Minister|Commissioner|Ombudsman)\b)|^[^.\n]{0,60}\[\d{4}\]|^['’]s (?:law|review|inquiry|report)\b|^ (?:et al\.? ?)?\((?:19|20)\d\d[a-z]?\)",
    re.I,
)
_BENCH = re.compile(
    r"(?im)^\W*(?:before|coram|tribunal members?|panel(?: members)?|constitution)\b(?:\s*:|\s+[A-Z])[^.\n]*$"
)
# A site in the public register of planning applications.
_PLANNING = re.compile(
    r"\b(?:[A-Z]{1,4}/)?\d{2}(?:\d{2})?/\d{4,6}/[A-Z]{2,5}\b|\bplanning (?:application|permission)\b"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
_CONTACT_LINE = 200
_TEAM_LINE = re.compile(
    r"\W*(?:[\w&'’-]+ ){0,5}(?:Unit|Team|HQ|Headquarters|Department|Services?|Office|Switchboard|Centre|Desk)\b(?! (?:manager|officer|lead|assistant))",
    re.I,
)
_AUTHOR = re.compile(
    r"\b(?:report|review|study|book|article|paper|inquiry|research|findings|novel|poem)s? (?:by|of|from|led by|written by) (?:(?:Sir|Dame|Lord|Lady|Dr|Prof(?:essor)?|Mr|Ms|Mrs)\.? )?$",
    re.I,
)
_ELECTED = re.compile(
    r"\b(?:Cllrs?|Councillors?|Alderman|Lord Mayor|Mayor|MPs?|MSPs?|MLAs?|Baroness|Lord|Viscount)\.? $"
)
_STAFF_LABEL = re.compile(
    r"\b(?:contact|case ?worker|dealt with by|handled by|information (?:rights|governance|manager|officer)|decision maker|"
    r"disclosure (?:officer|manager|advisor)|reviewer|review(?:ed)? by|prepared by|approved by|considered by|decided by|handled by|answered by|signed by|responder|information owner|data owner|author|on behalf of|press officer|(?:my|our|with) thanks (?:go )?to|grateful to)\b(?:[^.\n]|(?<=Mr)\.|(?<=Dr)\.|(?<=Mrs)\.|(?<=Ms)\.|\n(?!\n)){0,40}$",
    re.I,
)
_REQUESTER_LABEL = re.compile(
    r"\b(?:requester|requestor|applicant|requested by|request from|from|dear|to)\s*(?:name)?\s*[:,]?\s*(?:mr|mrs|ms|miss|dr)?\.?\s*$",
    re.I,
)
_AUTHORITY_ADDRESS = re.compile(
    r"\b(?:police|constabulary|council|headquarters|hq|house|nhs|trust|office|department|unit|team|commissioner|ico|wycliffe|"
    r"p\.?o\.? box|university|ministry|centre|station|courts?|hospital|agency|service|llp|ltd|limited|plc|solicitors|chambers|law centre)\b",
    re.I,
)
_SERVICE_LINE = re.compile(
    r"\b(?:helpline|hotline|switchboard|security|reception|team|office|unit|desk|enquiries|control room|customer services?|helpdesk|service)\b[^.;\n]{0,30}$",
    re.I,
)
_DIRECT_LINE = re.compile(r"\b(?:direct|mobile|mob|ddi|ext(?:ension)?)\b[^\n\d]{0,20}$", re.I)
# A fax, and "101 ext 800 2507": the switchboard of a police force puts a caller through to a desk.
_SHARED_LINE = re.compile(
    r"\b(?:fax|facsimile)\b(?:[ ](?:no\.?|number))?[ :.]*$|\b101,?[ ](?:and ask for )?ext(?:ension|n)?\b\.?[ :]*(?:no\.?|number)?[ :]*$",
    re.I,
)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "case_cues.yaml").read_text("utf-8"))
    return {name: re.compile("|".join(f"(?:{cue})" for cue in cues), re.I) for name, cues in data.items()}


def cue_names(text: str) -> list[str]:
    """The names of the cues in ``data/case_cues.yaml`` that a text contains."""
    return [name for name, pattern in _cues().items() if name != "one_off_date" and pattern.search(text)]


def is_fine(value: object) -> bool:
    """Whether a date says the month or finer."""
    if not isinstance(value, DateValue):
        return False
    if value.start and value.end:
        return (value.end - value.start).days < FINE_DAYS
    return value.granularity in ("day", "week", "month") and "clock" not in value.flags


def about_direct(mention: Mention, zone: Zone, text: str, requesters: frozenset[str], staff: frozenset[str]) -> About:
    """About for names, contacts, addresses and references; ``requesters`` and ``staff`` are names, case-folded."""
    entity = mention.entity_type
    before = text[max(0, mention.start - 80) : mention.start]
    if entity in ALWAYS_PUBLIC:
        return "public"
    if entity == "PERSON":
        return _about_person(mention, zone, before, text[mention.end : mention.end + 80], requesters, staff)
    if entity in CONTACTS:
        return _about_contact(mention, zone, before, text)
    if entity in ADDRESSES:
        if (
            _PLANNING.search(text)
            or zone in ("boilerplate", "signoff", "contact", "furniture", "request")
            or _AUTHORITY_ADDRESS.search(text)
        ):
            return "public"
        return "requester" if zone in ("opening", "reference", "salutation") else "case"
    return "public" if zone == "request" else "case"


def _about_person(
    mention: Mention, zone: Zone, before: str, after: str, requesters: frozenset[str], staff: frozenset[str]
) -> About:
    folded = mention.text.casefold()
    if zone == "salutation" or folded in requesters:
        return "requester"
    if _OFFICE_HOLDER.search(before) or _CITATION.search(after) or re.search(r"\bv\.?\s+$", before):
        return "public"
    if _AUTHOR.search(before) or _ELECTED.search(before) or _BENCH.search(before):
        return "public"
    if zone == "signoff" or folded in staff or _STAFF_LABEL.search(before):
        return "staff"
    if (zone in ("opening", "reference") and _REQUESTER_LABEL.search(before)) or zone == "opening":
        return "requester"
    if zone == "request":
        return "public"
    return "public" if zone in ("furniture",) else "case"


def _has_role_mailbox(text: str) -> bool:
    """Whether a short text gives the address of a team, whose telephone number stands beside it."""
    of_a_team = any(is_role_mailbox(address) for address in ADDRESS.findall(text)) or _TEAM_LINE.match(text)
    return len(text) <= _CONTACT_LINE and bool(of_a_team)


def _about_contact(mention: Mention, zone: Zone, before: str, text: str) -> About:
    if mention.entity_type == "EMAIL_ADDRESS":
        if is_role_mailbox(mention.text):
            return "public"
        if zone in ("signoff", "contact", "boilerplate"):
            return "staff"
        return "requester" if zone in ("opening", "reference", "salutation", "request") else "case"
    if mention.entity_type == "PHONE_NUMBER":
        if (
            is_public_number(mention.text)
            or _has_role_mailbox(text)
            or is_shared_line(before)
            or (_SERVICE_LINE.search(before) and not _DIRECT_LINE.search(before))
        ):
            return "public"
        if zone in _QUIET_ZONES and zone not in ("opening", "request"):
            return "staff" if is_own_line(before, mention.text) else "public"
        return "requester" if zone in ("opening", "request") else "case"
    if mention.entity_type == "URL" and is_public_url(mention.text):
        return "public"
    if mention.entity_type == "IP_ADDRESS" and is_private_address(mention.text):
        return "public"
    return "case" if zone == "answer" else "public"


def is_private_address(text: str) -> bool:
    """Whether an internet address is one that every network has for itself (RFC 1918, RFC 4193): it leads to nobody."""
    try:
        return ip_address(text.strip("[]")).is_private
    except ValueError:
        return False


def is_shared_line(before: str) -> bool:
    """Whether the words before a telephone number say that an office shares it."""
    return _SHARED_LINE.search(before) is not None


def is_own_line(before: str, number: str) -> bool:
    """Whether a telephone number is a mobile, or a direct line by the words before it."""
    mobile = re.sub(r"\D", "", number).removeprefix("44").lstrip("0").startswith("7")
    return mobile or _DIRECT_LINE.search(before) is not None


def is_case_sentence(sentence: str, mentions: Sequence[Mention], zone: Zone) -> bool:
    """Whether a sentence with these mentions speaks of one particular person's case.

    The points are a rule of thumb, to be replaced by a trained model; a quiet zone is never a case unless a name or
    personal reference stands in it.
    """
    named = any(m.about == "case" and m.entity_type not in QUASI | SENSITIVE for m in mentions)
    if zone == "request" or (zone in _QUIET_ZONES and not named):
        return False
    return case_points(sentence, mentions, named) >= CASE_POINTS


def case_points(sentence: str, mentions: Sequence[Mention], named: bool) -> int:
    """The evidence that a sentence is about one person's case, in points; may be negative."""
    cues = _cues()
    points = 2 if named else 0
    points += max((_mention_points(m) for m in mentions if m.entity_type == "RELATIONSHIP"), default=0)
    points += 2 * any(m.entity_type == "DATE_TIME" and is_fine(m.value) for m in mentions)
    points += 2 * any(m.entity_type in ("AGE", "DATE_OF_BIRTH") for m in mentions)
    points += any(m.entity_type in SENSITIVE for m in mentions)
    points += any(m.entity_type == "OCCUPATION" and not _plural(m) and not _OFFICE.fullmatch(m.text) for m in mentions)
    points += any(m.entity_type == "LOCATION" for m in mentions)
    for cue in ("singular", "pronoun", "event"):
        points += bool(cues[cue].search(sentence))
    points -= 3 * bool(cues["generic"].search(sentence))
    points -= 4 * bool(cues["example"].search(sentence))
    points -= 3 * bool(cues["normative"].search(sentence))
    points -= 3 * bool(cues["statistic"].search(sentence))
    points -= 2 * bool(cues["process"].search(sentence))
    return points


def _mention_points(mention: Mention) -> int:
    value = mention.value
    if isinstance(value, RelationValue):
        personal = value.chain[-1].path[-1] not in ("operational", "professional")
        return (2 if len(value.chain) > 1 else 1) if personal and value.count is not None else int(personal)
    return 1


def _plural(mention: Mention) -> bool:
    return isinstance(mention.value, Concept) and mention.value.plural


def is_request_date(text: str, start: int) -> bool:
    """Whether the words right before a date say that it is no date of a case (a request, a meeting, a reporting period)."""
    return bool(_cues()["one_off_date"].search(text[max(0, start - 60) : start]))
