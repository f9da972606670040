"""CSV and its relatives with changes: only the changed fields are written anew, quoted where they need it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.rewrite.changes import Changes, ColumnPlace, RowPlace, edited, text_at
from detector.rewrite.errors import RefusedError
from detector.rewrite.text import decoded, encoded, spliced, start_of
from detector.types import Document

_DELIMITERS = ",;\t|"
_FORMULA = re.compile(r"[=+\-@\t\r]")


def write_delimited(data: bytes, document: Document, changes: Changes) -> bytes:
    """The file with its changes. What a spreadsheet would take for a formula gets an apostrophe before it."""
    text, encoding = decoded(data)
    cuts = []
    for place, edits in changes.by_place.items():
        start = start_of(document, place)
        old = text_at(document, place)
        new = neutral(edited(old, edits), old)
        if text[start - 1 : start] == '"' and start > 0 and _is_quoted(text, start, old):
            cuts.append((start, start + len(_escaped(old)), _escaped(new)))
        elif re.search(r'[,;\t|"\r\n]', new) and new.strip():
            cuts.append((start, start + len(old), f'"{_escaped(new)}"'))
        else:
            cuts.append((start, start + len(old), new))
    cuts += [(*_record(text, document, line), "") for line in changes.lines if isinstance(line, RowPlace)]
    cuts += [(start, end, "") for line in changes.columns for start, end in _fields(text, document, line)]
    return encoded(spliced(text, cuts), encoding, data)


def _record(text: str, document: Document, line: RowPlace) -> tuple[int, int]:
    """Where a record begins and ends in the file, with its line end; a quoted field may go over several lines."""
    cells = [cell for cell in document.grids[line.grid].cells[line.row] if cell.text]
    if not cells:
        raise RefusedError("has an empty row to be taken out; it was not written")
    last = max(cell.start + len(_escaped(cell.text)) for cell in cells)
    end = text.find("\n", last)
    return text.rfind("\n", 0, min(cell.start for cell in cells)) + 1, len(text) if end < 0 else end + 1


def _fields(text: str, document: Document, line: ColumnPlace) -> Iterator[tuple[int, int]]:
    """The fields of a column, each with the delimiter before it. Raises RefusedError where one has no sure place."""
    for row in document.grids[line.grid].cells:
        if line.column >= len(row):
            continue
        cell = row[line.column]
        quoted = text[cell.start - 1 : cell.start] == '"' and _is_quoted(text, cell.start, cell.text)
        start, end = cell.start - quoted, cell.start + len(_escaped(cell.text) if quoted else cell.text) + quoted
        between = text[:start].rstrip(" ")
        if not cell.text or not between or between[-1] not in _DELIMITERS:
            raise RefusedError(
                "has a column to be taken out whose place in the file is not certain; it was not written"
            )
        yield len(between) - 1, end


def neutral(new: str, old: str) -> str:
    """A value that no spreadsheet takes for a formula (OWASP, CSV injection), unless it began so before."""
    return "'" + new if _FORMULA.match(new) and not _FORMULA.match(old) else new


def _is_quoted(text: str, start: int, old: str) -> bool:
    return text.startswith(_escaped(old), start) and text.startswith('"', start + len(_escaped(old)))


def _escaped(text: str) -> str:
    return text.replace('"', '""')
