"""ORGANIZATION and LOCATION by form: courts, ministries, associations and firms, and the wings, wards and watches of sites.

What counts as an organisation follows Pilán et al. 2022 (Text Anonymization Benchmark): companies, public institutions,
courts, schools, charities and churches by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

# Which patterns, by their order, leave no doubt: whole names, what is named after a person, regiments, firms.
_SURE_FORMS = frozenset({0, 3, 4, 6})
# Patterns that end with the word that says what a body is: a sentence that ends within the match has another one's words.
_HEAD_LAST = frozenset({1, 3, 5, 6})
_NAME_SCORE, _SURE = 0.65, 1.0
_W = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'&.-]{0,30}"
_S = r"[ \t]{1,3}"
_SENTENCE = re.compile(r"[a-zß-ÿ]{3}\.[ \t]")
_LINK = r"(?:of(?:[ \t]the)?|and|for(?:[ \t]the)?|&|on|in|de|la|du)"


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("recognizers") / "data" / "institutions.yaml").read_text("utf-8"))


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]+") for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = _data()
    firms = _any(data["firms"])
    return (
        re.compile(rf"(?<![\w’'&.-])(?:(?:{_W}{_S}){{0,2}}(?=Court{_S}of|Crown{_S}|High{_S}Court|Supreme{_S}))?(?:{_any(data['whole'])})(?![\w-])"),
        re.compile(rf"(?<![\w’'&.-])(?P<name>{_W}(?:{_S}(?:{_LINK}{_S})?{_W}){{0,5}}?{_S}(?:{_any(data['heads'])}))(?![\w-]|{_S}(?:of|for)\b)"),
        re.compile(rf"(?<![\w’'&.-])(?P<name>(?:{_W}{_S}){{0,3}}?(?:{_any(data['heads_of'])}){_S}(?:of|for)(?:[ \t]the)?{_S}{_W}(?:{_S}(?:{_LINK}{_S})?{_W}){{0,4}})"),
        re.compile(rf"(?<![\w’'&.-])(?P<name>{_W}(?:{_S}{_W}){{1,4}}?{_S}(?:{_any(data['named_after'])}))(?![\w-])"),
        re.compile(rf"(?<![\w’'&.-])\d{{1,3}}(?:st|nd|rd|th){_S}(?:{_W}{_S}){{0,3}}(?:{_any(data['units'])})(?:{_S}of(?:[ \t]the)?{_S}{_W}(?:{_S}{_W}){{0,3}})?(?![\w-])"),
        re.compile(rf"(?<![\w’'&.-])(?P<name>{_W}(?:{_S}{_W}){{0,2}}{_S}(?:{_any(data['lower'])}))(?![\w-])"),
        re.compile(rf"(?<![\w’'&.-])(?P<name>{_W}(?:,?{_S}(?:(?:and|&|of){_S})?{_W}){{0,5}}?{_S}(?:{firms}))(?![\w-])"),
    )  # fmt: skip


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'/-])(?:{'|'.join(_data()['parts'])})(?![\w’'-])")


@cache
def _sites() -> re.Pattern[str]:
    """Places where somebody is kept, treated or taught: by number, or in lower case behind the name of the town."""
    data = _data()
    return re.compile(
        rf"(?<![\w’'&.-])(?:(?:{_any(data['numbered'])}){_S}[Nn](?:o\.?|umber){_S}[A-Z]{{0,3}}[-/]?\d{{1,4}}(?:/\d{{1,4}})?|{_W}(?:{_S}{_W}){{0,2}}{_S}(?:{_any(data['sites'])}))(?![\w-])"
    )


@cache
def _streets() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'&.-]){_W}(?:{_S}{_W}){{1,2}}{_S}(?:{_any(_data()['streets'])})(?![\w-])")


def institutions(text: str) -> Iterator[tuple[str, int, int, float, Concept | None]]:
    """Type, start, end, score and value of each; they may overlap."""
    found = list(_named(text))
    sure = sorted((start, end) for _, start, end, score, _ in found if score == _SURE)
    for entity, start, end, score, value in found:
        # "High Court of Cassation and Justice" is one court, and "High Court" no other
        within = sure[bisect_left(sure, (start, start)) : bisect_left(sure, (end, end))]
        longer = any(e <= end and (start, end) != (s, e) for s, e in within)
        yield entity, start, end, _SURE if longer else score, value


def _named(text: str) -> Iterator[tuple[str, int, int, float, Concept | None]]:
    """Each by its form; leading words that are no part of a name are cut."""
    not_first, not_whole = frozenset(_data()["not_first"]), frozenset(_data()["not_whole"])
    for number, pattern in enumerate(_patterns()):
        score = _SURE if number in _SURE_FORMS else _NAME_SCORE
        for match in pattern.finditer(text):
            start = match.start()
            if number in _HEAD_LAST:
                for ended in _SENTENCE.finditer(text, start, match.end()):
                    start = ended.end()
            while (word := re.compile(rf"({_W}){_S}").match(text, start, match.end())) and word[1] in not_first:
                start = word.end()
            end = match.end() - (text[match.end() - 1] == "." and not text[match.end() - 3 : match.end() - 1].isupper())
            if stop := _SENTENCE.search(text, start, end):
                end = stop.start() + 3
            name = text[start:end]
            if " " in name and name not in not_whole:
                yield "ORGANIZATION", start, end, score, None
    for match in _streets().finditer(text):
        yield "LOCATION", *match.span(), _SURE, Concept((" ".join(match[0].split()),))
    for pattern in (_sites(), _parts()):
        for match in pattern.finditer(text):
            yield "LOCATION", *match.span(), _SURE, Concept((" ".join(match[0].split()),))


class InstitutionRecognizer(LocalRecognizer):
    """Bodies by the form of their names, and parts of sites."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=["ORGANIZATION", "LOCATION"], supported_language="en", name="InstitutionRecognizer"
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a body or part of a site."""
        return [result(self, *found) for found in institutions(text)]
