"""Ages told by a noun for a person beside a number, a decade or a stage of school: "his daughters, 12 and 14", "woman, 50s",
"the baby (5 weeks)", "a girl, nine,", "a P6 pupil", "then 17".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from recognizers.values import AgeValue

_CHILDREN = r"(?:sons?|daughters?|children|child|kids?|girls?|boys?|brothers?|sisters?|siblings?|twins|grandchildren|grandsons?|granddaughters?|nephews?|nieces?|cousins|stepchildren|step-?sons?|step-?daughters?|pupils|students|teenagers|youths|infants?|bab(?:y|ies)|toddlers?|lads?)"
_ADULT = r"(?:man|woman|male|female|lady|gentleman|person|driver|passenger|pedestrian|cyclist|officer|victim|suspect|witness|complainant|patient|resident|tenant|prisoner|employee|applicant|claimant|couple|men|women|males|females|parent|mother|father|partner|neighbour)"
_N = r"(?:1\d|\d)"
_ENDS = r"(?=\s*(?:[,;:.)]|$|\n|–|—|-\s|and\s[a-z]))"
_LIST = re.compile(
    rf"\b{_CHILDREN}(?:,\s(?:aged?\s|then\s)?|\s?\(|\s(?:were|are|was|is)\s(?:then\s|aged\s|now\s)?)(?P<list>{_N}(?:,\s{_N}){{0,5}}(?:,?\s(?:and|&)\s{_N}))(?![\d%/:]|\s?(?:years?\b(?!\sold)|months|weeks|days|%|per))",
    re.I,
)
_DECADE = re.compile(
    rf"\b(?:{_ADULT}|[MF])(?:,\s|\s\(|\s?/\s?|\s-\s|\s)(?:in\s(?:his|her|their)\s)?(?P<span>(?:(?P<third>early|mid|late)[- ])?(?P<decade>[2-9]0)['’]?s)\b(?!\s(?:music|style|era|hits|pop))",
    re.I,
)
_OPENED = re.compile(
    r"(?P<span>\b(?P<third>early|mid|late)[- ](?P<decade>[2-9]0)['’]?s)\b(?=\s*(?:[,;:.)]|$|\n|and\b))(?!\s(?:music|style|era))",
    re.I,
)
_SMALL = r"\b(?:baby|infant|newborn|child|son|daughter|twins?|boy|girl|premature\s\w+)\s?(?:,\s|\(|\sof\s(?:just\s|only\s|about\s)?)(?P<span>(?P<a>\d{1,2}|{units})[\s-](?P<unit>days?|weeks?|months?))(?=\s?[,;:.)]|\s(?:and|who|was|at|old)|$)"
_APART = rf"\b(?:{_CHILDREN}|{_ADULT}),\s(?P<span>{{units}})(?=,|\s?[;.)]|\sand\s)"
_THEN = re.compile(r"(?:,\s|\()(?P<span>(?:then|now)\s(?P<a>[1-9]\d?)(?:\syears\sold)?)(?=\s?[,;.)]|\sand\s|$)", re.I)
_SCHOOL = re.compile(
    r"(?<![\w/])(?:(?P<p>P[1-7])|(?P<s>S[1-6])|(?P<y>Y(?:1[0-3]|[1-9]))|(?P<ks>KS[1-5]))(?=(?:['’]s)?\s(?:pupils?|students?|child(?:ren)?|boys?|girls?|class|learners?|teacher)\b)"
    r"|(?:(?<=\bin )|(?<=\bfrom ))(?P<in>P[1-7]|Y(?:1[0-3]|[1-9])|S[1-6])(?=\s(?:at|and|when|who|was|with)\b|\s?[,.;)])"
)
_STAGES = re.compile(
    r"\b(?P<stage>reception|nursery|foundation stage|pre-?school|sixth[- ]form|primary school|secondary school|infant school|junior school)(?=[\s-](?:age|aged)\b|\s(?:class\s)?(?:child|pupil|boy|girl|student)s?\b)|\b(?P<former>sixth[- ]former)s?\b",
    re.I,
)
_AGES = {
    "reception": (4, 5), "nursery": (2, 4), "foundation stage": (3, 5), "preschool": (2, 4), "pre-school": (2, 4), "sixth form": (16, 18), "sixth-form": (16, 18), "sixth former": (16, 18),
    "sixth-former": (16, 18), "primary school": (4, 11), "secondary school": (11, 18), "infant school": (4, 7), "junior school": (7, 11),
}  # fmt: skip
_KEY_STAGES = {1: (5, 7), 2: (7, 11), 3: (11, 14), 4: (14, 16), 5: (16, 18)}
_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
# What has to stand in a text for one of these to be there: most texts are not looked at further.
_TWO_NUMBERS, _TENS = re.compile(r"\d,?\s(?:and|&)\s\d"), re.compile(r"\d0['’]?s\b")
_UNITS, _SPELT = re.compile(r"[ -](?:days?|weeks?|months?)\b"), re.compile(r",\s[a-z]{3,9}(?:-[a-z]{3,5})?[,;.)]")
_SCORE, _OLDEST = 0.65, 110


@cache
def _spelt() -> tuple[dict[str, int], re.Pattern[str], re.Pattern[str]]:
    data = yaml.safe_load((files("recognizers") / "data" / "ages.yaml").read_text("utf-8"))
    units = {**data["units"], **data["tens"]}
    words = "|".join(sorted(units, key=len, reverse=True))
    return (
        units,
        re.compile(_SMALL.replace("{units}", words), re.I),
        re.compile(_APART.replace("{units}", f"(?:{words})(?:-(?:{words}))?"), re.I),
    )


def age_phrases(text: str) -> Iterator[tuple[int, int, AgeValue, float]]:
    """Start, end, value and score of each; lists number by number. May overlap what other patterns find."""
    units, small, apart = _spelt()
    for match in _LIST.finditer(text) if _TWO_NUMBERS.search(text) else ():
        for number in re.finditer(r"\d+", match["list"]):
            start = match.start("list") + number.start()
            yield start, start + len(number[0]), AgeValue(int(number[0]), int(number[0])), _SCORE
    for pattern in (_DECADE, _OPENED) if _TENS.search(text) else ():
        for match in pattern.finditer(text):
            low, high = _THIRDS.get((match["third"] or "").lower(), (0, 9))
            decade = int(match["decade"])
            yield *match.span("span"), AgeValue(decade + low, decade + high), _SCORE
    for match in small.finditer(text) if _UNITS.search(text) else ():
        yield *match.span("span"), AgeValue(0, 0 if match["unit"].lower()[0] in "dw" else 2), _SCORE
    for match in apart.finditer(text) if _SPELT.search(text) else ():
        years = sum(units[word] for word in re.split("-", match["span"].casefold()))
        if years <= _OLDEST:
            yield *match.span("span"), AgeValue(years, years), _SCORE
    for match in _THEN.finditer(text):
        yield *match.span("span"), AgeValue(int(match["a"]), int(match["a"])), _SCORE
    yield from _at_school(text)


def _at_school(text: str) -> Iterator[tuple[int, int, AgeValue, float]]:
    """School years of England (Y), Scotland (P, S) and stages, as the ages of the pupils in them."""
    for match in _SCHOOL.finditer(text):
        label = match[0]
        number = int(re.sub(r"\D", "", label))
        low, high = _KEY_STAGES[number] if label.startswith("KS") else _of_year(label[0], number)
        yield *match.span(), AgeValue(low, high), _SCORE
    for match in _STAGES.finditer(text):
        low, high = _AGES[match[0].casefold().rstrip("s") if match["former"] else match["stage"].casefold()]
        yield *match.span(), AgeValue(low, high), _SCORE


def _of_year(system: str, number: int) -> tuple[int, int]:
    """Ages in a school year: Y1 to Y13 in England, P1 to P7 and S1 to S6 in Scotland."""
    youngest = {"Y": 4, "P": 3, "S": 10}[system]
    return number + youngest, number + youngest + (1 if system == "Y" else 2)
