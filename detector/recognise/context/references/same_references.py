"""A reference that is named once is of the same kind wherever it stands, and so are guesses of its very shape.

"Custody nos: 22EZ1023419, 22EZ1023519 ... The first detainee, 22EZ1023419, complained": the second mention has no label, and its
letters would do for a unique reference number as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from detector.recognise.context.references.loose_references import is_guess
from recognizers.references.formats import REFERENCE_TYPES
from recognizers.results import retyped

_SIGNS = re.compile(r"[^A-Z0-9]+")
_DIGITS = re.compile(r"[0-9]")
# Professional standards, patient advice and liaison, grievances and discipline: never a request for information.
_COMPLAINT = re.compile(r"(?:PSD|DPS|PALS|GRV|GRIEV|IOPC|DISC|MISCON)[/-]")
# Employee relations, human resources, discipline, investigations, grievances.
_PERSONNEL = re.compile(r"(?:ER|HR|DISC|INV|GRV|SDP|UDP)[/-][0-9]")
_LETTERS_OF_SHAPE = 6
# What only custody records are about, and what only prosecution files are.
_CUSTODY = re.compile(
    r"\b(?:custody|detainees?|detained person|detentions?(?: (?:log|officer|authorised|clock))?|DPs?\d?|strip[- ]search(?:e[sd]|ing)?|appropriate adult|booked in|cell block|PACE review)\b",
    re.I,
)
_PROSECUTION = re.compile(
    r"(?<!custody )\b(?:URN|unique reference|CPS|Crown Prosecution|case file|postal requisition|MG\d)", re.I
)
_CUSTODY_SHAPE = re.compile(r"[0-9]{2}/?[A-Z0-9]{2}(?:/[0-9]{3,6}/[0-9]{2}|[0-9]{7})")


def same_references(
    texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]], sure: Sequence[tuple[str, str]] = ()
) -> list[list[RecognizerResult]]:
    """The results of each block, guesses retyped; ``sure`` are further (value, entity type), as from table columns."""
    told: dict[str, set[str]] = defaultdict(set)
    for value, entity in [*sure, *_sure(texts, found)]:
        plain = _SIGNS.sub("", value.upper())
        told[plain].add(entity)
        if len(plain) >= _LETTERS_OF_SHAPE:
            told[_shape(value)].add(entity)
    custody = any(map(_CUSTODY.search, texts)) and not any(map(_PROSECUTION.search, texts))
    return [
        [_settled(result, text, told, custody) if is_guess(result) else result for result in results]
        for text, results in zip(texts, found, strict=True)
    ]


def by_prefix(text: str, results: Sequence[RecognizerResult]) -> list[RecognizerResult]:
    """The results, with what looks like the request's own reference retyped where its letters are those of a complaint's."""
    return [
        retyped(r, "COMPLAINT_REFERENCE") if r.entity_type == "FOI_REFERENCE" and _COMPLAINT.match(text, r.start) else r
        for r in results
    ]


def _sure(texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]) -> list[tuple[str, str]]:
    return [
        (text[result.start : result.end], result.entity_type)
        for text, results in zip(texts, found, strict=True)
        for result in results
        if result.entity_type in REFERENCE_TYPES and not is_guess(result)
    ]


def _settled(result: RecognizerResult, text: str, told: dict[str, set[str]], custody: bool) -> RecognizerResult:
    value = text[result.start : result.end]
    kinds = told.get(_SIGNS.sub("", value.upper())) or told.get(_shape(value)) or set()
    if not kinds and result.entity_type in ("CRIME_REFERENCE", "CASE_URN") and _PERSONNEL.match(value):
        return retyped(result, "COMPLAINT_REFERENCE")
    if not kinds and custody and result.entity_type == "CASE_URN" and _CUSTODY_SHAPE.fullmatch(value):
        return retyped(result, "CUSTODY_RECORD")
    if len(kinds) != 1:
        return result
    (kind,) = kinds
    return retyped(result, kind)


def _shape(value: str) -> str:
    """The value with its digits made one, its letters and signs kept: what two numbers of one system share."""
    return _DIGITS.sub("9", value.upper())
