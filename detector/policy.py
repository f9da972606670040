"""The policy of a scan: flag, then environment, then the nearest ``detector.toml`` upward, then defaults.

An unknown key or a bad value is an error that names its line or its variable, never a silent default.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from detector.errors import UsageError
from detector.types import Role

ENVIRONMENT_PREFIX = "DETECTOR_"
FILE_NAME = "detector.toml"
_ROLES = get_args(Role)


class PolicyError(UsageError):
    """A policy file, variable or option that cannot be used; the message is one sentence for the user."""


class RecognizerPolicy(BaseModel):
    """Section ``[recognizers]``: entity types not to look for, and extra data files with formats or vocabularies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    disable: tuple[str, ...] = ()
    references: tuple[Path, ...] = ()
    vocabularies: tuple[Path, ...] = ()


class Policy(BaseModel):
    """The effective policy. Keys are the long option names; sections are ``columns`` and ``recognizers``.

    ``k`` is the smallest acceptable equivalence class, ``threshold`` the smallest count that is published as it
    stands (a count of 1 to threshold-1 is small; with ``zeros_sensitive`` a printed 0 is too), ``rounding`` the base to which counts
    are rounded ("1 to 7 withheld, the rest rounded to 5": threshold 8, rounding 5), ``max_text_mb`` the limit of decoded text a document in megabytes.
    ``population`` is how many persons (officers, pupils, patients) the cases of running text are drawn from, ``table_population``
    how many records a table of cases is a sample of; without it a table is taken as the whole population of its kind.
    ``keep`` names columns and kinds of details that generalisation leaves as they are; ``mark`` is what is printed in place of a direct
    identifier, where ``{n}`` gives each person a number; ``hierarchies`` are CSV files of the officer's own, by column name.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda n: n.replace("_", "-"), populate_by_name=True
    )

    k: int = Field(5, ge=2, le=1000)
    threshold: int = Field(5, ge=1, le=1000)
    zeros_sensitive: bool = False
    rounding: int | None = Field(None, ge=2, le=1000)
    population: int | None = Field(None, ge=1, le=100_000_000)
    table_population: int | None = Field(None, ge=1, le=1_000_000_000)
    fail_on: Literal["high", "medium", "low", "never"] = "medium"
    format: Literal["text", "json", "jsonl", "sarif", "html"] = "text"
    engine: Literal["local", "spark"] = "local"
    jobs: int = Field(1, ge=1, le=64)
    register_url: str | None = Field(None, alias="register")
    waivers: Path | None = None
    show_values: bool = False
    max_text_mb: int = Field(50, ge=1, le=2000)
    columns: Mapping[str, str] = Field(default_factory=dict)
    keep: tuple[str, ...] = ()
    mark: str = Field("[redacted: s.40(2)]", min_length=1, max_length=60, pattern=r"^[^\n\r<>]*$")
    hierarchies: Mapping[str, Path] = Field(default_factory=dict)
    recognizers: RecognizerPolicy = RecognizerPolicy()

    @field_validator("columns")
    @classmethod
    def _known_roles(cls, columns: Mapping[str, str]) -> Mapping[str, str]:
        for name, spec in columns.items():
            parse_column(name, spec)
        return dict(sorted(columns.items()))

    def column_overrides(self) -> dict[str, tuple[str, Role | None]]:
        """Column name in lower case -> (kind, role or None)."""
        return {name.strip().casefold(): parse_column(name, spec) for name, spec in self.columns.items()}

    def effective(self) -> dict[str, Any]:
        """What goes into the report: every key with its value in force, without machine-dependent paths."""
        data = self.model_dump(mode="json", by_alias=True, exclude={"format", "jobs", "show_values"})
        data["recognizers"] = {"disable": list(self.recognizers.disable)}
        data["hierarchies"] = {name: path.name for name, path in self.hierarchies.items()}
        data["waivers"] = self.waivers.name if self.waivers else None
        return data


def parse_column(name: str, spec: str) -> tuple[str, Role | None]:
    """``KIND`` or ``KIND:ROLE`` -> (kind, role). Raises ValueError for an unknown kind or role."""
    kind, _, role = spec.strip().casefold().partition(":")
    if not name.strip() or kind not in COLUMN_KINDS:
        raise ValueError(f"column {name!r}: {kind!r} is not a column kind")
    if role and role not in _ROLES:
        raise ValueError(f"column {name!r}: {role!r} is not a role; use one of {', '.join(_ROLES)}")
    return kind, role or None  # type: ignore[return-value]


ENTITY_TYPES = (
    "PERSON",
    "RELATIONSHIP",
    "DATE_TIME",
    "AGE",
    "LOCATION",
    "STREET_ADDRESS",
    "UK_POSTCODE",
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "URL",
    "IP_ADDRESS",
    "ORGANIZATION",
    "OCCUPATION",
    "GENDER",
    "NRP",
    "ORIENTATION",
    "HEALTH",
    "OFFENCE",
    "OUTCOME",
    "MONEY",
    "QUANTITY",
    "DATE_OF_BIRTH",
    "UK_NHS",
    "UK_NINO",
    "UK_PASSPORT",
    "UK_DRIVING_LICENCE",
    "UK_VEHICLE_REGISTRATION",
    "UK_BANK_ACCOUNT",
    "IBAN_CODE",
    "CREDIT_CARD",
    "PNC_ID",
    "CRO_NUMBER",
    "ARREST_SUMMONS_NUMBER",
    "CUSTODY_RECORD",
    "CRIME_REFERENCE",
    "INCIDENT_REFERENCE",
    "CASE_URN",
    "COURT_CASE_NUMBER",
    "COMPLAINT_REFERENCE",
    "COLLAR_NUMBER",
    "INTELLIGENCE_REFERENCE",
    "PRISON_NUMBER",
    "PROBATION_CRN",
    "OPERATION_NAME",
    "FOI_REFERENCE",
    "LEGAL_REFERENCE",
)
COLUMN_KINDS = frozenset(t.lower() for t in ENTITY_TYPES) | {"count", "identifier", "free_text", "category", "other"}


def load_policy(
    overrides: Mapping[str, Any],
    policy_file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    start: Path | None = None,
) -> Policy:
    """Merge defaults, the policy file, ``DETECTOR_*`` variables and the given options (None means not given).

    Raises PolicyError with one sentence: the file and line, the variable, or the option that is wrong.
    """
    environment = os.environ if environment is None else environment
    file_values: dict[str, Any] = {}
    path = policy_file or _from_environment(environment) or nearest(start or Path.cwd())
    if path is not None:
        file_values = _read(path)
    merged = {**file_values, **_environment_values(environment)}
    given = {key: value for key, value in overrides.items() if value is not None}
    columns = {**merged.get("columns", {}), **given.pop("columns", {})}
    merged.update(given)
    if columns:
        merged["columns"] = columns
    return _validate(merged, "option")


def nearest(start: Path) -> Path | None:
    """The closest ``detector.toml`` in ``start`` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def _from_environment(environment: Mapping[str, str]) -> Path | None:
    value = environment.get(ENVIRONMENT_PREFIX + "POLICY")
    return Path(value) if value else None


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise PolicyError(f"{path}: cannot be read: {reason}") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path}: not valid TOML: {error}") from None
    try:
        Policy.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise PolicyError(f"{path}, line {_line_of(text, first['loc'])}: {_sentence(first)}") from None
    base = path.parent
    recognizers = values.get("recognizers", {})
    for key in ("references", "vocabularies"):
        if key in recognizers:
            recognizers[key] = [str(base / item) for item in recognizers[key]]
    if "waivers" in values:
        values["waivers"] = str(base / values["waivers"])
    if "hierarchies" in values:
        values["hierarchies"] = {name: str(base / item) for name, item in values["hierarchies"].items()}
    return values


def _environment_values(environment: Mapping[str, str]) -> dict[str, Any]:
    known = {(field.alias or name): name for name, field in Policy.model_fields.items()}
    values: dict[str, Any] = {}
    for variable, text in sorted(environment.items()):
        if not variable.startswith(ENVIRONMENT_PREFIX) or variable == ENVIRONMENT_PREFIX + "POLICY":
            continue
        key = variable.removeprefix(ENVIRONMENT_PREFIX).lower().replace("_", "-")
        if key not in known or key in {"columns", "recognizers", "hierarchies", "keep"}:
            raise PolicyError(f"environment variable {variable}: there is no such option")
        try:
            Policy.model_validate({key: text})
        except ValidationError as error:
            raise PolicyError(f"environment variable {variable}: {_sentence(error.errors()[0])}") from None
        values[key] = text
    return values


def _validate(values: Mapping[str, Any], what: str) -> Policy:
    try:
        return Policy.model_validate(dict(values))
    except ValidationError as error:
        raise PolicyError(f"{what} {_sentence(error.errors()[0])}") from None


def _sentence(error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"unknown key '{key}'"
    message = error["msg"].removeprefix("Value error, ")
    return f"'{key}': {message[0].lower()}{message[1:]}"


def _line_of(text: str, location: tuple[Any, ...]) -> int:
    """The line of a key path in TOML text; tomllib keeps no positions, so keys are looked for where they stand."""
    section: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([^\]]+?)\s*\]", line)
        if header:
            section = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            if section == tuple(str(p) for p in location[: len(section)]):
                best = number
            continue
        key = re.match(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*=""", line)
        if key:
            path = (*section, next(group for group in key.groups() if group is not None))
            if path == tuple(str(p) for p in location[: len(path)]):
                return number
    return best
