"""The files of one folder as one release: a letter against the tables of the files that it sends.

A letter is bound to a file with tables where it names it, shares a reference with it, or is the only letter of the folder
and speaks of an attachment or has no table of its own. Two letters of one folder never speak for each other's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from detector.risk.letter import contradiction_findings
from detector.risk.letter.statements import pattern, statements
from detector.types import Block, DocumentReport, Finding, TypedTable

_SENDS = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclos(?:ed|ure|ures|ing)|annex(?:e|es)?|append(?:ix|ices)|schedule|spread ?sheets?|workbooks?|excel|csv|accompanying|separate (?:document|file|table)s?|"
    r"(?:document|file|table|data) (?:that )?accompan(?:ies|ying))\b",
    re.I,
)
_STEM_WORD = re.compile(r"[^\W\d_]{4,}|\d{3,}")
_ORDINARY = frozenset(
    "response letter table tables data draft final copy version document annex appendix attachment disclosure request information answer list figures foi".split()
)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A document of a release that says something about what is disclosed."""

    report: DocumentReport
    text: str
    references: frozenset[str]


def release_findings(reports: Sequence[DocumentReport]) -> list[list[Finding]]:
    """Further findings for each of the documents of one folder, in their order; no two letters speak for one file."""
    letters = [letter for report in reports if (letter := _letter(report)) is not None]
    further: list[list[Finding]] = []
    for report in reports:
        own = {finding.fingerprint for finding in report.findings}
        bound = [letter for letter in letters if letter.report is not report and _sends(letter, report, letters)]
        found = list(_against(bound[0], report)) if len(bound) == 1 else []
        further.append([finding for finding in found if finding.fingerprint not in own])
    return further


def _letter(report: DocumentReport) -> _Letter | None:
    document = report.document
    if document.status == "unreadable" or not document.blocks:
        return None
    said = any(
        pattern(cue).search(statement.text)
        for statement in statements(document.blocks)
        for cue in ("withheld", "threshold", "merged")
    )
    text = "\n".join(block.text for block in document.blocks if block.where.hidden is None)
    return _Letter(report, text, _references(report)) if said or _SENDS.search(text) else None


def _references(report: DocumentReport) -> frozenset[str]:
    return frozenset(re.sub(r"\W", "", m.text).casefold() for m in report.mentions if m.entity_type == "FOI_REFERENCE")


def _sends(letter: _Letter, report: DocumentReport, letters: Sequence[_Letter]) -> bool:
    """Whether the letter is the one that sends a file with tables."""
    if not any(table.table.shape != "layout" for table in report.tables):
        return False
    name = PurePosixPath(report.document.path)
    if re.search(rf"(?<!\w){re.escape(name.stem)}(?!\w)", letter.text, re.I) and len(name.stem) > 3:
        return True
    references = _references(report)
    if letter.references & references:
        return True
    if letter.references and references:
        return False
    ours, theirs = _words(letter.report.document.path), _words(report.document.path)
    numbers = {word for word in ours & theirs if word.isdigit()}
    if numbers:
        return True
    alone = sum(1 for other in letters if other.report is not report) == 1
    is_letter = any(other.report is report for other in letters)
    return alone and not is_letter and bool(_SENDS.search(letter.text) or not letter.report.tables)


def _words(path: str) -> set[str]:
    return {word.casefold() for word in _STEM_WORD.findall(PurePosixPath(path).stem)} - _ORDINARY


def _against(letter: _Letter, report: DocumentReport) -> Iterator[Finding]:
    """What the letter says that the tables of the other file break or undo, at the place in that file."""
    tables = [table.table for table in report.tables]
    name = PurePosixPath(letter.report.document.path).name
    for finding in contradiction_findings(letter.report.document.blocks, [_placed(t, letter, tables) for t in tables]):
        why = finding.why.replace("The letter", f"The letter “{name}”", 1)
        yield replace(finding, why=f"{why} Both are files of one release.")


def _placed(table: TypedTable, letter: _Letter, tables: Sequence[TypedTable]) -> TypedTable:
    """The table as if it stood where the letter speaks of what it sends, if it is the only one."""
    if sum(1 for other in tables if other.shape == "records" and not other.where.hidden) != 1:
        return replace(table, before=-10)
    return replace(table, before=_speaks_at(letter.report.document.blocks))


def _speaks_at(blocks: Sequence[Block]) -> int:
    return next((n for n, block in enumerate(blocks) if block.where.hidden is None and _SENDS.search(block.text)), -10)
