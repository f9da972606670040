"""Waivers: findings that somebody has decided to accept, keyed by content, with reason, owner and expiry.

The file is TOML, one ``[[waiver]]`` each with ``fingerprint``, ``reason``, ``by`` and ``until`` (a date). A waiver that has
expired does not count and is reported by the caller.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from detector.policy import PolicyError
from detector.types import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted finding; ``until`` is the last day on which it counts."""

    fingerprint: str
    reason: str
    by: str
    until: date


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file. Raises PolicyError, naming the entry, if one is incomplete or the file cannot be read."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyError(f"{path}: cannot be read as a waiver file: {error}") from None
    if set(data) - {"waiver"}:
        raise PolicyError(f"{path}: unknown key '{sorted(set(data) - {'waiver'})[0]}'")
    return tuple(_waiver(path, number, entry) for number, entry in enumerate(data.get("waiver", []), 1))


def _waiver(path: Path, number: int, entry: object) -> Waiver:
    if not isinstance(entry, dict) or set(entry) != {"fingerprint", "reason", "by", "until"}:
        raise PolicyError(f"{path}: waiver {number} needs exactly fingerprint, reason, by and until")
    if not isinstance(entry["until"], date) or not str(entry["reason"]).strip() or not str(entry["by"]).strip():
        raise PolicyError(f"{path}: waiver {number} needs a reason, a name and a date")
    return Waiver(str(entry["fingerprint"]), str(entry["reason"]), str(entry["by"]), entry["until"])


def current(waivers: Sequence[Waiver], today: date) -> tuple[Waiver, ...]:
    """The waivers that have not expired."""
    return tuple(w for w in waivers if w.until >= today)


def apply_waivers(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """Findings with their waiver, where one has the same fingerprint."""
    by_fingerprint = {w.fingerprint: w for w in waivers}
    result = []
    for finding in findings:
        waiver = by_fingerprint.get(finding.fingerprint)
        if waiver is not None:
            note = {"reason": waiver.reason, "by": waiver.by, "until": waiver.until.isoformat()}
            finding = replace(finding, waiver=note)
        result.append(finding)
    return tuple(result)
