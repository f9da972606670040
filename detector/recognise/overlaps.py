"""The one rule for overlapping results: rank, then length, then score; what loses is dropped whole.

The rank says which reading of the same letters is right when recognisers disagree. A citation or the request's own
reference explains everything inside it (the year of a statute is no date of a case); an address explains the words it
is made of; a checked reference beats a shape; data beat the language model.
"""

from __future__ import annotations

from collections.abc import Iterable

from presidio_analyzer import RecognizerResult

from recognizers.values import Concept
from recognizers.vocabulary import COMPOUND

_TIERS: tuple[tuple[str, ...], ...] = (
    ("FOI_REFERENCE", "LEGAL_REFERENCE", "EMAIL_ADDRESS", "URL"),
    ("DATE_OF_BIRTH", "IBAN_CODE", "CREDIT_CARD", "UK_BANK_ACCOUNT", "UK_NHS", "UK_NINO", "UK_DRIVING_LICENCE", "PNC_ID",
     "CRO_NUMBER", "ARREST_SUMMONS_NUMBER", "CUSTODY_RECORD", "CRIME_REFERENCE", "INCIDENT_REFERENCE", "CASE_URN",
     "COURT_CASE_NUMBER", "COMPLAINT_REFERENCE", "INTELLIGENCE_REFERENCE", "PRISON_NUMBER", "PROBATION_CRN", "UK_PASSPORT",
     "UK_VEHICLE_REGISTRATION", "COLLAR_NUMBER", "PHONE_NUMBER", "IP_ADDRESS", "UK_POSTCODE", "STREET_ADDRESS"),
    ("OPERATION_NAME",),
    ("AGE", "MONEY", "DATE_TIME", "RELATIONSHIP"),
    ("OUTCOME", "OFFENCE", "HEALTH", "ORIENTATION", "NRP", "OCCUPATION", "QUANTITY"),
    ("PERSON",),
    ("LOCATION", "GENDER"),
    ("ORGANIZATION",),
)  # fmt: skip
_RANK = {entity: tier for tier, entities in enumerate(_TIERS) for entity in entities}
_SHAPE_ONLY = 0.4
_MODEL = "ModelNameRecognizer"
_READERS = "TokenNameRecognizer"
_SURE = 0.8
_BEFORE_THE_HEAD = 8
_WORDS_OF_BODIES = frozenset({"NRP", "OFFENCE"})
_SURE_BODY = 0.9
_WORDS_OF_NAMES = frozenset({"NRP", "OCCUPATION", "OFFENCE", "HEALTH", "RELATIONSHIP", "LOCATION"})
# A whole name that the reader is certain of keeps its words that are jobs or offences elsewhere: "H. Bishop", "Mark Price".
_CERTAIN, _SURE_NAME, _FULL_NAME = 0.97, 0.9, 8
_BY_FORM = frozenset({"JobTitleRecognizer", "LowerCaseJobRecognizer"})
_INSTITUTIONS = "InstitutionRecognizer"
_ACRONYMS = "Acronyms"
_TITLED = "NamePatternRecognizer"
READERS = frozenset({_MODEL, _READERS})
_NAMES = frozenset({_READERS, _TITLED})
_BODIES = "OrganisationRecognizer"


def resolve(results: Iterable[RecognizerResult]) -> list[RecognizerResult]:
    """The results that survive, in order of their start; no two of them overlap."""
    results = _behind_jobs(_behind_names(_without_parts_of_bodies(list(results))))
    kept: list[RecognizerResult] = []
    for result in sorted(results, key=_preference):
        if all(result.end <= other.start or other.end <= result.start for other in kept):
            kept.append(result)
    return sorted(kept, key=lambda r: (r.start, r.end))


def _without_parts_of_bodies(results: list[RecognizerResult]) -> list[RecognizerResult]:
    """Without the places that are only words in the name of a body: Devon and Cornwall in "Devon and Cornwall Police"."""
    forms = [r for r in results if recognizer_name(r) in (_INSTITUTIONS, _BODIES) and r.entity_type == "ORGANIZATION"]
    # Presidio keeps only the surer of two results of one type over the same letters, which may be the reader's.
    read = [
        r for r in results if recognizer_name(r) == _READERS and r.entity_type == "ORGANIZATION" and r.score >= _SURE
    ]
    known = [r for r in results if recognizer_name(r) == _BODIES and r.entity_type == "LOCATION"]
    results = [
        r
        for r in results
        if not (r.entity_type in _WORDS_OF_NAMES and any(_deep_in(r, form) for form in forms))
        and not (r.entity_type == "NRP" and any(_deep_in(r, place) for place in known))
        and not (r.entity_type in _WORDS_OF_BODIES and any(_deep_in(r, body) for body in read))
        and not (r.entity_type == "OCCUPATION" and any(_deep_in(r, body) and r.end < body.end for body in read))
        and not (recognizer_name(r) in _NAMES and any(_is_last_word(r, form) for form in (*forms, *read)))
    ]
    places = [r for r in results if r.entity_type == "LOCATION"]
    bodies = [
        r
        for r in results
        if r.entity_type == "ORGANIZATION"
        and r.score >= _SURE_BODY
        and not any(p.start <= r.start and r.end <= p.end for p in places)
    ]
    return [
        r
        for r in results
        if r.entity_type != "LOCATION" or not any(b.start <= r.start and r.end <= b.end for b in bodies)
    ]


def _behind_names(results: list[RecognizerResult]) -> list[RecognizerResult]:
    """With the job titles that took a name before them along cut down to the job: "Bethan M Hughes Clerk and Financial Officer".

    Without the ties that are surnames, too.
    """
    names = [
        r for r in results if r.entity_type == "PERSON" and recognizer_name(r) == _READERS and r.score >= _SURE_NAME
    ]
    for job in results:
        if recognizer_name(job) not in _BY_FORM:
            continue
        for name in names:
            if name.start <= job.start < name.end < job.end and name.end - name.start >= _FULL_NAME:
                job.start = name.end + 1
    # "Adrian Neighbour" is a name to its end.
    return [
        r
        for r in results
        if r.entity_type != "RELATIONSHIP"
        or not any(n.start < r.start and n.end == r.end and n.end - n.start >= _FULL_NAME for n in names)
    ]


def _behind_jobs(results: list[RecognizerResult]) -> list[RecognizerResult]:
    """With what a reader took for a place, a job along with it, as the person who has the job: "Surveyor Clodagh Lowther"."""
    jobs = [(r.start, r.end) for r in results if r.entity_type == "OCCUPATION"]
    for read in results:
        if recognizer_name(read) != _READERS or read.entity_type == "PERSON" or read.score >= _SURE:
            continue
        end = max((end for start, end in jobs if start == read.start and end < read.end), default=0)
        # a forename and a surname have some length
        if end and read.end - end > _FULL_NAME:
            read.start, read.entity_type, read.score = end + 1, "PERSON", max(read.score, _SHAPE_ONLY)
    return results


def _deep_in(part: RecognizerResult, body: RecognizerResult) -> bool:
    """Whether a word is only a part of the name of a body: "Kurdish" in "Kurdish Human Rights Project"."""
    return body.start <= part.start and part.end <= body.end and body.end - body.start >= part.end - part.start + 4


def _is_last_word(name: RecognizerResult, body: RecognizerResult) -> bool:
    """Whether what is called a person is the word that says what a body is: "Initiative" in "Russian Justice Initiative"."""
    return name.entity_type == "PERSON" and body.start + _BEFORE_THE_HEAD < name.start and name.end == body.end


def recognizer_name(result: RecognizerResult) -> str:
    """The recogniser that produced a result."""
    return str((result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY, ""))


def _is_compound(result: RecognizerResult) -> bool:
    """Whether a listed term has several words, one of which may be a tie by itself ("ward sister", "Jehovah's Witness")."""
    metadata = result.recognition_metadata or {}
    if result.entity_type == "NRP":
        return bool(metadata.get(COMPOUND))
    value = metadata.get("value")
    # A job of several words is one only whole: "Station Sergeant" must not take the name behind it along.
    return isinstance(value, Concept) and " " in value.path[0] and result.end - result.start >= len(value.path[0]) - 2


def _preference(result: RecognizerResult) -> tuple[float, int, float, int, str]:
    rank = float(_RANK.get(result.entity_type, len(_TIERS)))
    name = recognizer_name(result)
    if result.score < _SHAPE_ONLY and rank < 4:
        rank = 4.5
    if name == _MODEL or (name == _READERS and result.score < _SURE):
        rank = max(rank, 7.5)
    elif (
        name == _READERS
        and result.entity_type == "PERSON"
        and result.score >= _CERTAIN
        and result.end - result.start >= _FULL_NAME
    ):
        rank = 3.8
    elif name == _BODIES and result.entity_type == "ORGANIZATION":
        # "Dyfed Fire and Rescue Service" is a body, and Dyfed no place of its own in it.
        rank = 5.9
    elif name == _ACRONYMS:
        rank = 3.6
    elif name == _INSTITUTIONS:
        rank = 3.5 if result.score >= _SURE else 5.6
    elif result.entity_type in ("OCCUPATION", "NRP") and _is_compound(result):
        rank = 2.9
    elif name == _TITLED:
        rank = 2.5
    elif name in _BY_FORM:
        rank = 5.5
    return rank, result.start - result.end, -result.score, result.start, result.entity_type
