"""References that no format knows and no label announces: what they are, the words around them tell.

"Detained persons: YK/4471/22, male, 33" has a reference of somebody all the same. The nearest word that belongs to a kind
of reference decides; without such a word in the block or its heading the value is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from presidio_analyzer import RecognizerResult

from recognizers.references.formats import REFERENCE_TYPES
from recognizers.results import told
from recognizers.values import ReferenceValue

_SHAPE = re.compile(
    r"(?<![\w/.@£-])(?=(?:[^\s\d]*\d){4})(?=[A-Z0-9/.-]*[A-Z])(?:[A-Z]{1,6}|[0-9]{1,4}[A-Z]{0,3}|[A-Z]{1,4}[0-9]{1,8})(?:[/-][A-Z0-9]{1,10}){1,4}(?![\w/@]|[.-]\w)"
    r"|(?<![\w/.@£-])[A-Z]{2,5}[0-9]{5,10}[A-Z]?(?![\w/@]|[.-]\w)"
)
# A value of digits is a reference only where a noun says so, of whatever system: "LCS ID 118420", "rent account number 4471208".
_NUMBERED = re.compile(
    r"(?<![\w-])(?P<what>[\w’'-]{2,25})[ ](?:ID|Id|id|[Nn]umber|[Nn]o\.?|[Rr]ef(?:erence)?\.?|[Rr]ef\.?[ ][Nn]o\.?|reference number)(?:[ ]?[:#=]|[ ](?:is|was))?[ ]"
    r"(?P<value>(?:[A-Z]{1,4}(?:-[A-Z]{1,4})?[ /-]?)?[0-9]{4,12}(?:[/-][0-9A-Z]{1,8}){0,4})(?![\w/£%]|[.,][0-9])"
)
_DATE = re.compile(r"(?:[A-Z]{1,6}[/-])?(?:19|20)[0-9]{2}(?:[/-](?:19|20)?[0-9]{2})?")
_DIGITS_OF_A_PERSON = 10
_BEFORE, _AFTER = 160, 60
_SHARED_SHAPES, _LABELLED = frozenset({"urn", "urn-slashed"}), 0.8
_SCORE, _GUESS = 0.55, 0.5
_REF = re.compile(r"\b(?:ref(?:erence)?|refs)\W{0,3}$", re.I)
_OWN = re.compile(
    r"\b(?:our|your|my|foi|request|ein|eich)\s+(?:cyf\s*/\s*our\s+)?(?:ref(?:erence)?|refs)\W{0,3}$|(?:^|\n)\s*ref(?:erence)?\W{0,3}$",
    re.I,
)
# "File" and "case" say less than "custody" some words before them.
_ANY_CASE = 30
_FURTHEST_HEADING = 90


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "loose_references.yaml").read_text("utf-8"))
    kinds = "|".join(f"(?P<{kind}>{'|'.join(map(re.escape, stems))})" for kind, stems in data["kinds"].items())
    behind = "|".join(map(re.escape, data["not_behind"]))
    return re.compile(rf"\b(?:{kinds})", re.I), re.compile(rf"\b(?:{behind})s?\b[^.;]{{0,25}}$", re.I)


@cache
def _not_numbered() -> frozenset[str]:
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "loose_references.yaml").read_text("utf-8"))
    return frozenset(data["not_numbered"])


@dataclass(frozen=True, slots=True)
class _Near:
    distance: int
    kind: str


def loose_references(texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]) -> list[list[RecognizerResult]]:
    """Further results for each block of a document, over nothing that was found already."""
    return [
        [
            result
            for result in _in_block(texts, index)
            if not any(result.start < o.end and o.start < result.end and not is_guess(o) for o in found[index])
        ]
        for index in range(len(texts))
    ]


def is_guess(result: RecognizerResult) -> bool:
    """Whether a known format was recognised by its shape alone, which several systems share ("CR/4471/23"): that of a unique
    reference number is also a custody record's, and "file" near it tells nothing."""
    if result.entity_type not in REFERENCE_TYPES:
        return False
    value = (result.recognition_metadata or {}).get("value")
    shared = isinstance(value, ReferenceValue) and value.format in _SHARED_SHAPES and result.score < _LABELLED
    return result.score <= _GUESS or shared


def without_guesses(results: Sequence[RecognizerResult], told: Sequence[RecognizerResult]) -> list[RecognizerResult]:
    """The results without the guesses that the words around them settle otherwise."""
    return [r for r in results if not (is_guess(r) and any(r.start < t.end and t.start < r.end for t in told))]


def _in_block(texts: Sequence[str], index: int) -> Iterator[RecognizerResult]:
    text = texts[index]
    for match in _NUMBERED.finditer(text):
        before = text[max(0, match.start() - 12) : match.start("value")]
        long = sum(char.isdigit() for char in match["value"]) >= _DIGITS_OF_A_PERSON
        if match["what"].casefold() not in _not_numbered() and not (
            _DATE.fullmatch(match["value"]) or (_words()[1].search(before) and not long)
        ):
            told = nearest_kind(text[max(0, match.start() - 40) : match.start("value")])
            yield _result(told or "CASE_URN", match, "value")
    for match in _SHAPE.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _DATE.fullmatch(match[0]) or _words()[1].search(before):
            continue
        after = text[match.end() : match.end() + _AFTER]
        kind = nearest_kind(before) or _heading_kind(texts, index) or nearest_kind("", after) or _announced(before)
        if kind:
            yield _result(kind, match)


def _announced(before: str) -> str | None:
    """A reference that is only called one, and is not the letter's own."""
    return "CASE_URN" if _REF.search(before) and not _OWN.search(before) else None


def loose_in_cell(text: str, entity: str) -> Iterator[RecognizerResult]:
    """The references of unknown shape in a table cell, all of the type that the table's headings tell."""
    for match in _SHAPE.finditer(text):
        if not _DATE.fullmatch(match[0]) and not _words()[1].search(text[: match.start()]):
            yield _result(entity, match)


def _result(kind: str, match: re.Match[str], group: str | int = 0) -> RecognizerResult:
    return told("LooseReferences", kind, *match.span(group), _SCORE, ReferenceValue("loose"))


@lru_cache(maxsize=1024)
def nearest_kind(before: str, after: str = "") -> str | None:
    """The entity type whose word stands nearest, what stands before counting as twice as near; None without one."""
    found = [_Near(len(before) - m.end(), m.lastgroup or "") for m in _words()[0].finditer(before)]
    found += [_Near(2 * m.start() + 10, m.lastgroup or "") for m in _words()[0].finditer(after)]
    return min(found, key=lambda near: near.distance + _ANY_CASE * (near.kind == "CASE_URN")).kind if found else None


def _heading_kind(texts: Sequence[str], index: int) -> str | None:
    """The kind that the nearest short block above says, as a heading or lead-in does."""
    for above in reversed(texts[max(0, index - 12) : index]):
        if len(above) <= _FURTHEST_HEADING and not _SHAPE.search(above) and (kind := nearest_kind(above)):
            return kind
    return None
