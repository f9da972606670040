"""One page -> its passages and tables in reading order, and the text on it that nobody sees."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from detector.read.pdf.aligned import aligned_tables
from detector.read.pdf.model import Box, PageContent, Word
from detector.read.pdf.order import in_reading_order
from detector.read.pdf.ruled import RuledTable, ruled_tables
from detector.read.pdf.words import Row, rows, words
from detector.types import BlockKind, Cell

_LEAST_WRAPPED = 40
_MARKER = re.compile(r"(?:[•▪◦‣·o*–-]|\d{1,3}\s?[x×]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s", re.I)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of running text; ``opens`` that a new paragraph begins with it."""

    text: str
    kind: BlockKind
    opens: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table; ``spans`` are where its columns lie, by which it is known again on the next page."""

    spans: tuple[tuple[float, float], ...]
    cells: tuple[tuple[Cell, ...], ...]


Item: TypeAlias = PageLine | PageTable


@dataclass(slots=True)
class PageText:
    """What a page says: ``items`` to be seen, ``unseen`` by the reason why not, its words for marks that lie over them."""

    items: list[Item] = field(default_factory=list)
    unseen: dict[str, str] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)


def lay_out(content: PageContent) -> PageText:
    """The text of a page in reading order."""
    found = words(content.glyphs)
    result = PageText(words=found)
    seen = [word for word in found if word.unseen is None and word.upright]
    tables = ruled_tables(content.horizontal, content.vertical, seen)
    loose = [word for word in seen if not any(_inside(word, table.box) for table in tables)]
    result.items.extend(_items(rows(loose), tables))
    result.items.extend(_turned([word for word in found if word.unseen is None and not word.upright]))
    result.unseen = _unseen(found, seen)
    return result


def under(found: Sequence[Word], box: Box) -> str:
    """The text that lies under a rectangle of the page."""
    return "\n".join(row.text for row in rows([word for word in found if word.upright and _inside(word, box)]))


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _items(lines: Sequence[Row], tables: Sequence[RuledTable]) -> Iterator[Item]:
    """Lines above a ruled table, the table, lines below it; tables side by side in the order of their tops."""
    body = statistics.median([row.size for row in lines]) if lines else 0.0
    rest = list(lines)
    for table in tables:
        above = [row for row in rest if (row.box[1] + row.box[3]) / 2 < table.box[1]]
        rest = rest[len(above) :]
        yield from _passages(above, body)
        yield PageTable(tuple(itertools.pairwise(table.edges)), table.cells)
    yield from _passages(rest, body)


def _passages(lines: Sequence[Row], body: float) -> Iterator[Item]:
    start = 0
    for table in aligned_tables(lines):
        yield from _lines(lines[start : table.start], body)
        yield PageTable(table.spans, table.cells)
        start = table.end
    yield from _lines(lines[start:], body)


def _lines(lines: Sequence[Row], body: float) -> Iterator[PageLine]:
    for passage in in_reading_order(lines):
        pitch = _pitch(passage)
        right = _margin(passage)
        pending: PageLine | None = None
        for index, row in enumerate(passage):
            above = passage[index - 1] if index else None
            is_heading = row.size > 1.25 * body and len(row.text) < 120
            opens = (
                above is None or row.box[1] - above.box[1] > 1.3 * pitch or abs(row.size - above.size) > 0.2 * row.size
            )
            if pending and above and right and not opens and _goes_on(above, row, right):
                pending = PageLine(_joined(pending.text, row.text), pending.kind, pending.opens)
                continue
            if pending is not None:
                yield pending
            pending = PageLine(row.text, "heading" if is_heading else "paragraph", opens)
        if pending is not None:
            yield pending


def _goes_on(above: Row, row: Row, right: float) -> bool:
    """Whether a line was only broken because its next word would not have fitted."""
    if len(above.text) < _LEAST_WRAPPED or len(above.fragments) > 1 or _is_record(row.text) or _MARKER.match(row.text):
        return False
    first = row.text.split(" ", 1)[0]
    width = (row.box[2] - row.box[0]) * len(first) / max(len(row.text), 1)
    return above.box[2] + 0.25 * row.size + 0.9 * width > right


def _is_record(text: str) -> bool:
    """Whether a line is a row of a table that was set as text: its cells are parted by bars or by commas without a space."""
    return "|" in text or len(re.findall(r",(?=\S)", text)) >= 3


def _margin(passage: Sequence[Row]) -> float | None:
    """The right edge that lines are broken at; None where no line is long enough to tell."""
    widest = max(passage, key=lambda row: row.box[2])
    reached = sum(1 for row in passage if row.box[2] > widest.box[2] - 6 * row.size)
    return widest.box[2] if reached > 1 or len(widest.text) >= 1.5 * _LEAST_WRAPPED else None


def _joined(above: str, below: str) -> str:
    """A hyphen at a line end before a small letter is one of the line end."""
    if above.endswith("-") and below[:1].islower():
        return above[:-1] + below
    return above + below if above.endswith(("-", "/")) else f"{above} {below}"


def _pitch(passage: Sequence[Row]) -> float:
    """The usual distance from line to line, which is the smallest that is common."""
    gaps = sorted(
        lower.box[1] - upper.box[1] for upper, lower in itertools.pairwise(passage) if lower.box[1] > upper.box[1]
    )
    size = statistics.median([row.size for row in passage]) if passage else 0.0
    return min(gaps[len(gaps) // 4], 1.8 * size) if gaps else 1.3 * size


def _turned(found: Sequence[Word]) -> Iterator[PageLine]:
    """Text that stands on its side, word by word as it was drawn."""
    if found:
        yield PageLine(" ".join(word.text for word in found), "paragraph", True)


def _unseen(found: Sequence[Word], seen: Sequence[Word]) -> dict[str, str]:
    """The lines that are not seen, by reason; what the same page shows at the same place is no find."""
    groups: dict[str, list[Word]] = defaultdict(list)
    shown: dict[str, list[Box]] = defaultdict(list)
    for word in seen:
        shown[word.text].append(word.box)
    for word in found:
        if word.unseen and not any(_shadows(word.box, box) for box in shown.get(word.text, ())):
            groups[word.unseen].append(word)
    result = {}
    for reason, group in groups.items():
        upright = [word for word in group if word.upright]
        text = "\n".join(row.text for row in rows(upright))
        text = "\n".join(filter(None, [text, " ".join(word.text for word in group if not word.upright)]))
        if sum(letter.isalnum() for letter in text) >= 2:
            result[reason] = text
    return result


def _shadows(a: Box, b: Box) -> bool:
    height = max(a[3] - a[1], 1.0)
    return abs(a[0] - b[0]) < height and abs(a[1] - b[1]) < height
