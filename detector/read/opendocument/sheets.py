"""OpenDocument sheets -> the same model of a sheet that Excel workbooks use (ODF 1.3 part 3, 9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.office.xml import attr, children, descendants, local
from detector.read.opendocument.story import Story, repeated
from detector.read.opendocument.styles import Styles
from detector.read.workbook.cells import Sheet, Shown, box, ref
from detector.read.workbook.counts import with_sheet
from detector.read.workbook.sheets import add_sheet, sheet_place
from detector.read.workbook.view import View, near, print_box
from detector.types import SpreadsheetCounts, Where

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LITERAL = re.compile(r'"((?:[^"]|"")*+)"')
_WORD = re.compile(r"[^\W\d_]{2}")
_WORD_OR_DIGIT = re.compile(r"\w")


@dataclass(slots=True)
class _State:
    """Where the reader of one sheet is, and what it found beside the cells."""

    sheet: Sheet = field(default_factory=Sheet)
    row: int = 0
    room: int = 0
    grouped_rows: set[int] = field(default_factory=set)
    filtered_rows: set[int] = field(default_factory=set)
    grouped_columns: list[tuple[int, int]] = field(default_factory=list)
    default_styles: list[tuple[int, int, str]] = field(default_factory=list)


class Sheets:
    """Reads the sheets of a spreadsheet one after another."""

    def __init__(self, builder: DocumentBuilder, styles: Styles, story: Story) -> None:
        self.builder = builder
        self.styles = styles
        self.story = story
        self._room = builder.limits.cells

    def read(self, body: etree._Element) -> None:
        """Add every sheet, and what belongs to the whole spreadsheet."""
        self.builder.spreadsheet = SpreadsheetCounts(named_ranges=sum(1 for _ in descendants(body, "named-range")))
        for table in children(body, "table"):
            self._sheet(table)
        self._asides(body)

    def _sheet(self, table: etree._Element) -> None:
        display = self.styles.get("table", attr(table, "style-name"), "table-properties", "display")
        place = sheet_place(attr(table, "name"), "hidden" if display == "false" else "visible")
        state = _State(room=self._room)
        self._columns(table, state, 0, False)
        self._rows(table, state, place, False)
        self._room = max(state.room, 0)
        sheet = state.sheet
        sheet.filtered = bool(state.filtered_rows)
        areas = tuple(b for text in attr(table, "print-ranges").split() if (b := print_box(_area(text), sheet)))
        filtered = tuple((row - 1, 1, row, _LAST_COLUMN) for row in sorted(state.filtered_rows))
        if self.builder.spreadsheet is not None:
            self.builder.spreadsheet = with_sheet(self.builder.spreadsheet, sheet, place.hidden is not None)
        view = View(frozenset(state.grouped_rows), tuple(state.grouped_columns), filtered, areas, near(sheet))
        add_sheet(sheet, place, self.builder, view)
        for shapes in children(table, "shapes"):
            self.story.shape(shapes, place)
        for scenario in children(table, "scenario"):
            text = f"{attr(table, 'name')} {attr(scenario, 'comment')}".strip()
            self.builder.hidden_block("scenario", text, "a scenario", Where(sheet=place.sheet))
        literals = "\n".join(sheet.literals)
        self.builder.hidden_block(
            "formula-text", literals, f"text inside formulas of sheet '{place.sheet}'", Where(sheet=place.sheet)
        )

    def _columns(self, container: etree._Element, state: _State, at: int, collapsed: bool) -> int:
        """Note hidden columns; returns the number of columns so far."""
        for item in container:
            name = local(item)
            if name == "table-column":
                count = repeated(item, "number-columns-repeated", _LAST_COLUMN)
                hidden = attr(item, "visibility") in ("collapse", "filter")
                if hidden or collapsed or self.styles.is_narrow("table-column", attr(item, "style-name")):
                    state.sheet.hidden_columns.append((at + 1, at + count))
                    if collapsed:
                        state.grouped_columns.append((at + 1, at + count))
                if attr(item, "default-cell-style-name"):
                    state.default_styles.append((at + 1, at + count, attr(item, "default-cell-style-name")))
                at += count
            elif name in ("table-column-group", "table-header-columns", "table-columns"):
                at = self._columns(item, state, at, collapsed or attr(item, "display") == "false")
        return at

    def _rows(self, container: etree._Element, state: _State, place: Where, collapsed: bool) -> None:
        for item in container:
            name = local(item)
            if name == "table-row":
                self._row(item, state, place, collapsed)
            elif name in ("table-row-group", "table-header-rows", "table-rows"):
                self._rows(item, state, place, collapsed or attr(item, "display") == "false")
            if state.sheet.cut:
                return

    def _row(self, row: etree._Element, state: _State, place: Where, collapsed: bool) -> None:
        count = repeated(row, "number-rows-repeated", _LAST_ROW)
        cells = self._cells(row, state, place)
        first, last = state.row + 1, min(state.row + count, _LAST_ROW)
        state.row += count
        if not cells or first > _LAST_ROW:
            return
        # Rows that are repeated with content are real rows; as many as there is room for.
        most = max(state.room // len(cells), 0)
        if last - first + 1 > most:
            last, state.sheet.cut = first + most - 1, True
        state.room -= (last - first + 1) * len(cells)
        visibility = attr(row, "visibility")
        hidden = visibility in ("collapse", "filter") or collapsed
        hidden = hidden or self.styles.is_narrow("table-row", attr(row, "style-name"))
        for number in range(first, last + 1):
            state.sheet.cells[number] = dict(cells)
            if hidden:
                state.sheet.hidden_rows.add(number)
                if visibility == "filter":
                    state.filtered_rows.add(number)
                elif collapsed:
                    state.grouped_rows.add(number)

    def _cells(self, row: etree._Element, state: _State, place: Where) -> dict[int, Shown]:
        found: dict[int, Shown] = {}
        column = 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            count = repeated(cell, "number-columns-repeated", _LAST_COLUMN)
            shown = self._cell(cell, state, column + 1, place)
            if shown is not None:
                for offset in range(min(count, _LAST_COLUMN - column, max(state.room, 1))):
                    found[column + 1 + offset] = shown
            column += count
        return found

    def _cell(self, cell: etree._Element, state: _State, column: int, place: Where) -> Shown | None:
        down = repeated(cell, "number-rows-spanned", _LAST_ROW)
        across = repeated(cell, "number-columns-spanned", _LAST_COLUMN)
        if down > 1 or across > 1:
            state.sheet.merged.append((state.row + 1, column, state.row + down, column + across - 1))
        for match in _LITERAL.finditer(attr(cell, "formula")):
            if _WORD.search(match.group(1)):
                state.sheet.literals.setdefault(match.group(1))
        text = self.story.text_of(cell, Where(sheet=place.sheet, cell=_name(state.row + 1, column)))
        value = _value(cell)
        for item in children(cell, "shapes"):
            self.story.shape(item, place)
        for item in cell:
            if local(item) in ("frame", "custom-shape", "g", "rect"):
                self.story.shape(item, place)
        if not text.strip():
            return Shown(value, "invisible-text") if value.strip() and _WORD_OR_DIGIT.search(value) else None
        if not _WORD_OR_DIGIT.search(text) and _WORD_OR_DIGIT.search(value):
            return Shown(text, None, value)
        style = attr(cell, "style-name") or next((s for a, b, s in state.default_styles if a <= column <= b), "")
        return Shown(text, _unseen(self.styles, style))

    def _asides(self, body: etree._Element) -> None:
        entries: dict[str, None] = {}
        for item in descendants(body, "content-validation"):
            for part in item.iter():
                texts = [attr(part, "title"), *(m.group(1) for m in _LITERAL.finditer(attr(part, "condition")))]
                texts += [str(part.text)] if local(part) == "p" and part.text else []
                entries.update(dict.fromkeys(t for t in texts if _WORD.search(t)))
        self.builder.hidden_block("list-entries", "\n".join(entries), "entries and messages of data validation")
        names = [
            f"{attr(item, 'name')}: {attr(item, 'expression')}"
            for item in descendants(body, "named-expression")
            if _WORD.search(attr(item, "expression"))
        ]
        self.builder.hidden_block("defined-name", "\n".join(names), "defined names with a value")
        for link in descendants(body, "dde-link"):
            lines = [
                "".join(str(t) for t in cell.itertext()) or _value(cell) for cell in descendants(link, "table-cell")
            ]
            self.builder.hidden_block(
                "linked-values", "\n".join(filter(str.strip, lines)), "values kept from a linked file"
            )
        self._tables_of_others(body)

    def _tables_of_others(self, body: etree._Element) -> None:
        """Changes that were tracked: who made them, and what the cells held before."""
        for change in (item for tracked in children(body, "tracked-changes") for item in tracked):
            author = next((str(i.text).strip() for i in descendants(change, "creator") if i.text), "")
            label = f"author: {author}" if author else ""
            before = [
                "".join(str(t) for p in descendants(cell, "p") for t in p.itertext()) or _value(cell)
                for cell in descendants(change, "change-track-table-cell")
            ]
            text = "\n".join(line for line in before if line.strip())
            self.builder.hidden_block(
                "tracked-deletion", text or label, "what a cell held before it was changed", Where(), label
            )


def _value(cell: etree._Element) -> str:
    kinds = ("string-value", "date-value", "time-value", "boolean-value", "value")
    return next((value for kind in kinds if (value := attr(cell, kind))), "")


def _unseen(styles: Styles, style: str) -> str | None:
    """Why the text of a cell of a style cannot be seen."""
    colour = styles.get("table-cell", style, "text-properties", "color").lower() or "#000000"
    behind = styles.get("table-cell", style, "table-cell-properties", "background-color").lower()
    if behind in ("", "transparent", "none", "#ffffff"):
        reason = "white-text" if colour == "#ffffff" else None
    else:
        reason = "same-colour-text" if colour == behind else None
    size = styles.get("table-cell", style, "text-properties", "font-size")
    match = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)pt", size)
    return "tiny-text" if match and 0 < float(match.group(1)) < 4 else reason


def _area(text: str) -> tuple[int, int, int, int] | None:
    """A print range such as ``Data.A1:Data.C9``."""
    return box(":".join(part.rpartition(".")[2].replace("$", "") for part in text.split(":")))


def _name(row: int, column: int) -> str:
    return ref(min(row, _LAST_ROW), min(column, _LAST_COLUMN))
