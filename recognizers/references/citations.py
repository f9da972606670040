"""Legal citations, recognised so that they stay silent: the year of a statute is no date of anybody's case.

Statutes and statutory instruments with their sections, neutral citations with the names of the parties, law reports,
tribunal numbers and decision notices. A citation is one span from its first word to its last figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from recognizers.spans import Span
from recognizers.values import ReferenceValue

_SCORE = 0.9
_TITLE_WINDOW = 160
_PARTIES_WINDOW = 140
_LINK_WINDOW = 60
_GAP = r"[ \t\u00a0]*\n?[ \t\u00a0]*"
_YEAR = r"(?:1[2-9]|20)[0-9]{2}"
_SUB = (
    rf"(?:{_GAP}\([0-9A-Za-z]{{1,5}}\)|{_GAP}§{{1,2}}{_GAP}[0-9]{{1,3}}(?:{_GAP}(?:and|-|–){_GAP}[0-9]{{1,3}})?){{1,8}}"
)
_NUMBER = rf"[0-9]{{1,3}}[A-Z]{{0,3}}(?![0-9A-Za-z]|[./-][0-9])(?:{_SUB})?"
_OWN_CASE = re.compile(
    r"\b(?:claim(?:ant)?(?: form)?|(?:your|his|her|their|own|our client's) (?:case|appeal|claim|application)|employment tribunal case|"
    r"(?:case|claim|appeal) (?:reference )?(?:number|no\.?))(?:\s+(?:reference|number|no\.?|ref\.?))*\s*[:#(-]?\s*(?:is |was )?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    unit: re.Pattern[str]
    weak: frozenset[str]
    instrument: re.Pattern[str]
    abbreviation: re.Pattern[str]
    case_number: re.Pattern[str]
    leading: frozenset[str]
    connectors: frozenset[str]
    made_orders: frozenset[str]


@cache
def _grammar() -> _Grammar:
    data = yaml.safe_load((files("recognizers") / "data" / "references" / "citations.yaml").read_text("utf-8"))
    units = "|".join(re.escape(unit) for unit in data["units"])
    counted = "|".join(data["counted"])
    item = rf"(?:(?:{units})\b\.?{_GAP})?(?:{_NUMBER}(?!{_GAP}(?:{counted})\b)|{_SUB})"
    join = rf"{_GAP}(?:,{_GAP}(?:and|or)?|and|or|&|/|to|-|–|with|by{_GAP}virtue{_GAP}of|read{_GAP}with|in{_GAP}conjunction{_GAP}with){_GAP}"
    abbreviations = "|".join(re.escape(word) for word in sorted(data["abbreviations"], key=len, reverse=True))
    return _Grammar(
        unit=re.compile(rf"(?<![\w'’/-])(?P<unit>{units})\.?{_GAP}{_NUMBER}(?:{join}{item}){{0,14}}", re.I),
        weak=frozenset(data["weak_units"]),
        instrument=re.compile(
            rf"\b(?:{'|'.join((*data['instruments'], 'ACT', 'REGULATIONS'))})\b(?:{_GAP}\([A-Z][^()\n]{{0,60}}\))?(?:{_GAP}(?P<year>{_YEAR})\b(?!/[0-9]))?"
            rf"(?:{_GAP}\([A-Z][a-z][^()\n]{{0,40}}\)(?= Order| Regulations))?"
        ),
        abbreviation=re.compile(rf"\b(?:{abbreviations})(?:{_GAP}(?P<year>{_YEAR})\b(?![/-][0-9]))?(?![\w/-])"),
        case_number=re.compile(rf"(?<![\w/.-])(?:{'|'.join(data['case_numbers'])})(?![\w/-])"),
        leading=frozenset(data["leading"]),
        connectors=frozenset(data["connectors"]),
        made_orders=frozenset(data["made_orders"]),
    )


_NEUTRAL = re.compile(
    r"(?:\[(?:19|20)[0-9]{2}\]|\((?:19|20)[0-9]{2}\)(?= [0-9]{1,3} [A-Z]))\s+(?:[0-9]{1,3}\s+)?[A-Z][A-Za-z.]{1,9}(?:\s(?:Civ|Crim|Admin|Ch|Fam|QB|KB|Comm|Rep|Cr|App|R))*"
    r"\s+[0-9]{1,5}(?:\s?\([A-Z][A-Za-z]{1,9}\))?"
)
_APPLICATION = re.compile(r"[ \t]*\((?:[Aa]pp(?:lication|l|\.)?\.?\s*)?[Nn]os?\.?\s*[0-9]{1,6}/[0-9]{2,4}\)")
_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
# "Labita v. Italy [GC], no. 26772/95, § 119, ECHR 2000-IV": the form of Strasbourg (note on citation of the Court's registry)
_STRASBOURG = re.compile(
    rf"(?:[{_UPPER}][\w'’.-]*\s+)(?:(?:[{_UPPER}][\w'’.-]*|and|others|of|the|de|van|&)\s+){{0,6}}v\.?\s+(?:the\s+)?[{_UPPER}][\w'’-]+"
    r"(?:\s+(?:[A-Z][\w'’-]+|of|and|the)){0,5}(?:\s*\[GC\]|\s*\(dec\.\))?"
    r"(?:,\s+(?:nos?\.\s+[0-9]{1,6}/[0-9]{2}(?:(?:,|\s+and)\s+[0-9]{1,6}/[0-9]{2})*|[0-9]{1,2}\s+[A-Z][a-z]+\s+(?:19|20)[0-9]{2}|§{1,2}\s+[0-9]+(?:[-–][0-9]+)?|"
    r"(?:ECHR|Reports)\s+(?:19|20)[0-9]{2}(?:-[IVX]+)?(?:\s+\(extracts\))?|Series\s+A\s+no\.\s+[0-9]+(?:-[A-Z])?|(?:p|pp)\.\s+[0-9]+(?:[-–][0-9]+)?)){1,6}"
)
_SHORT_ACT = re.compile(rf"\b(?:the\s+)?(?P<act>{_YEAR}\s+(?:[Aa]ct|[Rr]egulations|[Oo]rder))\b")
_LINK = re.compile(
    rf"{_GAP},?{_GAP}\(?{_GAP}(?:(?:of|to|under|in|from){_GAP}(?:the{_GAP})?|the{_GAP})?|{_GAP}(?:of{_GAP}(?:schedule|part|chapter){_GAP}[0-9]{{1,2}}[A-Z]?{_GAP}(?:of|to){_GAP}(?:the{_GAP})?)",
    re.I,
)
_OF = re.compile(rf"{_GAP}(?:of|to){_GAP}(?:the{_GAP})?")
_OF_THE_ACT = re.compile(
    rf"{_GAP}(?:of|to){_GAP}(?:the|that){_GAP}(?:act|regulations|foia|dpa|gdpr|convention|rules)\b", re.I
)
_HEADING = re.compile(r"Section [0-9]")
_WELSH_ACT = re.compile(
    r"\b(?:Dd|D|d|dd)eddf(?:[ \t]+(?:[A-Z][\w'’-]{1,20}|a|y|yr|i|ac)){1,7}[ \t]+(?P<year>(?:19|20)[0-9]{2})\b"
)
_AFTER_ACT = re.compile(rf"{_GAP}[,(:–-]?{_GAP}")
_WORD_BACK = re.compile(r"(?:[A-Z][\w'’.-]*|\([A-Z][^()\n]*\)|&|[a-z]+)(?P<tail>,?\s+)$")
_PARTY_WORD = re.compile(rf"(?:[{_UPPER}][\w'’.&-]*|of|the|and|for|ex|p|parte|&|on|application|Re|\([A-Z][^()]*\)),?$")


def citation_spans(text: str) -> list[Span]:
    """Every legal citation in the text, in order, none overlapping another."""
    grammar = _grammar()
    if not (
        any(char.isdigit() for char in text)
        or "Act" in text
        or "Regulations" in text
        or grammar.abbreviation.search(text)
    ):
        return []
    weak: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    for match in grammar.unit.finditer(text):
        if _HEADING.fullmatch(match[0]) and _alone(text, *match.span()):
            continue
        plain_s = len(match["unit"]) <= 2 and match["unit"].isupper()
        if not plain_s:
            (weak if match["unit"].lower() in grammar.weak else spans).append(match.span())
    acts = list(_instruments(text, grammar))
    acts += [
        named.span()
        for _, end in spans
        if (link := _OF.match(text, end)) and (named := _UNDATED.match(text, link.end()))
    ]
    joined = _joined(text, spans, weak, acts)
    found = [*joined, *_cases(text, grammar)]
    return [Span(start, end, "LEGAL_REFERENCE", _SCORE, ReferenceValue("citation")) for start, end in _merged(found)]


def _instruments(text: str, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    for match in grammar.instrument.finditer(text):
        start = _title_start(text, match.start(), grammar)
        words = text[start : match.start()].split()
        if not words or words[-1].lower() in ("the", "this", "that", "an", "a"):
            continue
        if match[0].startswith("Order") and words[-1] in grammar.made_orders:
            continue
        if match["year"] or (len(words) >= 2 and _undated(words[-1], match[0])):
            yield start, match.end()
    for match in grammar.abbreviation.finditer(text):
        yield match.span()
    for match in _WELSH_ACT.finditer(text):
        yield match.span()
    for match in _SHORT_ACT.finditer(text):
        yield match.span("act")


def _undated(last_word: str, instrument: str) -> bool:
    """Whether a title without a year is one ("the Criminal Procedure Rules")."""
    return instrument.startswith(("Act", "Regulations")) or (
        last_word == "Procedure" and instrument.startswith("Rules")
    )


# Codes and treaties that have no year; citations only behind an article or a section.
_UNDATED = re.compile(
    r"(?:(?:Turkish|Polish|Russian|French|Italian|German|Federal|European|Swiss|Bulgarian|Romanian|[A-Z][a-z]{3,12}(?:ish|ian|ese|an))[ ])?"
    r"(?:Convention(?:[ ](?:for|on|against|relating[ ]to)[ ](?:the[ ])?[A-Z]\w+(?:[ ](?:of|and|the|for)|[ ][A-Z]\w+){0,9}(?<![ ]of)(?<![ ]and)(?<![ ]the))?"
    r"|Constitution|Code[ ]of[ ](?:[A-Z]\w+[ ]?(?:and[ ])?){1,3}(?<![ ])|(?:[A-Z]\w+[ ]){1,3}Code|Protocol[ ]No\.[ ]?[0-9]{1,2}(?:[ ]to[ ]the[ ]Convention)?|Rules[ ]of[ ]Court)\b"
)


def _alone(text: str, start: int, end: int) -> bool:
    """Whether it begins a line and ends there or at a full stop, as with the parts of a form ("Section 1.")."""
    begins = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return begins and re.match(r"[ \t]*(?:[.:](?:\s|$)|[-–—] |\r?\n|$)", text[end : end + 20]) is not None


def _title_start(text: str, position: int, grammar: _Grammar) -> int:
    """Where the title that ends before ``position`` begins: capitalised words and the small words between them."""
    start = position
    cursor = position
    floor = max(0, position - _TITLE_WINDOW)
    while cursor > floor:
        match = _WORD_BACK.search(text, max(floor, cursor - 60), cursor)
        if match is None or "\n\n" in match["tail"]:
            break
        word = match[0].strip(" ,\t\r\n\u00a0")
        small = word in grammar.connectors or (word.isupper() and word.casefold() in grammar.connectors)
        if (word.casefold() == "under" and word != "under") or (word.endswith(".") and len(word) > 4):
            break
        if word in grammar.leading and not (start < position and text[cursor : cursor + 1].islower()):
            break
        if not small and not word[0].isupper() and word[0] not in "(&":
            break
        cursor = match.start()
        if not small:
            start = cursor
    return start


def _joined(
    text: str, units: Sequence[tuple[int, int]], weak: Sequence[tuple[int, int]], acts: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Sections together with the act that they are of; weak units only so."""
    yield from units
    yield from acts
    starts, ends = {}, {}
    for anchor in sorted({*units, *acts}):
        starts[anchor[0]], ends[anchor[1]] = anchor, anchor
    # from the last to the first, so that a chain ("paragraph 4 of Schedule 1 to the Act") grows to the left
    for start, end in sorted({*units, *weak}, reverse=True):
        after = _linked_after(text, end, starts)
        before = next(
            (ends[start - n] for n in range(5) if start - n in ends and _AFTER_ACT.fullmatch(text, start - n, start)),
            None,
        )
        if after is not None:
            span = (start, after[1])
        elif before is not None:
            span = (before[0], end)
        elif (start, end) in weak and _OF_THE_ACT.match(text, end):
            span = (start, end)
        else:
            continue
        yield span
        starts[start] = (start, span[1])


def _linked_after(text: str, end: int, starts: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """The nearest citation behind ``end`` that only linking words ("of the") stand before."""
    places = (place for place in range(end, end + _LINK_WINDOW + 1) if place in starts)
    return next((starts[place] for place in places if _LINK.fullmatch(text, end, place)), None)


def _cases(text: str, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    for match in grammar.case_number.finditer(text):
        if not _OWN_CASE.search(text[max(0, match.start() - 60) : match.start()]):
            yield match.span()
    for match in _NEUTRAL.finditer(text):
        yield _parties_start(text, match.start()), match.end()
    for match in _STRASBOURG.finditer(text):
        lead = re.match(r"(?:See|Compare|In|Cf\.?|And|The|By|As|Under|Following)\s+(?:also\s+)?", match[0])
        yield match.start() + (lead.end() if lead else 0), match.end()
    for match in _APPLICATION.finditer(text):
        start = _parties_start(text, match.start())
        if start < match.start():
            yield start, match.end()


def _parties_start(text: str, position: int) -> int:
    """The start of "A and others v B" that ends before ``position``, or ``position`` itself."""
    window = text[max(0, position - _PARTIES_WINDOW) : position]
    versus = window.rfind(" v ")
    versus = versus if versus >= 0 else window.rfind(" v. ")
    if versus < 0 or re.search(r"[;\n]|[a-z]{3,}\. [A-Z]", window[versus:]):
        return position
    start = versus
    for word in reversed(list(re.finditer(r"\S+", window[:versus]))):
        if not _PARTY_WORD.match(word[0]):
            break
        if word[0][0].isupper():
            start = word.start()
        if word[0] in ("In", "See", "Following", "The", "And") or window[: word.start()].rstrip().endswith(
            (".", ";", ":")
        ):
            start = word.end() + 1 if word[0] in ("In", "See", "Following", "And") else word.start()
            break
    return position - len(window) + start if start < versus else position


def _merged(spans: Sequence[tuple[int, int]] | Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
