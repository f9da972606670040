"""Ages: "aged 34", "34-year-old", "in her thirties", "under 18", "a Year 9 pupil". A bare number is no age in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.people.age_phrases import age_phrases
from recognizers.people.bare_ages import LISTED, bare_ages
from recognizers.people.shorthand_ages import shorthand_ages
from recognizers.results import result
from recognizers.values import AgeValue

OLDEST = 125
_HYPHENS = "-‐‑‒–—"
_PRECHECK = re.compile(
    r"\bage[ds]?\b|[-‐‑‒–—\s]old|y/?o\b|\bbirthday|\bturn(?:ed|ing|s)?\s|\(?[mf]/\d|\bteen|ies\b|\d['’]?s\b|\bunder|\bover\b|\bolder\b|\byounger\b|\bof age\b|\b(?:year|y) ?\d|\bkey stage|,\s\d\d?,"
    r"|sixth form|\byears?\b|\b(?:is|was|are|were)\s(?:\w+\s)?\d\d?\b|\s\(\d\d\)|\b(?:girl|boy|man|woman|child|youth|lad|baby|toddler|pensioner|teenager)s?\sof\b|['’]s\s\d\d\b",
    re.IGNORECASE,
)
_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("recognizers") / "data" / "ages.yaml").read_text("utf-8"))


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _number_pattern() -> str:
    data = _data()
    tens, units = _any(list(data["tens"])), _any(list(data["units"]))
    return rf"(?:(?<![\d.,/£$€])\d{{1,3}}(?![\d%]|\.\d)|\b(?:(?:{tens})(?:[- ](?:{units}))?|{units}))"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], AgeValue | None], float], ...]:
    data = _data()
    n = _number_pattern()
    tens, units = _any(list(data["tens"])), _any([word for word in data["units"] if word != "one"])
    to = rf"\s?(?:[{_HYPHENS}]|to|and|or)\s?"
    h = rf"[{_HYPHENS}\s]"
    old = rf"{h}{{0,2}}(?:years?|yrs?){h}{{1,2}}(?:olds?|of age)\b|{h}?y/?o\b"
    thing = rf"(?!{h}{{1,2}}(?:[a-z]{{2,14}}\s)?(?:{_any(data['things'])})\b)"
    older = r"(?:and|or) (?:over|above|older|upwards?)\b|\+"
    younger = r"(?:and|or) (?:under|below|younger)\b"
    persons = _any(list(data["persons"]))
    people = _any(data["people"])
    pupils = _any(data["pupils"])
    school = r"(?:year|yr)s?[ -]?(?:group )?(?P<school>1[0-3]|[1-9])\b|y(?P<school2>1[0-3]|[1-9])\b"
    aged = (
        r"\b(?:aged?|ages|age (?:group|range|band|bracket)s?|(?:at |of )?(?:the )?ages? of)"
        r"(?:\s?[:=–-]\s?|\s(?:is |was |were |being |approximately |around |about |just |only |circa )?)"
    )
    subjects = _any(data["subjects"])
    flags = re.IGNORECASE
    return (
        (re.compile(rf"{aged}(?:between |from )?(?P<a>{n}){to}(?P<b>{n})(?:{old}|[-\s]years?\b)?", flags), _band, 0.9),
        (re.compile(rf"{aged}(?P<a>{n})\s?(?P<more>{older})", flags), _more, 0.9),
        (re.compile(rf"{aged}(?P<a>{n})\s(?P<less>{younger})", flags), _less_inclusive, 0.9),
        (re.compile(rf"{aged}(?P<side>under|below|over)\s(?P<a>{n})s?", flags), _side, 0.9),
        (re.compile(rf"{aged}(?P<a>{n})(?P<months>\s(?:months?|weeks?|days?))?(?:{old}|\syears?(?! (?:to|in|of service))\b)?(?!\s?(?:per cent|percent|km|miles|mph))", flags), _exact, 0.9),
        (re.compile(rf"(?P<a>{n})(?:{h}years?{h}olds?)?(?:[{_HYPHENS}]|\s(?:to|and|or)\s)(?P<b>{n})(?:{old}){thing}", flags), _band, 0.9),
        (re.compile(rf"(?P<a>{n})(?:{old}){thing}", flags), _exact, 0.9),
        (re.compile(rf"(?P<a>{n})(?P<months>{h}(?:months?|weeks?|days?)){h}old{thing}", flags), _exact, 0.9),
        (re.compile(rf"(?P<a>{n})\s(?:years?\s)?(?P<more>{older})(?:\syears of age)?", flags), _more, 0.6),
        (re.compile(rf"(?P<a>(?<![\d.,/£$€])1[0-9]|2[0-5])\s(?P<less>{younger})(?!\s\d)", flags), _less_inclusive, 0.6),
        (re.compile(r"(?P<a>(?<![\d.,/£$€])\d{2})\+(?=\s(?:years|age|year))", flags), _more, 0.6),
        (re.compile(rf"\b(?P<side>under|over)(?:[-\s](?:the\s)?(?:age(?:s)? of\s)?)(?P<a>{n})['’]?s\b", flags), _side, 0.9),
        (re.compile(rf"\b(?P<side>under|over|below|above)\sthe\sages?\sof\s(?P<a>{n})", flags), _side, 0.9),
        (re.compile(rf"\b(?P<side>under|over)\s(?P<a>{n})\syears?\s(?:old|of age)\b", flags), _side, 0.9),
        (re.compile(rf"(?:\b(?:{people}),?\s)(?P<span>(?P<side>under|over)\s(?P<a>1[0-9]|[2-9][0-9]))(?=\s*(?:[.,;:)]|$|(?:and|or|at|who|were|was|are|when|on|with|living)\b))", flags), _side, 0.7),
        (re.compile(r"(?<!section )(?<!withheld )(?<!exempt )\b(?P<side>under)\s(?P<a>1[678]|21)(?=\s*(?:[.,;:)]|$|(?:and|or|at|who|were|was|are|when|in|on|with)\b))", flags), _side, 0.6),
        (
            re.compile(
                rf"\b(?:in|into|of|around)\s(?:his|her|their|my|your)\s(?:(?P<third>early|mid|late)(?:[-\s]to[-\s](?P<third2>mid|late))?[-\s])?"
                rf"(?P<decade>{_any(list(data['decades']))}|[2-9]0['’]?s|teens)\b",
                flags,
            ),
            _decade,
            0.97,
        ),
        (
            re.compile(
                rf"\b(?:in|into|of|around)\s(?:its|the)\s(?:(?P<third>early|mid|late)(?:[-\s]to[-\s](?P<third2>mid|late))?[-\s])?"
                rf"(?P<decade>{_any(list(data['decades']))}|[2-9]0['’]?s|teens)\b",
                flags,
            ),
            _decade,
            0.85,
        ),
        (re.compile(rf"(?P<decade_only>\b(?P<third>early|mid|late)[-\s](?:teens|{_any(list(data['decades']))}))\b", flags), _decade, 0.7),
        (re.compile(rf"\b(?:{persons})\b", flags), _person, 0.7),
        (re.compile(rf"\bturn(?:ed|ing|s)?\s(?P<a>{n})(?=\s*(?:[.,;)]|$|(?:in|on|while|whilst|during|and|at|when|last|this|that|before|after)\b))", flags), _exact, 0.75),
        (re.compile(r"(?<![\d.,])(?P<a>\d{1,3})(?:st|nd|rd|th)\sbirthday\b", flags), _exact, 0.85),
        (re.compile(r"(?<![\w/])[MF]/(?P<span>(?P<a>[1-9]\d))(?![\d/])", flags), _exact, 0.6),
        (re.compile(rf"\b(?:{subjects})(?:,?\s(?:who\s)?(?:is|was|will be|are|were)|['’]s)\s(?:now\s|only\s|just\s|then\s|about\s|around\s|nearly\s|almost\s|approximately\s)?(?P<span>(?P<a>(?<![\d.,/£$€])[1-9]\d?|\b(?:{units}|{tens})(?:[- ](?:{units}))?))(?=\s*(?:[.,;:)]|$|(?:and|when|at the time|but|or|with|has|had)\b))", flags), _exact, 0.6),
        (re.compile(rf"\b(?:{subjects})\s(?-i:[A-Z][a-z]{{2,14}}),\s(?P<span>(?P<a>[1-9]\d?))(?=,\s(?:who|was|is|and|present|asleep|has|had|lives|said|told|at|in|a)\b)", flags), _exact, 0.7),
        (re.compile(rf"\b(?:{subjects})\s\((?P<span>(?P<a>[1-9]\d))\)", flags), _exact, 0.6),
        (re.compile(rf"\b(?:girl|boy|man|woman|child|youth|lad|baby|toddler|pensioner|teenager)s?\sof\s(?P<span>(?P<a>{n}))\b", flags), _exact, 0.8),
        (re.compile(r"(?<!\bof )(?<!financial )(?<!academic )\b(?P<span>(?:Year|Yr|yr)\s(?P<school>[7-9]|1[0-3]))(?=\s*(?:[,;:.)-]|$|\n|(?:and|or|who|at|in|for|was|is|one)\b))(?P<school2>)"), _school, 0.6),
        (re.compile(r"(?<=\()(?P<span>(?:Y|Yr|Year)\s?(?P<school>1[0-3]|[1-9])(?P<school2>))(?=[),;])"), _school, 0.8),
        (re.compile(rf"(?:{school})(?=(?:'s|s)?\s(?:[a-z]+\s)?(?:{pupils})\b)", flags), _school, 0.85),
        (re.compile(rf"\b(?:{pupils})\s(?:was |were |is )?(?:in|from)\s(?P<span>{school})", flags), _school, 0.85),
        (re.compile(r"\bkey stage (?P<stage>[1-5])\b(?=\s(?:pupil|student|child))", flags), _stage, 0.7),
        (re.compile(r"\b(?:a|an|the|one)\s(?:[a-z]+\s)?(?:man|woman|male|female|boy|girl|officer|constable|victim|suspect),\s(?P<span>(?P<a>\d{1,2})),", flags), _exact, 0.7),
    )  # fmt: skip


@cache
def _of_a_thing() -> re.Pattern[str]:
    """What stands before an age that is a thing's: "records up to 7 years old", "a system over 10 years old"."""
    things = _any(_data()["things"])
    return re.compile(
        rf"\b(?:{things})\s(?:(?:is|are|was|were|now|at least|up to|over|more than|less than|about|nearly|approximately)\s){{1,3}}$",
        re.IGNORECASE,
    )


def to_number(text: str) -> int | None:
    """A number in digits or English words up to ninety-nine."""
    if text.isdecimal():
        return int(text)
    data = _data()
    total = 0
    for word in re.split(r"[-\s]+", text.lower()):
        value = data["tens"].get(word, data["units"].get(word))
        if value is None:
            return None
        total += value
    return total


def _years(low: int | None, high: int | None, *, is_open: bool = False) -> AgeValue | None:
    if (
        low is None
        or not 0 <= low <= OLDEST
        or (high is None) is not is_open
        or (high is not None and not low <= high <= OLDEST)
    ):
        return None
    return AgeValue(low, high)


def _exact(match: re.Match[str]) -> AgeValue | None:
    number = to_number(match["a"])
    unit = match.groupdict().get("months")
    if number is not None and unit:
        number = number // 12 if "month" in unit.lower() else 0
    return _years(number, number)


def _band(match: re.Match[str]) -> AgeValue | None:
    return _years(to_number(match["a"]), to_number(match["b"]))


def _more(match: re.Match[str]) -> AgeValue | None:
    number = to_number(match["a"])
    return _years(number, None, is_open=True) if number is not None and number >= 10 else None


def _less_inclusive(match: re.Match[str]) -> AgeValue | None:
    return _years(0, to_number(match["a"]))


def _side(match: re.Match[str]) -> AgeValue | None:
    number = to_number(match["a"])
    if number is None or number < 1:
        return None
    return (
        _years(number + 1, None, is_open=True) if match["side"].lower() in ("over", "above") else _years(0, number - 1)
    )


def _decade(match: re.Match[str]) -> AgeValue | None:
    name = match.groupdict().get("decade") or re.split(r"[-\s]", match["decade_only"])[-1]
    third, third2 = match["third"], match.groupdict().get("third2")
    if name.lower() == "teens":
        bounds = {"early": (13, 14), "mid": (15, 16), "late": (17, 19)}
        first, last = bounds.get((third or "").lower(), (13, 19)), bounds.get((third2 or third or "").lower(), (13, 19))
        return AgeValue(first[0], last[1])
    base = int(name[:2]) if name[:2].isdecimal() else _data()["decades"][name.lower()]
    first, last = _THIRDS.get((third or "").lower(), (0, 9)), _THIRDS.get((third2 or third or "").lower(), (0, 9))
    return AgeValue(base + first[0], base + last[1])


def _person(match: re.Match[str]) -> AgeValue | None:
    low, high = _data()["persons"][match[0].lower()]
    return AgeValue(low, high)


def _school(match: re.Match[str]) -> AgeValue | None:
    """School years of England: a pupil turns N + 5 during Year N."""
    number = int(match["school"] or match["school2"])
    return AgeValue(number + 4, number + 5)


def _stage(match: re.Match[str]) -> AgeValue | None:
    """Key stages of the national curriculum in England (Education Act 2002, section 82, and usual ages)."""
    return AgeValue(*{"1": (5, 7), "2": (7, 11), "3": (11, 14), "4": (14, 16), "5": (16, 18)}[match["stage"]])


def find(text: str) -> Iterator[tuple[int, int, AgeValue, float]]:
    """Start, end, value and score of every age, earliest and longest first, without overlaps."""
    found = [*bare_ages(text), *age_phrases(text), *shorthand_ages(text)]
    if (
        not found
        and _PRECHECK.search(text) is None
        and re.search(rf"\b(?:{_any(list(_data()['persons']))})\b", text, re.IGNORECASE) is None
    ):
        return
    for pattern, read, score in _patterns():
        for match in pattern.finditer(text):
            value = read(match)
            if value is not None:
                start, end = _span(match)
                if _of_a_thing().search(text[max(0, start - 40) : start]):
                    continue
                found.append((start, end, value, score))
    listed = [(start, end) for start, end, _, score in found if score == LISTED]
    found = [f for f in found if f[3] == LISTED or not any(f[0] < end and start < f[1] for start, end in listed)]
    reached = 0
    for start, end, value, score in sorted(found, key=lambda f: (f[0], -f[1], -f[3])):
        if start >= reached:
            reached = end
            yield start, end, value, score


def _span(match: re.Match[str]) -> tuple[int, int]:
    groups = match.groupdict()
    if groups.get("span"):
        return match.span("span")
    if groups.get("decade"):
        return match.start("third") if groups.get("third") else match.start("decade"), match.end("decade")
    return match.span()


class AgeRecognizer(LocalRecognizer):
    """AGE, with an ``AgeValue`` under ``recognition_metadata["value"]``."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["AGE"], supported_language="en", name="AgeRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The ages in ``text``, in order."""
        return [result(self, "AGE", start, end, score, value) for start, end, value, score in find(text)]


_CELL = re.compile(
    r"(?:aged?:?\s*|ages\s*)?(?:"
    r"(?P<exact>\d{1,3})(?P<months>\s?months?)?(?:\s?(?:years?|yrs?|y/?o)?(?:[-\s]old)?)"
    r"|(?P<a>\d{1,3})\s?(?:-|–|—|to|and)\s?(?P<b>\d{1,3})(?:\s?(?:years?|yrs?)(?:\s?old)?)?"
    r"|(?P<more>\d{1,3})\s?(?:\+|(?:and|or|&)\s(?:over|above|older)|plus)(?:\s?years?)?|(?:over|above|>)\s?(?P<over>\d{1,3})s?|(?:>=|≥)\s?(?P<from>\d{1,3})"
    r"|(?:under|below|<|less than)\s?(?P<under>\d{1,3})s?|(?P<upto>\d{1,3})\s(?:and|or|&)\s(?:under|below|younger)|(?:<=|≤|up to\s)\s?(?P<max>\d{1,3})"
    r"|(?:(?P<third>early|mid|late)[-\s])?(?P<decade>[2-9]0)['’]?s|(?P<teens>teens?|teenager)"
    r"|(?:year|yr|y)\s?-?(?P<school>1[0-3]|[1-9])|(?P<reception>reception)|(?:key stage|ks)\s?(?P<stage>[1-5])|(?P<minor>juvenile|youth|minor|child)|(?P<adult>adult)"
    r")(?:\s?years? of age)?",
    re.IGNORECASE,
)


def parse_age(text: str) -> AgeValue | None:
    """The value of a table cell that holds one age or age band and nothing else, or None. "34" is 34 here."""
    match = _CELL.fullmatch(text.strip().rstrip("*†."))
    if match is None:
        return None
    group = {name: value for name, value in match.groupdict().items() if value}
    number = {name: int(value) for name, value in group.items() if value.isdecimal()}
    if "exact" in number:
        age = number["exact"] // 12 if "months" in group else number["exact"]
        return _years(age, age)
    if "a" in number:
        return _years(number["a"], number["b"])
    if number.keys() & {"more", "over", "from"}:
        return _years(number.get("more", number.get("from", number.get("over", 0) + 1)), None, is_open=True)
    if number.keys() & {"under", "upto", "max"}:
        return _years(0, number.get("upto", number.get("max", number.get("under", 0) - 1)))
    if "decade" in number:
        first, last = _THIRDS.get(group.get("third", "").lower(), (0, 9))
        return AgeValue(number["decade"] + first, number["decade"] + last)
    if "school" in number:
        return AgeValue(number["school"] + 4, number["school"] + 5)
    if "stage" in number:
        return _stage(match)
    named = {
        "teens": AgeValue(13, 19),
        "reception": AgeValue(4, 5),
        "minor": AgeValue(0, 17),
        "adult": AgeValue(18, None),
    }
    return next((value for name, value in named.items() if name in group), None)
