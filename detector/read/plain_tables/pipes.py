"""Tables with ``|`` between cells: Markdown, with or without outer bars, or with a bar left dangling at the end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from detector.read.plain_tables.model import Found, Piece, piece, rectangle
from detector.read.plain_tables.pages import is_rule, without_repeats
from detector.read.plain_tables.values import is_contact, is_furniture, is_value

_BAR = re.compile(r"(?<!\\)\|")
_MOST_COLUMNS = 256
_RAGGED = 64
_ANNOUNCED = re.compile(r"(?:table|question|q|figure|annex)\s*\d", re.I)


def find(texts: Sequence[str], first: int, end: int) -> Iterator[Found]:
    """The tables among the lines from ``first`` up to ``end``, in order."""
    at = first
    while at < end:
        if not _is_row(texts[at]):
            at += 1
            continue
        stop, members = _run(texts, at, end)
        yield from _tables(texts, members, at, stop)
        at = stop


def _is_row(text: str) -> bool:
    bars = text.count("|")
    if not bars:
        return text.startswith("+-") and is_rule(text)
    return bars <= _MOST_COLUMNS and (bars > 1 or text.strip(" |\t") != "")


def _run(texts: Sequence[str], first: int, end: int) -> tuple[int, list[int]]:
    """Where the run of rows ends, and which of its lines are rows or rules; a blank line or page break may lie between."""
    members, at, stop = [first], first + 1, first + 1
    while at < end:
        text = texts[at]
        bars = text.count("|")
        if bars and _is_row(text) and (bars <= _RAGGED or bars == texts[members[-1]].count("|")):
            gap = [texts[i] for i in range(members[-1] + 1, at)]
            if any(not t.strip() for t in gap) and abs(bars - texts[members[-1]].count("|")) > 0:
                break
            members.append(at)
            stop = at + 1
        elif is_rule(text):
            members.append(at)
            stop = at + 1
        elif at - members[-1] > 4 or (text.strip() and not is_furniture(text)):
            break
        at += 1
    return stop, members


def _tables(texts: Sequence[str], members: Sequence[int], first: int, stop: int) -> Iterator[Found]:
    rules = [i for i in members if is_rule(texts[i])]
    ruled = frozenset(rules)
    plain = [i for i in members if i not in ruled]
    leading = 2 * sum(1 for i in plain if texts[i].lstrip().startswith("|")) > len(plain)
    groups = _groups([(i, _cells(texts[i], i, leading)) for i in plain])
    for number, group in enumerate(groups):
        begin = group[0][0] if number else first
        until = groups[number + 1][0][0] if number + 1 < len(groups) else stop
        inner = [i for i in rules if begin <= i < until]
        dangling = sum(1 for i, _ in group if texts[i].rstrip().endswith("|")) * 2 > len(group)
        found = _table(group, begin, until, bool(inner) or leading or dangling, _header_rows(group, inner))
        if found is not None:
            yield without_repeats(found, texts)


def _cells(text: str, line: int, leading: bool) -> list[Piece]:
    bars = [match.start() for match in _BAR.finditer(text)]
    edges = [-1, *bars, len(text)]
    cells = [piece(text, line, a + 1, b) for a, b in itertools.pairwise(edges)]
    if leading and len(cells) > 1 and not cells[0].text:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].text and text.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells


def _groups(rows: Sequence[tuple[int, list[Piece]]]) -> list[list[tuple[int, list[Piece]]]]:
    """The run cut where a row with a title only begins another table."""
    groups: list[list[tuple[int, list[Piece]]]] = [[]]
    for number, (line, cells) in enumerate(rows):
        if groups[-1] and number + 1 < len(rows) and _is_title(cells):
            width = len(rows[number + 1][1])
            if _ANNOUNCED.match(cells[0].text) or (width != len(rows[number - 1][1]) and len(groups[-1]) > 1):
                groups.append([])
        groups[-1].append((line, cells))
    return [group for group in groups if group]


def _is_title(cells: Sequence[Piece]) -> bool:
    return bool(cells[0].text) and not any(cell.text for cell in cells[1:]) and not is_value(cells[0].text)


def _header_rows(group: Sequence[tuple[int, list[Piece]]], rules: Sequence[int]) -> int | None:
    """What a rule below the heading says; None where there is no such rule or it stands elsewhere."""
    above = sum(1 for line, _ in group if rules and line < rules[0])
    titled = bool(above) and len(group) > 1 and _is_title(group[0][1]) and len(group[1][1]) > 1
    if len(rules) > 3 or not 0 < above - titled <= 3:
        return None
    return above - titled


def _table(
    group: Sequence[tuple[int, list[Piece]]], first: int, end: int, clear: bool, header_rows: int | None
) -> Found | None:
    rows = [cells for _, cells in group]
    caption = None
    if len(rows) > 1 and _is_title(rows[0]) and any(cell.text for cell in rows[1][1:]):
        caption, rows = rows[0][0], rows[1:]
    grid = rectangle(rows)
    wide = [row for row in grid if sum(1 for cell in row if cell.text) > 1]
    if not grid or len(grid[0]) < 2 or len(wide) < (1 if caption or header_rows else 2):
        return None
    texts = [cell.text for row in grid for cell in row if cell.text]
    if sum(map(is_contact, texts)) * 3 >= len(texts) and len(grid[0]) < 4 and len(grid) < 6:
        return None
    if not clear and len(grid) < 3 and not any(is_value(cell.text) for cell in grid[-1][1:]):
        return None
    return Found(first, end, grid, "pipes", header_rows, caption)
