"""A grid -> a TypedTable: heading, what each column holds and what that means for disclosure, shape, and body rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detector.records.column_model import features, kinds_by_model
from detector.records.header_words import Heading, default_role, heading
from detector.records.headers import Kinds, header_of, is_repeated, is_total_row
from detector.records.shape import shape_of
from detector.records.totals import is_mark, parse_count
from detector.records.unheaded import with_ages
from detector.types import Cell, Column, Grid, Role, TypedTable
from recognizers.dates import parse_date
from recognizers.people.bare_names import can_be_name

Overrides = Mapping[str, tuple[str, Role | None]]
"""Column name, case-folded -> the kind and role that the user gives it."""

_SAMPLE_ROWS = 5_000
_LONG, _LONG_FOR_A_REASON = 6.0, 9.0
_MOST, _ENOUGH = 0.6, 0.5
_LEAST_NAMES = 0.3
# A heading of these kinds is often used loosely ("Reason", "Type", "Details"): what the cells say counts more.
_SOFT = frozenset(
    "offence outcome health relationship category free_text occupation location organization other nrp gender person".split()
)
# A unit is a place of work under "Directorate" and a kind of work under "Role".
_WHERE_OR_WHAT = frozenset({("location", "occupation"), ("occupation", "location")})
_PREFERRED = tuple(
    "date_of_birth date_time relationship age gender nrp orientation offence occupation location health outcome".split()
)
# Kinds of which numbers can be values.
_NUMERIC = frozenset("age date_time quantity money count identifier".split())
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_MONEY = re.compile(r"\s*[-(]?\s*(?:£|€|\$|GBP)\s*[\d,. ]+(?:k|m|bn)?\)?\s*|[\d,. ]+\s*(?:GBP|pounds)\s*", re.I)
_PERCENT = re.compile(r"\s*[<>~]?\s*-?\d+(?:\.\d+)?\s*(?:%|per ?cent)\s*", re.I)
# The youngest whom a list of persons of our day names by a date of birth are at school.
_FEWEST_BIRTHS, _HALF_A_GENERATION, _LATEST_BIRTH = 3, 15, 2016
_SAYS_AGE = re.compile(r"\b(?:old|aged?)\b", re.I)
_DECIMAL = re.compile(r"\s*-?[\d,]*\.\d+\s*")


@dataclass(frozen=True, slots=True)
class _Values:
    """What the filled cells of a column are: shares of the cells, between 0 and 1."""

    texts: tuple[str, ...]
    shares: Mapping[str, float]
    counts: float
    words: float
    distinct: float


def type_table(grid: Grid, overrides: Overrides, kinds: Kinds) -> TypedTable:
    """The typed table of a grid. ``overrides`` win over everything that was found."""
    header = header_of(grid, kinds)
    above = tuple(cell for row in grid.cells[: header.rows] for cell in row if cell.text.strip())
    body = [row for row in grid.cells[header.rows :] if any(cell.text.strip() for cell in row)]
    body = [row for row in body if not is_repeated(row, header.names)]
    columns = _columns(header.names, body, overrides, kinds)
    if grid.origin == "labels" and header.rows == 0:
        columns = tuple(
            Column("count" if column.role == "count" else "label", column.kind, column.role) for column in columns
        )
    if grid.origin == "list" and header.rows == 0:
        columns = with_ages(columns, body)
    caption, start = (grid.caption, grid.caption_start) if grid.caption else (header.caption, header.caption_start)
    shape = shape_of(columns, body, grid, header.rows > 0, kinds)
    if shape == "records":
        while body and len(body) > 1 and is_total_row(body[-1]):
            body.pop()
    elif shape == "layout":
        columns = tuple(Column(column.name, column.kind, "other") for column in columns)
        body, above = list(grid.cells), ()
    return TypedTable(grid.where, shape, columns, tuple(body), caption, grid.before, start, above)


def _columns(
    names: Sequence[str], body: Sequence[Sequence[Cell]], overrides: Overrides, kinds: Kinds
) -> tuple[Column, ...]:
    """The columns: as the user gives them, else by rules and the trained model, which judges all of a table at once."""
    given = {
        i: overrides[name.strip().casefold()] for i, name in enumerate(names) if name.strip().casefold() in overrides
    }
    judged = [i for i in range(len(names)) if i not in given]
    evidence = [column_evidence(names[i], [row[i].text for row in body], kinds, i == 0) for i in judged]
    found = kinds_by_model([features for _, features in evidence], [rule.kind for rule, _ in evidence])
    columns = {i: Column(names[i], kind, role or default_role(kind)) for i, (kind, role) in given.items()}
    for i, (rule, _), kind in zip(judged, evidence, found, strict=True):
        settled = rule if kind == rule.kind else _plain(kind)
        if settled.kind == "person" and not _can_be_names([row[i].text for row in body]):
            settled = _plain("free_text")
        columns[i] = Column(names[i], settled.kind, settled.role)
    return tuple(columns[i] for i in range(len(names)))


def _can_be_names(texts: Sequence[str]) -> bool:
    filled = [text for text in texts[:_SAMPLE_ROWS] if text.strip() and not is_mark(text)]
    return sum(map(can_be_name, filled)) >= _LEAST_NAMES * len(filled)


def column_evidence(
    name: str, texts: Sequence[str], kinds: Kinds, first: bool
) -> tuple[Heading, Mapping[str, float | str]]:
    """What the rules say of a column, and the features on which the trained model judges it."""
    head = heading(name)
    values = _values(texts, kinds)
    rule = _by_rules(name, head, values, kinds, first)
    return rule, features(name, values.texts, values.shares, values.counts, rule)


def _by_rules(name: str, head: Heading | None, values: _Values, kinds: Kinds, first: bool) -> Heading:
    if not values.texts:
        return head or _plain("other")
    if head is not None and head.role in ("quasi", "sensitive", "direct") and all(map(is_mark, values.texts)):
        # What was withheld is what the heading says it was.
        return head
    if first and _is_running_number(values.texts) and (head is None or head.kind in ("count", "identifier")):
        return Heading("identifier", "other")
    bands = values.shares.get("age", 0.0) >= _MOST and not any(text.isdigit() for text in values.texts)
    if values.counts >= 0.8 and not bands:
        return _of_numbers(name, head, values, kinds, first)
    return _of_words(head, values)


def _values(texts: Sequence[str], kinds: Kinds) -> _Values:
    filled = [text for text in (t.strip() for t in texts[:_SAMPLE_ROWS]) if text]
    telling = [text for text in filled if not is_mark(text)]
    frequency = Counter(telling)
    shares: Counter[str] = Counter()
    for text, number in frequency.items():
        for kind in _kinds_of_value(text, kinds):
            shares[kind] += number
    total = max(len(telling), 1)
    numbers = sum(1 for text in filled if _is_count(text))
    return _Values(
        tuple(telling) or tuple(filled),
        {kind: number / total for kind, number in shares.items()},
        numbers / max(len(filled), 1)
        if any(any(ch.isdigit() for ch in text) for text in filled) or not telling
        else 0.0,
        sum(len(text.split()) for text in telling) / total,
        len(frequency) / total,
    )


def _kinds_of_value(text: str, kinds: Kinds) -> frozenset[str]:
    if _MONEY.fullmatch(text):
        return frozenset({"money"})
    if _PERCENT.fullmatch(text):
        return frozenset({"quantity"})
    return kinds(text)


def _is_count(text: str) -> bool:
    count = parse_count(text)
    return count is not None and not count.blank


def _of_numbers(name: str, head: Heading | None, values: _Values, kinds: Kinds, first: bool) -> Heading:
    """A column of numbers: its heading tells an age, year or running number from a count."""
    digits = [text for text in values.texts if text.isdigit()]
    if head is not None and not kinds(name):
        if head.kind == "date_time" and digits and not all(_fits_a_date(text) for text in digits):
            return _plain("count")
        long_numbers = head.kind == "foi_reference" and all(len(text) >= 4 for text in digits)
        if head.kind in _NUMERIC or head.role == "direct" or head.kind == "collar_number" or long_numbers:
            return head
        return _plain("count")
    if not kinds(name) and (first or len(digits) > 2) and digits and all(_YEAR.fullmatch(text) for text in digits):
        return _plain("date_time")
    return _plain("count")


_RUNNING = re.compile(r"(?:[A-Za-z]{2,12} )?(\d{1,6})[.)]?")


def _is_running_number(texts: Sequence[str]) -> bool:
    """1, 2, 3 and so on down the column, also as "Case 1", perhaps with a label at its foot."""
    found = [match for text in texts if (match := _RUNNING.fullmatch(text))]
    numbers = [int(match[1]) for match in found]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return len(numbers) > 1 and len(numbers) >= len(texts) - 1 and numbers[0] <= 1 and consecutive


def _fits_a_date(text: str) -> bool:
    return bool(_YEAR.fullmatch(text)) or int(text) <= 53 or 20_000 <= int(text) <= 60_000 or len(text) in (6, 8)


def _are_births(texts: Sequence[str]) -> bool:
    """Days spread over half a generation or more, all of them long ago: what no column of events looks like."""
    found = [parse_date(text) for text in dict.fromkeys(texts[:200])]
    years = [
        v.start.year
        for v in found
        if v is not None and v.start is not None and v.granularity == "day" and "no_year" not in v.flags
    ]
    return (
        len(years) >= _FEWEST_BIRTHS
        and len(years) >= 0.8 * len(found)
        and max(years) - min(years) >= _HALF_A_GENERATION
        and max(years) <= _LATEST_BIRTH
    )


def _of_words(head: Heading | None, values: _Values) -> Heading:
    best = max(
        values.shares,
        key=lambda kind: (values.shares[kind], head is not None and kind == head.kind, -_order(kind), kind),
        default=None,
    )
    share = values.shares.get(best, 0.0) if best else 0.0
    if head is not None and values.shares.get(head.kind, 0.0) >= _ENOUGH:
        return head
    if head is not None and head.kind not in _SOFT:
        fixed = (
            head.role == "direct" or head.kind in ("quantity", "money") or (head.kind == "count" and best != "money")
        )
        contrary = best is not None and share >= 0.8 and values.shares.get(head.kind, 0.0) == 0 and not fixed
        return _plain(best) if contrary and best else head
    if best == "age" and head is not None and head.role == "sensitive" and not any(map(_SAYS_AGE.search, values.texts)):
        # "2 years" under "Sentence" is how long, not how old.
        return head
    if head is None and best == "date_time" and share >= 0.8 and _are_births(values.texts):
        return _plain("date_of_birth")
    if best is not None and share >= _MOST:
        return head if head is not None and (head.kind, best) in _WHERE_OR_WHAT else _plain(best)
    if values.words > (_LONG_FOR_A_REASON if head and head.role == "sensitive" else _LONG):
        return _plain("free_text")
    if head is not None and head.kind not in ("free_text", "category", "other") and not _is_contrary(head, values):
        return head
    if best is not None and share >= _ENOUGH:
        return _plain(best)
    if head is not None and not _is_contrary(head, values):
        return head
    if all(_DECIMAL.fullmatch(text) for text in values.texts):
        return _plain("quantity")
    return _plain("category" if values.distinct < _ENOUGH else "other")


def _is_contrary(head: Heading, values: _Values) -> bool:
    """Whether no cell bears out a heading that has few values to choose from: "Title" over the titles of documents."""
    return head.kind == "gender" and not values.shares.get("gender") and len(values.texts) > 1


def _order(kind: str) -> int:
    """Where several kinds fit all cells alike, the earlier in this list is meant."""
    return _PREFERRED.index(kind) if kind in _PREFERRED else len(_PREFERRED)


def _plain(kind: str) -> Heading:
    return Heading(kind, default_role(kind))
