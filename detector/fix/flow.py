"""The whole fix on one page: take out what is hidden, scan, plan, write, read back, and again until nothing is left to do.

Round 0 takes out names and what the letter withholds. Each round after it deals with what the scan of the copy still finds: the first of them with the least change, later ones with less finesse, so that
what a coarser word does not cure is withheld. What no round cures is said, and the exit status of the copy tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from detector.fix.cases import generalised_cases
from detector.fix.count_tables import protected_tables
from detector.fix.identifiers import redactions
from detector.fix.letters import kept_promises
from detector.fix.lists import collapsed_lists
from detector.fix.plan import Draft, Plan, Step
from detector.fix.record_tables import generalised_tables
from detector.policy import Policy
from detector.read import Input, read_bytes
from detector.read.sniff import sniff
from detector.rewrite import WHOLE_LINES, rewrite
from detector.rewrite.changes import BlockPlace, Changes, gathered
from detector.rewrite.clean import clean
from detector.rewrite.errors import RefusedError
from detector.rewrite.proof import prove, still_there
from detector.scan import limits, scan_document
from detector.types import Document, DocumentReport
from detector.workflow.waivers import Waiver

_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Fixed:
    """A safe copy: its bytes, the scans of the draft and of the copy, what was changed, and what is left for a person.

    ``cleaned_data`` is the draft without hidden content, from which the changes start, and ``start`` its scan.
    """

    data: bytes
    before: DocumentReport
    cleaned_data: bytes
    start: DocumentReport
    after: DocumentReport
    cleaned: tuple[str, ...]
    steps: tuple[Step, ...]
    left: tuple[str, ...]


def fixed(data: bytes, name: str, policy: Policy, waivers: Sequence[Waiver] = (), *, whole_lines: bool = True) -> Fixed:
    """The least change of a draft after which a scan finds nothing at the policy's level.

    Without ``whole_lines`` no row, column or list item is taken out: cells and words are withheld instead.
    Raises RefusedError for a file that cannot be read, of a format that cannot be written, or whose copy could not be proved.
    """
    before = _scanned(data, name, policy, waivers)
    if before.document.status == "unreadable":
        raise RefusedError(before.document.problems[-1].removeprefix(f"{before.document.path} "))
    cleaned = clean(data, name, limits(policy))
    start = _scanned(cleaned.data, name, policy, waivers)
    copy, report = cleaned.data, start
    steps: list[Step] = []
    removed: list[str] = []
    left: list[str] = list(cleaned.left)
    marks: dict[str, str] = {}
    coarser: set[int] = set()
    lines = whole_lines and sniff(copy, name).format in WHOLE_LINES

    def made(plan: Plan) -> tuple[bytes, DocumentReport]:
        """The copy with a plan, read back, proved and scanned."""
        changes = _changes(plan)
        written = rewrite(copy, report.document, changes)
        reread = _scanned(written, name, policy, waivers)
        prove(report.document, changes, reread.document)
        return written, reread

    for number in range(_MOST_ROUNDS + 1):
        plan = planned(Draft(report, policy, number, marks, lines))
        left.extend(plan.left if not number else ())
        if not _changes(plan):
            # A later round may withhold what this one found no coarser word for.
            continue
        whole = any(step.lines for step in plan.steps)
        try:
            written, reread = made(plan)
            whole = whole and _worse(report, reread)
        except RefusedError:
            if not whole:
                raise
        if whole:
            # Rows cannot be put together here, or the letter speaks of one of them: cells are withheld instead.
            lines = False
            plan = planned(Draft(report, policy, number, marks, lines))
            written, reread = made(plan)
        if number:
            coarser |= {e.place.block for s in plan.steps for e in s.edits if isinstance(e.place, BlockPlace)}
        copy, report = written, reread
        steps.extend(step for step in plan.steps if step.edits)
        removed.extend(plan.removed)
    plan = collapsed_lists(Draft(report, policy, _MOST_ROUNDS, marks, lines), frozenset(coarser))
    if plan.steps:
        with suppress(RefusedError):
            written, reread = made(plan)
            if not _worse(report, reread):
                copy, report = written, reread
                steps.extend(plan.steps)
    _refuse_leaks(copy, removed, report.document)
    after = replace(report, document=replace(report.document, path=name))
    return Fixed(copy, before, cleaned.data, start, after, cleaned.removed, tuple(steps), tuple(dict.fromkeys(left)))


def planned(draft: Draft) -> Plan:
    """Everything that one round changes; where two changes overlap, the longer is made.

    Round 0 takes out what names somebody and what the letter itself says is withheld; what is still a combination without it is
    for the rounds that follow.
    """
    parts = [redactions(draft), kept_promises(draft)]
    if draft.round:
        parts += [generalised_cases(draft), generalised_tables(draft), protected_tables(draft)]
    return Plan(
        tuple(step for part in parts for step in part.steps),
        tuple(value for part in parts for value in part.removed),
        tuple(sentence for part in parts for sentence in part.left),
    )


def _changes(plan: Plan) -> Changes:
    return gathered(
        (edit for step in plan.steps for edit in step.edits), (line for step in plan.steps for line in step.lines)
    )


def _worse(before: DocumentReport, after: DocumentReport) -> bool:
    """Whether a scan has findings, of more than low risk, by rules that had fewer before."""
    counts = [Counter(f.rule for f in report.findings if f.risk != "low") for report in (before, after)]
    return any(number > counts[0][rule] for rule, number in counts[1].items())


def _scanned(data: bytes, name: str, policy: Policy, waivers: Sequence[Waiver]) -> DocumentReport:
    return scan_document(read_bytes(data, name, limits(policy)), policy, waivers)


def _refuse_leaks(data: bytes, removed: Sequence[str], shown: Document) -> None:
    """No identifier that was taken out of the text may stand anywhere else in the file."""
    leaks = still_there(data, removed, shown)
    if leaks:
        number = "an identifier" if len(leaks) == 1 else f"{len(leaks)} identifiers"
        raise RefusedError(f"still holds {number} in a part that could not be changed; nothing was kept")


def read_draft(item: Input, policy: Policy) -> bytes:
    """The bytes of the draft. Raises RefusedError where it cannot be read."""
    from detector.read.limits import UnreadableError
    from detector.read.opening import content

    try:
        return content(item, limits(policy))
    except UnreadableError as error:
        raise RefusedError(str(error)) from None
