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


def zones(blocks: Sequence[Block]) -> list[Zone]:
    """The zone of each block, in order. A block that is hidden or a note is ``answer``: it is read on its own."""
    is_letter = any(
        _cues()["salutation"].search(b.text[:100]) or _cues()["request_start"].search(b.text[:400]) for b in blocks
    )
    state: Zone = "opening" if is_letter else "answer"
    since_sign_off = 0
    result: list[Zone] = []
    for block in blocks:
        text = block.text[:2000]
        if block.where.hidden or block.kind == "note":
            result.append("answer")
            continue
        zone, state, since_sign_off = _next(text, state, since_sign_off, is_letter)
        result.append(zone)
    return result


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
    if cues["contact"].search(text):
        return "contact", state, 0
    if state == "opening" and not (is_letter and _ADDRESS_LINE.fullmatch(text)):
        state = "answer"
    return state, state, 0
