"""The sheets of a workbook as cells with what hides them; laid out like the sheets of newer workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.markup.links import hide_links
from detector.read.metadata.ole import ole_properties
from detector.read.metadata.properties import add_property
from detector.read.workbook.cells import Sheet, Shown, ref
from detector.read.workbook.formats import shown_number, shown_text
from detector.read.workbook.sheets import add_sheet, sheet_place
from detector.types import Where

_STATES = {0: "visible", 1: "hidden", 2: "veryHidden"}
_LEAST_WIDTH, _LEAST_HEIGHT = 128, 60
_TINY = 80
_USER_RECORD, _USER_LENGTH, _OTHER_RECORD = b"\x5c\x00\x70\x00", 112, b"\xc1\x00"
_UNREAD = {"_VBA_PROJECT_CUR": "macros, which were not read"}


def read_old_workbook(data: bytes, builder: DocumentBuilder) -> None:
    """Add a workbook. Raises UnreadableError where it is encrypted or damaged."""
    book, user = _opened(data)
    room = builder.limits.cells
    for number, name in enumerate(book.sheet_names()):
        try:
            found = book.sheet_by_index(number)
        except Exception:
            builder.incomplete(f"has a sheet '{name}' that could not be read")
            continue
        sheet = _sheet(found, book, room)
        room -= sum(map(len, sheet.cells.values()))
        place = sheet_place(name, _STATES.get(found.visibility, "visible"))
        add_sheet(sheet, place, builder)
        _add_notes(found, place, builder)
        _add_links(found, place, builder)
        book.unload_sheet(number)
    _add_names(book, builder)
    add_property("last modified by", user, builder)
    _add_container(data, builder)


def _opened(data: bytes) -> tuple[Any, str]:
    """The workbook, and who saved it last."""
    import xlrd

    options: dict[str, Any] = {"formatting_info": True, "on_demand": True, "logfile": io.StringIO()}
    try:
        try:
            book = xlrd.open_workbook(file_contents=data, **options)
            return book, str(getattr(book, "user_name", "") or "")
        except UnicodeDecodeError:
            # Other programs write the name of the user (record 0x5C) in a form of their own, which is no reason to stop.
            at = data.find(_USER_RECORD)
            if at < 0:
                raise
            user = data[at + 4 : at + 4 + _USER_LENGTH].decode("cp1252", "replace").replace("\0", "").strip()
            return xlrd.open_workbook(file_contents=data[:at] + _OTHER_RECORD + data[at + 2 :], **options), user
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise UnreadableError("is password-protected; it was not read") from None
        raise UnreadableError("is damaged (its workbook stream cannot be read); it was not read") from None
    except Exception as error:
        reason = f"is damaged or of a kind that is not read ({type(error).__name__}); it was not read"
        raise UnreadableError(reason) from None


def _sheet(found: Any, book: Any, room: int) -> Sheet:
    sheet = Sheet()
    for row, info in found.rowinfo_map.items():
        if info.hidden or (0 <= info.height < _LEAST_HEIGHT and not info.has_default_height):
            sheet.hidden_rows.add(row + 1)
    for column, info in found.colinfo_map.items():
        if info.hidden or info.width < _LEAST_WIDTH:
            sheet.hidden_columns.append((column + 1, column + 1))
    sheet.merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in found.merged_cells]
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            shown = _shown(found.cell(row, column), book)
            if shown is None:
                continue
            room -= 1
            if room < 0:
                sheet.cut = True
                return sheet
            sheet.cells.setdefault(row + 1, {})[column + 1] = shown
    return sheet


def _shown(cell: Any, book: Any) -> Shown | None:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    form = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
    code = (
        book.format_map[form.format_key].format_str
        if form is not None and form.format_key in book.format_map
        else "General"
    )
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        raw = repr(cell.value).removesuffix(".0")
        text = shown_number(raw, code, book.datemode == 1)
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        raw = text = "TRUE" if cell.value else "FALSE"
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        raw = text = xlrd.error_text_from_code.get(cell.value, "#N/A")
    else:
        raw = str(cell.value)
        text = shown_text(raw, code)
    if not raw.strip():
        return None
    if not text.strip():
        return Shown(raw, "invisible-text")
    return Shown(text, _unseen(form, book) if form is not None else None)


def _unseen(form: Any, book: Any) -> str | None:
    font = book.font_list[form.font_index] if form.font_index < len(book.font_list) else None
    if font is None:
        return None
    if 0 < font.height < _TINY:
        return "tiny-text"
    colour = book.colour_map.get(font.colour_index)
    back = form.background
    paper = book.colour_map.get(back.pattern_colour_index) if back.fill_pattern == 1 else (255, 255, 255)
    if colour is not None and paper is not None and sum(abs(a - b) for a, b in zip(colour, paper, strict=True)) < 24:
        return "white-text"
    return None


def _add_notes(found: Any, place: Where, builder: DocumentBuilder) -> None:
    for (row, column), note in sorted(found.cell_note_map.items()):
        author = str(note.author or "").strip()
        label = f"author: {author}" if author else ""
        where = Where(sheet=place.sheet, cell=ref(row + 1, column + 1))
        builder.hidden_block("comment", str(note.text or "") or label, "a comment on a cell", where, label)


def _add_links(found: Any, place: Where, builder: DocumentBuilder) -> None:
    hide_links([str(item.url_or_path) for item in found.hyperlink_list if item.url_or_path], builder)


def _add_names(book: Any, builder: DocumentBuilder) -> None:
    """Names that hold a value of their own rather than a place."""
    said = []
    for item in book.name_obj_list:
        result = getattr(item, "result", None)
        if (
            not item.builtin
            and result is not None
            and isinstance(result.value, str | float)
            and str(result.value).strip()
        ):
            said.append(f"{item.name}: {result.value}")
    builder.hidden_block("defined-name", "\n".join(said), "defined names with a value")


def _add_container(data: bytes, builder: DocumentBuilder) -> None:
    """What lies beside the workbook in its compound file: properties, pivot caches, embedded objects, macros."""
    import olefile

    if not olefile.isOleFile(data):
        return
    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
    except Exception:
        builder.incomplete("is damaged: its properties were not read")
        return
    with ole:
        names = {path[0] for path in ole.listdir(streams=True, storages=True)}
        for name, value in ole_properties(ole):
            add_property(name, value, builder)
        for number, path in enumerate(path for path in ole.listdir() if path[0] == "_SX_DB_CUR"):
            strings = list(dict.fromkeys(_pivot_strings(ole.openstream(path).read())))
            builder.hidden_block("pivot-cache", "\n".join(strings), f"the values behind pivot table {number + 1}")
    for name, what in _UNREAD.items():
        if name in names:
            builder.incomplete(f"holds {what}")
    if any(name.startswith("MBD") for name in names):
        builder.incomplete("holds embedded objects, which were not read")


def _pivot_strings(data: bytes) -> Iterator[str]:
    """The texts in a pivot cache: records of a number, a length and a body (MS-XLS 2.1.4, SXString 2.4.304 is 0x00CD)."""
    at = 0
    while at + 4 <= len(data):
        number, length = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        body = data[at + 4 : at + 4 + length]
        if number == 0xCD and len(body) >= 3:
            wide = body[2] & 1
            yield body[3:].decode("utf-16-le" if wide else "cp1252", "replace")
        at += 4 + length
