"""Ranks, units, places, sexes and the other vocabularies in running text."""

from __future__ import annotations

import re

from detector.generalise.ladders import Step
from detector.generalise.prose import OMITTED
from detector.generalise.wording.data import noun, place
from detector.generalise.wording.english import Replacement, article_for, capital_like, left_out, like, with_article
from detector.types import Mention
from recognizers.values import Concept

_PLACED = re.compile(
    r"\b(?P<word>at|in|on|from|near|of|within|to|around|outside|into|inside|for|by|with|across|based (?:at|in)|attached to|assigned to)"
    r"\s+(?P<the>(?:the|our|a|an)\s+)?$",
    re.I,
)
_MORE_OF_A_UNIT = re.compile(
    r"(?:[ \t]+(?:unit|team|squad|department|command|branch|group|section|division|directorate|service|desk|hub|bureau))+\b",
    re.I,
)
# What follows a recognised place and is the rest of its name: "Luton" County Court, "Riverside retail" park.
_MORE_OF_A_NAME = re.compile(
    r"(?:[ \t]+(?:(?:and|of|the)[ \t]+)?[A-Z][\w’'-]+)+(?:[ \t]+(?:park|estate|centre|station|road|street|school|hospital|court))*"
    r"|(?:[ \t]+(?:retail|industrial|shopping|business|park|estate|centre|station|road|street|school|hospital|college|court|suite))+\b"
)
_NEEDS_A_PLACE = re.compile(
    r"\b(?:liv(?:e[sd]?|ing)|resid(?:e[sd]?|ing)|based|born|work(?:s|ed|ing)?|serv(?:e[sd]?|ing)|posted|employed|stationed|located|situated|attached|"
    r"assigned|transferred|moved|house|home|flat|address|practising)\s+(?:then\s+|now\s+|currently\s+)?$",
    re.I,
)
_ORIGIN = re.compile(
    r"[ \t]+(?:origin|descent|heritage|nationality|ethnicity|background|extraction|(?P<person>nationals?|citizens?))\b",
    re.I,
)
_OF = re.compile(r"\bof[ \t]+(?:an?[ \t]+)?$", re.I)
_WORD_NEXT = re.compile(
    r"[ \t]+(?!and\b|or\b|who\b|was\b|were\b|is\b|are\b|has\b|had\b|in\b|at\b|of\b|from\b|with\b|aged\b|to\b)[^\W\d_]",
    re.I,
)
_INDEFINITE = re.compile(r"\ban?[ \t]+$", re.I)
# The broadest classes of jobs that are an authority's.
_EMPLOYED = frozenset(
    {"police staff", "staff", "local government", "health care", "education", "emergency and justice"}
)
# "and of Management Accountant", "the first, Management Accountant"
_TITLE_WITHOUT_ARTICLE = re.compile(r"(?:,|\b(?:of|as|by|to|for))[ \t]+$")
# Whom the vocabulary keeps with the jobs and who has none.
_TAUGHT = frozenset({"pupil", "student", "learner"})
_PLURAL = re.compile(r"(?:[^s\W]s|men|women|people)$", re.I)
_NAMED_NEXT = re.compile(r"[ \t]+(?:\[|[A-Z])")


def reworded_place(text: str, start: int, end: int, wording: str | None) -> Replacement:
    """A place said as a region or nation, or left out with its preposition; the rest of its name goes with it."""
    more = _MORE_OF_A_NAME.match(text, end)
    end = more.end() if more else end
    found = _PLACED.search(text[max(0, start - 25) : start])
    at = max(0, start - 25) + found.start() if found else start
    if wording is None or more:
        if found is None or _NEEDS_A_PLACE.search(text[max(0, at - 30) : at]):
            return Replacement(start, end, OMITTED)
        return left_out(text, at, end)
    if found is None:
        return Replacement(start, end, place(wording))
    word = "in" if found["word"].casefold() in ("at", "on", "near", "outside", "inside", "around") else found["word"]
    return Replacement(at, end, f"{like(found['word'], word)} {place(wording)}")


def reworded_term(text: str, mention: Mention, step: Step) -> Replacement:
    """A term of a vocabulary said as its class; left out, a person remains where there was one."""
    start, end = mention.start, mention.end
    plural = isinstance(mention.value, Concept) and mention.value.plural
    if mention.entity_type == "OCCUPATION":
        plural = plural or _PLURAL.search(mention.text) is not None
        return _occupation(text, mention, step, plural)
    if mention.entity_type == "GENDER":
        return _sex(text, mention, plural)
    if step.value is not None:
        return with_article(text, start, end, noun(mention.entity_type, step.wording, plural))
    origin = _ORIGIN.match(text, end)
    if origin and origin["person"]:
        # "a Russian national", not "of Russian origin"
        return with_article(text, start, origin.end(), "people" if origin["person"].endswith("s") else "person")
    if origin:
        of = _OF.search(text[max(0, start - 8) : start])
        begin = max(0, start - 8) + of.start() if of else start
        return left_out(text, begin, origin.end())
    if _WORD_NEXT.match(text, end):
        return _without_adjective(text, start, end)
    if mention.entity_type == "NRP" and _INDEFINITE.search(text[max(0, start - 4) : start]):
        return with_article(text, start, end, "person")
    return Replacement(start, end, OMITTED)


def _occupation(text: str, mention: Mention, step: Step, plural: bool) -> Replacement:
    start, end = mention.start, mention.end
    if isinstance(mention.value, Concept) and any("unit" in level for level in mention.value.path[1:]):
        more = _MORE_OF_A_UNIT.match(text, end)
        end = more.end() if more else end
        found = _PLACED.search(text[max(0, start - 25) : start])
        if found:
            begin = max(0, start - 25) + found.start()
            if step.value is None:
                return left_out(text, begin, end)
            return Replacement(begin, end, f"{found['word']} a {noun('OCCUPATION', step.wording, plural)}")
        return Replacement(start, end, OMITTED if step.value is None else noun("OCCUPATION", step.wording, plural))
    if step.value is None and text[start:end][:1].isupper() and _NAMED_NEXT.match(text, end):
        return left_out(text, start, end)
    new = noun("OCCUPATION", _left_of_job(mention) if step.value is None else step.wording, plural)
    bare = (
        not plural and text[start:end][:1].isupper() and _TITLE_WITHOUT_ARTICLE.search(text[max(0, start - 5) : start])
    )
    return Replacement(start, end, f"{article_for(new)} {new}") if bare else with_article(text, start, end, new)


def _left_of_job(mention: Mention) -> str:
    """What is said of somebody whose job is not: an employee where the job is an authority's."""
    path = mention.value.path if isinstance(mention.value, Concept) else ("",)
    return "employee" if path[-1] in _EMPLOYED and path[0] not in _TAUGHT else "withheld"


def _sex(text: str, mention: Mention, plural: bool) -> Replacement:
    start, end = mention.start, mention.end
    word = mention.text.casefold()
    if word in ("male", "female") and _WORD_NEXT.match(text, end):
        return _without_adjective(text, start, end)
    name = word if word in ("boy", "girl") else {"boys": "boy", "girls": "girl"}.get(word, "withheld")
    return with_article(text, start, end, noun("GENDER", name, plural))


def _without_adjective(text: str, start: int, end: int) -> Replacement:
    """Without a word that stands before a noun; the article goes with what follows."""
    gap = re.match(r"[ \t]+", text[end:])
    rest = end + (gap.end() if gap else 0)
    word = re.match(r"[\w’'-]+", text[rest:])
    if word is None:
        return Replacement(start, rest, "")
    whole = with_article(text, start, rest + word.end(), capital_like(text, start, end, word[0]))
    return whole
