"""What a fix says: findings, k and information loss before and after, what was changed, and what is left for a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from detector.fix.flow import Fixed
from detector.fix.plan import Step
from detector.report.masking import masked
from detector.types import DocumentReport, Finding

_RISKS = ("high", "medium", "low")


def as_text(result: Fixed, source: str, target: str, show_values: bool) -> str:
    """The summary for a terminal; found values are masked unless ``show_values``."""
    lines = [f"{source} -> {target}", ""]
    lines += [f"  {'':<22}{'before':>8}{'after':>8}"]
    for risk in _RISKS:
        lines.append(f"  {risk + ' findings':<22}{_count(result.before, risk):>8}{_count(result.after, risk):>8}")
    for name, first, last in _tables(result):
        lines.append(f"  {name:<22}{first:>8}{last:>8}")
    loss = information_loss(result.steps)
    if loss is not None:
        lines.append(f"  information lost in what was generalised: {loss:.2f} (0 nothing, 1 all withheld)")
    if result.cleaned:
        lines += ["", "Taken out of sight:", *(f"  - {sentence}" for sentence in result.cleaned)]
    if result.steps:
        lines += ["", "Changed:", *_changes(result.steps, show_values)]
    rest = [f for f in result.after.findings if f.risk != "low" and f.waiver is None]
    if result.left or rest:
        lines += ["", "Left for a person to decide:"]
        lines += [f"  - {sentence}" for sentence in (*result.left, *_titles(rest)) if sentence]
    return "\n".join(lines) + "\n"


def as_json(result: Fixed, source: str, target: str) -> str:
    """The same as JSON, with the values."""
    document = result.after.document
    data: dict[str, Any] = {
        "schema_version": "1",
        "input": source,
        "output": target,
        "sha256": document.sha256,
        "before": {risk: _count(result.before, risk) for risk in _RISKS},
        "after": {risk: _count(result.after, risk) for risk in _RISKS},
        "tables": [{"table": n, "k_before": a, "k_after": b} for n, a, b in _tables(result)],
        "information_loss": information_loss(result.steps),
        "hidden_removed": list(result.cleaned),
        "changes": [
            {"rule": s.rule, "action": s.action, "from": s.source, "to": s.target, "information_loss": s.loss}
            for s in result.steps
        ],
        "left": [*result.left, *_titles([f for f in result.after.findings if f.risk != "low" and f.waiver is None])],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def information_loss(steps: Sequence[Step]) -> float | None:
    """The mean loss of the steps that have a measure for it."""
    losses = [step.loss for step in steps if step.loss is not None]
    return round(sum(losses) / len(losses), 4) if losses else None


def _changes(steps: Sequence[Step], show_values: bool) -> list[str]:
    shown: dict[str, int] = {}
    for step in steps:
        source = step.source if show_values or _names_no_value(step) else masked(step.source, False)
        line = f"  - {step.action} {source} -> {step.target}  [{step.rule}]"
        shown[line] = shown.get(line, 0) + 1
    return [line if times == 1 else f"{line} ({times} times)" for line, times in shown.items()]


def _names_no_value(step: Step) -> bool:
    """Steps for tables say which columns and how many cells, and none of their values."""
    return step.rule.startswith(("TABLE-", "LETTER-")) and step.rule not in ("TABLE-FREE-TEXT", "TABLE-NAME")


def _count(report: DocumentReport, risk: str) -> int:
    return sum(f.risk == risk and f.waiver is None for f in report.findings)


def _tables(result: Fixed) -> list[tuple[str, str, str]]:
    found = []
    after = {t.table.where.table: t for t in result.after.tables}
    for number, table in enumerate((t for t in result.before.tables if t.plain), 1):
        other = after.get(table.table.where.table)
        k_after = str(other.plain.k_min) if other and other.plain else "-"
        found.append((f"k of table {number}", str(table.plain.k_min if table.plain else "-"), k_after))
    return found


def _titles(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(f"{f.title} [{f.rule}]" for f in findings))
