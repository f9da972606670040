"""Reference formats as data: read from YAML, checked, frozen.

A file has ``formats`` (shapes) and ``labels`` (words that announce a reference of any shape). A format is

    id, entity_type   what it is
    regex             in Python syntax; ``%force%`` stands for the two-digit police force codes, ``%yy%`` for a year of two
                      digits, ``%date%`` for a day with a month; a group ``force`` names the issuer, a group ``value`` the span
    find              ``token`` (default): the regex is the whole of a run of letters, digits and ``/*.-``, in upper case;
                      ``text``: the regex is searched in the text as it stands
    check             the name of a check of ``recognizers.references.check_letters``
    context, against  words or phrases in the same sentence that speak for the format, or rule it out
    scores            bare, context, passed, failed: 0 means that it is not reported; defaults below
    ignore_case       for ``text``;   not_alone: not where the match is all there is on its line
    issuer, source, example, counter_example

and a label is ``id, entity_type, words``, and optionally ``regex`` (of the value), ``min_digits``, ``score``, ``not_after``
(words that, right before the label, give it another meaning), ``issuer, source, example, counter_example``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml

from recognizers.references.check_letters import CHECKS

REFERENCE_TYPES = frozenset(
    """PNC_ID CRO_NUMBER ARREST_SUMMONS_NUMBER CUSTODY_RECORD CRIME_REFERENCE INCIDENT_REFERENCE CASE_URN COURT_CASE_NUMBER
    COMPLAINT_REFERENCE COLLAR_NUMBER INTELLIGENCE_REFERENCE PRISON_NUMBER PROBATION_CRN FOI_REFERENCE""".split()
)
IDENTIFIER_TYPES = frozenset(
    """UK_NHS UK_NINO UK_PASSPORT UK_DRIVING_LICENCE UK_VEHICLE_REGISTRATION UK_BANK_ACCOUNT IBAN_CODE CREDIT_CARD
    UK_POSTCODE STREET_ADDRESS""".split()
)
_SCORES = {"bare": 0.3, "context": 0.75, "passed": 0.95, "failed": 0.3}
_FORMAT_KEYS = frozenset(
    "id entity_type regex find check context against scores ignore_case not_alone issuer source example counter_example".split()
)
_LABEL_KEYS = frozenset(
    "id entity_type words regex min_digits score not_after issuer source example counter_example".split()
)
_MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY = "(?:[0-3]?[0-9](?:st|nd|rd|th)?)"
_DATE = (
    rf"(?:the[ ])?(?:{_DAY}(?:[ ]of)?[ ]?{_MONTH}(?:,?[ ](?:19|20)[0-9]{{2}}\b)?|{_MONTH}[ ]{_DAY}(?:,?[ ](?:19|20)[0-9]{{2}}\b)?"
    r"|[0-3]?[0-9][/.][01]?[0-9](?:[/.](?:20)?[0-9]{2})?)"
)


@dataclass(frozen=True, slots=True)
class Scores:
    """How sure a shape is: alone, with context words, with its check character right, and with it wrong."""

    bare: float
    context: float
    passed: float
    failed: float


@dataclass(frozen=True, slots=True)
class Format:
    """One shape; see the module's text. ``pattern`` is matched in full for tokens and searched for text."""

    id: str
    entity_type: str
    pattern: re.Pattern[str]
    find: Literal["token", "text"]
    check: str | None
    context: tuple[str, ...]
    against: tuple[str, ...]
    scores: Scores
    not_alone: bool
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """Words that announce a reference; ``pattern`` is what the value must look like, None for anything with digits."""

    id: str
    entity_type: str
    words: tuple[str, ...]
    pattern: re.Pattern[str] | None
    min_digits: int
    score: float
    not_after: tuple[str, ...]
    issuer: str | None


@dataclass(frozen=True, slots=True)
class FormatBook:
    """All formats and labels of a recogniser, and the names of the police forces by their two-digit code."""

    formats: tuple[Format, ...]
    labels: tuple[Label, ...]
    forces: Mapping[str, str]


@cache
def force_codes() -> Mapping[str, str]:
    """Two-digit code -> name of the police force (police_force of STATS19; the Home Office's codes)."""
    data = yaml.safe_load((files("recognizers") / "data" / "references" / "force_codes.yaml").read_text("utf-8"))
    return {str(code): str(name) for code, name in data.items()}


def load_book(names: Sequence[str], types: frozenset[str], extra: Sequence[Path] = ()) -> FormatBook:
    """The shipped data files of these names together with a user's own files.

    Raises ValueError naming the file and the entry where one is wrong, and OSError where a file cannot be opened.
    """
    root = files("recognizers") / "data" / "references"
    sources = [(f"{name}.yaml", (root / f"{name}.yaml").read_text("utf-8")) for name in names]
    for path in extra:
        try:
            sources.append((str(path), Path(path).read_text("utf-8-sig")))
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}: not UTF-8 text") from error
    formats: list[Format] = []
    labels: list[Label] = []
    for name, text in sources:
        new_formats, new_labels = _read(name, text, types)
        formats += new_formats
        labels += new_labels
    _refuse_duplicates([*formats, *labels])
    return FormatBook(tuple(formats), tuple(labels), force_codes())


def _read(name: str, text: str, types: frozenset[str]) -> tuple[list[Format], list[Label]]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"{name}: not valid YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(data, dict) or not data or set(data) - {"formats", "labels"}:
        raise ValueError(f"{name}: must have 'formats' or 'labels' at the top level and nothing else")
    formats = [
        _format(_entry(name, "formats", i, raw, _FORMAT_KEYS, types), raw) for i, raw in _listed(name, data, "formats")
    ]
    labels = [
        _label(_entry(name, "labels", i, raw, _LABEL_KEYS, types), raw) for i, raw in _listed(name, data, "labels")
    ]
    return formats, labels


def _listed(name: str, data: Mapping[str, Any], key: str) -> Iterable[tuple[int, Any]]:
    entries = data.get(key) or []
    if not isinstance(entries, list):
        raise ValueError(f"{name}: '{key}' must be a list")
    return enumerate(entries, 1)


def _entry(name: str, key: str, number: int, raw: Any, allowed: frozenset[str], types: frozenset[str]) -> str:
    """The place of an entry for messages, after the checks that formats and labels share."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise ValueError(f"{name}: {key} entry {number}: must be a mapping with an 'id'")
    place = f"{name}: {raw['id']}"
    unknown = sorted(str(k) for k in set(raw) - allowed)
    if unknown:
        raise ValueError(f"{place}: unknown key '{unknown[0]}'")
    if raw.get("entity_type") not in types:
        raise ValueError(f"{place}: entity_type must be one of {', '.join(sorted(types))}")
    return place


def _format(place: str, raw: Mapping[str, Any]) -> Format:
    scores = raw.get("scores") or {}
    if not isinstance(scores, dict) or set(scores) - set(_SCORES):
        raise ValueError(f"{place}: scores are {', '.join(_SCORES)}")
    values = {**_SCORES, **scores}
    if any(not isinstance(v, (int, float)) or isinstance(v, bool) or not 0 <= v <= 1 for v in values.values()):
        raise ValueError(f"{place}: a score is a number from 0 to 1")
    check = raw.get("check")
    if check is not None and check not in CHECKS:
        raise ValueError(f"{place}: unknown check '{check}'; there are {', '.join(CHECKS)}")
    find = raw.get("find", "token")
    if find not in ("token", "text"):
        raise ValueError(f"{place}: find is 'token' or 'text'")
    pattern = _compiled(place, raw.get("regex"), re.IGNORECASE if raw.get("ignore_case") else 0)
    made = Format(
        id=raw["id"],
        entity_type=raw["entity_type"],
        pattern=pattern,
        find=find,
        check=check,
        context=_words(place, raw, "context"),
        against=_words(place, raw, "against"),
        scores=Scores(**values),
        not_alone=bool(raw.get("not_alone")),
        issuer=raw.get("issuer"),
    )
    matches = pattern.fullmatch if find == "token" else pattern.search
    for key, expected in (("example", True), ("counter_example", False)):
        value = raw.get(key)
        if value is not None and bool(matches(str(value))) is not expected:
            raise ValueError(
                f"{place}: the {key.replace('_', ' ')} {'does not match' if expected else 'matches'} the regex"
            )
    return made


def _label(place: str, raw: Mapping[str, Any]) -> Label:
    words = _words(place, raw, "words")
    if not words:
        raise ValueError(f"{place}: a label needs 'words'")
    score, digits = raw.get("score", 0.85), raw.get("min_digits", 3)
    if not isinstance(score, (int, float)) or not 0 <= score <= 1:
        raise ValueError(f"{place}: a score is a number from 0 to 1")
    if not isinstance(digits, int) or digits < 1:
        raise ValueError(f"{place}: min_digits is a number from 1")
    pattern = _compiled(place, raw["regex"], re.IGNORECASE) if raw.get("regex") is not None else None
    return Label(
        raw["id"], raw["entity_type"], words, pattern, digits, score, _words(place, raw, "not_after"), raw.get("issuer")
    )


def _compiled(place: str, regex: Any, flags: int) -> re.Pattern[str]:
    if not isinstance(regex, str) or not regex:
        raise ValueError(f"{place}: a regex is missing")
    forces = "|".join(force_codes())
    source = (
        regex.replace("%force%", f"(?:{forces})").replace("%yy%", "(?:[0-3][0-9])").replace("%date%", f"(?i:{_DATE})")
    )
    try:
        return re.compile(source, flags)
    except re.error as error:
        raise ValueError(f"{place}: the regex is not valid: {error.msg}") from error


def _words(place: str, raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    listed = raw.get(key) or []
    if not isinstance(listed, list):
        raise ValueError(f"{place}: '{key}' must be a list of words")
    # YAML reads 101 as a number
    words = [str(word) if isinstance(word, int) and not isinstance(word, bool) else word for word in listed]
    if not all(isinstance(word, str) and word.strip() for word in words):
        raise ValueError(f"{place}: '{key}' must be a list of words; YAML needs quotes around yes, no, on and off")
    return tuple(" ".join(word.lower().split()) for word in words)


def _refuse_duplicates(entries: Sequence[Format | Label]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise ValueError(f"{entry.id}: the id is used twice")
        seen.add(entry.id)
