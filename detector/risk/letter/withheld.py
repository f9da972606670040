"""Columns and details that the letter says are withheld and a table still shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detector.risk.findings import finding, normalise
from detector.risk.letter.statements import Statement, data
from detector.types import Finding, Suggestion, TypedTable

_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = re.compile(
    rf"\b(?:{_MONTH})[a-z]*\b|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\b(?:19|20)\d\d-\d{{2}}\b|\b\d{{1,2}}/(?:20)?\d\d\b",
    re.I,
)
_DAYS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ /.-](?:{_MONTH})[a-z]*|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\b(?:19|20)\d\d-\d\d-\d\d|\b(?:{_MONTH})[a-z]* \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)",
    re.I,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b|[/.-]\d\d\b")
_MARKED = re.compile(
    r"\W*(?:x{2,}|redacted|withheld|exempt(?:ed)?|removed|suppressed|n/?a|s\.?\s?\d+.*|section \d+.*|not disclosed)\W*",
    re.I,
)


def column_findings(table: TypedTable, said: Sequence[Statement], refused: Sequence[Statement] = ()) -> list[Finding]:
    """One finding for the columns of a table that ``said`` withholds, or that answer a question ``refused``."""
    shown = [
        i for i in range(len(table.columns)) if _is_shown(table, i) and any(names_column(s, table, i) for s in said)
    ]
    answered = [
        i for i in range(len(table.columns)) if _is_shown(table, i) and any(names_column(s, table, i) for s in refused)
    ]
    if shown:
        return [_finding(table, shown, "says that {} withheld, but the table still shows {it}")]
    if answered:
        return [
            _finding(
                table, answered, "refuses the question about {}, but the table answers it: it shows {it}", "is", "are"
            )
        ]
    return []


def _finding(table: TypedTable, shown: Sequence[int], sentence: str, one: str = "is", many: str = "are") -> Finding:
    names = tuple(table.columns[i].name for i in shown)
    quoted = ", ".join(f"“{name}”" for name in names)
    subject = f"{quoted} {one if len(names) == 1 else many}" if "withheld" in sentence else quoted
    said = sentence.format(subject, it="it" if len(names) == 1 else "them")
    return finding(
        "LETTER-CONTRADICTION",
        "high",
        f"The letter {said} in {_filled(table, shown)} of {len(table.rows)} rows.",
        replace(table.where, columns=names),
        names,
        suggestions=tuple(Suggestion("remove", f"column “{name}”", "no column", None, None, None) for name in names),
    )


def names_column(statement: Statement, table: TypedTable, index: int) -> bool:
    """Whether a statement names a column: by its heading, or by a word for what the column holds."""
    column = table.columns[index]
    said = _words(statement.text)
    name = _words(column.name)
    if name and len(name) > 2 and re.search(rf"\b{re.escape(name)}s?\b", said):
        return not _title_only(statement, table, column.name)
    words: dict[str, list[str]] = data()["column_words"]
    heading_words = set(name.split())
    for word, kinds in words.items():
        match = re.search(rf"\b{word}\b", said)
        if (
            match
            and column.kind in kinds
            and (column.kind != "date_time" or _holds(table, index, match[0]) or heading_words & set(match[0].split()))
        ):
            return True
    return False


def _words(text: str) -> str:
    return normalise(re.sub(r"[^\w'’ ]+", " ", text))


def _title_only(statement: Statement, table: TypedTable, name: str) -> bool:
    """A heading that occurs only as part of the table's own title is not said to be withheld."""
    caption = normalise(table.caption)
    without = normalise(statement.text).replace(caption, " ") if caption else normalise(statement.text)
    return normalise(name) not in without and bool(caption) and normalise(name) in caption


def _holds(table: TypedTable, index: int, word: str) -> bool:
    """Whether the cells of a date column have the detail that a word names: a year, a month, or for "dates" a day."""
    sample = " ".join(row[index].text for row in table.rows[:200])
    if "year" in word:
        return bool(_YEARS.search(sample))
    return bool((_DAYS if "date" in word else _MONTHS).search(sample))


def _filled(table: TypedTable, indices: Sequence[int]) -> int:
    return sum(1 for row in table.rows if any(_has_value(row[i].text) for i in indices))


def _is_shown(table: TypedTable, index: int) -> bool:
    return any(_has_value(row[index].text) for row in table.rows)


def _has_value(text: str) -> bool:
    return bool(re.search(r"\w", text)) and not _MARKED.fullmatch(text.strip())
