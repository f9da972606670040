"""Columns of a list without headings whose meaning only their neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detector.types import Cell, Column

_SEX = re.compile(r"\b(?:males?|females?|man|woman|boy|girl|m|f)\b", re.I)
_OLDEST = 105


def with_ages(columns: tuple[Column, ...], body: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Numbers that can be ages, beside a column that says the sex of each person, are ages."""
    if not body or any(column.kind == "age" for column in columns):
        return columns
    texts = [[row[i].text.strip() for row in body] for i in range(len(columns))]
    if not any(sum(_SEX.search(text) is not None for text in column) >= 0.8 * len(body) for column in texts):
        return columns
    for index, column in enumerate(columns):
        filled = [text for text in texts[index] if text]
        ages = [int(text) for text in filled if text.isdecimal() and len(text) <= 3]
        running = ages == list(range(1, len(ages) + 1))
        if (
            column.kind == "count"
            and filled
            and len(ages) == len(filled)
            and not running
            and max(ages) <= _OLDEST
            and max(ages) >= 10
        ):
            return (*columns[:index], replace(column, kind="age", role="quasi"), *columns[index + 1 :])
    return columns
