"""Numbered questions of the request, and the sentences that refuse some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from detector.risk.letter.statements import Statement, pattern, statements
from detector.types import Block

_NUMBERED = re.compile(r"^\s*(?:q(?:uestion)?\.?\s*)?\(?(\d{1,2}\s?[a-z]?)\s?[).:\]-]\s*(?=\S)", re.I)
_ASKS = re.compile(
    r"\b(?:please|how many|what|which|when|who|state|provide|describe|list|break ?down|names?|can you|could you)\b|\?",
    re.I,
)
_LABEL = r"\d{1,2}(?:\s?\(?[a-z]\)?(?![a-z]))?"
_REFUSED = re.compile(
    rf"\b(?:questions?|points?|parts?|q)\.?\s*({_LABEL}(?:\s*(?:,|and|&|to|-)\s*(?:questions?\s*|q)?{_LABEL})*)", re.I
)
_EXEMPT = re.compile(r"\b(?:section|s\.?)\s?40\b|\bpersonal (?:data|information)\b", re.I)
_IN_PART = re.compile(r"\b(?:part of|partial(?:ly)?|some of|certain|in part)\b", re.I)


def questions(blocks: Sequence[Block]) -> Mapping[str, Statement]:
    """The request's questions by their number ("1", "1b"), the first text under each."""
    found: dict[str, Statement] = {}
    for block in blocks:
        match = _NUMBERED.match(block.text)
        if block.where.hidden is None and match and _ASKS.search(block.text):
            found.setdefault(_key(match[1]), Statement(block.text, block))
    return found


def refused_questions(blocks: Sequence[Block]) -> Iterator[Statement]:
    """The questions that the letter refuses as personal data and in full."""
    asked = questions(blocks)
    if not asked:
        return
    for statement in statements(blocks):
        refuses = pattern("withheld").search(statement.text) or pattern("refused").search(statement.text)
        if not refuses or not _EXEMPT.search(statement.text) or _IN_PART.search(statement.text):
            continue
        for match in _REFUSED.finditer(statement.text):
            for label in re.findall(_LABEL, match[1], re.I):
                if _key(label) in asked:
                    yield asked[_key(label)]


def _key(label: str) -> str:
    return re.sub(r"[^\da-z]", "", label.casefold())
