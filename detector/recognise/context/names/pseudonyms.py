"""Letters that a text makes somebody's name: "the mother (M)", "the Appellant (AB)", "the complainant, referred to as X", "JI (Iran) v".

Decisions and case reviews define them once and use them alone from then on. Letters that are a unit, a rank or a body's
usual abbreviation stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from detector.recognise.context.names.initials import usual_abbreviations
from recognizers.results import told

_ROLE = (
    r"(?:appellant|claimant|applicant|complainant|respondent|defendant|accused|offender|suspect|victim|survivor|witness|"
    r"patient|pupil|student|child|baby|infant|teenager|mother|father|parent|grandmother|grandfather|daughter|son|wife|husband|"
    r"partner|brother|sister|sibling|half-brother|half-sister|stepfather|stepmother|carer|foster carer|uncle|aunt|cousin|"
    r"officer|employee|paramedic|nurse|doctor|teacher|pilot|driver|porter|lecturer|social worker|support worker|firefighter|prison officer|tenant|resident|prisoner|detainee|man|woman|boy|girl|person|family member)"
)
_LETTERS = r"[“\"‘']?(?P<letters>[A-Z]{1,3}\d?)[”\"’']?"
_DEFINED = re.compile(
    rf"\b(?i:{_ROLE}|{_ROLE}['’]s)[ ]?(?:[(\[](?:hereafter |hereinafter |known as |called |referred to as |the )?{_LETTERS}[)\]])"
)
_CALLED = re.compile(
    rf"\b(?:(?:whom|who|he|she|they|him|her) (?:I|we) (?:shall |will |have )?(?:call|called|refer to as|referred to as)|"
    rf"(?:is|are|was|be) (?:referred to|known|anonymised) (?:in this \w+ )?(?:only )?as|(?:identified|described) only as)[ ]{_LETTERS}(?![\w’'-])"
)
_TITLE = re.compile(
    rf"(?:^|\bon the application of |\b(?:[Ii]n the matter of|IN THE MATTER OF|Re:?) ){_LETTERS}(?P<country>[ ]\([A-Z]\w+(?: \w+)?\))?"
    r"\)?(?=[ ](?:-?v-?\.?|and)[ ]|[ ]?\(?(?i:appellant|claimant|applicant|respondent)\b|[ ]*$)",
    re.M,
)
_ANONYMOUS = re.compile(r"\banonymity (?:order|direction)|\b(?:order|direction) (?:for|of|as to) anonymity", re.I)
_FOR_WHOM = re.compile(
    rf"\banonymity (?:order|direction)\b[^.\n]{{0,60}}?\b(?:in respect of|in favour of|granted to|for|protects) {_LETTERS}(?![\w’'-])"
)
_SCORE = 0.8
_ALSO_WORDS = frozenset({"A", "I"})


def pseudonyms(texts: Sequence[str]) -> list[list[RecognizerResult]]:
    """Further results for each block: the letters where they are defined, and wherever they stand again."""
    usual = usual_abbreviations()
    defined: set[str] = set()
    found: list[list[RecognizerResult]] = [[] for _ in texts]
    anonymous = any(_ANONYMOUS.search(text) for text in texts)
    for index, text in enumerate(texts):
        for pattern in (_DEFINED, _CALLED, _FOR_WHOM, _TITLE):
            for match in pattern.finditer(text):
                if pattern is _TITLE and not (anonymous or match["country"]):
                    # Without an order the letters before a "v" may be a company's, and a line of them a heading.
                    continue
                if match["letters"] not in usual:
                    defined.add(match["letters"])
                    found[index].append(told("Pseudonyms", "PERSON", *match.span("letters"), _SCORE))
    again = sorted(defined - _ALSO_WORDS, key=len, reverse=True)
    if not again:
        return found
    letters = re.compile(rf"(?<![\w./&@-])(?:{'|'.join(again)})(?![\w/&@-]|\.\w)")
    for index, text in enumerate(texts):
        if not text.isupper():
            found[index] += [told("Pseudonyms", "PERSON", *match.span(), _SCORE) for match in letters.finditer(text)]
    return found


def without_same(results: Sequence[RecognizerResult], letters: Sequence[RecognizerResult]) -> list[RecognizerResult]:
    """The results but for the names that are such letters and no more: how sure a reader of names is of them tells nothing."""
    spans = {(result.start, result.end) for result in letters}
    return [r for r in results if r.entity_type != "PERSON" or (r.start, r.end) not in spans]
