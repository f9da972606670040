"""PERSON, LOCATION and ORGANIZATION from the token classifier and spaCy together.

The classifier reads ALL-CAPS, lower-case and damaged text as well; spaCy knows more of the world. What either says is
weighed by ``name_union``, and the score of a result is the probability that comes out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.people.name_union import Candidate, candidates, probability
from recognizers.people.names import trim_name

NAME = "TokenNameRecognizer"
UNION_FILE = "union.json"
ENTITIES = ("PERSON", "LOCATION", "ORGANIZATION")
_PSEUDONYM = re.compile(r"(?:[A-Z]\.?){1,2}\d?")
_ROLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS|DI|PS|Officer|Witness|Child|Patient|Person|Individual|Sergeant|Constable)\.?[ \t]$"
)
_LONGEST_ROLE = 24
_DASH = re.compile(r"[ \t]+[-–—][ \t]+")


class Span(Protocol):
    """What the classifier says about one name: its place, its Presidio entity type and a probability."""

    @property
    def start(self) -> int:
        """Code points before it."""

    @property
    def end(self) -> int:
        """Code points before its end."""

    @property
    def label(self) -> str:
        """Its Presidio entity type."""

    @property
    def probability(self) -> float:
        """Between 0 and 1."""


class SpanModel(Protocol):
    """The part of the classifier that this recogniser needs."""

    def spans(self, texts: Sequence[str]) -> Sequence[Sequence[Span]]:
        """The names in each text, weak ones included."""


class TokenNameRecognizer(LocalRecognizer):
    """Names that the two readers together hold for likely enough; ``weights`` and ``least`` are by entity type."""

    def __init__(self, model: SpanModel, weights: Mapping[str, Sequence[float]], least: Mapping[str, float]) -> None:
        super().__init__(supported_entities=list(ENTITIES), supported_language="en", name=NAME)
        self._model, self._weights, self._least = model, weights, least

    @classmethod
    def from_file(cls, model: SpanModel, path: Path) -> TokenNameRecognizer:
        """The recogniser with the weights and limits of a union.json; raises OSError or ValueError where there is none."""
        fitted = json.loads(path.read_text("utf-8"))
        return cls(model, fitted["weights"], fitted["least"])

    def load(self) -> None:
        """Nothing to load: the model comes in loaded."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a name; persons lose titles and possessives, and a lone letter takes its role with it ("Officer B")."""
        token = [(s.start, s.end, s.label, s.probability) for s in self._model.spans([text])[0]]
        heard = nlp_artifacts.entities if nlp_artifacts else ()
        spacy = [(e.start_char, e.end_char, e.label_) for e in heard if e.label_ in ENTITIES]
        wanted = entities or ENTITIES
        results = []
        for candidate in candidates(token, spacy):
            score = probability(text, candidate, self._weights)
            if candidate.label in wanted and score >= self._least[candidate.label]:
                results += [self._result(candidate.label, start, end, score) for start, end in _bounds(text, candidate)]
        return results

    def _result(self, entity: str, start: int, end: int, score: float) -> RecognizerResult:
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: NAME,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
        }
        return RecognizerResult(entity, start, end, round(score, 4), recognition_metadata=metadata)


def _bounds(text: str, candidate: Candidate) -> Iterator[tuple[int, int]]:
    start, end = candidate.start, candidate.end
    if candidate.label == "PERSON" and _PSEUDONYM.fullmatch(text, start, end):
        window = max(0, start - _LONGEST_ROLE)
        role = _ROLE_BEFORE.search(text[window:start])
        start = window + role.start() if role else start
    elif candidate.label == "PERSON":
        # "LW - Tyrell": who writes, and of whom
        at = start
        for dash in [*_DASH.finditer(text, start, end), None]:
            first, last = trim_name(text, at, dash.start() if dash else end)
            if first < last and not (last - first == 1 and text[first].islower()):
                yield first, last
            at = dash.end() if dash else end
        return
    if start < end:
        yield start, end
