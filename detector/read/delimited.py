"""CSV and its relatives, with the place of every cell in the decoded file.

``csv`` of the standard library does not tell where a cell stands, so the rows are parsed here, by its rules (RFC 4180,
doubled quotes, a quote inside an unquoted cell is a character). One difference: a quote that never closes is a character,
so that it does not swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from detector.read.builder import DocumentBuilder
from detector.read.regions import Row, TablePiece, TextPiece, common_width, pieces
from detector.read.text import decode_into
from detector.types import Cell, Where

_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)(?:\r\n|\n|\r|$)")
_SAMPLE_CHARS = 65_536
_SAMPLE_ROWS = 300
_ROWS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Field:
    """One cell as parsed: its text without quotes, and the offset of its first character."""

    text: str
    start: int


def read_delimited(data: bytes, builder: DocumentBuilder) -> None:
    """Add the tables of a delimited file, and the text above and below them."""
    decoded = decode_into(data, builder)
    text = decoded.text
    match = _SEP_LINE.match(text)
    delimiter, start = (match.group(1), match.end()) if match else (sniff_delimiter(text), 0)
    rows = [_row(number, fields) for number, fields in enumerate(_limited(text, delimiter, start, builder), 1)]
    rows = _without_preamble(rows, text, delimiter, builder)
    for piece in pieces(rows):
        if isinstance(piece, TextPiece):
            builder.block(piece.cell.text, "paragraph", Where(cell=piece.cell.ref), start=piece.cell.start)
        elif isinstance(piece, TablePiece):
            _note_ragged(piece, rows, builder)
            builder.grid([row.cells for row in piece.rows], caption=piece.title or "")


def sniff_delimiter(text: str) -> str:
    """The character that cuts the start of the text into the most regular rows; a comma where none does."""
    sample = text[:_SAMPLE_CHARS]
    return max(_DELIMITERS, key=lambda candidate: (*_regularity(sample, candidate), candidate == ","))


def parse(text: str, delimiter: str, start: int = 0) -> Iterator[list[Field]]:
    """Rows of fields. A blank line is a row without fields."""
    mark = re.escape(delimiter)
    quoted = re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"([^{mark}\r\n]*+)')
    plain = re.compile(rf"[^{mark}\r\n]*+")
    row: list[Field] = []
    position, length = start, len(text)
    open_quotes = True
    while position < length or row:
        match = quoted.match(text, position) if open_quotes and text.startswith('"', position) else None
        if match:
            row.append(Field(match.group(1).replace('""', '"') + match.group(2), position + 1))
        else:
            open_quotes = open_quotes and not text.startswith('"', position)
            match = plain.match(text, position)
            assert match is not None
            row.append(Field(match.group(), position))
        position = match.end()
        if position < length and text[position] == delimiter:
            position += 1
            if position == length:
                row.append(Field("", position))
                yield row
                return
            continue
        yield [] if len(row) == 1 and match.end() == match.start() else row
        row = []
        position += 2 if text.startswith("\r\n", position) else 1


def _limited(text: str, delimiter: str, start: int, builder: DocumentBuilder) -> Iterator[list[Field]]:
    cells = 0
    for fields in parse(text, delimiter, start):
        cells += len(fields)
        if cells > builder.limits.cells:
            builder.incomplete(f"has more than {builder.limits.cells:,} cells: the rest was not read")
            return
        yield fields


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that have the commonest width above one, and that width."""
    widths: Counter[int] = Counter()
    for number, fields in enumerate(parse(sample, delimiter)):
        if number >= _SAMPLE_ROWS:
            break
        if fields:
            widths[len(fields)] += 1
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width = max(wide, key=lambda key: (wide[key], key))
    return round(wide[width] / sum(widths.values()), 1), width


def _row(number: int, fields: list[Field]) -> Row:
    return Row.of([Cell(f.text, f"{get_column_letter(i)}{number}", f.start) for i, f in enumerate(fields[:16_384], 1)])


def _without_preamble(rows: list[Row], text: str, delimiter: str, builder: DocumentBuilder) -> list[Row]:
    """Make rows above the table that commas cut by accident whole again."""
    width = common_width([row for row in rows if row.distinct > 1])
    result = list(rows)
    for index, row in enumerate(rows):
        if len(row.cells) >= width or width < 3:
            break
        first_line = row.cells and len(row.cells) > 1 and row.distinct > 1 and len(row.cells) * 2 <= width
        if first_line:
            end = row.cells[-1].start + len(row.cells[-1].text)
            whole = text[row.cells[0].start : end].rstrip(delimiter + '"')
            result[index] = Row.of([Cell(whole, row.cells[0].ref, row.cells[0].start)])
    return result


def _note_ragged(piece: TablePiece, rows: list[Row], builder: DocumentBuilder) -> None:
    widths = {row.cells[0].ref: len(row.cells) for row in rows if row.cells}
    starts = [row.cells[0].ref for row in piece.rows if row.cells]
    by_row = [(int(re.sub(r"\D", "", ref)), widths[f"A{int(re.sub(r'[^0-9]', '', ref))}"]) for ref in starts]
    if not by_row:
        return
    usual = Counter(width for _, width in by_row).most_common(1)[0][0]
    odd = [(number, width) for number, width in by_row if width != usual]
    if odd:
        named = ", ".join(f"row {number} has {width}" for number, width in odd[:_ROWS_NAMED])
        more = f" and {len(odd) - _ROWS_NAMED:,} more" if len(odd) > _ROWS_NAMED else ""
        builder.problem(f"has rows of different lengths ({usual} cells is usual; {named}{more})")
