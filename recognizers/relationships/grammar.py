"""Relationship expressions: single terms, possessive chains ("sister's partner") and of-chains ("father of her child")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recognizers.relationships.taxonomy import APOSTROPHES, DASHES, Taxonomy, Term, normal_form, taxonomy
from recognizers.values import Concept, RelationValue

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_OWNERS = "officer|subject|applicant|suspect|victim|complainant|employee|staff member|member of staff|offender|patient|declarant"
_FILLER = re.compile(
    rf"\b(?:{_OWNERS})[{APOSTROPHES}]s?\b|\b(?:and|or|the|of|their|his|her|its|a|an|own|with|to|officer|subject|staff)\b|[&/,;+()\s.{APOSTROPHES}{DASHES}]",
    re.I,
)
_OWNED = re.compile(rf"(?:\b(?:her|his|their|my|your|our|ur|me)|[{APOSTROPHES}]s?)\s+$", re.I)
_FRIENDS_OF = re.compile(r"\s+of\s+(?:the\s+)?(?!(?:Mr|Mrs|Ms|Miss|Dr|Sgt|Insp|Supt)\b)[A-Z][a-z]")
_FIRM = re.compile(r"\b(?P<name>[A-Z][\w’'-]+)\s+(?:&|and)\s+$")
_ADJECTIVE = re.compile(
    r"\s+(?!(?:of|who|whom|was|were|is|are|had|has|and|or|in|at|by|with|that|which|from|on|when|for|but|as|if)\b)[a-z]+"
)
_DETERMINER = re.compile(
    r"\b(?:a|an|the|her|his|their|my|your|another|close|distant|blood|male|female|one|this|that|each|any|deceased|elderly|their own)\s+$",
    re.I,
)
_SIDE = re.compile(
    r"(?<![\w-])(?P<side>(?:(?:maternal|paternal|big|little|kid|baby|younger|older|elder|eldest|youngest|late|estranged|former|identical|twin|adult|teenage)\s+){1,2})$",
    re.I,
)
_MOST_HOPS = 3
_MEMBER = re.compile(
    r"\bmember(?P<many>s)? of (?:(?:her|his|their|my|your|the|an?|(?:the )?\w{1,40}['’]s)\s+)?(?:(?:immediate|extended|close|wider|own)\s+)*"
    r"(?P<group>family|household)\b(?!\s+(?:court|law|liaison|support))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a text: where, what it means, and whether its words are often generic."""

    start: int
    end: int
    value: RelationValue
    weak: bool


def _alternatives() -> str:
    forms = sorted(taxonomy().forms, key=lambda f: (-len(f), f))
    return "|".join(
        re.escape(f).replace(r"\ ", rf"[\s{DASHES}]{{1,3}}").replace("'", f"[{APOSTROPHES}]?") for f in forms
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    term = f"(?:{_alternatives()})"
    link = rf"(?:(?:[{APOSTROPHES}]s?|s[{APOSTROPHES}])\s+|(?<=s)\s+)"
    age = r"(?:(?:new|then|late|former|ex|adult|teenage|young(?:er)?|old(?:er)?|close|best|current)[\s-]+)?"
    owner = rf"(?:her|his|their|the|an?|my|your|our|one of (?:her|his|their))\s+(?:(?:{_OWNERS})[{APOSTROPHES}]s?\s+)?"
    chain = rf"(?<![\w{DASHES}]){term}(?:{link}{age}{term}){{0,{_MOST_HOPS - 1}}}(?![\w{DASHES}])"
    of = rf"(?<![\w{DASHES}])(?P<outer>{term})\s+(?:of|to)\s+(?:{owner})?(?P<inner>{term}(?:{link}{age}{term})?)(?![\w{DASHES}])"
    # Patterns of lower-case letters on a lowered text: Python's engine skips ahead only where case counts.
    return re.compile(of), re.compile(chain)


@cache
def _term() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives()})(?![\w{DASHES}]|[{APOSTROPHES}]t)", re.I)


@cache
def _quick() -> re.Pattern[str]:
    stems = {re.split(r"[ ']", form)[0][:4] for form in taxonomy().forms}
    return re.compile(r"\b(?:" + "|".join(sorted(re.escape(s) for s in stems)) + ")", re.I)


def find(text: str, cell: bool = False) -> Iterator[Found]:
    """All relationship expressions of a text, longest reading first, no two overlapping.

    In a cell the professions count too ("solicitor", "teacher").
    """
    if not _quick().search(text):
        return
    of, chain = _patterns()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    taken = bytearray(len(text))
    for match in _MEMBER.finditer(text):
        term, _ = taxonomy().forms["family member" if match["group"].casefold() == "family" else "housemate"]
        _take(taken, match)
        yield _found(text, match.start(), match.end(), [(term, match["many"] is not None)])
    for match in of.finditer(lowered):
        inner, outer = _hops(match["inner"]), _hops(match["outer"])
        free = not any(taken[match.start() : match.end()])
        if free and inner and outer and _stands(inner + outer, cell) and not _refused(text, match.start(), match.end()):
            _take(taken, match)
            yield _found(text, match.start(), match.end(), inner + outer)
    for match in chain.finditer(lowered):
        if any(taken[match.start() : match.end()]):
            continue
        hops = _hops(match[0])
        if hops and _stands(hops, cell) and not _refused(text, match.start(), match.end()):
            before = _SIDE.search(text, max(0, match.start() - 24), match.start())
            yield _found(text, before.start("side") if before else match.start(), match.end(), hops)


def _take(taken: bytearray, match: re.Match[str]) -> None:
    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())


def _stands(hops: list[tuple[Term, bool]], cell: bool) -> bool:
    """Whether the person at the end of the chain is told by a relationship: not so "the doctor's patient" in a sentence."""
    return cell or not hops[-1][0].cell


def _hops(text: str) -> list[tuple[Term, bool]]:
    """The terms of a chain in order, with whether each is plural. "sisters partner" is one sister's."""
    known = taxonomy()
    matches = list(_term().finditer(text))
    hops = []
    for match in matches:
        form = normal_form(match[0])
        entry = (
            known.forms.get(form) or known.forms.get(form.removesuffix("'s")) or known.forms.get(form.replace("'", ""))
        )
        if entry is None:
            return []
        unmarked = match is not matches[-1] and text[match.end() : match.end() + 1].isspace() and " of " not in text
        hops.append((entry[0], entry[1] and not (unmarked and form.endswith("s"))))
    return hops


def _refused(text: str, start: int, end: int) -> bool:
    known = taxonomy()
    word = text[start:end]
    before, after = text[max(0, start - 30) : start], text[end : end + 24]
    if known.not_after.match(after) and (after[:1].isspace() or after.startswith(tuple("-" + APOSTROPHES))):
        return True
    if re.match(rf"[{DASHES}]\w", after) or known.not_before.search(before):
        return True
    if word[0].isupper() and re.search(r"[a-z,] $", before) and re.match(r"\s+[A-Z][a-z]", after):
        return True
    if word.casefold() == "family" and re.match(r"\s+(?:house|home)\b", after):
        return True
    if normal_form(word) in known.owned:
        return _OWNED.search(before) is None
    if word == "Friends" and _FRIENDS_OF.match(after):
        return True
    firm = _FIRM.search(before) if word in ("Son", "Sons", "Brothers", "Daughters", "Partners") else None
    if firm is not None and normal_form(firm["name"]) not in known.forms:
        return True
    if word.casefold() in ("relative", "relatives") and re.match(r"\s+(?:to|risk|merits|importance|weight)\b", after):
        return True
    return word.casefold() == "relative" and bool(_ADJECTIVE.match(after)) and not _DETERMINER.search(before)


def _found(text: str, start: int, end: int, hops: list[tuple[Term, bool]]) -> Found:
    term, plural = hops[-1]
    chain = tuple(Concept((t.name, t.class_, t.family), plural=p) for t, p in hops)
    count = _count(text[max(0, start - 24) : start]) if plural else 1
    return Found(start, end, RelationValue(chain, term.sex, count), len(hops) == 1 and term.weak)


def _count(before: str) -> int | None:
    word = re.search(r"(\w+)\s+$", before)
    return _NUMBERS.get(word[1].casefold()) if word else None


def parse(text: str) -> tuple[RelationValue, ...]:
    """The relations that a whole table cell states, in order; empty for a cell that states none."""
    return tuple(found.value for found in sorted(find(" ".join(text.split()), cell=True), key=lambda f: f.start))


def covers(text: str) -> bool:
    """Whether a cell is nothing but relationship terms, quantifiers and the words that join them.

    A profession alone is not enough: "Teacher" is more often an occupation.
    """
    text = " ".join(text.split())
    found = sorted(find(text, cell=True), key=lambda f: -f.start)
    if all(_is_profession(item) for item in found):
        return False
    rest = text
    for item in found:
        rest = rest[: item.start] + " " + rest[item.end :]
    return not _leftover(rest, taxonomy())


def _is_profession(found: Found) -> bool:
    return taxonomy().terms[found.value.chain[-1].path[0]].cell


def _leftover(rest: str, known: Taxonomy) -> list[str]:
    return [word for word in _FILLER.sub(" ", rest).split() if word.casefold() not in known.quantifiers]
