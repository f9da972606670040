"""A scan for the terminal: verdict first, then what is wrong, by risk, with where, why and the way out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from detector.report.as_json import summary
from detector.report.masking import masked
from detector.report.places import place
from detector.risk.table_measures import damage_sentence
from detector.risk.whatdotheyknow import whatdotheyknow_line
from detector.types import (
    Alternative,
    DocumentReport,
    Finding,
    IntruderSheet,
    Mention,
    ScanResult,
    Suggestion,
    TableReport,
)

_STYLE = {"high": "bold red", "medium": "yellow", "low": "dim"}
_MOST_ALIKE = 5


def as_text(result: ScanResult, show_values: bool, colour: bool = False, width: int = 100) -> str:
    """The whole report. Values that were found are masked unless ``show_values``."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=colour, width=width, highlight=False, markup=False, no_color=not colour)
    for report in result.documents:
        console.print(_document(report, show_values))
    console.print(_summary(result))
    return out.getvalue()


def verdict(report: DocumentReport) -> tuple[str, str]:
    """One word for the officer and its sentence. A file that was not read in full is never called clear."""
    open_findings = [f for f in report.findings if f.waiver is None]
    high = sum(f.risk == "high" for f in open_findings)
    medium = sum(f.risk == "medium" for f in open_findings)
    if report.document.status == "unreadable":
        return "NOT READ", "This file could not be read, so nothing can be said about it."
    unread = " Part of the file was not read." if report.document.status == "partly-read" else ""
    if high:
        return "DO NOT PUBLISH YET", f"{high} high and {medium} medium findings to review.{unread}"
    if medium:
        return "REVIEW", f"{medium} medium findings to review.{unread}"
    if unread:
        return "NOT READ IN FULL", "Nothing was found in what was read." + unread
    return "NOTHING FOUND", "No finding of high or medium risk. This is a check, not a guarantee."


def _document(report: DocumentReport, show: bool) -> Group:
    word, sentence = verdict(report)
    lines: list[Text | Padding] = [
        Text(report.document.path, style="bold underline"),
        Text.assemble((word, "bold"), "  ", sentence),
    ]
    lines.extend(Text(f"  ! {problem}", style="magenta") for problem in report.document.problems)
    lines.extend(Padding(table_line(t), (0, 0, 0, 2)) for t in report.tables if t.table.shape != "layout")
    if report.document.spreadsheet is not None:
        lines.append(Padding(Text(whatdotheyknow_line(report.document.spreadsheet)), (0, 0, 0, 2)))
    mentions = {m.id: m for m in report.mentions}
    for group in alike([f for f in report.findings if f.waiver is None]):
        lines.extend(_group(group, mentions, show))
    waived = [f for f in report.findings if f.waiver is not None]
    lines.extend(
        Text(f"  waived until {f.waiver['until']}: {f.title} ({place(f.where)})", style="dim")
        for f in waived
        if f.waiver
    )
    return Group(*lines, Text(""))


def table_line(report: TableReport) -> str:
    """One line of figures for a table."""
    table = report.table
    columns = ", ".join(f"{c.name or '(no heading)'}: {c.kind} ({c.role})" for c in table.columns)
    name = f"Table {(table.where.table or 0) + 1}" + (f" “{table.where.sheet}”" if table.where.sheet else "")
    line = f"{name}: {len(table.rows)} rows of {'cases' if table.shape == 'records' else 'counts'}. {columns}."
    if report.plain is not None:
        p = report.plain
        line += f" k = {p.k_min}, {p.classes} classes, {p.unique_rows} unique rows, {p.rows_below_k} rows below k"
        if report.with_sensitive is not None:
            s = report.with_sensitive
            line += (
                f" (with the sensitive columns known: {s.classes}, k = {s.k_min}, {s.unique_rows}, {s.rows_below_k})"
            )
        line += "."
    if report.measures is not None and report.plain is not None and report.plain.rows_below_k:
        line += f" {damage_sentence(report.measures)}"
    if report.alternatives:
        line += " Ways out: " + "; ".join(way_out(a) for a in report.alternatives) + "."
    if report.small_cells_total or report.suppressed_cells_total:
        line += f" {report.small_cells_total} small counts, {report.suppressed_cells_total} withheld."
    return line


def way_out(alternative: Alternative) -> str:
    """One way to make a table safe: what it changes, k before and after, information lost."""
    told = [f"“{c.column}” as {c.level} in {c.rows} rows" for c in alternative.changes]
    if alternative.rows_withheld:
        told.append(f"{alternative.rows_withheld} rows withheld")
    k_after = alternative.k_after or "none left"
    return (
        f"{', '.join(told)} (k {alternative.k_before} → {k_after}, information loss {alternative.information_loss:.2f})"
    )


def alike(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings of one rule and table together, so that a page of them reads as one matter."""
    groups: dict[tuple[str, str, int | None, str], list[Finding]] = {}
    for finding in findings:
        alone = "" if finding.where.table is not None and finding.waiver is None else finding.id
        groups.setdefault((finding.risk, finding.rule, finding.where.table, alone), []).append(finding)
    yield from groups.values()


def _group(group: list[Finding], mentions: dict[str, Mention], show: bool) -> Iterator[Text | Padding]:
    first = group[0]
    count = f" ({len(group)} times)" if len(group) > 1 else ""
    yield Text.assemble(
        ("  " + first.risk.upper().ljust(7), _STYLE[first.risk]), (first.title + count, "bold"), f"  [{first.rule}]"
    )
    yield Padding(Text(first.why), (0, 0, 0, 9))
    for finding in group[:_MOST_ALIKE]:
        values = "; ".join(dict.fromkeys(masked(mentions[m].text, show) for m in finding.mentions[:6] if m in mentions))
        yield Padding(Text("- " + place(finding.where) + (f": {values}" if values else "")), (0, 0, 0, 9))
        for suggestion in finding.suggestions[:3]:
            yield Padding(Text("→ " + suggestion_line(suggestion, show), style="green"), (0, 0, 0, 11))
    if first.intruder is not None:
        yield Padding(Text("Who would recognise the person: " + sheet_line(first.intruder, show)), (0, 0, 0, 9))
    if len(group) > _MOST_ALIKE:
        yield Padding(
            Text(f"- and {len(group) - _MOST_ALIKE} more (all of them are in the JSON and HTML reports)"), (0, 0, 0, 9)
        )


def sheet_line(sheet: IntruderSheet, show: bool) -> str:
    """The two sentences, without the found values unless ``show``, and the ICO's tests that the details fail."""
    sentences = ["".join(p.text for p in sentence if show or not p.found) for sentence in sheet.sentences]
    failed = [test.name for test in sheet.tests if test.met]
    return " ".join([*sentences, f"ICO tests failed: {', '.join(failed)}." if failed else ""]).strip()


def suggestion_line(suggestion: Suggestion, show: bool) -> str:
    """ "generalise “March 2021” to “2021” (k 1 → 6, information loss 0.21)"."""
    structural = suggestion.action == "remove" or suggestion.source.startswith(
        ("column ", "counts below", "one more cell", "the ")
    )
    source = suggestion.source if structural else masked(suggestion.source, show)
    figures = []
    if suggestion.k_after is not None:
        figures.append(f"k {suggestion.k_before} → {suggestion.k_after}")
    if suggestion.information_loss is not None:
        figures.append(f"information loss {suggestion.information_loss:.2f}")
    tail = f" ({', '.join(figures)})" if figures else ""
    if suggestion.action in ("remove", "keep"):
        return f"{suggestion.action} {source}{tail}"
    return f"{suggestion.action} “{source}” to “{suggestion.target}”{tail}"


def _summary(result: ScanResult) -> Text:
    counts = summary(result)
    return Text(
        f"{counts['documents']} documents: {counts['high']} high, {counts['medium']} medium, {counts['low']} low findings, "
        f"{counts['waived']} waived, {counts['unreadable']} unreadable."
    )
