"""Excel workbooks (SpreadsheetML, ECMA-376 part 1, 18) -> tables, texts, and everything out of sight.

The XML is read itself: openpyxl drops the values under merged cells, threaded comments and the data of deleted pivot sources,
which are what must not be missed, and it refuses whole files for one odd part.
"""

from __future__ import annotations

import re
from typing import IO, cast

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.office.package import Package
from detector.read.office.properties import read_properties
from detector.read.office.rest import read_rest
from detector.read.office.xml import attr, child, children, descendants, own_text
from detector.read.workbook.asides import add_sheet_asides, add_workbook_asides
from detector.read.workbook.cells import Book, Box, Sheet, box, read_sheet
from detector.read.workbook.counts import package_counts, with_sheet
from detector.read.workbook.sheets import add_sheet, sheet_place
from detector.read.workbook.stream import SheetStream
from detector.read.workbook.strings import hide_orphans, shared_strings
from detector.read.workbook.styles import cell_formats
from detector.read.workbook.view import read_view
from detector.types import Where

_STREAMED = r"xl/(?:worksheets/[^/]+\.xml|sharedstrings\.xml)$"
# Texts may be read at most so many times as long as the text that is kept of a document.
_STRINGS = 4


def read_workbook(data: bytes, builder: DocumentBuilder) -> None:
    """Add an Excel workbook. Raises UnreadableError where its main part cannot be read."""
    package = Package(data, builder.limits, _STREAMED)
    main = package.main("xl/workbook.xml")
    root = package.xml(main)
    if root is None or child(root, "sheets") is None:
        raise UnreadableError("is damaged: its main part could not be read; it was not read")
    book = _book(package, main, root, builder)
    room = builder.limits.cells
    used: set[int] | None = set()
    counts = package_counts(package, root)
    places: dict[str, Where] = {}
    areas = print_areas(root)
    for number, part, place in _sheets(package, main, root):
        places[part.lower()] = Where(sheet=place.sheet)
        source = package.stream(part)
        if source is None:
            builder.incomplete(f"has a sheet '{place.sheet}' that could not be read")
            used = None
            continue
        stream = SheetStream(source)
        sheet = read_sheet(cast(IO[bytes], stream), book, room)
        tables = _tables(package, part, sheet)
        view = read_view(stream, sheet, tables, areas.get(number, ()))
        used = _united(used, stream.used if not (sheet.cut or sheet.damaged) else None)
        room -= sum(map(len, sheet.cells.values()))
        if sheet.damaged:
            builder.incomplete(f"is damaged in its sheet '{place.sheet}': not all of it was read")
        if sheet.without_result:
            builder.incomplete(
                f"has {sheet.without_result:,} formula{'s' if sheet.without_result > 1 else ''} without a stored result on "
                f"sheet '{place.sheet}': what is shown there was not read (opening and saving the file in Excel stores it)"
            )
        counts = with_sheet(counts, sheet, place.hidden is not None)
        builder.spreadsheet = counts
        add_sheet(sheet, place, builder, view)
        add_sheet_asides(package, part, sheet, place, builder)
    if used is not None:
        hide_orphans(book.strings, used, builder)
    add_workbook_asides(package, root, builder)
    read_properties(package, builder)
    read_rest(package, builder, places)


def _united(one: set[int] | None, other: set[int] | None) -> set[int] | None:
    return one | other if one is not None and other is not None else None


def _book(package: Package, main: str, root: etree._Element, builder: DocumentBuilder) -> Book:
    strings: tuple[str, ...] = ()
    for part in package.related(main, "sharedStrings")[:1]:
        source = package.stream(part)
        if source is None:
            continue
        strings, ended = shared_strings(cast(IO[bytes], SheetStream(source)), _STRINGS * builder.limits.decoded_chars)
        if ended == "damaged":
            package.broken.append(part)
        elif ended:
            builder.incomplete("holds more text than the limit: not all of it was read")
    styles = package.related(main, "styles")
    formats = cell_formats(package.xml(styles[0]) if styles else None)
    return Book(strings, formats, attr(child(root, "workbookPr"), "date1904") in ("1", "true"))


def _sheets(package: Package, main: str, root: etree._Element) -> list[tuple[int, str, Where]]:
    """The number of the tab, the part and the place of every sheet with cells, in the order of the tabs."""
    links = package.relations(main)
    result = []
    for number, item in enumerate(descendants(root, "sheet")):
        link = links.get(next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), ""))
        if link is None or link.kind == "worksheet":
            place = sheet_place(attr(item, "name"), attr(item, "state", "visible"))
            result.append((number, link.target if link else "", place))
    return result


def _tables(package: Package, part: str, sheet: Sheet) -> list[Box]:
    """The places of the tables of a sheet that are filtered; the style of a table colours its cells."""
    filtered = []
    for name in package.related(part, "table"):
        table = package.xml(name)
        place = box(attr(table, "ref"))
        if place:
            sheet.coloured.append(place)
        if child(table, "autoFilter", "filterColumn") is not None:
            sheet.filtered = True
            filtered += [place] if place else []
    return filtered


def print_areas(root: etree._Element) -> dict[int, list[Box]]:
    """The print areas by the number of the tab."""
    areas: dict[int, list[Box]] = {}
    for item in children(child(root, "definedNames"), "definedName"):
        tab = attr(item, "localSheetId")
        if attr(item, "name") == "_xlnm.Print_Area" and tab.isdigit() and len(tab) < 6:
            found = [box(text.rpartition("!")[2].replace("$", "")) for text in re.split(r",(?=[^,]*!)", own_text(item))]
            areas[int(tab)] = [place for place in found if place]
    return areas
