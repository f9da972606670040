"""Pronouns that tell a sex, said without it: "he was dismissed" becomes "they were dismissed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.generalise.wording.english import Replacement, like

_SUBJECT = re.compile(
    r"\b(?P<word>he|she)\b(?P<verb>[’']s|\s+(?:also\s+|then\s+|later\s+|never\s+|subsequently\s+)?(?P<plain>[a-z]+))?",
    re.I,
)
_VERBS = {"was": "were", "is": "are", "has": "have", "does": "do", "wasn't": "weren't", "isn't": "aren't"}
_NO_VERB = frozenset("his this its as us always perhaps yes plus thus across towards whereas besides".split())
_OBJECT = re.compile(r"\bhim\b", re.I)
_HIMSELF = re.compile(r"\b(?:him|her)self\b", re.I)
_HIS = re.compile(r"\bhis\b", re.I)
_HER = re.compile(r"\b(?P<word>her)\b(?P<next>\s+(?P<noun>[^\W\d_][\w’'-]*))?", re.I)
_HERS = re.compile(r"\bhers\b", re.I)
_NO_NOUN = frozenset(
    "to in at on of for from with by and or but that which who when while as if before after until since during about into over not "
    "against out off away back down up around again under through between towards there here twice once alone too also very home".split()
)


def neutral_pronouns(text: str, start: int, end: int) -> Iterator[Replacement]:
    """The replacements for every pronoun of a stretch that tells a sex.

    "They" takes the plural of the verb that follows it; "her" is "their" before a noun and "them" elsewhere.
    """
    for match in _SUBJECT.finditer(text, start, end):
        yield Replacement(match.start(), match.end(), like(match["word"], "they") + _verb(match))
    for match in _OBJECT.finditer(text, start, end):
        yield Replacement(match.start(), match.end(), like(match[0], "them"))
    for match in _HIMSELF.finditer(text, start, end):
        yield Replacement(match.start(), match.end(), like(match[0], "themselves"))
    for match in _HIS.finditer(text, start, end):
        yield Replacement(match.start(), match.end(), like(match[0], "their"))
    for match in _HERS.finditer(text, start, end):
        yield Replacement(match.start(), match.end(), like(match[0], "theirs"))
    for match in _HER.finditer(text, start, end):
        noun = match["noun"]
        word = "them" if noun is None or noun.casefold() in _NO_NOUN else "their"
        yield Replacement(match.start("word"), match.end("word"), like(match["word"], word))


def _verb(match: re.Match[str]) -> str:
    said, plain = match["verb"] or "", match["plain"]
    if said in ("'s", "’s"):
        return "’ve" if re.match(r"\s+(?:been|had|got|\w+ed)\b", match.string[match.end() :]) else "’re"
    if plain is None:
        return said
    return said[: len(said) - len(plain)] + _plural(plain)


def _plural(verb: str) -> str:
    if verb in _VERBS:
        return _VERBS[verb]
    if not verb.endswith("s") or verb.endswith("ss") or verb in _NO_VERB or len(verb) < 4:
        return verb
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if re.search(r"(?:sh|ch|ss|x|zz|o)es$", verb):
        return verb[:-2]
    return verb[:-1]
