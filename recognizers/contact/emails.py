"""E-mail addresses, also those written out ("name at domain dot com"), and whether a team or a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recognizers.contact.phones import contact_data

_LOCAL = r"[\w.+'’&=-]{1,64}"
_ADDRESS = re.compile(rf"(?<![\w.+&@-]){_LOCAL}@(?:[\w-]{{1,63}}\.){{1,8}}[^\W\d_]{{2,24}}(?![\w@])")
_AT = r"(?:[ ]?[\[({<][ ]?(?:at|@)[ ]?[\])}>][ ]?)"
_DOT = r"(?:[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?|[ ](?:dot|DOT)[ ])"
_TLD = r"(?:com|co|uk|org|net|gov|police|nhs|ac|edu|info|eu|io|me|scot|wales|ie|pnn|mil|mod)"
_NAME = rf"[\w+'-]{{1,40}}(?:(?:\.|{_DOT})[\w+'-]{{1,40}}){{0,3}}"
_NO_NAME = "was|is|be|are|were|am|been|being|look|looking|arrived?|lives?|living|worked|works?|based|seen|me|us|you|him|her|it|them|that|this|only|found|go|here|there|and|or|not|available|published|online|site|website|page|visit"
_WRITTEN = re.compile(
    rf"(?<![\w.+@-])(?:{_NAME}{_AT}[\w-]{{1,40}}(?:(?:\.|{_DOT})[\w-]{{1,40}}){{0,4}}(?:\.|{_DOT}){_TLD}"
    rf"|(?!(?:{_NO_NAME})[ ]){_NAME}[ ](?:at|AT)[ ][\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,3}}{_DOT}{_TLD}"
    rf"|{_NAME}@[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,3}}{_DOT}{_TLD})(?![\w-])",
    re.IGNORECASE,
)
_MARK = re.compile(r"@|[\[({<\s]+at[\])}>\s]+", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_]+")
_REQUEST = re.compile(r"(?:foi\+)?request-[0-9]+")
_LONGEST_WORD = 22
_SHORTEST_JOINED = 3


def email_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every e-mail address."""
    if "@" in text:
        for match in _ADDRESS.finditer(text):
            lead = len(match[0]) - len(match[0].lstrip(".'’=&-"))
            yield match.start() + lead, match.end()
    if "@" in text or " at " in text.lower() or re.search(r"[\[({<] ?at ?[\])}>]", text, re.IGNORECASE):
        for match in _WRITTEN.finditer(text):
            yield match.span()


def is_role_mailbox(text: str) -> bool:
    """Whether an address is a team's or a function's (foi@, press.office@), not a person's (firstname.surname@)."""
    local, _, domain = text.strip().removeprefix("mailto:").lower().partition("@")
    if not domain and (mark := _MARK.search(text)):
        local, domain = text[: mark.start()].strip().lower(), text[mark.end() :].lower()
    if domain.endswith(tuple(contact_data()["request_domains"])) or _REQUEST.match(local):
        return True
    strong, weak, private = _words()
    parts = _PART.findall(local)
    if any(part in strong or _has_role(part) for part in parts):
        return True
    if not parts or domain.partition(".")[0] in private:
        return False
    return all(part in weak or _made_of(part, strong | weak) for part in parts)


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = contact_data()
    return frozenset(data["role_words"]), frozenset(data["weak_words"]), frozenset(data["private_domains"])


def _has_role(part: str) -> bool:
    """Whether a joined word consists of words that are all known and one of which is a role ("dataprotectionteam")."""
    strong, weak, _ = _words()
    words = _made_of(part, strong | weak)
    return any(word in strong for word in words)


def _made_of(part: str, vocabulary: frozenset[str]) -> list[str]:
    """A split of ``part`` into words of the vocabulary, the longest last; empty where there is none."""
    part = part[:64]
    splits: list[list[str] | None] = [[]] + [None] * len(part)
    for end in range(1, len(part) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end - min(_SHORTEST_JOINED, end) + 1):
            before = splits[start]
            if before is not None and part[start:end] in vocabulary:
                splits[end] = [*before, part[start:end]]
                break
    return splits[-1] or []
