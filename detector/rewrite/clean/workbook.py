"""Excel workbooks without what nobody sees: sheets, rows, columns and cells that are hidden, and everything behind the cells."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict

from lxml import etree

from detector.read import Limits
from detector.read.office.xml import attr, child, children, descendants, local
from detector.rewrite.clean.office import clean_common
from detector.rewrite.clean.parts import Parts, take_out
from detector.rewrite.errors import RefusedError
from detector.rewrite.workbook import orphans_emptied, set_cells
from detector.types import Document

_DROPPED = (
    r"xl/(?:calcchain|externallinks/|connections|querytables/|pivottables/|pivotcache/|model/|customdata/|slicers/|slicercaches/|timelines/|"
    r"timelinecaches/|namedsheetviews/|revisions/|volatiledependencies|xmlmaps|richdata/|usernames|ctrlprops/|printersettings/)"
)
_OF_WORKBOOK = frozenset(
    "externalReferences pivotCaches customWorkbookViews fileSharing fileRecoveryPr oleSize smartTagPr smartTagTypes functionGroups extLst".split()
)
_OF_SHEET = frozenset(
    "dataValidations scenarios customSheetViews protectedRanges sortState dataConsolidate webPublishItems legacyDrawing".split()
)
_KEPT_NAMES = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
_NOT_TAKEN = frozenset({"outside-print-area"})
_LINE = re.compile(r"(\$?[A-Z]{1,3}\$?\d{1,7}): ")


def clean_workbook(data: bytes, document: Document, limits: Limits) -> bytes:
    """The workbook without its hidden content. Raises RefusedError where its main part is damaged."""
    parts = Parts(data, limits)
    main = parts.package.main("xl/workbook.xml")
    root = parts.root(main)
    if root is None:
        raise RefusedError("is damaged: its main part could not be read; it was not written")
    _drop_sheets(parts, main, root)
    parts.drop(parts.names(_DROPPED))
    clean_common(parts)
    sheets = _sheets(parts, main, root)
    gone, masks = _cells_out_of_sight(document)
    for name, part in sheets.items():
        _clean_sheet(parts, part, gone.get(name, set()), masks.get(name, {}))
    _clean_workbook(parts, main, root)
    _drop_notes_of_comments(parts)
    for name, strings in orphans_emptied(
        [sheet for part in sheets.values() if (sheet := parts.root(part)) is not None], parts
    ).items():
        parts.put(name, strings)
    return parts.saved()


def _links(parts: Parts, main: str) -> dict[str, str]:
    return {link.id: link.target for link in parts.package.relations(main).values() if not link.external}


def _sheets(parts: Parts, main: str, root: etree._Element) -> dict[str, str]:
    links = _links(parts, main)
    found = {}
    for item in descendants(root, "sheet"):
        target = links.get(next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), ""))
        if target and parts.root(target) is not None:
            found[attr(item, "name")] = target
    return found


def _drop_sheets(parts: Parts, main: str, root: etree._Element) -> None:
    """Hidden sheets with their parts; names and views that count sheets are counted anew."""
    holder = child(root, "sheets")
    if holder is None:
        raise RefusedError("is damaged: it names no sheets; it was not written")
    links = _links(parts, main)
    every = list(children(holder, "sheet"))
    hidden = [item for item in every if attr(item, "state", "visible").lower() != "visible"]
    if not hidden or len(hidden) == len(every):
        return
    targets = [
        links.get(next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), ""), "") for item in hidden
    ]
    names = [attr(item, "name") for item in hidden]
    for item in hidden:
        take_out(item)
    owned = [
        link.target for target in targets for link in parts.package.relations(target).values() if not link.external
    ]
    shared = {
        link.target.lower()
        for name in parts.names(r"xl/worksheets/[^/]+\.xml$")
        if name not in {t.lower() for t in targets}
        for link in parts.package.relations(name).values()
    }
    parts.drop([*targets, *(part for part in owned if part.lower() not in shared and "theme" not in part.lower())])
    kept = [number for number, item in enumerate(every) if item not in hidden]
    for item in list(descendants(root, "definedName")):
        own = attr(item, "localSheetId")
        if any(name in (item.text or "") for name in names) or (own.isdigit() and int(own) not in kept):
            take_out(item)
        elif own.isdigit():
            item.set("localSheetId", str(kept.index(int(own))))
    for view in descendants(root, "workbookView"):
        for key in ("activeTab", "firstSheet"):
            if key in view.attrib:
                number = int(attr(view, key, "0")) if attr(view, key, "0").isdigit() else 0
                view.set(key, str(kept.index(number) if number in kept else 0))
    parts.touch(main)


def _cells_out_of_sight(document: Document) -> tuple[dict[str, set[str]], dict[str, dict[str, str]]]:
    """By sheet: the cells that nobody sees, and those that show a mark instead of their value, with that mark."""
    gone: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    masks: dict[str, dict[str, str]] = defaultdict(dict)
    for grid in document.grids:
        for row in grid.cells:
            for cell in row:
                if grid.where.sheet and cell.ref:
                    shown[grid.where.sheet][cell.ref] = cell.text
                    if cell.hidden and cell.hidden not in _NOT_TAKEN:
                        gone[grid.where.sheet].add(cell.ref)
    for block in document.blocks:
        where = block.where
        if not where.sheet:
            continue
        if where.hidden and where.cell and block.kind != "note" and where.hidden not in _NOT_TAKEN:
            gone[where.sheet].add(where.cell)
        elif where.hidden is None and where.cell:
            shown[where.sheet][where.cell] = block.text
        if where.hidden in ("covered-cell", "masked-value"):
            for match in _LINE.finditer(block.text):
                ref = match[1].replace("$", "")
                if where.hidden == "covered-cell":
                    gone[where.sheet].add(ref)
                else:
                    masks[where.sheet][ref] = shown[where.sheet].get(ref, "*")
    return gone, masks


def _clean_sheet(parts: Parts, part: str, gone: set[str], masks: dict[str, str]) -> None:
    root = parts.root(part)
    if root is None:
        return
    parts.touch(part)
    for item in list(root):
        if local(item) in _OF_SHEET or (local(item) == "extLst"):
            take_out(item)
    for item in list(descendants(root, "filterColumn")):
        take_out(item)
    for cell in list(descendants(root, "c")):
        if attr(cell, "r").replace("$", "").upper() in gone:
            for inner in list(cell):
                cell.remove(inner)
            if "t" in cell.attrib:
                del cell.attrib["t"]
        formula, value = child(cell, "f"), child(cell, "v")
        if formula is not None and (value is not None or child(cell, "is") is not None):
            cell.remove(formula)
    if masks:
        set_cells(root, masks)
    for name in parts.package.related(part, "table"):
        table = parts.root(name)
        for item in (
            list(descendants(table, "filterColumn", "calculatedColumnFormula", "totalsRowFormula", "sortState"))
            if table is not None
            else ()
        ):
            take_out(item)
            parts.touch(name)
    parts.drop(t for kind in ("vmlDrawing", "comments", "threadedComment") for t in parts.package.related(part, kind))


def _clean_workbook(parts: Parts, main: str, root: etree._Element) -> None:
    for item in list(root):
        if local(item) in _OF_WORKBOOK:
            take_out(item)
    for item in list(descendants(root, "definedName")):
        if attr(item, "name") not in _KEPT_NAMES:
            take_out(item)
    names = child(root, "definedNames")
    if names is not None and not len(names):
        take_out(names)
    for item in list(root.iter()):
        if local(item) == "absPath":
            take_out(item)
    for item in list(root):
        if local(item) == "AlternateContent" and not any(
            local(x) not in ("AlternateContent", "Choice", "Fallback") for x in item.iter()
        ):
            take_out(item)
    parts.touch(main)


def _drop_notes_of_comments(parts: Parts) -> None:
    """Drawings of the yellow notes that are left without an owner."""
    linked = {
        posixpath.normpath(link.target).lower()
        for name in parts.names(r"xl/worksheets/[^/]+\.xml$")
        for link in parts.package.relations(name).values()
        if link.kind == "vmlDrawing" and child(parts.root(name), "legacyDrawingHF") is not None
    }
    parts.drop(name for name in parts.names(r"xl/drawings/vmldrawing[^/]*\.vml$") if name not in linked)
