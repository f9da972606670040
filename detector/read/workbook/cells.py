"""The XML of one sheet -> its cells as shown, and everything that decides which of them are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from detector.read.office.xml import attr, child, children, local, own_text
from detector.read.workbook.formats import shown_number, shown_text
from detector.read.workbook.styles import CellFormat

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_LITERAL = re.compile(r'"((?:[^"]|"")*+)"')
_PARTS = (
    "row",
    "cols",
    "mergeCells",
    "autoFilter",
    "headerFooter",
    "scenarios",
    "dataValidations",
    "conditionalFormatting",
)
_LEAST_WIDTH, _LEAST_HEIGHT = 0.5, 3.0
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share."""

    strings: tuple[str, ...]
    formats: tuple[CellFormat, ...]
    from_1904: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its text as shown, or as it is where nothing is shown and ``unseen`` says why. ``value`` is what stands
    behind a mark that is shown in its place."""

    text: str
    unseen: str | None = None
    value: str = ""


@dataclass(slots=True)
class Sheet:
    """The contents of one sheet; rows and columns count from 1, boxes are (top, left, bottom, right)."""

    cells: dict[int, dict[int, Shown]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)
    coloured: list[Box] = field(default_factory=list)
    filtered: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    entries: dict[str, None] = field(default_factory=dict)
    literals: dict[str, None] = field(default_factory=dict)
    without_result: int = 0
    cut: bool = False
    damaged: bool = False

    def is_hidden_column(self, column: int) -> bool:
        """Whether a column is hidden or too narrow to be seen."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_sheet(source: IO[bytes], book: Book, room: int) -> Sheet:
    """Read a sheet of at most ``room`` cells; ``cut`` and ``damaged`` say that it has more."""
    sheet = Sheet()
    parts = etree.iterparse(
        source,
        events=("end",),
        tag=[f"{{*}}{name}" for name in _PARTS],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    number = 0
    try:
        for _, element in parts:
            name = local(element)
            if name == "row":
                number = _number(attr(element, "r")) or number + 1
                room -= _row(element, number, sheet, book)
            else:
                _part(element, name, sheet)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if room < 0:
                sheet.cut = True
                break
    except etree.XMLSyntaxError:
        sheet.damaged = True
    return sheet


def box(ref: str) -> Box | None:
    """The place of a range such as "A1:C3" or of one cell."""
    first, _, last = ref.partition(":")
    start, end = _place(first), _place(last or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


def ref(row: int, column: int) -> str:
    """The name of a cell, such as "C3"."""
    return f"{get_column_letter(column)}{row}"


def string_item(element: etree._Element) -> str:
    """The text of a shared or inline string, without the reading aids of Asian scripts."""
    pieces = []
    for item in element:
        name = local(item)
        if name == "t":
            pieces.append(own_text(item))
        elif name == "r":
            pieces.append(own_text(child(item, "t")))
    return _unescaped("".join(pieces))


def _row(element: etree._Element, number: int, sheet: Sheet, book: Book) -> int:
    if number > _LAST_ROW:
        return 0
    if attr(element, "hidden") in ("1", "true") or _below(attr(element, "ht"), _LEAST_HEIGHT):
        sheet.hidden_rows.add(number)
    row: dict[int, Shown] = {}
    column = count = 0
    for item in element:
        if local(item) != "c":
            continue
        count += 1
        place = _place(item.get("r") or "")
        column = place[1] if place else column + 1
        shown = _shown(item, sheet, book)
        if shown is not None and column <= _LAST_COLUMN and (shown.text.strip() or shown.value):
            row[column] = shown
    if row:
        sheet.cells.setdefault(number, {}).update(row)
    return count


def _shown(cell: etree._Element, sheet: Sheet, book: Book) -> Shown | None:
    raw, formula, inline = "", None, None
    for item in cell:
        name = local(item)
        if name == "v":
            raw = item.text or ""
        elif name == "f":
            formula = own_text(item)
        elif name == "is":
            inline = string_item(item)
    if formula is not None:
        for match in _LITERAL.finditer(formula):
            if re.search(r"[^\W\d_]{2}", match.group(1)):
                sheet.literals.setdefault(match.group(1))
        if not raw and inline is None and cell.get("t") != "str":
            sheet.without_result += 1
            return None
    kind = cell.get("t") or "n"
    index = _number(cell.get("s") or "")
    form = book.formats[index] if index < len(book.formats) else CellFormat()
    if kind == "n" or (kind == "d" and not raw[:1].isdigit()):
        return _seen(raw, shown_number(raw, form.code, book.from_1904), form) if raw else None
    if kind == "s":
        number = _number(raw, -1)
        raw = book.strings[number] if 0 <= number < len(book.strings) else ""
    elif kind == "inlineStr":
        raw = inline or raw
    elif kind == "b":
        raw = "TRUE" if raw.strip() == "1" else "FALSE"
    elif kind == "d":
        raw = raw.removesuffix("T00:00:00").replace("T", " ")
    elif kind == "str":
        raw = _unescaped(raw)
    return _seen(raw, shown_text(raw, form.code), form)


def _seen(raw: str, text: str, form: CellFormat) -> Shown:
    if text == raw and not form.unseen:
        return Shown(text)
    if not text.strip():
        return Shown(raw, "invisible-text")
    masked = re.search(r"\w", raw) is not None and re.search(r"\w", text) is None
    return Shown(text, form.unseen if not masked else None, raw if masked else "")


def _part(element: etree._Element, name: str, sheet: Sheet) -> None:
    if name == "cols":
        for item in children(element, "col"):
            if attr(item, "hidden") in ("1", "true") or _below(attr(item, "width"), _LEAST_WIDTH):
                sheet.hidden_columns.append((_number(attr(item, "min")), _number(attr(item, "max"))))
    elif name == "mergeCells":
        sheet.merged.extend(b for item in children(element, "mergeCell") if (b := box(attr(item, "ref"))))
    elif name == "autoFilter":
        sheet.filtered = child(element, "filterColumn") is not None
    elif name == "conditionalFormatting":
        sheet.coloured.extend(b for part in attr(element, "sqref").split() if (b := box(part)))
    elif name == "headerFooter":
        sheet.notes.extend(_notes(element))
    elif name == "scenarios":
        for item in children(element, "scenario"):
            values = " ".join(attr(cell, "val") for cell in children(item, "inputCells"))
            sheet.scenarios.append(
                f"user: {attr(item, 'user')}\n{attr(item, 'name')} {attr(item, 'comment')} {values}".strip()
            )
    elif name == "dataValidations":
        for item in children(element, "dataValidation"):
            texts = [attr(item, key) for key in ("prompt", "promptTitle", "error", "errorTitle")]
            formula = own_text(child(item, "formula1")).strip()
            texts.append(formula.strip('"') if formula.startswith('"') else "")
            sheet.entries.update(dict.fromkeys(text for text in texts if re.search(r"[^\W\d_]{2}", text)))


def _notes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Header and footer texts without their formatting codes (18.3.1.46)."""
    for item in element:
        text = re.sub(r"&[LCR]", "\n", own_text(item))
        text = re.sub(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z])', "", text).replace("&&", "&")
        text = "\n".join(line.strip() for line in text.split("\n") if re.search(r"\w", line))
        if text:
            yield ("footer" if local(item).endswith("Footer") else "header"), text


def _place(text: str) -> tuple[int, int] | None:
    match = _REF.fullmatch(text)
    return (int(match.group(2)), column_index_from_string(match.group(1).upper())) if match else None


def _number(text: str, default: int = 0) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _below(text: str, least: float) -> bool:
    try:
        return bool(text) and float(text) < least
    except ValueError:
        return False


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_`` (22.9.2.19)."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: _character(int(m.group(1), 16)), text)


def _character(number: int) -> str:
    return "" if number == 13 or 0xD800 <= number <= 0xDFFF else chr(number)
