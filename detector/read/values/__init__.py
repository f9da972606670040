"""JSON (RFC 8259) and JSON lines: arrays of flat objects are tables, other values text with their JSON pointer (RFC 6901)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.text import decode_into
from detector.types import Cell, Where

_DEEPEST = 200
_LEAST_ROWS = 2
_MOST_COLUMNS = 2_000
_MOST_VALUES = 500_000


def read_json(data: bytes, builder: DocumentBuilder) -> None:
    """Add the values of a JSON text. Raises UnreadableError where it is none or nested too deeply."""
    _Values(builder).add(_parsed(decode_into(data, builder).text), "")


def read_json_lines(data: bytes, builder: DocumentBuilder) -> None:
    """Add the values of JSON lines, as if they were one array; a line that is no JSON makes the document partly read."""
    values, wrong = [], 0
    for line in decode_into(data, builder).text.splitlines():
        if line.strip():
            try:
                values.append(_parsed(line))
            except UnreadableError:
                wrong += 1
                builder.line(line)
    if wrong and not values:
        raise UnreadableError("is not JSON lines; it was not read")
    if wrong:
        builder.incomplete(f"has {wrong:,} lines that are not JSON; they were read as text")
    _Values(builder).add(values, "")


def _parsed(text: str) -> Any:
    try:
        # Every pair is kept, because a name that stands twice would else hide its first value.
        return json.loads(text, object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise UnreadableError("is nested too deeply; it was not read") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"is damaged or cut off (it is no JSON from line {error.lineno:,} on); it was not read"
        ) from None


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON as its pairs, in order."""


class _Values:
    def __init__(self, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.room = _MOST_VALUES

    def add(self, value: Any, pointer: str, depth: int = 0) -> None:
        """Add a value and everything in it."""
        if depth > _DEEPEST:
            self.builder.incomplete("is nested deeper than the limit: not all of it was read")
            return
        if isinstance(value, list) and not isinstance(value, _Pairs):
            if _is_table(value):
                self.builder.grid(_cells(value), Where(cell=pointer or "/"), header_rows=1, caption=_caption(pointer))
                return
            for index, item in enumerate(value):
                self.add(item, f"{pointer}/{index}", depth + 1)
        elif isinstance(value, _Pairs):
            for name, item in value:
                self.add(item, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}", depth + 1)
        else:
            self._leaf(value, pointer)

    def _leaf(self, value: Any, pointer: str) -> None:
        self.room -= 1
        if self.room == 0:
            self.builder.incomplete(f"has more than {_MOST_VALUES:,} values: the rest was not read")
        if self.room <= 0 or value is None or value == "":
            return
        name = next((piece for piece in reversed(pointer.split("/")) if piece and not piece.isdigit()), "")
        text = _shown(value)
        self.builder.block(f"{name}: {text}" if name else text, "paragraph", Where(cell=pointer or "/"))


def _is_table(items: Sequence[Any]) -> bool:
    """Several objects whose values are plain, most of which have most of the names."""
    if len(items) < _LEAST_ROWS or not all(isinstance(item, _Pairs) and item for item in items):
        return False
    if not all(_is_plain(value) for item in items for _, value in item):
        return False
    names = list(_names(items))
    return 1 < len(names) <= _MOST_COLUMNS and sum(len(item) for item in items) * 2 >= len(names) * len(items)


def _is_plain(value: Any) -> bool:
    if isinstance(value, list) and not isinstance(value, _Pairs):
        return all(not isinstance(item, list) for item in value)
    return not isinstance(value, list)


def _names(items: Sequence[_Pairs]) -> Iterator[str]:
    yield from dict.fromkeys(name for item in items for name, _ in item)


def _cells(items: Sequence[_Pairs]) -> list[list[Cell]]:
    names = list(_names(items))
    rows = [[Cell(name, f"{get_column_letter(c)}1") for c, name in enumerate(names, 1)]]
    for number, item in enumerate(items, 2):
        found: dict[str, list[str]] = {}
        for name, value in item:
            found.setdefault(name, []).append(_shown(value))
        rows.append(
            [Cell("; ".join(found.get(n, ())), f"{get_column_letter(c)}{number}") for c, n in enumerate(names, 1)]
        )
    return rows


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _caption(pointer: str) -> str:
    last = pointer.rpartition("/")[2]
    return last.replace("_", " ") if last and not last.isdigit() else ""
