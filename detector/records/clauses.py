"""Clauses of a paragraph: the pieces of which each speaks of one person at most."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detector.recognise.sentences import sentence_spans
from detector.types import Mention

PERSON_WORDS = (
    r"(?:officer|constable|sergeant|inspector|superintendent|commander|pc|dc|ds|di|dci|ps|pcso|man|woman|male|female|person|"
    r"boy|girl|child|pupil|student|teacher|nurse|doctor|employee|worker|manager|member of (?:police )?staff|complainant|victim|"
    r"suspect|patient|resident|tenant|detainee|prisoner|subject|applicant|individual|councillor|firefighter)"
)
_JOINED = re.compile(
    rf"(?:[;,]\s+(?:(?:and|while|whereas|but)\s+)?|\s+(?:and|while|whereas|but)\s+)(?=(?:(?:in|on|during|by)\s+[^,;.]{{1,25}}?,?\s+)?(?:another|a (?:second|third|fourth|further|different)|the (?:second|third|fourth|other)|one)\s+(?:[\w''’-]+\s+){{0,2}}?(?:{PERSON_WORDS}\b|(?:declared|reported|had|was|disclosed|resigned|received|in|on)\b))|;\s+",
    re.I,
)
_ADVERBIAL = re.compile(
    r"\W*(?:in|on|during|between|at|by|since|after|before|following|around|early in|late in)(?:\s+[\w'’/-]+){1,4}\s*",
    re.I,
)
_AND_A = re.compile(
    r"(?P<joint>\)?[,;]?\s+(?:and|while|whereas|but)\s+|\)?[,;]\s+)(?:in [^,;.]{1,20},?\s+)?an?\s", re.I
)
_CONJUNCTION = re.compile(r"\b(?:and|while|whereas|but)\b", re.I)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|been|did|resigned|retired|left|declared|disclosed|reported|received|admitted|pleaded|"
    r"appeared|attended|died|became|stole|took|used|sent|lost|made|got|drove|told|said|\w+ed)\b",
    re.I,
)
_WORKS_AS = re.compile(r"\b(?:work|employ|serv|act)\w{0,3} as (?:an?|the)? ?$", re.I)
_NEAR = 25
_FEW = 20
SUBJECTS = frozenset({"PERSON", "OCCUPATION", "RELATIONSHIP", "AGE", "COLLAR_NUMBER"})
"""Entity types that bring a person into a clause."""


@dataclass(frozen=True, slots=True)
class Clause:
    """``text`` from ``start`` on in the block, with the mentions of the case kind that stand in it."""

    start: int
    text: str
    mentions: tuple[Mention, ...]

    def before(self, mention: Mention) -> str:
        """The words of the clause before a mention."""
        return self.text[: max(0, mention.start - self.start)]

    @property
    def subjects(self) -> tuple[Mention, ...]:
        """The mentions of persons; what somebody works as brings in nobody else."""
        return tuple(
            m
            for m in self.mentions
            if m.entity_type in SUBJECTS
            and not (m.entity_type == "OCCUPATION" and _WORKS_AS.search(self.before(m)[-30:]))
        )


def clauses(text: str, mentions: Sequence[Mention]) -> Iterator[Clause]:
    """Sentences, parted where another subject is joined on ("and in June another officer", "; the second")."""
    ordered = sorted(mentions, key=lambda m: m.start)
    starts = [m.start for m in ordered]
    for start, end in _spans(text, ordered, starts):
        inside = ordered[bisect_left(starts, start) : bisect_left(starts, end)]
        yield Clause(start, text[start:end], tuple(inside))


def _spans(text: str, mentions: Sequence[Mention], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for start, end in sentence_spans(text):
        position = start
        for match in _JOINED.finditer(text, start, end):
            if match.start() > position and not _ADVERBIAL.fullmatch(text, position, match.start()):
                yield from _parted(text, position, match.start(), mentions, starts)
                position = match.end()
        yield from _parted(text, position, end, mentions, starts)


def _parted(
    text: str, start: int, end: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """A clause in pieces where "and a ..." brings in a second person: with a verb, or with a date, of their own."""
    position = start
    for match in _AND_A.finditer(text, start, end):
        before = mentions[bisect_left(starts, position) : bisect_left(starts, match.start())][-_FEW:]
        after = mentions[bisect_left(starts, match.end()) : bisect_left(starts, min(end, match.end() + _NEAR))]
        if not after or after[0].entity_type not in ("OCCUPATION", "AGE", "GENDER"):
            continue
        first = bisect_left(starts, match.end())
        rest = mentions[first : min(first + _FEW, bisect_left(starts, end))]
        if _says_two(text, position, match, end, before, after[0]) or _lists(before, rest):
            yield position, match.start()
            position = match.end("joint")
    yield position, end


def _says_two(text: str, start: int, joint: re.Match[str], end: int, before: Sequence[Mention], after: Mention) -> bool:
    """ "... was warned, and a sergeant was dismissed": a person and a verb on both sides of a conjunction."""
    return (
        _CONJUNCTION.search(joint["joint"]) is not None
        and any(m.entity_type in SUBJECTS for m in before)
        and _VERB.search(text, start, joint.start()) is not None
        and _VERB.search(text, after.end, end) is not None
    )


def _lists(before: Sequence[Mention], after: Sequence[Mention]) -> bool:
    """ "a constable (Leeds, March 2021), a sergeant (Bradford, May 2021)": a role and a date on both sides."""
    kinds = {m.entity_type for m in before}
    following = next((m.entity_type for m in after[1:] if m.entity_type in ("OCCUPATION", "DATE_TIME")), None)
    return {"OCCUPATION", "DATE_TIME"} <= kinds and after[0].entity_type == "OCCUPATION" and following == "DATE_TIME"
