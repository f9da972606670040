"""The letter against its tables: whatever the letter's own words say that a table breaks or undoes."""

from __future__ import annotations

from collections.abc import Sequence

from detector.risk.letter.figures import (
    case_number_findings,
    rounding_findings,
    threshold_findings,
    total_findings,
)
from detector.risk.letter.merged import merged_findings
from detector.risk.letter.questions import refused_questions
from detector.risk.letter.statements import months_refused, stated_numbers, withholding_statements
from detector.risk.letter.withheld import column_findings
from detector.types import Block, Finding, TypedTable

__all__ = ["contradiction_findings"]


def contradiction_findings(blocks: Sequence[Block], tables: Sequence[TypedTable]) -> list[Finding]:
    """The contradictions of each visible table with the letter that stands around it."""
    # A short sentence right above a table is its caption.
    blocks = [*blocks, *(Block(t.caption, t.where) for t in tables if t.caption and not t.where.hidden)]
    said = [*withholding_statements(blocks), *months_refused(blocks)]
    refused = list(refused_questions(blocks))
    stated = list(stated_numbers(blocks))
    findings: list[Finding] = []
    for table in tables:
        if table.shape == "layout" or table.where.hidden:
            continue
        findings.extend(column_findings(table, said, refused))
        findings.extend(merged_findings(table, blocks))
        if table.shape == "counts":
            findings.extend(threshold_findings(table, blocks))
            findings.extend(rounding_findings(table, blocks))
            findings.extend(total_findings(table, stated))
        else:
            findings.extend(case_number_findings(table, stated))
    return findings
