"""Making a Finding: title and kind from the rule, and a fingerprint that survives edits elsewhere in the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from detector.risk.rules import rules
from detector.types import Finding, Risk, Suggestion, Where


def normalise(value: str) -> str:
    """Trimmed, white space collapsed, case folded: how values are compared everywhere."""
    return " ".join(value.split()).casefold()


def fingerprint(rule: str, values: Iterable[str]) -> str:
    """A hash of rule, kind and normalised values; never of path, file hash, ids, offsets or row numbers."""
    parts = [rule, rules()[rule].kind, *(normalise(v) for v in values)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def finding(
    rule: str,
    risk: Risk,
    why: str,
    where: Where,
    values: Iterable[str],
    *,
    title: str | None = None,
    mentions: tuple[str, ...] = (),
    k: int | None = None,
    suggestions: tuple[Suggestion, ...] = (),
) -> Finding:
    """A finding without an id; ids are given when all findings of a document are known."""
    return Finding(
        id="",
        rule=rule,
        kind=rules()[rule].kind,
        risk=risk,
        title=title or rules()[rule].title,
        why=why,
        where=where,
        mentions=mentions,
        k=k,
        fingerprint=fingerprint(rule, values),
        suggestions=suggestions,
    )
