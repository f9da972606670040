"""Categories that the letter says are merged and a table still shows apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detector.risk.findings import finding, normalise
from detector.risk.letter.statements import Statement, data, pattern, statements
from detector.types import Block, Finding, Suggestion, TypedTable

_LIST = re.compile(r",|\band\b|\bor\b|\bwith\b|\binto\b|/|&", re.I)
_ABOVE = re.compile(r"(?P<label>[\w ’'-]{3,40}?)\s+(?:and|or) (?:above|over|higher|more senior|older)\b", re.I)


def merged_findings(table: TypedTable, blocks: Sequence[Block]) -> Iterator[Finding]:
    """One finding for each statement that merges categories of which the table shows two or more apart."""
    labels = _labels(table)
    for statement in statements(blocks):
        match = pattern("merged").search(statement.text)
        if match is None or pattern("not_withheld").search(statement.text):
            continue
        apart = _apart(statement, match, labels)
        if len(apart) >= 2:
            yield finding(
                "LETTER-CONTRADICTION",
                "high",
                f"The letter says that {', '.join(f'“{label}”' for label in apart)} are merged, but the table shows them apart.",
                replace(
                    table.where,
                    columns=tuple(c.name for c in table.columns if normalise(c.name) in map(normalise, apart)),
                ),
                ["merged", *apart],
                title="The letter says that categories are merged, and they are not",
                suggestions=(Suggestion("generalise", "; ".join(apart), "one merged category", None, None, None),),
            )


def _labels(table: TypedTable) -> dict[str, str]:
    """Column names and row labels as printed, by their normal form."""
    texts = [column.name for column in table.columns]
    texts += [
        row[i].text.strip()
        for i, column in enumerate(table.columns)
        if column.role != "count"
        for row in table.rows[:500]
    ]
    return {normalise(text): text for text in reversed(texts) if text}


def _apart(statement: Statement, match: re.Match[str], labels: dict[str, str]) -> list[str]:
    before = statement.text[: match.start()] or statement.text[match.end() :]
    above = _ABOVE.search(before) or _ABOVE.search(statement.text)
    if above:
        return _ranks_from(above["label"], labels)
    named = [
        normalise(re.sub(r"^(?:the|all|for|of|categories|ranks?)\s+", "", part.strip(" .:;“”\"'"), flags=re.I))
        for part in _LIST.split(before)
    ]
    return [labels[form] for part in named for form in (part, part.removesuffix("s"), part + "s") if form in labels]


def _ranks_from(label: str, labels: dict[str, str]) -> list[str]:
    """The labels that are the rank named last in ``label`` or a higher one, without those that are merged themselves."""
    order: list[list[str]] = data()["rank_order"]
    said = normalise(label)
    level = max(
        (i for i, forms in enumerate(order) if any(re.search(rf"\b{form}s?$", said) for form in forms)), default=None
    )
    if level is None:
        return []
    higher = [form for forms in order[level:] for form in forms]
    return [text for form, text in labels.items() if any(re.fullmatch(rf"{rank}s?", form) for rank in higher)]
