"""Count tables -> the protection that loses least: suppression with its secondary cells, rounding, or merged rows and columns."""

from __future__ import annotations

from detector.fix.plan import Draft, Plan


def protected_tables(draft: Draft) -> Plan:
    """A step for each count table with a finding."""
    return Plan()
