"""What hangs on a sheet or a workbook beside its cells: notes, text boxes, names, pivot caches, linked workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.links import hide_links
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, own_text
from detector.read.workbook.cells import Sheet, string_item
from detector.read.workbook.linked import add_links
from detector.read.workbook.pivots import add_pivots
from detector.types import Where

_THREAD = "tc="
_ACCOUNT = re.compile(r"[^\s:@]{1,100}@[^\s:@]{1,100}")
_AREA = r"(?:'(?:[^']|'')*'|[\w.]+)!(?:\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?|#REF!)"
_PLAIN_REFERENCE = re.compile(rf"{_AREA}(?:,{_AREA}){{0,99}}|#REF!")


def add_sheet_asides(package: Package, part: str, sheet: Sheet, place: Where, builder: DocumentBuilder) -> None:
    """Add notes, threaded comments, text boxes, headers and footers of a sheet, and what its rules and scenarios say."""
    for kind, text in sheet.notes:
        if not any(block.label == kind and block.text == text for block in builder.blocks):
            builder.block(text, "note", place, kind)
    for text, author, cell in _comments(package, part):
        label = f"author: {author}" if author.strip() else ""
        builder.hidden_block(
            "comment", text or label, "a comment on a cell", Where(sheet=place.sheet, cell=cell), label
        )
    for drawing in package.related(part, "drawing"):
        _add_drawing(package.xml(drawing), place, builder)
    for drawing in package.related(part, "vmlDrawing"):
        controls = package.loose_xml(drawing)
        words = [own_text(t).strip() for t in descendants(controls, "font", "div")] if controls is not None else []
        builder.block("\n".join(filter(None, words)), "note", place, "form control")
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
    """Add defined names, pivot caches, the values kept from linked workbooks, and where the workbook comes from."""
    names = [text for item in children(child(root, "definedNames"), "definedName") for text in _told(item)]
    what = "a defined name" if len(names) == 1 else f"{len(names):,} defined names"
    builder.hidden_block("defined-name", "\n".join(names), f"{what} with a value", Where())
    add_pivots(package, builder)
    add_links(package, builder)
    _add_origins(root, builder)
    _add_people(package, builder)


def _add_people(package: Package, builder: DocumentBuilder) -> None:
    """Add the people on the list of whom no comment is left, and the accounts of all."""
    told = {block.label.partition(": ")[2] for block in builder.blocks if block.where.hidden == "comment"}
    for name in package.names(r"xl/persons/.*\.xml$"):
        for person in children(package.xml(name), "person"):
            who, account = attr(person, "displayName"), _ACCOUNT.search(attr(person, "userId"))
            if who and (account or who not in told):
                text = f"user: {who}" + (f" ({account.group()})" if account and account.group() != who else "")
                builder.hidden_block("property", text, "an entry in the list of people", Where(), "user")


def _add_origins(root: etree._Element, builder: DocumentBuilder) -> None:
    """Add the folder that the workbook was last saved in, and who reserved it."""
    hide_links([attr(item, "url") for item in descendants(root, "absPath")], builder)
    who = attr(child(root, "fileSharing"), "userName")
    if who:
        builder.hidden_block("property", f"user: {who}", "the user who reserved the workbook", Where(), "user")


def _told(name: etree._Element) -> Iterator[str]:
    """A defined name with its value, unless it only points at cells, and what people wrote about it."""
    if attr(name, "name").startswith("_xl"):
        return
    value = own_text(name).strip()
    words = [
        attr(name, key) for key in ("comment", "description", "help", "statusBar", "customMenu") if attr(name, key)
    ]
    if not _PLAIN_REFERENCE.fullmatch(value):
        yield f"{attr(name, 'name')}: {value}".strip()
    yield from words


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
