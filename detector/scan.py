"""The whole scan on one page: read, type the tables, recognise, assemble, assess, suggest."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context

from detector.artefacts import losses
from detector.generalise.hierarchy import load_hierarchy
from detector.generalise.tables import TableProposal, propose
from detector.policy import Policy
from detector.read import Input, Limits, read_input
from detector.recognise import cells
from detector.recognise.engine import build_engine, model_versions
from detector.recognise.language import language_problem
from detector.recognise.run import recognise
from detector.records.cases import prose_cases
from detector.records.columns import type_table
from detector.records.counted import counts_things
from detector.risk.cases.deceased import mark_deceased
from detector.risk.cases.prose import prose_findings
from detector.risk.cases.protected import protected_findings
from detector.risk.counts.amounts import amount_findings
from detector.risk.counts.cells import count_table_findings, count_table_report
from detector.risk.counts.differences import difference_findings
from detector.risk.counts.joint import joint_findings
from detector.risk.counts.linked import linked_findings
from detector.risk.counts.one_category import one_category_findings
from detector.risk.counts.percentages import percentage_findings
from detector.risk.counts.rounded import unrounded_findings
from detector.risk.counts.ways_out import with_ways_out
from detector.risk.free_text import free_text_findings, without_rows
from detector.risk.hidden import hidden_findings
from detector.risk.identifiers import identifier_findings
from detector.risk.intruder import with_sheets
from detector.risk.letter import contradiction_findings
from detector.risk.letter.release import release_findings
from detector.risk.measures.keys import normalise
from detector.risk.notes import note_findings
from detector.risk.population import populations
from detector.risk.record_tables import record_table_findings, table_report
from detector.types import Document, DocumentReport, Finding, Mention, ScanResult, TableReport, TypedTable
from detector.workflow.waivers import Waiver, apply_waivers

_RISK_ORDER = {"high": 0, "medium": 1, "low": 2}
Progress = Callable[[int, int, str], None]


def scan(
    inputs: Sequence[Input], policy: Policy, waivers: Sequence[Waiver] = (), progress: Progress | None = None
) -> ScanResult:
    """Scan every input under one policy. Nothing that is wrong with an input raises: its document says so."""
    reports = []
    for number, (item, report) in enumerate(zip(inputs, each_scanned(inputs, policy, waivers), strict=True), 1):
        if progress is not None:
            progress(number, len(inputs), item.shown)
        reports.append(report)
    return ScanResult(policy.effective(), model_versions(), as_releases(reports, waivers))


def as_releases(reports: Sequence[DocumentReport], waivers: Sequence[Waiver]) -> tuple[DocumentReport, ...]:
    """The reports with what the letters of a folder say of the tables beside them: the files of a folder are one release."""
    folders: dict[str, list[int]] = {}
    for index, report in enumerate(reports):
        folders.setdefault(posixpath.dirname(report.document.path), []).append(index)
    result = list(reports)
    for members in folders.values():
        for index, more in zip(members, release_findings([reports[i] for i in members]), strict=True):
            if more:
                findings = [*reports[index].findings, *more]
                result[index] = replace(reports[index], findings=apply_waivers(numbered(findings), waivers))
    return tuple(result)


def each_scanned(inputs: Sequence[Input], policy: Policy, waivers: Sequence[Waiver]) -> Iterator[DocumentReport]:
    """The reports in the order of the inputs, from one process or from ``policy.jobs`` of them."""
    scan_one = partial(scan_input, policy=policy, waivers=waivers)
    if policy.jobs == 1 or len(inputs) < 2:
        yield from map(scan_one, inputs)
        return
    with ProcessPoolExecutor(min(policy.jobs, len(inputs)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(scan_one, inputs)


def scan_input(item: Input, policy: Policy, waivers: Sequence[Waiver] = ()) -> DocumentReport:
    """Read and scan one input. What fails inside makes it partly read: nobody may take it for clean."""
    document = read_input(item, limits(policy))
    try:
        return scan_document(document, policy, waivers)
    except Exception as error:
        problem = f"{document.path} could not be checked in full: internal error ({type(error).__name__})"
        return DocumentReport(replace(document, status="partly-read", problems=(*document.problems, problem)))


def limits(policy: Policy) -> Limits:
    """The reading limits that a policy sets."""
    return Limits(decoded_chars=policy.max_text_mb * 1_000_000)


def scan_document(document: Document, policy: Policy, waivers: Sequence[Waiver] = ()) -> DocumentReport:
    """The steps, in order, for one document."""
    if document.status == "unreadable":
        return DocumentReport(document)
    document = with_limits(document)
    tables = typed_tables(document, policy)
    mentions = recognise(document, tables, build_engine(policy.recognizers))
    cases = prose_cases(document.blocks, mentions)
    sources = populations(document.blocks, tables, mentions, policy.population)
    reports, proposals = proposed([assess_table(table, policy) for table in tables], policy)
    findings = [
        *identifier_findings(mentions),
        *prose_findings(cases, policy.k, sources, policy.keep),
        *protected_findings(document.blocks, cases, tables, mentions),
        *table_findings(reports, proposals, mentions, policy, things(document, tables)),
        *contradiction_findings(document.blocks, tables),
        *note_findings(document.blocks, tables, mentions),
        *hidden_findings(document, mentions, reports),
    ]
    findings = mark_deceased(findings, document.blocks, mentions, cases)
    findings = with_sheets(findings, mentions, cases, tables)
    return DocumentReport(document, mentions, reports, apply_waivers(numbered(findings), waivers))


def with_limits(document: Document) -> Document:
    """The document, partly read where passages of it are in a language that cannot be checked; missing models are said."""
    missing = tuple(f"{document.path} {loss}" for loss in losses())
    document = replace(document, problems=(*document.problems, *missing)) if missing else document
    problem = language_problem(document)
    if problem is None:
        return document
    return replace(document, status="partly-read", problems=(*document.problems, problem))


def typed_tables(document: Document, policy: Policy) -> tuple[TypedTable, ...]:
    """Every grid with its header, column kinds and shape."""
    return tuple(type_table(grid, policy.column_overrides(), cells.kinds) for grid in document.grids)


def things(document: Document, tables: Sequence[TypedTable]) -> frozenset[int | None]:
    """The numbers of the count tables that count things and no people, by themselves and by the line above them."""
    return frozenset(
        table.where.table
        for table in tables
        if table.shape == "counts"
        and counts_things(table, document.blocks[table.before - 1].text if table.before else "", cells.kinds)
    )


def assess_table(table: TypedTable, policy: Policy) -> TableReport:
    """The figures of one table, by its shape."""
    if table.shape == "records":
        return table_report(table, policy.k, policy.table_population)
    if table.shape != "counts":
        return TableReport(table)
    return count_table_report(table, policy.threshold, policy.zeros_sensitive, policy.rounding)


def table_findings(
    reports: Sequence[TableReport],
    proposals: Sequence[TableProposal | None],
    mentions: Sequence[Mention],
    policy: Policy,
    of_things: frozenset[int | None] = frozenset(),
) -> Iterable[Finding]:
    """The findings of all tables, those of record tables with what their proposal does about them.

    A table in ``of_things`` counts no people: no number in it is too small.
    """
    counted: list[Finding] = []
    for report, proposal in zip(reports, proposals, strict=True):
        inside = [m for m in mentions if m.where.table == report.table.where.table]
        if report.table.shape == "records":
            told = free_text_findings(report.table, inside)
            yield from without_rows(record_table_findings(report, inside, policy.k, proposal), told)
            yield from told
        elif report.table.shape == "counts" and report.table.where.table not in of_things:
            counted += count_findings(report, policy)
    people = [report.table for report in reports if report.table.where.table not in of_things]
    counted += linked_findings(people)
    yield from counted
    yield from joint_findings(people, counted)


def count_findings(report: TableReport, policy: Policy) -> Iterator[Finding]:
    """The findings of one count table; what the totals give back already no percentage gives back again."""
    found = count_table_findings(report, policy.threshold)
    recovered = {finding.where.cell for finding in found if finding.rule == "TABLE-RECOVERABLE"}
    yield from with_ways_out(report, found, policy.threshold)
    yield from (finding for finding in percentage_findings(report.table) if finding.where.cell not in recovered)
    yield from one_category_findings(report.table, cells.kinds)
    yield from amount_findings(report.table)
    yield from difference_findings(report.table, policy.threshold)
    yield from unrounded_findings(report.table, policy.rounding, policy.threshold)


def proposed(
    reports: Sequence[TableReport], policy: Policy
) -> tuple[tuple[TableReport, ...], tuple[TableProposal | None, ...]]:
    """The reports with the alternatives of every record table that needs a generalisation, and these proposals."""
    proposals = tuple(proposal(report, policy) for report in reports)
    with_them = (
        report if found is None else replace(report, alternatives=found.alternatives)
        for report, found in zip(reports, proposals, strict=True)
    )
    return tuple(with_them), proposals


def proposal(report: TableReport, policy: Policy) -> TableProposal | None:
    """The least generalisation of a record table, where it needs one."""
    if report.plain is None or report.plain.rows_below_k == 0:
        return None
    table = report.table
    values = [
        {row[i].text.strip(): cells.values(row[i].text.strip(), column.kind) for row in table.rows}
        for i, column in enumerate(table.columns)
    ]
    own = {normalise(name): load_hierarchy(path) for name, path in policy.hierarchies.items()}
    return propose(table, values, policy.k, policy.keep, own)


def numbered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings by risk, each with its id; the order within a risk is the order of the rules and of the document."""
    ordered = sorted(findings, key=lambda f: _RISK_ORDER[f.risk])
    return tuple(replace(item, id=f"f{number}") for number, item in enumerate(ordered, 1))
