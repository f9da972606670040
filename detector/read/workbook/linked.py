"""Values that a workbook keeps of other workbooks it is linked to (ECMA-376 part 1, 18.14)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, own_text
from detector.read.workbook.cells import box
from detector.types import Cell, Where

_KIND = "linked-values"


def add_links(package: Package, builder: DocumentBuilder) -> None:
    """Add, as tables where they have rows, the cells of linked workbooks; also names, items and topics of links."""
    for part in package.names(r"xl/externallinks/[^/]*\.xml$"):
        root = package.xml(part)
        if root is None:
            continue
        names = [attr(item, "val") for item in children(child(root, "externalBook", "sheetNames"), "sheetName")]
        for data in descendants(root, "sheetData"):
            index = attr(data, "sheetId")
            name = names[int(index)] if index.isdigit() and len(index) < 6 and int(index) < len(names) else ""
            _add_sheet(data, name, builder)
        told = [
            text
            for item in children(child(root, "externalBook", "definedNames"), "definedName")
            for text in _name(item)
        ]
        told += [own_text(v) for link in descendants(root, "ddeLink", "oleLink") for v in descendants(link, "val")]
        told += [
            attr(link, key)
            for link in descendants(root, "ddeLink", "oleLink")
            for key in ("ddeService", "ddeTopic", "progId")
        ]
        builder.hidden_block(_KIND, "\n".join(filter(None, told)), "names and values kept from a linked file")


def _add_sheet(data: etree._Element, name: str, builder: DocumentBuilder) -> None:
    rows: dict[int, dict[int, str]] = {}
    room = builder.limits.cells
    for cell in descendants(data, "cell"):
        place = box(attr(cell, "r"))
        value = own_text(child(cell, "v"))
        room -= 1
        if place and value and room >= 0:
            rows.setdefault(place[0], {})[place[1]] = value
    columns = sorted({column for row in rows.values() for column in row})
    if room - len(rows) * len(columns) < 0:
        builder.incomplete("holds more values of a linked workbook than the limit: not all of them were read")
        return
    place_ = Where(hidden=_KIND)
    content = "values kept from a sheet of a linked workbook"
    if len(columns) > 1 and len(rows) > 1:
        cells = [[Cell(row.get(column, ""), "") for column in columns] for _, row in sorted(rows.items())]
        grid = builder.grid(cells, place_, caption=name)
        builder.hide(_KIND, Where(table=grid), content, (), (grid,))
    else:
        lines = [text for _, row in sorted(rows.items()) for _, text in sorted(row.items())]
        builder.hidden_block(_KIND, "\n".join(lines), content)


def _name(item: etree._Element) -> Iterator[str]:
    if "#REF!" not in attr(item, "refersTo"):
        yield attr(item, "name")
