"""Which part of the letter a block belongs to: furniture, reference, salutation, request, answer, boilerplate, sign-off.

A document without the parts of a letter (a case list, a note) is all ``answer``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml

from detector.types import Block

Zone: TypeAlias = Literal[
    "furniture",
    "reference",
    "salutation",
    "request",
    "answer",
    "boilerplate",
    "signoff",
    "contact",
    "opening",
    "drafter",
]
_SIGN_OFF_BLOCKS = 8
_LONG = 160
_ADDRESS_LINE = re.compile(
    r"(?:[^.;:!?]|\.(?=\w|,)|(?<=\b[A-Z])\.|\b(?:Mr|Mrs|Ms|Dr|St)\.|:(?=\s*\S{1,40}$)){0,120}\.?\s*"
)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "zones.yaml").read_text("utf-8"))
    return {name: re.compile("|".join(f"(?:{cue})" for cue in cues), re.I | re.S) for name, cues in data.items()}


def zones(blocks: Sequence[Block], after_tables: frozenset[int] = frozenset()) -> list[Zone]:
    """The zone of each block, in order. A block that is hidden or a note is ``answer``: it is read on its own.

    ``after_tables`` are the indices of blocks that follow a table: a quoted request is over by then.
    """
    is_letter = any(
        _cues()["salutation"].search(b.text[:100]) or _cues()["request_start"].search(b.text[:400]) for b in blocks
    )
    state: Zone = "opening" if is_letter else "answer"
    since_sign_off = 0
    result: list[Zone] = []
    for index, block in enumerate(blocks):
        text = block.text[:2000]
        if block.where.hidden or block.kind == "note":
            result.append("answer")
            continue
        if state == "request" and (index in after_tables or _is_told(block)):
            state = "answer"
        following = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if _is_signature(text, following):
            state, since_sign_off = "signoff", 1
            result.append("signoff")
            continue
        zone, state, since_sign_off = _next(text, state, since_sign_off, is_letter)
        result.append(zone)
    return result


_NAME_LINE = re.compile(
    r"\s*(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?:(?:[A-Z]\.? ?){1,3}[^\W\d_][\w'’-]+|[^\W\d_][\w'’-]+(?:,? (?:al-|el-|O')?[A-ZÀ-ÞĀ-Ž][\w'’.-]*){1,3})"
    r"(?: \((?:Mr|Mrs|Ms|Miss|Dr)\))?,?\s*"
)
_ON_BEHALF = re.compile(r"\s*(?:for and on behalf of|on behalf of|for the|pp\.?)\s", re.I)
_TITLE_LINE = re.compile(
    r"\s*(?:[\w&,'’-]+ ){0,6}(?:officer|manager|assistant|advis[eo]r|administrator|lead|coordinator|co-ordinator|director|solicitor|"
    r"supervisor|caseworker|clerk|secretary|analyst|specialist|controller|disclosure|head of [\w &]+|decision maker|team leader)s?\b[^.?!:]{0,60}",
    re.I,
)


_ASKS = re.compile(
    r"\?|\b(?:please|provide|supply|confirm whether|how (?:many|much|often|long)|what|which|whether|would like|request(?:ed|ing|s)?|asks?|asking|"
    r"following|for (?:instance|example)|e\.g|guidance|should|must|including|copies|copy of|details of|list of|breakdown|broken down)\b|^\W*[\"“‘']",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:upheld|withdrawn|dismissed|resigned|retired|warning|no (?:case|further)|sentenced|convicted|suspended|resolved|was|were|had|has been|have been|"
    r"there (?:were|are|is|was)|we (?:hold|have|do)|not held|none|see (?:below|above|table))\b",
    re.I,
)
_LONG_ENOUGH = 50


def _is_told(block: Block) -> bool:
    """Whether a block under a quoted request tells rather than asks, so that the answer has begun."""
    text = block.text[:2000]
    return len(text) >= _LONG_ENOUGH and not _ASKS.search(text) and _TELLS.search(text) is not None


def _is_signature(text: str, following: str) -> bool:
    """A name alone on its line above a job title alone on its line, with or without a closing formula before it."""
    first, _, rest = text.partition("\n")
    second = (rest.strip() or following).split("\n", 1)[0].strip()
    below = _TITLE_LINE.fullmatch(second) or _ON_BEHALF.match(second)
    return bool(len(text) < _LONG and _NAME_LINE.fullmatch(first) and below)


# Outside letters a field "Address:" is somebody's home.
_OF_A_PERSON = re.compile(r"\s*(?:home |current |last known |previous )?(?:address|mobile|mob)\s*[:.]", re.I)


def _next(text: str, state: Zone, since_sign_off: int, is_letter: bool) -> tuple[Zone, Zone, int]:
    cues = _cues()
    for one_block in ("drafter", "furniture", "salutation"):
        if cues[one_block].search(text):
            after: Zone = "answer" if one_block == "salutation" else state
            return one_block, after, since_sign_off  # type: ignore[return-value]
    if cues["signoff_start"].search(text) and len(text) < _LONG:
        return "signoff", "signoff", 1
    if state == "signoff":
        if len(text) < _LONG and since_sign_off < _SIGN_OFF_BLOCKS:
            return "signoff", "signoff", since_sign_off + 1
        state = "answer"
    if cues["reference"].search(text):
        return "reference", state, 0
    if cues["boilerplate"].search(text):
        return "boilerplate", "answer" if cues["answer_start"].search(text) else state, 0
    if cues["request_start"].search(text):
        return "request", "request", 0
    if cues["request_block"].search(text):
        return "request", state, 0
    if cues["answer_start"].search(text):
        return "answer", "answer", 0
    if cues["contact"].search(text) and (is_letter or not _OF_A_PERSON.match(text)):
        return "contact", state, 0
    if state == "opening" and not (is_letter and _ADDRESS_LINE.fullmatch(text)):
        state = "answer"
    return state, state, 0
