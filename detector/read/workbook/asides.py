"""What hangs on a sheet or a workbook beside its cells: notes, text boxes, names, pivot caches, linked workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, local, own_text
from detector.read.workbook.cells import Sheet, string_item
from detector.types import Cell, Where

_THREAD = "tc="
_PLAIN_REFERENCE = re.compile(r"(?:'[^']*'|[\w.]+)!\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?")


def add_sheet_asides(package: Package, part: str, sheet: Sheet, place: Where, builder: DocumentBuilder) -> None:
    """Add notes, threaded comments, text boxes, headers and footers of a sheet, and what its rules and scenarios say."""
    for kind, text in sheet.notes:
        if not any(block.label == kind and block.text == text for block in builder.blocks):
            builder.block(text, "note", place, kind)
    for text, author, cell in _comments(package, part):
        label = f"author: {author}" if author else ""
        builder.hidden_block(
            "comment", text or label, "a comment on a cell", Where(sheet=place.sheet, cell=cell), label
        )
    for drawing in package.related(part, "drawing"):
        _add_drawing(package.xml(drawing), place, builder)
    for kind, texts, what in (
        ("scenario", sheet.scenarios, "scenarios"),
        ("list-entries", list(sheet.entries), "entries and messages of data validation"),
        ("formula-text", list(sheet.literals), "text inside formulas"),
    ):
        label = "user" if kind == "scenario" else ""
        builder.hidden_block(
            kind, "\n".join(texts), f"{what} of sheet '{place.sheet}'", Where(sheet=place.sheet), label
        )


def add_workbook_asides(package: Package, root: etree._Element, builder: DocumentBuilder) -> None:
    """Add defined names, pivot caches and the values kept from linked workbooks."""
    names = [
        f"{attr(item, 'name')}: {own_text(item)}".strip()
        for item in children(child(root, "definedNames"), "definedName")
        if not attr(item, "name").startswith("_xl") and not _PLAIN_REFERENCE.fullmatch(own_text(item).strip())
    ]
    what = "a defined name" if len(names) == 1 else f"{len(names):,} defined names"
    builder.hidden_block("defined-name", "\n".join(names), f"{what} with a value", Where())
    for cache in package.names(r"xl/pivotcache/pivotcachedefinition[^/]*\.xml$"):
        _add_pivot(package, cache, builder)
    for link in package.names(r"xl/externallinks/[^/]*\.xml$"):
        linked = package.xml(link)
        if linked is not None:
            values = [own_text(item) for item in descendants(linked, "v")]
            builder.hidden_block("linked-values", "\n".join(values), "values kept from a linked workbook")


def _comments(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    people = {
        attr(item, "id"): attr(item, "displayName")
        for name in package.names(r"xl/persons/.*\.xml$")
        for item in children(package.xml(name), "person")
    }
    threads = [root for name in package.related(part, "threadedComment") if (root := package.xml(name)) is not None]
    for root in threads:
        for item in children(root, "threadedComment"):
            yield own_text(child(item, "text")), people.get(attr(item, "personId"), ""), attr(item, "ref")
    for name in package.related(part, "comments"):
        root = package.xml(name)
        authors = [own_text(item) for item in children(child(root, "authors"), "author")]
        for item in children(child(root, "commentList"), "comment"):
            index = attr(item, "authorId")
            author = authors[int(index)] if index.isdigit() and len(index) < 9 and int(index) < len(authors) else ""
            # The note that stands in for a thread repeats it for old programs.
            if not (threads and author.startswith(_THREAD)):
                text = child(item, "text")
                yield (string_item(text) if text is not None else "").strip(), author, attr(item, "ref")


def _add_drawing(root: etree._Element | None, place: Where, builder: DocumentBuilder) -> None:
    if root is None:
        return
    for shape in descendants(root, "sp"):
        paragraphs = ["".join(own_text(t) for t in descendants(p, "t")) for p in descendants(shape, "p")]
        builder.block("\n".join(text for text in paragraphs if text.strip()), "note", place, "text box")
    texts = [text for item in descendants(root, "cNvPr") for text in (item.get("descr"), item.get("title")) if text]
    builder.hidden_block(
        "alternative-text",
        "\n".join(dict.fromkeys(texts)),
        f"alternative texts on sheet '{place.sheet}'",
        Where(sheet=place.sheet),
    )


def _add_pivot(package: Package, part: str, builder: DocumentBuilder) -> None:
    """The rows behind a pivot table, which stay in the file when its source is deleted."""
    root = package.xml(part)
    fields = list(children(child(root, "cacheFields"), "cacheField"))
    names = [attr(item, "name") for item in fields]
    shared = [[attr(value, "v") for value in _items(child(item, "sharedItems"))] for item in fields]
    who = attr(root, "refreshedBy")
    if who:
        builder.hidden_block("property", f"user: {who}", "the user who refreshed a pivot table", Where(), "user")
    records = [r for name in package.related(part, "pivotCacheRecords") if (r := package.xml(name)) is not None]
    rows = [row for record in records for row in _records(record, shared, builder.limits)]
    if rows:
        cells = [[Cell(text, "", 0, None) for text in row] for row in [names, *rows]]
        grid = builder.grid(cells, Where(hidden="pivot-cache"), header_rows=1)
        builder.hide("pivot-cache", Where(table=grid), f"the {len(rows):,} rows behind a pivot table", (), (grid,))
        return
    told = [f"{name}: {', '.join(values)}" for name, values in zip(names, shared, strict=True) if values]
    builder.hidden_block("pivot-cache", "\n".join(told), "the values behind a pivot table")


def _records(root: etree._Element, shared: list[list[str]], limits: Limits) -> Iterator[list[str]]:
    room = limits.cells
    for record in children(root, "r"):
        room -= len(record)
        if room < 0:
            return
        row: list[str] = []
        for values, item in zip(shared, record, strict=False):
            value = attr(item, "v")
            if local(item) == "x":
                value = values[int(value)] if value.isdigit() and len(value) < 9 and int(value) < len(values) else ""
            row.append(value.removesuffix("T00:00:00"))
        yield row


def _items(element: etree._Element | None) -> list[etree._Element]:
    return list(element) if element is not None else []
