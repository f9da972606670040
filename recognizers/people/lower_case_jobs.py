"""OCCUPATION by its form in running text: "a dental receptionist", "her job as a machine operator", "a retired seamstress".

What a vocabulary would have to list without end, the last word tells with the words right before it. A head that is a common
noun as well ("driver", "worker") counts only with a word that narrows it down, or where the sentence says that somebody works as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

_SCORE = 0.6
_MOST_WORDS = 3
_NO_MODIFIER = ("ed", "ly", "'s", "’s", "s'", "s’")
_BEFORE = re.compile(r"(?:(?P<word>[A-Za-z][\w’'-]{1,24})[ ])$")
_WORKS_AS = re.compile(
    r"\b(?:(?:work|employ|train|serv|qualifi|practis|regist|act)\w{0,4} as|(?:job|post|career|position|role) (?:as|of)|(?:is|was|became|is now|was then|herself|himself),?) (?:an?|the)? ?$|, (?:an?|the) $|\b(?:retired|former|ex-|trainee) ?$"
)
# "His tutor" is who somebody is to the person, and nobody's own job.
_POSSESSED = re.compile(r"\b(?:his|her|their|my|your|our|its) $", re.I)


@cache
def _grammar() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    data = yaml.safe_load((files("recognizers") / "data" / "job_titles.yaml").read_text("utf-8"))
    heads = "|".join(re.escape(head) for head in sorted(set(data["lower_heads"]), key=lambda h: (-len(h), h)))
    endings = "|".join(re.escape(e) for e in sorted(set(data["lower_endings"]), key=lambda e: (-len(e), e)))
    pattern = re.compile(rf"(?<![\w’'-])(?:(?P<head>{heads})|[a-z]{{0,14}}(?:{endings}))(?:e?s)?(?![\w’'-]*[\w-])")
    return pattern, frozenset(data["lower_not"]), frozenset(data["lower_alone_not"])


def lower_case_jobs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each title."""
    pattern, not_parts, not_alone = _grammar()
    for match in pattern.finditer(text):
        start, words = match.start(), 0
        while words < _MOST_WORDS and (before := _BEFORE.search(text, max(0, start - 26), start)):
            word = before["word"]
            if word.casefold() in not_parts or not (word.islower() or word.isupper()) or word.endswith(_NO_MODIFIER):
                break
            start, words = before.start("word"), words + 1
        if _POSSESSED.search(text[max(0, start - 8) : start]):
            continue
        alone = match["head"] in not_alone and words == 0
        if not alone or _WORKS_AS.search(text[max(0, start - 40) : start]):
            yield start, match.end()


class LowerCaseJobRecognizer(LocalRecognizer):
    """Job titles in lower case; the value has the title and "occupation" above it."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["OCCUPATION"], supported_language="en", name="LowerCaseJobRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a title."""
        return [
            result(self, "OCCUPATION", start, end, _SCORE, Concept((text[start:end], "other occupation")))
            for start, end in lower_case_jobs(text)
        ]
