"""The explicit list of recognisers: what is not here does not run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from presidio_analyzer import EntityRecognizer

from recognizers.ages import AgeRecognizer
from recognizers.amounts import AmountRecognizer
from recognizers.contacts import ContactRecognizer
from recognizers.dates import DateRecognizer
from recognizers.names import ModelNameRecognizer, NamePatternRecognizer
from recognizers.operations import OperationRecognizer
from recognizers.organisations import OrganisationRecognizer
from recognizers.public_references import PublicReferenceRecognizer
from recognizers.references import ReferenceRecognizer
from recognizers.relationships import RelationshipRecognizer
from recognizers.uk_identifiers import UkIdentifierRecognizer
from recognizers.vocabulary import VocabularyRecognizer

VOCABULARIES = ("occupation", "offence", "health", "nrp", "orientation", "outcome", "gender")


@cache
def vocabulary(name: str) -> VocabularyRecognizer:
    """The recogniser of one shipped vocabulary, loaded once a process."""
    return VocabularyRecognizer(Path(str(files("recognizers"))) / "data" / "vocabularies" / f"{name}.yaml")


def all_recognizers(references: Sequence[Path] = (), vocabularies: Sequence[Path] = ()) -> list[EntityRecognizer]:
    """Every recogniser of the product; a force's own formats and vocabularies come in as extra data files.

    Raises ValueError naming the file and the entry where an extra data file is wrong.
    """
    return [
        ModelNameRecognizer(),
        NamePatternRecognizer(),
        ContactRecognizer(),
        UkIdentifierRecognizer(),
        PublicReferenceRecognizer(),
        ReferenceRecognizer(extra=references),
        RelationshipRecognizer(),
        DateRecognizer(),
        AgeRecognizer(),
        *(vocabulary(name) for name in VOCABULARIES),
        *(VocabularyRecognizer(path) for path in vocabularies),
        OperationRecognizer(),
        AmountRecognizer(),
        OrganisationRecognizer(),
    ]
