"""Items of a list that read alike once their details are coarser, told as one with their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from detector.fix.plan import Draft, Plan, Step
from detector.generalise.wording.several import said_of_several
from detector.rewrite.changes import BlockPlace, Edit
from detector.types import Block

_SHORTEST = 12
_MARKER = re.compile(r"\s*(?:[*•·–—-]\s*)?(?:\(?(?P<number>\d{1,3})[.)]\s+)?")


def collapsed_lists(draft: Draft, changed: frozenset[int]) -> Plan:
    """A step for each item that at least one more of its list repeats; ``changed`` are the blocks that the fix has made coarser.

    Numbers that were typed before the items count on from one to the next.
    """
    if not draft.whole_lines:
        return Plan()
    steps: list[Step] = []
    for run in _runs(draft.report.document.blocks):
        found = list(_collapsed(draft, run, changed))
        if found:
            steps += found
            steps += _renumbered(draft, [i for i in run if all(BlockPlace(i) not in step.lines for step in found)])
    return Plan(tuple(steps))


def _collapsed(draft: Draft, run: Sequence[int], changed: frozenset[int]) -> Iterator[Step]:
    blocks = draft.report.document.blocks
    mark = draft.policy.mark.replace("{n}", "").strip()
    alike: dict[str, list[int]] = {}
    for index in run:
        alike.setdefault(" ".join(_said(blocks[index]).split()).casefold(), []).append(index)
    for items in alike.values():
        said = _said(blocks[items[0]])
        if len(items) < 2 or len(said) < _SHORTEST or not changed.issuperset(items) or mark in said:
            continue
        one = said_of_several(said.rstrip(), len(items))
        start = len(blocks[items[0]].text) - len(said)
        edit = Edit(BlockPlace(items[0]), start, start + len(said.rstrip()), one)
        lines = tuple(BlockPlace(index) for index in items[1:])
        source = f"{len(items)} items that read alike"
        yield Step("TEXT-COMBINATION", "generalise", source, one, None, (edit,), lines)


def _renumbered(draft: Draft, items: Sequence[int]) -> Iterator[Step]:
    """The numbers before the items that stay, counted on from the first."""
    numbers = [(index, _MARKER.match(draft.report.document.blocks[index].text)) for index in items]
    typed = [(index, match) for index, match in numbers if match is not None and match["number"]]
    if len(typed) < len(items):
        return
    first = int(typed[0][1]["number"])
    edits = tuple(
        Edit(BlockPlace(index), *match.span("number"), str(first + place))
        for place, (index, match) in enumerate(typed)
        if int(match["number"]) != first + place
    )
    if edits:
        yield Step("TEXT-COMBINATION", "generalise", "numbers of the items", "counted on", None, edits)


def _said(block: Block) -> str:
    """The text of an item without its bullet or number."""
    marker = _MARKER.match(block.text)
    return block.text[marker.end() :] if marker else block.text


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The indices of items that follow each other."""
    items = [index for index, block in enumerate(blocks) if block.kind == "list_item"]
    run = items[:1]
    for before, index in pairwise(items):
        if index != before + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
