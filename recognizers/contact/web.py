"""Web addresses: where they stand, and whether they lead to one person's account or to a public page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recognizers.contact.phones import contact_data

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SPLIT = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{0,9}://)?(?:[^/?#@\s]{1,80}@)?(?P<host>[^/?#:\s]{1,255})(?::[0-9]{1,5})?(?P<path>[^\s]*)"
)
_FACEBOOK_ID = re.compile(r"/profile\.php\?id=[0-9]+")
_TRAILING = ".,;:!?'\"’”*"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


@dataclass(frozen=True, slots=True)
class _Grammar:
    url: re.Pattern[str]
    bare_tlds: frozenset[str]
    profiles: tuple[tuple[str, re.Pattern[str]], ...]
    anywhere: re.Pattern[str]
    bodies: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    data = contact_data()
    tlds = "|".join(sorted(data["url_tlds"], key=len, reverse=True))
    return _Grammar(
        url=re.compile(
            rf"(?<![\w@./-])(?:(?P<scheme>(?i:https?|ftp)://|(?i:www)\.)[^\s<>\"“”|]{{3,2000}}"
            rf"|(?P<bare>(?:{_LABEL}\.){{1,6}}(?P<tld>(?i:{tlds})))(?![\w@-]|\.[A-Za-z0-9])(?P<path>(?::[0-9]{{1,5}})?/[^\s<>\"“”|]{{0,2000}})?)"
        ),
        bare_tlds=frozenset(data["url_tlds"]) - frozenset(data["path_only_tlds"]),
        profiles=tuple(
            (host, re.compile("|".join(f"(?:{p})" for p in paths))) for host, paths in data["profiles"].items()
        ),
        anywhere=re.compile("|".join(f"(?:{p})" for p in data["profile_paths"]), re.IGNORECASE),
        bodies=re.compile("|".join(re.escape(word) for word in data["body_words"])),
    )


def url_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every web address, without the punctuation of the sentence that it stands in."""
    grammar = _grammar()
    for match in grammar.url.finditer(text):
        if match["bare"] is not None and match["path"] is None and not _stands_alone(match, grammar):
            continue
        yield match.start(), match.start() + _trimmed(match[0])


def _stands_alone(match: re.Match[str], grammar: _Grammar) -> bool:
    """Whether a host without path is one: "met.police.uk", but not "request.info" or "End.Com"."""
    return match["tld"] in grammar.bare_tlds and not re.search(r"\.[A-Z][a-z]", match["bare"])


def _trimmed(url: str) -> int:
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _TRAILING or (last in _PAIRS and url.count(_PAIRS[last], 0, end) < url.count(last, 0, end)):
            end -= 1
        else:
            break
    return end


def is_public_url(text: str) -> bool:
    """False for the account of one person (a social-media profile, a personal folder), True for any other page."""
    match = _SPLIT.match(text.strip())
    if match is None:
        return True
    grammar = _grammar()
    host, path = match["host"].lower(), match["path"]
    for known, pattern in grammar.profiles:
        if host == known or host.endswith("." + known):
            if _FACEBOOK_ID.match(path):
                return False
            account = pattern.match(path)
            return account is None or bool(grammar.bodies.search(account[0].lower()))
    return grammar.anywhere.search(path) is None
