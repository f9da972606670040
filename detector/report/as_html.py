"""A scan as one self-contained page that a reviewer can read, file and print. Everything from the draft is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from detector import __version__
from detector.report.as_json import summary
from detector.report.as_text import alike, table_line, verdict
from detector.report.places import place
from detector.risk.rules import rules
from detector.risk.whatdotheyknow import whatdotheyknow_line
from detector.types import Block, DocumentReport, Finding, Mention, RiskMeasures, ScanResult, TableReport

_MOST_ROWS = 300
_RISKS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and how it is marked: a risk, "known" for a recognised span without a finding, or ""."""

    text: str
    mark: str
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell with the risk that colours it."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as shown: headings with kinds, rows with marks, and how many rows were left out."""

    line: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, str, tuple[CellView, ...]], ...]
    left_out: int
    measures: RiskMeasures | None


def as_html(result: ScanResult) -> str:
    """The page. It has the found values: it is the reviewer's working paper, not for publication."""
    return _template().render(
        version=__version__,
        models=result.models,
        policy=result.policy,
        summary=summary(result),
        documents=[_view(report) for report in result.documents],
    )


@cache
def _template():  # type: ignore[no-untyped-def]
    environment = Environment(
        loader=PackageLoader("detector", "report/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(place=place)
    return environment.get_template("report.html.j2")


def _view(report: DocumentReport) -> dict[str, object]:
    word, sentence = verdict(report)
    risk_of = _risk_by_mention(report.findings)
    mentions = {m.id: m for m in report.mentions}
    spreadsheet = report.document.spreadsheet
    return {
        "path": report.document.path,
        "sha256": report.document.sha256,
        "media_type": report.document.media_type,
        "status": report.document.status,
        "problems": report.document.problems,
        "whatdotheyknow": spreadsheet and whatdotheyknow_line(spreadsheet),
        "word": word,
        "sentence": sentence,
        "findings": [[_finding(f, mentions) for f in group] for group in alike(report.findings)],
        "tables": [_table(t, report.findings) for t in report.tables if t.table.shape != "layout"],
        "blocks": [(block, list(_pieces(block, report.mentions, risk_of))) for block in report.document.blocks],
    }


def _finding(finding: Finding, mentions: dict[str, Mention]) -> dict[str, object]:
    return {
        "f": finding,
        "place": place(finding.where),
        "found": list(dict.fromkeys(mentions[m].text for m in finding.mentions[:12] if m in mentions)),
        "sources": rules()[finding.rule].sources,
        # Alternatives to choose from lose differently; the parts of one proposal do not.
        "differ": len({s.information_loss for s in finding.suggestions}) > 1,
    }


def _risk_by_mention(findings: Sequence[Finding]) -> dict[str, tuple[str, Finding]]:
    """Mention id -> its worst risk and the finding that says so."""
    worst: dict[str, tuple[str, Finding]] = {}
    for finding in sorted(findings, key=lambda f: -_RISKS.index(f.risk)):
        if finding.waiver is None:
            for mention in finding.mentions:
                worst[mention] = finding.risk, finding
    return worst


def _pieces(block: Block, mentions: Sequence[Mention], risk_of: dict[str, tuple[str, Finding]]) -> Iterator[Piece]:
    position = 0
    for mention in sorted(
        (m for m in mentions if m.where.table is None and m.where.block == block.where.block), key=lambda m: m.start
    ):
        if mention.start < position:
            continue
        yield Piece(block.text[position : mention.start], "")
        risk, finding = risk_of.get(mention.id, ("known", None))
        label = mention.entity_type.replace("_", " ").lower()
        title = f"{label}: {finding.title}" if finding else f"{label}, about: {mention.about}"
        yield Piece(block.text[mention.start : mention.end], risk, title, finding.id if finding else "")
        position = mention.end
    yield Piece(block.text[position:], "")


def _table(report: TableReport, findings: Sequence[Finding]) -> TableView:
    table = report.table
    row_risk: dict[int, str] = {}
    cell_risk: dict[str, str] = {}
    whole: dict[str, str] = {}
    for finding in sorted(findings, key=lambda f: -_RISKS.index(f.risk)):
        if finding.where.table != table.where.table or finding.waiver is not None:
            continue
        if finding.where.cell:
            cell_risk[finding.where.cell] = finding.risk
        if finding.kind == "contradiction":
            whole.update(dict.fromkeys(finding.where.columns, finding.risk))
        elif finding.kind in ("combination", "attribute"):
            row_risk.update(dict.fromkeys(finding.where.rows, finding.risk))
    marked = {c.name for c in table.columns if c.role in ("quasi", "sensitive", "direct")}
    rows: list[tuple[int, str, tuple[CellView, ...]]] = []
    for number, row in enumerate(table.rows, 1):
        risk = row_risk.get(number, "")
        if len(table.rows) > _MOST_ROWS and not risk and not any(cell.ref in cell_risk for cell in row):
            continue
        if len(rows) == _MOST_ROWS:
            break
        cells = tuple(
            CellView(cell.text, cell_risk.get(cell.ref) or (risk if column.name in marked else ""))
            for cell, column in zip(row, table.columns, strict=True)
        )
        rows.append((number, risk, cells))
    columns = tuple(
        (c.name, f"{c.kind}, {c.role}" + (" (said to be withheld)" if c.name in whole else "")) for c in table.columns
    )
    return TableView(
        table_line(report), table.caption, columns, tuple(rows), len(table.rows) - len(rows), report.measures
    )
