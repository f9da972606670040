"""A scan as SARIF 2.1.0, for code-scanning and review tools. Found values stay out of it."""

from __future__ import annotations

import json
from typing import Any

from detector import __version__
from detector.report.as_json import offsets
from detector.report.places import place
from detector.risk.rules import rules
from detector.types import DocumentReport, Finding, ScanResult

_LEVEL = {"high": "error", "medium": "warning", "low": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(result: ScanResult) -> str:
    """One run; each finding a result with its rule, level, place and stable fingerprint."""
    used = sorted({f.rule for d in result.documents for f in d.findings})
    run = {
        "tool": {
            "driver": {"name": "disclosure-detector", "version": __version__, "rules": [_rule(rule) for rule in used]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding) for report in result.documents for finding in report.findings],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _problems(result)}],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: str) -> dict[str, Any]:
    known = rules()[rule]
    return {"id": rule, "shortDescription": {"text": known.title}, "fullDescription": {"text": known.explanation}}


def _result(report: DocumentReport, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": report.document.path}}
    region = _region(report, finding)
    if region:
        location["region"] = region
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.risk],
        "message": {"text": f"{finding.title}. {finding.why}"},
        "locations": [
            {"physicalLocation": location, "logicalLocations": [{"fullyQualifiedName": place(finding.where)}]}
        ],
        "partialFingerprints": {"disclosureDetector/v1": finding.fingerprint},
    }
    if finding.waiver is not None:
        result["suppressions"] = [{"kind": "external", "justification": finding.waiver["reason"]}]
    return result


def _region(report: DocumentReport, finding: Finding) -> dict[str, int] | None:
    """The character range of the first mention, where offsets count in the file."""
    mention = next((m for m in report.mentions if m.id in finding.mentions[:1]), None)
    if mention is None or not report.document.plain_text:
        return None
    where = mention.where
    start = mention.start + offsets(report).get((where.block, where.table, where.cell), 0)
    return {"charOffset": start, "charLength": mention.end - mention.start}


def _problems(result: ScanResult) -> list[dict[str, Any]]:
    return [
        {"level": "warning", "message": {"text": f"{d.document.path}: {problem}"}}
        for d in result.documents
        for problem in d.document.problems
    ]
