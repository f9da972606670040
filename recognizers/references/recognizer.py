"""The recogniser of references to somebody's case: crime, incident, custody, court, complaint, intelligence, collar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.references.finder import Finder
from recognizers.references.formats import REFERENCE_TYPES, load_book
from recognizers.references.public_references import public_spans
from recognizers.spans import Span, as_results, overlap_any

_BOOKS = ("national", "forces", "officers", "labels")


class ReferenceRecognizer(LocalRecognizer):
    """Every type of ``REFERENCE_TYPES``; ``extra`` are a force's own data files.

    Raises ValueError naming the file and the entry where a data file is wrong, OSError where it cannot be opened.
    """

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self._finder = Finder(load_book(_BOOKS, REFERENCE_TYPES, extra))
        super().__init__(
            supported_entities=sorted(REFERENCE_TYPES), supported_language="en", name="ReferenceRecognizer"
        )

    def load(self) -> None:
        """Nothing to load: the data are read when the recogniser is made, so that an error shows at once."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The text's references as results; those of the request itself and of the law are left out."""
        return as_results(self, self.spans(text), entities)

    def spans(self, text: str) -> list[Span]:
        """The same as spans, in order, none overlapping another."""
        found = self._finder.spans(text)
        public = public_spans(text) if found else []
        return [span for span in found if not overlap_any(span, public)]
