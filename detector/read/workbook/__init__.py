"""Excel workbooks (SpreadsheetML, ECMA-376 part 1, 18) -> tables, texts, and everything out of sight.

The XML is read itself: openpyxl drops the values under merged cells, threaded comments and the data of deleted pivot sources,
which are what must not be missed, and it refuses whole files for one odd part.
"""

from __future__ import annotations

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.office.package import Package
from detector.read.office.properties import read_properties
from detector.read.office.rest import read_rest
from detector.read.office.xml import attr, child, children, descendants
from detector.read.workbook.asides import add_sheet_asides, add_workbook_asides
from detector.read.workbook.cells import Book, Sheet, box, read_sheet, string_item
from detector.read.workbook.sheets import add_sheet, sheet_place
from detector.read.workbook.styles import cell_formats
from detector.types import Where


def read_workbook(data: bytes, builder: DocumentBuilder) -> None:
    """Add an Excel workbook. Raises UnreadableError where its main part cannot be read."""
    package = Package(data, builder.limits)
    main = package.main("xl/workbook.xml")
    root = package.xml(main)
    if root is None or child(root, "sheets") is None:
        raise UnreadableError("is damaged: its main part could not be read; it was not read")
    book = _book(package, main, root)
    room = builder.limits.cells
    for part, place in _sheets(package, main, root):
        sheet = _sheet(package, part, book, room)
        if sheet is None:
            builder.incomplete(f"has a sheet '{place.sheet}' that could not be read")
            continue
        room -= sum(map(len, sheet.cells.values()))
        if sheet.damaged:
            builder.incomplete(f"is damaged in its sheet '{place.sheet}': not all of it was read")
        if sheet.without_result:
            builder.incomplete(
                f"has {sheet.without_result:,} formula{'s' if sheet.without_result > 1 else ''} without a stored result on "
                f"sheet '{place.sheet}': what is shown there was not read (opening and saving the file in Excel stores it)"
            )
        add_sheet(sheet, place, builder)
        add_sheet_asides(package, part, sheet, place, builder)
    add_workbook_asides(package, root, builder)
    read_properties(package, builder)
    read_rest(package, builder)


def _book(package: Package, main: str, root: etree._Element) -> Book:
    strings: tuple[str, ...] = ()
    for part in package.related(main, "sharedStrings")[:1]:
        strings = tuple(map(string_item, children(package.xml(part), "si")))
    styles = package.related(main, "styles")
    formats = cell_formats(package.xml(styles[0]) if styles else None)
    return Book(strings, formats, attr(child(root, "workbookPr"), "date1904") in ("1", "true"))


def _sheets(package: Package, main: str, root: etree._Element) -> list[tuple[str, Where]]:
    """The part and the place of every sheet with cells, in the order of the tabs."""
    links = package.relations(main)
    result = []
    for item in descendants(root, "sheet"):
        link = links.get(next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), ""))
        if link is None or link.kind == "worksheet":
            result.append(
                (link.target if link else "", sheet_place(attr(item, "name"), attr(item, "state", "visible")))
            )
    return result


def _sheet(package: Package, part: str, book: Book, room: int) -> Sheet | None:
    data = package.safe_xml(part)
    if data is None:
        return None
    sheet = read_sheet(data, book, room)
    for name in package.related(part, "table"):
        table = package.xml(name)
        place = box(attr(table, "ref"))
        if place:
            sheet.coloured.append(place)
        sheet.filtered = sheet.filtered or child(table, "autoFilter", "filterColumn") is not None
    return sheet
