"""Ages as notes and forms shorten them: "baby, 6/12", "2 yrs 4 mths", "male approx 45-50 yrs", "50 y.o. female", "boys (7, 9)".

Clinical shorthand writes months over 12 and weeks over 52 (Royal College of General Practitioners, medical abbreviations).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from recognizers.values import AgeValue

_CHILD = r"(?:bab(?:y|ies)|infant|newborn|child|toddler|boy|girl|son|daughter|twins?|pt|patient)"
_CHILDREN = r"(?:sons|daughters|children|kids|boys|girls|brothers|sisters|siblings|grandchildren|nephews|nieces|pupils|teenagers)"
_PERSON = r"(?:male|female|man|woman|lady|gentleman|person|youth|boy|girl|suspect|victim|caller|driver|IC[1-9](?: male| female)?)"
_ABOUT = r"(?:approx(?:imately)?\.?|about|around|c\.?|circa|est(?:imated)?\.?|aged?|looks|appeared(?: to be)?)"
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty".split(), 2)}
_SCORE = 0.85


def _whole(low: int, high: int | None) -> AgeValue:
    return AgeValue(low, high)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], AgeValue]], ...] = (
    (
        re.compile(rf"\b{_CHILD}[,:]?\s\(?(?P<span>(?P<a>\d{{1,2}})/(?P<over>12|52))(?![\d/])", re.I),
        lambda m: _whole(int(m["a"]) // int(m["over"]), int(m["a"]) // int(m["over"])),
    ),
    (
        re.compile(
            r"(?<![\d.])(?P<span>(?P<a>\d{1,2})\s?(?:yrs?|years?|y)\s?(?:and\s|,\s)?\d{1,2}\s?(?:mths?|months?|m)(?:\sold)?)\b(?!\s(?:of\s)?(?:service|imprisonment|custody|sentence|later|ago|after|before|contract|in\s(?:prison|custody|post)))",
            re.I,
        ),
        lambda m: _whole(int(m["a"]), int(m["a"])),
    ),
    (
        re.compile(rf"\b{_PERSON},?\s{_ABOUT}\s(?P<span>(?P<a>[1-9]\d)\s?(?:-|–|to)\s?(?P<b>[1-9]\d)\s?(?:yrs?|years?)?(?:\s(?:old|of age))?)", re.I),
        lambda m: _whole(int(m["a"]), int(m["b"])),
    ),
    (
        re.compile(r"(?<![\d.,])(?P<span>(?P<a>[1-9]\d?)\s?y\.\s?o\.?)(?=\s|,|;|\)|$)", re.I),
        lambda m: _whole(int(m["a"]), int(m["a"])),
    ),
    (
        re.compile(rf"\b{_PERSON}\sof\s(?P<span>(?P<a>[6-9]\d)\s?(?:plus|\+|odd))", re.I),
        lambda m: _whole(int(m["a"]), None),
    ),
    (
        re.compile(r"\b(?P<span>(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty)-something)\b", re.I),
        lambda m: _whole(_TENS[m["tens"].lower()], _TENS[m["tens"].lower()] + 9),
    ),
    (re.compile(r"\b(?P<span>OAPs?)\b"), lambda m: _whole(66, None)),
    (
        re.compile(r"\b(?:boy|girl|child|pupil|son|daughter|brother|sister)s?\s(?:was\s|is\s|were\s)?(?:in|from)\s(?P<span>Reception|Nursery)(?=\s(?:was|is|who|and|at|had|class)\b|\s?[,.;)])"),
        lambda m: _whole(*((4, 5) if m["span"] == "Reception" else (2, 4))),
    ),
)  # fmt: skip
_LIST = re.compile(rf"\b{_CHILDREN}\s\((?P<list>\d{{1,2}}(?:,\s?\d{{1,2}}){{1,5}})\)", re.I)


def shorthand_ages(text: str) -> Iterator[tuple[int, int, AgeValue, float]]:
    """Start, end, value and score of each; lists number by number."""
    for pattern, value in _PATTERNS:
        for match in pattern.finditer(text):
            yield *match.span("span"), value(match), _SCORE
    for match in _LIST.finditer(text):
        for number in re.finditer(r"\d+", match["list"]):
            start = match.start("list") + number.start()
            yield start, start + len(number[0]), _whole(int(number[0]), int(number[0])), _SCORE
