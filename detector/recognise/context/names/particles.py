"""Names in pieces put together: "Bronwen ap Rhys", "bin Yusuf, Hassan", "T. van der Merwe" as one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from presidio_analyzer import RecognizerResult

from recognizers.places.organisations import known_places

_PARTICLE = (
    r"(?:ap|ab|ferch|bin|binti|ibn|bint|van|von|der|den|de|du|da|dos|das|di|del|la|le|el|al|ter|zu|mac|nic|ní|ó|o')"
)

_BEGINS = re.compile(rf"{_PARTICLE}[ \t]", re.I)
_BEFORE = re.compile(rf"(?<![\w’'-])(?:{_PARTICLE}[ \t]+){{1,3}}$")
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|DC|PS|DS|Sgt|Insp|DI|Cllrs?|Councillors?|Judge|JUDGE|Member|MEMBER|Justice|JUSTICE|Advocate)"
_INITIALS = re.compile(rf"\b{_TITLES}\.? (?P<initials>(?:[A-Z]\.?[ ]?){{1,3}}[ ])$")
# behind a comma, a colon or at the start of a line, where "A" is no article: "R Tift, A Cook"
_LISTED = re.compile(
    r"(?:[a-z)],[ ]|[a-z)][ ](?:and|&)[ ]|:[ ]|^|\n)(?P<initials>(?:[A-Z]\.?[ ]){1,3}|(?:[A-Z]\.){1,3}[ ])$"
)
# "Mehmet K.", "Donna K in Licensing": a forename and the first letter of the surname
_FORENAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ÿā-ž]{2,14}")
_SURNAME_INITIAL = re.compile(r"[ ](?!I\b)[A-Z](?:\.(?=[ ,;)]|$|\n)|(?=[ ][a-z]|[,;:)]|\.?$|\n|['’]s))")
_SURE_OF_OTHER, _UNSURE = 0.9, 0.6
_BESIDE = frozenset({" and ", " to ", ", ", " or ", " with ", " & "})
_TWO_NAMES = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ÿā-ž]{2,14}[ ][A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ÿā-ž’'-]{2,20}")
_SPEAKS = re.compile(
    r"[ ](?:said|says|told|rang|denied|stated|replied|asked|alleged|claimed|complained|phoned|emailed|wrote|swore|apologised|shouted|admitted)\b"
)
_PLACE_WORD = re.compile(
    r"\b(?:Street|Road|House|Court|Park|Hall|Lane|Square|Hospital|School|College|Station|Centre|Estate|Town|City|County|Council|North|South|East|West|Upper|Lower|Great|Little|New|Old|"
    r"Saint|Abbey|Castle|Bridge|Hill|Green|Wood|Valley|Bay|Beach|Island|Farm|Lodge|Manor|Ward|Wing|Unit|Division|Office|Prison|Airport|Harbour)\b"
)
_WORD = re.compile(r"[^\W\d_][\w’'.-]*$")


def joined(text: str, results: Sequence[RecognizerResult]) -> list[RecognizerResult]:
    """The results, in order, with persons that only particles part made one, and a particle before a person taken in."""
    made: list[RecognizerResult] = []
    for result in results:
        if result.entity_type == "PERSON":
            before = _BEFORE.search(text, max(0, result.start - 24), result.start)
            floor = made[-1].end if made else 0
            if before and before.start() >= floor:
                result.start = before.start()
            near = text[max(0, result.start - 24) : result.start]
            initials = _INITIALS.search(near) or _LISTED.search(near)
            if initials and result.start - len(initials["initials"]) >= floor:
                result.start -= len(initials["initials"])
            surname = _SURNAME_INITIAL.match(text, result.end)
            if surname and _FORENAME.fullmatch(text, result.start, result.end):
                result.end = surname.end()
            last = made[-1] if made else None
            if last is not None and _one_name(text, last, result):
                last.end = result.end
                last.entity_type = "PERSON"
                continue
        made.append(result)
    return _without_towns(text, _who_acts(text, _named_beside(text, made)))


def _named_beside(text: str, results: list[RecognizerResult]) -> list[RecognizerResult]:
    """What a reader is not sure about, a forename and a surname by their form, right beside somebody who is named: one more person.

    "transferred from Bethan Jolley to Rajvinder Sahota": neither word was in what the reader learned from.
    """
    made: list[RecognizerResult] = []
    for result in results:
        last = made[-1] if made else None
        if last is not None and _is_unsure(last) and _is_unsure(result) and text[last.end : result.start] == " ":
            # two halves, each taken for something else
            last.end = result.end
            result = made.pop()
            last = made[-1] if made else None
        beside = last is not None and last.entity_type == "PERSON" and text[last.end : result.start] in _BESIDE
        if beside and _is_unsure(result) and _TWO_NAMES.fullmatch(text, result.start, result.end):
            result.entity_type = "PERSON"
        made.append(result)
    return made


def _who_acts(text: str, results: list[RecognizerResult]) -> list[RecognizerResult]:
    """Two words that a reader takes for a place are a person where a job stands right before them, or they speak.

    "Surveyor Clodagh Lowther: penetrating damp", "Clodagh Lowther said": a place has no job and says nothing.
    """
    for index, result in enumerate(results):
        name = text[result.start : result.end]
        if result.entity_type != "LOCATION" or not _is_read(result) or not _TWO_NAMES.fullmatch(name):
            continue
        words = name.split()
        if name in known_places() or words[0] in known_places() or _PLACE_WORD.search(name):
            continue
        last = results[index - 1] if index else None
        job = last is not None and last.entity_type == "OCCUPATION" and text[last.end : result.start] == " "
        if job or _SPEAKS.match(text, result.end):
            result.entity_type = "PERSON"
    return results


def _is_read(result: RecognizerResult) -> bool:
    return (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY) == "TokenNameRecognizer"


def _is_unsure(result: RecognizerResult) -> bool:
    return _is_read(result) and result.entity_type in ("ORGANIZATION", "LOCATION") and result.score < _UNSURE


def _without_towns(text: str, results: list[RecognizerResult]) -> list[RecognizerResult]:
    """What stands right before a postcode is a town, whatever a reader of names took it for."""
    for result, following in pairwise(results):
        between = text[result.end : following.start]
        if result.entity_type == "PERSON" and following.entity_type == "UK_POSTCODE" and not between.strip(" ,\t\r\n"):
            result.entity_type = "LOCATION"
    return results


def _is_forename(text: str, last: RecognizerResult, result: RecognizerResult) -> bool:
    """Whether a reader of names took a forename for something else, so that only the surname is a person: "Rajvinder Sahota"."""
    taken = last.entity_type in ("LOCATION", "ORGANIZATION") and last.score < _SURE_OF_OTHER
    words = (text[last.start : last.end], text[result.start : result.end])
    return taken and _is_read(last) and all(_FORENAME.fullmatch(word) for word in words)


def _one_name(text: str, last: RecognizerResult, result: RecognizerResult) -> bool:
    gap = text[last.end : result.start]
    if last.entity_type not in ("PERSON", "LOCATION", "ORGANIZATION") or "\n" in gap or gap.strip() != "":
        return False
    if _is_forename(text, last, result):
        return gap == " "
    if last.entity_type == "ORGANIZATION":
        return False
    begins = _BEGINS.match(text, result.start) is not None
    ends = last.entity_type == "PERSON" and re.fullmatch(_PARTICLE, text[last.start : last.end], re.I) is not None
    return (
        begins and _WORD.search(text[last.start : last.end]) is not None and " " not in text[last.start : last.end]
    ) or ends
