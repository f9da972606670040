"""The explicit list of recognisers: what is not here does not run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from presidio_analyzer import EntityRecognizer

from recognizers.contact.contacts import ContactRecognizer
from recognizers.dates import DateExpressionRecognizer
from recognizers.dates.clock_times import ClockTimeRecognizer
from recognizers.dates.neighbours import NeighbourDateRecognizer
from recognizers.facts.amounts import AmountRecognizer
from recognizers.facts.disposals import DisposalRecognizer
from recognizers.facts.medical_words import MedicalWordRecognizer
from recognizers.facts.operations import OperationRecognizer
from recognizers.people.ages import AgeRecognizer
from recognizers.people.job_titles import JobTitleRecognizer
from recognizers.people.lower_case_jobs import LowerCaseJobRecognizer
from recognizers.people.names import ModelNameRecognizer, NamePatternRecognizer
from recognizers.people.sex_letters import SexLetterRecognizer
from recognizers.people.token_names import TokenNameRecognizer
from recognizers.places.institutions import InstitutionRecognizer
from recognizers.places.organisations import OrganisationRecognizer
from recognizers.references import ReferenceRecognizer
from recognizers.references.public_references import PublicReferenceRecognizer
from recognizers.references.uk_identifiers import UkIdentifierRecognizer
from recognizers.relationships import RelationshipRecognizer
from recognizers.vocabulary import VocabularyRecognizer

VOCABULARIES = ("occupation", "offence", "health", "nrp", "orientation", "outcome", "gender")


@cache
def vocabulary(name: str) -> VocabularyRecognizer:
    """The recogniser of one shipped vocabulary, loaded once a process."""
    return VocabularyRecognizer(Path(str(files("recognizers"))) / "data" / "vocabularies" / f"{name}.yaml")


def needs_model(recognizer: EntityRecognizer) -> bool:
    """Whether a recogniser reads what a model says rather than the text alone."""
    return isinstance(recognizer, ModelNameRecognizer | TokenNameRecognizer)


def all_recognizers(
    references: Sequence[Path] = (), vocabularies: Sequence[Path] = (), names: EntityRecognizer | None = None
) -> list[EntityRecognizer]:
    """Every recogniser of the product; a force's own formats and vocabularies come in as extra data files.

    ``names`` reads persons, places and organisations together with the language model; without it the language model's
    own are taken. Raises ValueError naming the file and the entry where an extra data file is wrong.
    """
    return [
        ModelNameRecognizer() if names is None else ModelNameRecognizer(("NRP",)),
        *([] if names is None else [names]),
        NamePatternRecognizer(),
        ContactRecognizer(),
        UkIdentifierRecognizer(),
        PublicReferenceRecognizer(),
        ReferenceRecognizer(extra=references),
        RelationshipRecognizer(),
        DateExpressionRecognizer(),
        ClockTimeRecognizer(),
        NeighbourDateRecognizer(),
        AgeRecognizer(),
        SexLetterRecognizer(),
        *(vocabulary(name) for name in VOCABULARIES),
        *(VocabularyRecognizer(path) for path in vocabularies),
        DisposalRecognizer(),
        JobTitleRecognizer(),
        LowerCaseJobRecognizer(),
        MedicalWordRecognizer(),
        OperationRecognizer(),
        AmountRecognizer(),
        OrganisationRecognizer(),
        InstitutionRecognizer(),
    ]
