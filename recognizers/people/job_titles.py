"""OCCUPATION by its form: a job title in capitals that no vocabulary lists ("Information Governance Officer")."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

_SCORE = 0.7


@cache
def _grammar() -> tuple[re.Pattern[str], frozenset[str]]:
    data = yaml.safe_load((files("recognizers") / "data" / "job_titles.yaml").read_text("utf-8"))
    heads = "|".join(re.escape(head) for head in sorted(data["heads"], key=len, reverse=True))
    joiners = "|".join(re.escape(word) for word in data["joiners"])
    word = r"[A-Z][\w&'’/-]{0,24}"
    pattern = rf"(?<![\w-])(?P<words>(?:{word}[ ](?:(?:{joiners})[ ])?){{1,5}})(?:{heads})s?(?![\w-]|[ \t]+(?:of|for)[ \t]+(?:State|the Crown))"
    return re.compile(pattern), frozenset(data["not_parts"])


class JobTitleRecognizer(LocalRecognizer):
    """Job titles of two words and more; the value has the title and "staff" above it."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["OCCUPATION"], supported_language="en", name="JobTitleRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a title; leading words that are no part of one are cut."""
        pattern, not_parts = _grammar()
        found = []
        for match in pattern.finditer(text):
            start = match.start()
            for word in re.finditer(r"\S+[ \t]+", match["words"]):
                if word[0].strip(" \t,") not in not_parts:
                    break
                start = match.start() + word.end()
            if match[0].endswith("Solicitors") and match[0].count(" ") > 1:
                # a firm, "Messrs R C Hall Solicitors"
                continue
            if " " in text[start : match.end()]:
                title = " ".join(text[start : match.end()].split())
                found.append(result(self, "OCCUPATION", start, match.end(), _SCORE, Concept((title, "staff"))))
        return found
