"""A scan as JSON, to the published contract (schema version 1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from detector import __version__
from detector.risk.whatdotheyknow import would_hide
from detector.types import (
    Alternative,
    AttributeRisk,
    Document,
    DocumentReport,
    Finding,
    IntruderSheet,
    Mention,
    RiskMeasures,
    ScanResult,
    TableReport,
    Where,
)
from recognizers.values import DateValue

SCHEMA_VERSION = "1"


def as_json(result: ScanResult) -> str:
    """The whole scan as one indented JSON document; the same scan gives the same bytes."""
    return json.dumps(as_dict(result), ensure_ascii=False, indent=2) + "\n"


def as_jsonl(result: ScanResult) -> str:
    """One line a document; each repeats tool and policy, so that lines can be read alone."""
    whole = as_dict(result)
    head = {key: whole[key] for key in ("schema_version", "tool", "policy")}
    return "".join(json.dumps({**head, **document}, ensure_ascii=False) + "\n" for document in whole["documents"])


def as_dict(result: ScanResult) -> dict[str, Any]:
    """The contract as plain values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "disclosure-detector", "version": __version__, "models": dict(result.models)},
        "policy": dict(result.policy),
        "documents": [as_document(report) for report in result.documents],
        "summary": summary(result),
    }


def summary(result: ScanResult) -> dict[str, int]:
    """Findings by risk without the waived ones, and how many documents were read."""
    open_findings = [f for d in result.documents for f in d.findings if f.waiver is None]
    return {
        **{risk: sum(f.risk == risk for f in open_findings) for risk in ("high", "medium", "low")},
        "waived": sum(f.waiver is not None for d in result.documents for f in d.findings),
        "documents": len(result.documents),
        "unreadable": sum(d.document.status == "unreadable" for d in result.documents),
    }


def as_document(report: DocumentReport) -> dict[str, Any]:
    """One entry of ``documents``, with the offsets of plain text counted in the decoded file."""
    document = report.document
    starts = offsets(report)
    return {
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "status": document.status,
        "problems": list(document.problems),
        "mentions": [_mention(m, starts) for m in report.mentions],
        "tables": [_table(t) for t in report.tables],
        "findings": [_finding(f) for f in report.findings],
        **_whatdotheyknow(document),
    }


def _whatdotheyknow(document: Document) -> dict[str, Any]:
    """For spreadsheets only: the seven counts of WhatDoTheyKnow and what it would do."""
    if document.spreadsheet is None:
        return {}
    return {"whatdotheyknow": {"would_hide": would_hide(document.spreadsheet), "counts": asdict(document.spreadsheet)}}


def offsets(report: DocumentReport) -> Mapping[tuple[int | None, int | None, str | None], int]:
    """Where each block and cell starts in the decoded file; empty for formats whose offsets count in the block."""
    if not report.document.plain_text:
        return {}
    starts: dict[tuple[int | None, int | None, str | None], int] = {}
    for block in report.document.blocks:
        starts[block.where.block, None, None] = block.start
    for table in report.tables:
        starts[table.table.where.block, table.table.where.table, None] = table.table.caption_start
        for row in (table.table.header, *table.table.rows):
            for cell in row:
                starts[table.table.where.block, table.table.where.table, cell.ref] = cell.start
    return starts


def _mention(mention: Mention, starts: Mapping[tuple[int | None, int | None, str | None], int]) -> dict[str, Any]:
    where = mention.where
    shift = starts.get((where.block, where.table, where.cell), 0)
    return {
        "id": mention.id,
        "entity_type": mention.entity_type,
        "text": mention.text,
        "score": mention.score,
        "about": mention.about,
        "granularity": granularity(mention),
        "recognizer": mention.recognizer,
        "where": _where(where),
        "start": mention.start + shift,
        "end": mention.end + shift,
    }


def granularity(mention: Mention) -> str | None:
    """The granularity of a date; a week is a range in the contract."""
    if not isinstance(mention.value, DateValue):
        return None
    return "range" if mention.value.granularity == "week" else mention.value.granularity


def _where(where: Where) -> dict[str, Any]:
    out: dict[str, Any] = {
        key: getattr(where, key) for key in ("block", "page", "paragraph", "sheet", "cell", "hidden")
    }
    if where.part is not None:
        out["part"] = where.part
    if where.table is not None:
        out["table"] = where.table
        out["rows"] = list(where.rows)
        out["columns"] = list(where.columns)
    return out


def _risk(risk: AttributeRisk | None) -> dict[str, int | None]:
    if risk is None:
        return {"classes": None, "k_min": None, "unique_rows": None, "rows_below_k": None}
    return asdict(risk)


def _table(report: TableReport) -> dict[str, Any]:
    table = report.table
    return {
        "where": _where(table.where),
        "shape": table.shape,
        "caption": table.caption,
        "columns": [asdict(column) for column in table.columns],
        "rows": len(table.rows),
        **_risk(report.plain),
        "with_sensitive": _risk(report.with_sensitive),
        "minimal_sample_uniques": [{"row": u.row, "columns": list(u.columns)} for u in report.minimal_sample_uniques],
        "minimal_sample_uniques_total": report.minimal_sample_uniques_total,
        "l_min": report.l_min,
        "small_cells": [{"row": c.row, "column": c.column, "value": c.value} for c in report.small_cells],
        "small_cells_total": report.small_cells_total,
        "suppressed_cells": [
            {
                "row": c.row,
                "column": c.column,
                "shown": c.shown,
                "low": c.low,
                "high": c.high,
                "recoverable": c.recoverable,
            }
            for c in report.suppressed_cells
        ],
        "suppressed_cells_total": report.suppressed_cells_total,
        **({"alternatives": [_alternative(a) for a in report.alternatives]} if report.alternatives else {}),
        **({"risk_measures": _measures(report.measures)} if report.measures is not None else {}),
    }


def _alternative(alternative: Alternative) -> dict[str, Any]:
    """One way to make the table safe, in the words of the suggestions."""
    return {
        "changes": [asdict(change) for change in alternative.changes],
        "rows_withheld": alternative.rows_withheld,
        "k_before": alternative.k_before,
        "k_after": alternative.k_after,
        "information_loss": alternative.information_loss,
        "full_domain_bound": alternative.bound,
        "local_recoding": alternative.local,
    }


def _measures(measures: RiskMeasures) -> dict[str, Any]:
    return {
        "population": measures.population,
        "attackers": [asdict(model) for model in measures.attackers],
        "expected_matches": measures.expected_matches,
        "columns": [{**asdict(damage), "columns": list(damage.columns)} for damage in measures.columns],
        "pairs": [{**asdict(damage), "columns": list(damage.columns)} for damage in measures.pairs],
        "suda": {
            "contributions": [{"column": name, "share": share} for name, share in measures.contributions],
            "rows": [asdict(score) for score in measures.scores],
            "rows_total": measures.scores_total,
            "complete": measures.complete,
        },
        "sensitive": [asdict(spread) for spread in measures.diversity],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "kind": finding.kind,
        "risk": finding.risk,
        "title": finding.title,
        "why": finding.why,
        "where": _where(finding.where),
        "mentions": list(finding.mentions),
        "k": finding.k,
        "fingerprint": finding.fingerprint,
        "suggestions": [
            {
                "action": s.action,
                "from": s.source,
                "to": s.target,
                "k_before": s.k_before,
                "k_after": s.k_after,
                "information_loss": s.information_loss,
            }
            for s in finding.suggestions
        ],
        "waiver": dict(finding.waiver) if finding.waiver is not None else None,
        **({"intruder": _intruder(finding.intruder)} if finding.intruder is not None else {}),
    }


def _intruder(sheet: IntruderSheet) -> dict[str, Any]:
    return {
        "sentences": ["".join(piece.text for piece in sentence) for sentence in sheet.sentences],
        "tests": [asdict(test) for test in sheet.tests],
    }
