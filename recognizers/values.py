"""What a recognised quasi-identifier means: the typed values that recognisers attach to their results.

A recogniser puts the value under ``recognition_metadata["value"]`` of its Presidio ``RecognizerResult``; whoever
generalises or compares mentions reads it there. Everything is frozen and hashable.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Granularity: TypeAlias = Literal["day", "week", "month", "quarter", "season", "year", "relative", "range"]
Sex: TypeAlias = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A stretch of calendar time.

    ``start`` and ``end`` are both inclusive; both are None when the text does not say enough to resolve it ("last
    March" without a reference date, "3 May" without a year). ``flags`` holds any of ``no_year``, ``ambiguous_dmy``,
    ``relative``, ``financial``, ``academic``, ``time`` (a time of day is part of the span), ``clock`` (it is the whole of it), ``open`` (one end only).
    """

    granularity: Granularity
    start: date | None = None
    end: date | None = None
    flags: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a vocabulary and its place in the hierarchy.

    ``path`` runs from the most specific canonical term to the most general class, for instance
    ``("sister", "sibling", "family")`` or ``("sergeant", "supervisory rank", "police officer")``. ``plural`` is True
    where the text speaks of several.
    """

    path: tuple[str, ...]
    plural: bool = False


@dataclass(frozen=True, slots=True)
class RelationValue:
    """Who somebody is to somebody else.

    ``chain`` has one Concept a hop, from the case subject outward: "her sister's partner" is (sister, partner), "the
    father of her child" is (child, father). ``sex`` is the sex that the word discloses of the person at the end of
    the chain; ``count`` is a number, or None for an unstated plural.
    """

    chain: tuple[Concept, ...]
    sex: Sex | None = None
    count: int | None = 1


@dataclass(frozen=True, slots=True)
class AgeValue:
    """An age or age band in whole years, both ends inclusive; ``high`` is None for an open band ("65 and over")."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """An identifier with the format that it matched.

    ``format`` is the id in the format data ("pnc", "occurrence-niche"); ``issuer`` the force or body where the format
    tells it; ``check`` is True or False where the format has check characters, None where it has none.
    """

    format: str
    issuer: str | None = None
    check: bool | None = None


Value: TypeAlias = DateValue | Concept | RelationValue | AgeValue | ReferenceValue
