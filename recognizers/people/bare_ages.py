"""Ages that are a bare number beside a person: "a nurse, 31,", "male 27", "(M, 16)", "the eldest was 83", "Ms Hall (52)".

A number behind a comma is seldom an age; it takes a person before it and the end of the aside behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from recognizers.values import AgeValue

LISTED = 0.8
_OLDEST = 110
_REACH, _AHEAD = 100, 60
_NUMBER = r"(?P<a>(?<![\d.,/£$€#])\d{1,3}(?![\d%]|[.,/:-]\d))"
_BAND = r"(?P<a>(?<![\d.,/£$€#])\d{1,2})(?:\s?[-–—]\s?|\sto\s)(?P<b>\d{1,2}(?![\d%]|[.,/:]\d))"
_UNIT = r"(?:\s?(?:years?|yrs?|y/?o)(?:[-\s]old)?\b(?!\s(?:of|in|to|service|later|ago|imprisonment|sentence)))"
_AGE_LIKE = re.compile(r"(?<![\d.,£$€#])\d{1,3}(?![\d%])")
_ENDS = r"(?=\s*(?:[,;:.)|]|$|\n|–|—|-\s)|\s(?:of|from|was|were|is|had|has|who|and|at|when|arrested|charged|detained|with|on|in)\b)"
_ASIDE = r"(?=\s?(?:[,;)]|$|\n)|\s[-–—]\s)"
_LIST = re.compile(
    r"(?i)\b(?:aged?|ages)(?:\sof\s[^.:;\n\d]{1,60}?)?(?:\s?(?:were|are|was|of|being|respectively|:|–|-)\s?|\s){1,2}(?P<list>\d{1,2}(?:\s?,\s?\d{1,2})*,?\s(?:and|or|&)\s\d{1,2}|\d{1,2}(?:\s?,\s?\d{1,2}){2,})\b(?!\s?%|[-–]\d)"
)
_OF_AGES = re.compile(r"(?i)\bages?\b|\byear[- ]olds?\b")
_BANDS = re.compile(
    r"(?<![\d/.,£:–-])(?P<a>\d{1,2})(?:\s?[-–]\s?(?P<b>\d{1,3})|(?P<open>\+|\s(?:and|or)\s(?:over|above|older)))(?![\d/%-])(?=\s?[:;=(]|\s+\d|\s?-\s)"
)


@cache
def _words() -> tuple[str, str]:
    """Nouns for one person, and titles, each as alternatives of a pattern."""
    data = yaml.safe_load((files("recognizers") / "data" / "ages.yaml").read_text("utf-8"))
    return "|".join(
        sorted(
            map(
                re.escape,
                {*data["subjects"], *data["one_person"]},
            ),
            key=len,
            reverse=True,
        )
    ), "|".join(data["titles"])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], float], ...]:
    person, titles = _words()
    flags = re.IGNORECASE
    name = rf"(?:(?:{titles})\.?\s(?:[A-Z]\.?\s){{0,2}}[A-Z][\w’'-]+|[A-Z][\w’'-]+\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
    of_place = r"(?=,\s(?:of|from|who|was|a|an|has|had|formerly|also|whose)\b)"
    return (
        (re.compile(rf"\b(?:{person})(?:\s[A-Z]\b)?\s?(?:,\s?|\(|:\s?|\s[-–—]\s){_NUMBER}{_UNIT}?{_ASIDE}", flags), 0.7),
        (re.compile(rf"\b(?:{person}|[mf])(?:,?\s|\s?[/:(]\s?){_BAND}{_UNIT}?{_ENDS}", flags), 0.65),
        (re.compile(rf"\b(?:{person})(?:,?\s|\s?\(){_NUMBER}{_UNIT}", flags), 0.7),
        (re.compile(rf"\b(?:{person}|national|citizen)\sof\s{_NUMBER}(?=\s*(?:[,;.)]|$)|\s(?:who|whose|with|and|was|had)\b)", flags), 0.65),
        (re.compile(rf"\b(?:{person}),?\s(?:[mf],\s)?(?P<a>\d{{2}})\+(?=\s?[:,;.)])", flags), 0.6),
        (re.compile(rf"\b(?:fe)?male(?:s?[,/]\s?|\s[-–—]\s|\s\(?){_NUMBER}{_ENDS}", flags), 0.7),
        (re.compile(rf"(?:(?<=[,(;:|])\s?|^[\s*•-]*|(?<=\.\s))[MF](?:,\s?|/|\s){_NUMBER}(?=\s?(?:[,;.)|]|$|\n))", re.MULTILINE), 0.6),
        (re.compile(rf"\([MF]{_NUMBER}\)"), 0.6),
        (re.compile(r"^\s*(?P<a>\d{1,3})\s?[,/]?\s?[MF]\s*$|^\s*[MF]\s?[,/]?\s?(?P<b>\d{1,3})\s*$"), 0.75),
        (re.compile(r"(?<![\w/])[MFmf]/(?P<a>[1-9]\d)(?![\d/])"), 0.6),
        (re.compile(r"(?<=[A-Za-z’'] )(?P<a>[1-9]\d)\s[MF](?=\s[a-z]|\s?[,;|]|\s?$)", re.MULTILINE), 0.55),
        (re.compile(r"(?<![\w,.£/-])(?P<a>[1-9]\d)[MF](?=[,;.)\s])(?!\s(?:[A-Z]|Street|Road))"), 0.5),
        (re.compile(rf"(?:(?<=[,(;:|])\s?|^[\s*•-]*){_NUMBER},?\s(?:fe)?male(?=\s?(?:[,;.)|]|$|\n))(?!,?\s(?:and\s)?\d)", flags | re.MULTILINE), 0.6),
        (re.compile(rf"\b(?:youngest|oldest|eldest)(?:\s[a-z]+)?(?:\s(?:is|was|being|at|aged)|,)?\s(?:just\s|only\s)?{_NUMBER}(?!\s(?:days|weeks|months|hours))", flags), 0.75),
        (re.compile(rf"\b(?:{person})\sof\s(?:about|around|approximately|approx\.?|only|just|nearly|almost|perhaps|some)\s{_NUMBER}{_UNIT}?(?!\s?(?:minutes|miles|hours|days|metres|m\b|%))", flags), 0.7),
        (re.compile(rf"(?:^|(?<=[\t|(;,])|(?<=[ ]{{2}})|(?<=\.\s))\s?Age(?:\s(?:at|on|when|in)\s[\w /-]{{2,30}}|\s\([\w ]{{2,20}}\))?\s?[:=–-]\s?{_NUMBER}{_UNIT}?", flags | re.MULTILINE), 0.75),
        (re.compile(rf"{name},\s{_NUMBER}{of_place}"), 0.7),
        (re.compile(rf"{name},?\s{_NUMBER}{_UNIT}"), 0.7),
        (re.compile(r"(?<=[a-z\d]),\s(?P<a>[1-9]\d),\s(?=(?:White|Black|Asian|Mixed|Chinese|Arab|(?:[Ff]em|[Mm])ale|[MF]\b))"), 0.6),
        (re.compile(r"\b(?:was|is)\s(?P<a>[1-9]\d),\s(?=an?\s[a-z])"), 0.65),
        (re.compile(rf"{name},\s(?P<a>[1-9]\d)(?=\.(?:\s|$)|,\s(?:[a-z]|$))"), 0.6),
        (re.compile(rf"\b(?:{person})\s[A-Z][\w’'-]+,\s{_NUMBER}(?=\s?[,.;)])"), 0.65),
        (re.compile(r"\b(?:was|is)\s(?P<a>[1-9]\d)\sand\s(?:in\s(?:her|his|their)|had|has|living|lived|pregnant|single|married|worked|working|suffering|a|an|the)\b"), 0.65),
        (re.compile(rf"\b(?:{titles})\.?\s(?:[A-Z]\.?\s){{0,2}}[A-Z][\w’'-]+\s\({_NUMBER}\)"), 0.75),
        (re.compile(r"\bI(?:\sam|['’]m|\swas)\s(?:now\s|only\s|then\s|nearly\s)?(?P<a>[1-9]\d)(?=\sand\s|\s?[,;.]|\snow\b|\syears)"), 0.7),
        (re.compile(rf"(?:\b(?:{person}|he|she|who)|\b(?!(?:It|This|That|There|Total|Average|Mean|Median|Figure|Number|Score|Rate|Temperature|What|Which)\b)[A-Z][\w’'-]+),?\s(?:is|was)\s(?:now\s|then\s|only\s|just\s)?(?P<a>[1-9]\d)\sand\s(?!\d|over|above|under|the\saverage)[a-z]"), 0.65),
        (re.compile(rf"\b(?:{person})(?:,?\s|\s?\()(?:approx\.?|approximately|about|around|circa|c\.)\s?(?P<a>[1-9]\d)(?=\s?[,;.)]|\s(?:years|and|with|in)\b|$)", flags), 0.7),
        (re.compile(r"(?<=[a-z],\s)[A-Z][a-z’'-]+,\s(?P<a>[1-9]\d?)(?=,\s(?:was|is|had|has|who|said|told)\b)"), 0.65),
        (re.compile(rf"\b(?:{person})\s[A-Za-z][\w’'-]+\s\((?P<a>[1-9]\d?)\)", flags), 0.65),
        (re.compile(rf"\b[A-Z][A-Z’'-]+\s[A-Z][A-Z’'-]+\s{_NUMBER}\s(?:OF|FROM)\b"), 0.7),
        (re.compile(rf"\b(?:was|is|were|be)\s(?:then\s|only\s|just\s)?{_NUMBER}(?=\s(?:at\sthe\s(?:time|material|relevant|date)|when\s(?:he|she|they)\b|years\sold))", flags), 0.75),
    )  # fmt: skip


@cache
def _numbers() -> dict[str, int]:
    data = yaml.safe_load((files("recognizers") / "data" / "ages.yaml").read_text("utf-8"))
    return {**data["units"], **data["tens"]}


@cache
def _spelt() -> re.Pattern[str]:
    """ "who was fifteen", "about forty, no fixed abode": a number in words that only an age can be."""
    data = yaml.safe_load((files("recognizers") / "data" / "ages.yaml").read_text("utf-8"))
    tens, units = "|".join(data["tens"]), "|".join(data["units"])
    number = rf"(?P<a>(?:{tens})(?:[-\s](?:{units}))?|{units})"
    ends = r"(?=\s?(?:[,;.)]|$)|\s(?:and|when|at\sthe)\b)"
    return re.compile(
        rf"(?:\b(?:who|he|she)\s(?:was|is)\s(?:only\s|just\s|then\s|about\s|around\s|nearly\s|almost\s)?|, (?:about|around|approximately|approx\.?|roughly)\s){number}{ends}",
        re.IGNORECASE,
    )


def _spelt_age(text: str) -> int:
    known = _numbers()
    return sum(known[word] for word in re.split(r"[-\s]", text.casefold()))


_COUNTED = re.compile(r"(?i)\d+ (?:fe)?males?,? (?:and )?$")
_NOT_AGES = re.compile(
    r"(?i)\b(?:no|number|section|paragraph|page|question|part|table|flat|unit|route|bus|exhibit|witness statement)\.?\s?$"
)


@lru_cache(maxsize=1024)
def bare_ages(text: str) -> tuple[tuple[int, int, AgeValue, float], ...]:
    """Start, end, value and score; the span is the number with its unit, lists number by number. May overlap."""
    return tuple(_bare_ages(text)) if _AGE_LIKE.search(text) or _spelt().search(text) else ()


def _bare_ages(text: str) -> Iterator[tuple[int, int, AgeValue, float]]:
    stretches = _near_numbers(text)
    for pattern, score in _patterns():
        for match in (m for start, end in stretches for m in pattern.finditer(text, start, end)):
            groups = {name: match.span(name) for name in ("a", "b") if match.groupdict().get(name)}
            low, high = int(text[slice(*min(groups.values()))]), int(text[slice(*max(groups.values()))])
            start, end = min(groups.values())[0], max(groups.values())[1]
            if (
                not 0 < low <= high <= _OLDEST
                or _NOT_AGES.search(text[max(0, start - 24) : start])
                or _COUNTED.search(text[max(0, start - 24) : start])
            ):
                continue
            unit = re.compile(_UNIT, re.IGNORECASE).match(text, end)
            yield start, unit.end() if unit else end, AgeValue(low, high), score
    for line in re.finditer(r"[^\n]+", text):
        if _OF_AGES.search(line[0]):
            yield from _bands(line[0], line.start())
    for match in _spelt().finditer(text):
        age = _spelt_age(match["a"])
        yield match.start("a"), match.end("a"), AgeValue(age, age), 0.65
    for match in _LIST.finditer(text):
        for number in re.finditer(r"\d+", match["list"]):
            age = int(number[0])
            offset = match.start("list")
            if age <= _OLDEST:
                yield offset + number.start(), offset + number.end(), AgeValue(age, age), LISTED


def _near_numbers(text: str) -> list[tuple[int, int]]:
    """The stretches of lines around numbers of at most three digits: an age is nowhere else, and most of a letter is not near one."""
    found: list[tuple[int, int]] = []
    for match in _AGE_LIKE.finditer(text):
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
        end = text.find("\n", match.end(), match.end() + _AHEAD)
        end = min(len(text), match.end() + _AHEAD) if end < 0 else end + 1
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _bands(line: str, offset: int) -> Iterator[tuple[int, int, AgeValue, float]]:
    """Bands with their counts in a line that speaks of ages: "Age breakdown: 18-24: 4; 25-34: 9; 35 and over: 2"."""
    for match in _BANDS.finditer(line):
        low, high = int(match["a"]), int(match["b"]) if match["b"] else None
        if high is None or low < high <= _OLDEST:
            yield offset + match.start(), offset + match.end(), AgeValue(low, high), 0.65
