"""``detector evaluate``: a corpus in, figures out, ours beside plain Presidio's in the same run."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from detector.errors import UsageError
from detector.evaluate.corpus import AnnotatedDocument, load_corpus
from detector.evaluate.measures import Score, Tally, add, as_figures, group, merged
from detector.evaluate.systems import plain_presidio, scan_text, spans_of
from detector.policy import load_policy
from detector.recognise.about import ALWAYS_PUBLIC, QUASI, SENSITIVE

_MATTERS = ("high", "medium")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of both systems, and what the findings say about letters in which there is nothing to find."""

    documents: int
    ours: Score
    presidio: Score | None
    clean_documents: int
    clean_words: int
    clean_findings: int
    clean_hits_presidio: int


def evaluate(
    path: Path, policy_file: Path | None, output: Path | None, errors: Path | None, as_json: bool, presidio: bool
) -> str:
    """Evaluate a corpus; the report as text or JSON, errors as JSON lines to a file. Raises UsageError for a bad corpus."""
    result = _evaluate(load_corpus(path), policy_file, presidio)
    report = json.dumps(as_dict(result), indent=2) + "\n" if as_json else as_text(result)
    for file, content in ((output, report), (errors, _errors(result.ours))):
        if file is not None:
            try:
                file.write_text(content, encoding="utf-8", newline="\n")
            except OSError as error:
                raise UsageError(f"{file}: cannot be written: {error.strerror}") from None
    return report if output is None else ""


def _evaluate(documents: Sequence[AnnotatedDocument], policy_file: Path | None, presidio: bool) -> Evaluation:
    policy = load_policy({}, policy_file)
    ours, theirs = Score(), Score()
    clean_documents = clean_words = clean_findings = clean_hits = 0
    for document in documents:
        report = scan_text(document.text, policy)
        add(ours, document, spans_of(report))
        baseline = plain_presidio(document.text) if presidio else []
        add(theirs, document, baseline)
        if document.clean:
            clean_documents += 1
            clean_words += len(document.text.split())
            clean_findings += sum(f.risk in _MATTERS for f in report.findings)
            clean_hits += len(baseline)
    return Evaluation(
        len(documents), ours, theirs if presidio else None, clean_documents, clean_words, clean_findings, clean_hits
    )


def direct_labels(score: Score) -> frozenset[str]:
    """The labels of direct identifiers: whatever is no quasi-identifier, sensitive attribute, amount or public matter."""
    return frozenset(score.by_label) - QUASI - SENSITIVE - ALWAYS_PUBLIC - {"MONEY", "QUANTITY"}


def as_text(result: Evaluation) -> str:
    """The figures as tables for the terminal."""
    out = io.StringIO()
    console = Console(file=out, width=118, highlight=False, no_color=True)
    console.print(_table(result))
    ours = result.ours
    lines = [
        f"{result.documents} documents, {ours.words:,} words.",
        f"False alarms (spans over no annotation) per 1,000 words: {_per_thousand(ours.false_alarms, ours.words)}"
        + (
            f", plain Presidio {_per_thousand(result.presidio.false_alarms, result.presidio.words)}"
            if result.presidio
            else ""
        )
        + ".",
        f"Granularity of found dates right: {_share(ours.granularity_right, ours.granularity_total)}.",
        f"Whom a found mention is about, right: {_share(ours.about_right, ours.about_total)}.",
    ]
    if result.clean_documents:
        theirs = (
            f"; plain Presidio has {_per_thousand(result.clean_hits_presidio, result.clean_words)} hits"
            if result.presidio
            else ""
        )
        lines.append(
            f"{result.clean_documents} letters without personal data, {result.clean_words:,} words: {result.clean_findings} findings of "
            f"medium or high risk, {_per_thousand(result.clean_findings, result.clean_words)} per 1,000 words{theirs}."
        )
    console.print("\n".join(lines), soft_wrap=True)
    return out.getvalue()


def as_dict(result: Evaluation) -> dict[str, object]:
    """The figures as plain values."""
    scores = {"ours": result.ours} | ({"plain_presidio": result.presidio} if result.presidio else {})
    plain = asdict(result)
    return {
        key: plain[key]
        for key in ("documents", "clean_documents", "clean_words", "clean_findings", "clean_hits_presidio")
    } | {
        name: {
            "words": score.words,
            "false_alarms": score.false_alarms,
            "granularity": [score.granularity_right, score.granularity_total],
            "about": [score.about_right, score.about_total],
            "by_type": as_figures(score),
        }
        for name, score in scores.items()
    }


def _table(result: Evaluation) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("entity type")
    for heading in (
        "mentions",
        "recall",
        "covered",
        "entities",
        "precision",
        "F2",
        "Presidio recall",
        "covered",
        "precision",
    ):
        table.add_column(heading, justify="right")
    ours, theirs = result.ours, result.presidio
    direct, quasi = direct_labels(ours), QUASI | SENSITIVE
    for title, labels in (
        ("direct identifiers", direct),
        ("quasi-identifiers and sensitive", quasi),
        ("other", frozenset(ours.by_label) - direct - quasi),
    ):
        known = sorted(
            label
            for label in labels
            if label in ours.by_label and (ours.by_label[label].gold or ours.by_label[label].predicted)
        )
        for label in known:
            table.add_row(*_row("  " + label, ours.by_label[label], theirs.by_label[label] if theirs else None))
        if known:
            table.add_row(*_row(title.upper(), group(ours, labels), group(theirs, labels) if theirs else None))
    everything = merged(ours.by_label.values())
    table.add_row(*_row("ALL", everything, merged(theirs.by_label.values()) if theirs else None))
    return table


def _row(name: str, ours: Tally, theirs: Tally | None) -> list[str]:
    baseline = (
        [f"{theirs.recall:.3f}", f"{theirs.coverage:.3f}", f"{theirs.precision:.3f}"]
        if theirs and ours.gold
        else ["", "", ""]
    )
    measured = (
        [f"{ours.recall:.3f}", f"{ours.coverage:.3f}", f"{ours.entity_recall:.3f}"] if ours.gold else ["", "", ""]
    )
    precision = f"{ours.precision:.3f}" if ours.predicted else ""
    return [name, str(ours.gold), *measured, precision, f"{ours.f2:.3f}" if ours.gold else "", *baseline]


def _errors(score: Score) -> str:
    return "".join(json.dumps(asdict(miss), ensure_ascii=False) + "\n" for miss in score.misses)


def _per_thousand(number: int, words: int) -> str:
    return f"{1000 * number / words:.2f}" if words else "0.00"


def _share(right: int, total: int) -> str:
    return f"{right} of {total}" + (f" ({right / total:.3f})" if total else "")
