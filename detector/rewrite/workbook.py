"""Excel workbooks with changes: the changed cells get texts or numbers of their own, and no old text stays behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, local
from detector.rewrite.align import changed_leaves, leaves_of
from detector.rewrite.changes import BlockPlace, CaptionPlace, Changes, Place, edited, text_at
from detector.rewrite.errors import RefusedError
from detector.rewrite.package import editable, serialised, with_parts
from detector.types import Document

if TYPE_CHECKING:
    from detector.rewrite.clean.parts import Parts

_STRINGS = r"xl/sharedstrings\.xml$"
_NUMBER = re.compile(r"-?\d{1,15}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_workbook(data: bytes, document: Document, changes: Changes) -> bytes:
    """The workbook with its changes. Raises RefusedError where a text has no sure place in it."""
    package = Package(data, Limits())
    main = package.main("xl/workbook.xml")
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    beside: dict[Place, str] = {}
    for place, edits in changes.by_place.items():
        sheet, ref = address(document, place)
        new = edited(text_at(document, place), edits)
        if sheet and ref and not _is_aside(document, place):
            cells[sheet][ref] = new
        else:
            beside[place] = new
    parts = sheet_parts(package, main)
    roots: dict[str, etree._Element] = {}
    for sheet, texts in cells.items():
        root = roots[parts[sheet].lower()] = editable(package, parts[sheet])
        set_cells(root, texts)
        _rename_headings(package, parts[sheet], texts, roots)
    if beside:
        _beside(package, document, changes, beside, roots, set(parts.values()))
    if cells:
        _forget(package, parts, roots)
    return with_parts(data, {part: serialised(root) for part, root in roots.items()})


def address(document: Document, place: Place) -> tuple[str | None, str | None]:
    """The sheet and the cell of a place."""
    if isinstance(place, BlockPlace):
        where = document.blocks[place.block].where
        return where.sheet, where.cell
    grid = document.grids[place.grid]
    if isinstance(place, CaptionPlace):
        return grid.where.sheet, grid.caption_ref
    return grid.where.sheet, grid.cells[place.row][place.column].ref


def sheet_parts(package: Package, main: str) -> dict[str, str]:
    """The part of each sheet by its name."""
    links = package.relations(main)
    parts = {}
    for item in descendants(editable(package, main), "sheet"):
        link = links.get(next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), ""))
        if link is not None:
            parts[attr(item, "name")] = link.target
    return parts


def set_cells(root: etree._Element, texts: dict[str, str]) -> None:
    """Give cells of a sheet a text (or a whole number where it is one); their style stays, a formula goes."""
    left = dict(texts)
    for cell in _cells(root):
        ref = attr(cell, "r").replace("$", "").upper()
        if ref in left:
            _set(cell, left.pop(ref))
    if left:
        raise RefusedError("has cells to be changed that are not in its sheet; it was not written")


def _cells(root: etree._Element) -> Iterator[etree._Element]:
    for row in descendants(root, "row"):
        yield from children(row, "c")


def _set(cell: etree._Element, text: str) -> None:
    tag = str(cell.tag).removesuffix("c")
    for item in list(cell):
        cell.remove(item)
    if "t" in cell.attrib:
        del cell.attrib["t"]
    if _NUMBER.fullmatch(text):
        etree.SubElement(cell, tag + "v").text = text
    elif text:
        cell.set("t", "inlineStr")
        item = etree.SubElement(etree.SubElement(cell, tag + "is"), tag + "t")
        item.text = text
        item.set(_SPACE, "preserve")


def _is_aside(document: Document, place: Place) -> bool:
    return isinstance(place, BlockPlace) and document.blocks[place.block].kind == "note"


def _rename_headings(package: Package, part: str, texts: dict[str, str], roots: dict[str, etree._Element]) -> None:
    """The columns of a table must be named as its heading cells are, or Excel calls the file damaged."""
    from detector.read.workbook.cells import box, ref

    for name in package.related(part, "table"):
        table = roots.get(name.lower())
        table = editable(package, name) if table is None else table
        place = box(attr(table, "ref"))
        columns = list(descendants(table, "tableColumn"))
        for offset, column in enumerate(columns):
            new = texts.get(ref(place[0], place[1] + offset)) if place else None
            if new is not None:
                column.set("name", new)
                roots[name.lower()] = table


def _beside(
    package: Package,
    document: Document,
    changes: Changes,
    beside: dict[Place, str],
    roots: dict[str, etree._Element],
    sheets: set[str],
) -> None:
    """Texts that stand in no cell: text boxes of drawings, headers and footers of a sheet."""
    holders = [*package.names(r"xl/drawings/[^/]+\.xml$"), *sorted(sheets)]
    leaves: list[tuple[str, etree._Element]] = []
    for name in holders:
        root = roots.get(name.lower())
        root = editable(package, name) if root is None else root
        for item in root.iter():
            if isinstance(item.tag, str) and ((local(item) == "t" and "drawing" in str(item.tag)) or _is_margin(item)):
                leaves.append((name, item))
    order = sorted(beside, key=lambda place: place.block if isinstance(place, BlockPlace) else -1)
    changed = changed_leaves(
        [text_at(document, place) for place in order],
        [changes.by_place[place] for place in order],
        leaves_of([item.text or "" for _, item in leaves]),
    )
    for index, text in changed.items():
        name, item = leaves[index]
        item.text = text
        roots[name.lower()] = item.getroottree().getroot()


def _is_margin(item: etree._Element) -> bool:
    parent = item.getparent()
    return parent is not None and local(parent) == "headerFooter"


def _forget(package: Package, parts: dict[str, str], roots: dict[str, etree._Element]) -> None:
    """Empty the shared texts that no cell shows any more, and the values that charts keep of the cells."""
    sheets = []
    for part in parts.values():
        root = roots.get(part.lower())
        sheets.append(root if root is not None else editable(package, part))
    for name in package.names(_STRINGS):
        roots[name] = _without_orphans(sheets, editable(package, name))
    for name in package.names(r"xl/charts/chart\d*\.xml$"):
        chart = editable(package, name)
        for cache in list(descendants(chart, "strCache", "numCache", "multiLvlStrCache")):
            parent = cache.getparent()
            if parent is not None:
                parent.remove(cache)
        roots[name] = chart


def orphans_emptied(sheets: Sequence[etree._Element], parts: Parts) -> dict[str, bytes]:
    """The parts with shared texts, without those that no cell of the sheets shows."""
    found = {}
    for name in parts.names(_STRINGS):
        strings = parts.root(name)
        if strings is not None:
            found[name] = serialised(_without_orphans(sheets, strings))
    return found


def _without_orphans(sheets: Sequence[etree._Element], strings: etree._Element) -> etree._Element:
    used: set[int] = set()
    for root in sheets:
        for cell in _cells(root):
            value = child(cell, "v")
            if cell.get("t") == "s" and value is not None and (value.text or "").strip().isdigit():
                used.add(int((value.text or "").strip()))
    for index, item in enumerate(children(strings, "si")):
        if index not in used:
            for inner in list(item):
                item.remove(inner)
            etree.SubElement(item, str(item.tag).removesuffix("si") + "t")
    return strings
