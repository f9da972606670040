"""Cases in running text -> the least change of their details, in wording that reads as English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detector.fix.plan import Draft, Plan, Step, place_of
from detector.generalise.ladders import Step as Level
from detector.generalise.prose import OMITTED, WayOut
from detector.generalise.wording import reworded
from detector.generalise.wording.pronouns import neutral_pronouns
from detector.records.cases import prose_cases
from detector.rewrite.changes import BlockPlace, Edit, text_at
from detector.risk.cases.prose import Case, case_ways_out, cases_of
from detector.risk.population import populations
from detector.types import Finding, Mention

_COARSER, _WITHHELD = 2, 3


def generalised_cases(draft: Draft) -> Plan:
    """A step for each case that its details single out, and for each person whom statute protects."""
    steps = []
    by_details = {tuple(m.id for m in case.quasi): case for case in _cases(draft)}
    for finding in draft.findings("TEXT-COMBINATION", "TEXT-PUBLIC-RECORD"):
        case = by_details.get(finding.mentions)
        if case is not None:
            steps.append(_step(draft, finding, case))
    for finding in draft.findings("TEXT-PROTECTED"):
        mentions = [draft.mentions[i] for i in finding.mentions]
        steps.append(_protected(draft, finding, mentions))
    return Plan(tuple(steps))


def _cases(draft: Draft) -> list[Case]:
    document, policy = draft.report.document, draft.policy
    tables = [t.table for t in draft.report.tables]
    records = prose_cases(document.blocks, draft.report.mentions)
    return cases_of(records, populations(document.blocks, tables, draft.report.mentions, policy.population))


def _step(draft: Draft, finding: Finding, case: Case) -> Step:
    if draft.round >= _WITHHELD:
        return _whole_text(draft, finding, list(case.quasi))
    keep = draft.policy.keep if draft.round == 1 else ()
    if draft.round == 1:
        way = case_ways_out(case, draft.policy.k, keep)[0]
    else:
        way = WayOut(tuple((m, Level("withheld", None, OMITTED)) for m in case.quasi), 1.0)
    edits = [*_edits(draft, way), *_pronouns(draft, case, way)]
    source = "; ".join(m.text for m, _ in way.changes)
    target = "; ".join(step.wording if step.value is not None else "left out" for _, step in way.changes)
    action = "suppress" if all(step.value is None for _, step in way.changes) else "generalise"
    return Step(finding.rule, action, source, target, way.loss, tuple(edits))  # type: ignore[arg-type]


def _edits(draft: Draft, way: WayOut) -> Iterator[Edit]:
    for mention, level in way.changes:
        place = place_of(draft, mention)
        if place is not None:
            new = reworded(text_at(draft.report.document, place), mention, level)
            yield Edit(place, new.start, new.end, new.text)


def _pronouns(draft: Draft, case: Case, way: WayOut) -> Iterator[Edit]:
    """Without the sex in words, pronouns must not tell it either."""
    if not any(m.entity_type == "GENDER" for m, _ in way.changes) or case.record.where.block is None:
        return
    place = BlockPlace(case.record.where.block)
    text = text_at(draft.report.document, place)
    start, end = _stretch(text, case.quasi)
    for new in neutral_pronouns(text, start, end):
        yield Edit(place, new.start, new.end, new.text)


def _stretch(text: str, mentions: Sequence[Mention]) -> tuple[int, int]:
    """The sentences from the first to the last detail of a case."""
    first, last = min(m.start for m in mentions), max(m.end for m in mentions)
    start = max(text.rfind(mark, 0, first) for mark in (". ", "\n", "; ")) + 1
    ends = [at for mark in (". ", ".\n") if (at := text.find(mark, last)) >= 0]
    return max(start, 0), min(ends, default=len(text))


def _protected(draft: Draft, finding: Finding, mentions: Sequence[Mention]) -> Step:
    if draft.round >= _WITHHELD:
        return _whole_text(draft, finding, mentions)
    way = WayOut(tuple((m, Level("withheld", None, OMITTED)) for m in mentions), 1.0)
    return Step(
        finding.rule, "suppress", "; ".join(m.text for m in mentions), "left out", 1.0, tuple(_edits(draft, way))
    )


def _whole_text(draft: Draft, finding: Finding, mentions: Sequence[Mention]) -> Step:
    """The last resort: the sentences that tell of the case are withheld as they stand."""
    edits = []
    by_place: dict[object, list[Mention]] = {}
    for mention in mentions:
        by_place.setdefault(place_of(draft, mention), []).append(mention)
    for place, inside in by_place.items():
        if isinstance(place, BlockPlace):
            text = text_at(draft.report.document, place)
            start, end = _stretch(text, inside)
            while start < end and text[start].isspace():
                start += 1
            if draft.round > _WITHHELD:
                start, end = len(text) - len(text.lstrip()), len(text.rstrip())
            edits.append(Edit(place, start, end, draft.policy.mark.replace("{n}", "").strip()))
    return Step(finding.rule, "suppress", "; ".join(m.text for m in mentions), draft.policy.mark, 1.0, tuple(edits))
