"""The letters M and F as somebody's sex in running text, which they are beside an age only: "M/34", "(F, 19)", "16 F"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.people.bare_ages import bare_ages
from recognizers.results import result
from recognizers.values import Concept

_SCORE = 0.7
_BESIDE = re.compile(r"(?<![\w/.&-])(?P<before>[MF])(?:,\s?|\s?/\s?|\s)?$")
_BEHIND = re.compile(r"(?:,\s?|\s?/\s?|\s)?(?P<behind>[MF])(?![\w/.&’'-])")


def sex_letters(text: str) -> Iterator[tuple[int, int, Concept]]:
    """Start, end and value of each letter."""
    for start, end, _, _ in bare_ages(text):
        before = _BESIDE.search(text, max(0, start - 5), start)
        behind = _BEHIND.match(text, end)
        for match, group in ((before, "before"), (behind, "behind")):
            if match is not None:
                sex = "male" if match[group] == "M" else "female"
                yield match.start(group), match.end(group), Concept((sex, "sex", "any sex"))


class SexLetterRecognizer(LocalRecognizer):
    """GENDER, with a Concept under ``recognition_metadata["value"]``."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["GENDER"], supported_language="en", name="SexLetterRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The letters in ``text`` that say somebody's sex."""
        return [result(self, "GENDER", start, end, _SCORE, value) for start, end, value in sex_letters(text)]
