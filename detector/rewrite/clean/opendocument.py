"""OpenDocument files without what nobody sees: annotations, changes, hidden passages, sheets and cells, and what they carry along."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from detector.read import Limits
from detector.read.markup.links import tells
from detector.read.office.xml import attr, child, children, descendants, local
from detector.read.opendocument.asides import used_pages
from detector.read.opendocument.pages import frame_of, page_size
from detector.read.opendocument.styles import Styles, page_is_white
from detector.read.workbook.cells import ref
from detector.rewrite.clean.characters import without_invisible
from detector.rewrite.clean.parts import Parts, take_out, unwrap
from detector.rewrite.clean.picture import without_metadata
from detector.rewrite.errors import RefusedError
from detector.types import Document

_DROPPED = r"thumbnails/|versions/|versionlist\.xml$|basic/|scripts/|dialogs/|layout-cache$|manifest\.rdf$"
_PROPERTIES = frozenset(
    "creator initial-creator printed-by title subject description keyword contributor publisher user-defined template auto-reload".split()
)
_SETTINGS = frozenset(
    {"PrinterName", "PrinterSetup", "PrintFaxName", "CurrentDatabaseDataSource", "CurrentDatabaseCommand"}
)
_REMOVED = frozenset(
    "annotation annotation-end tracked-changes change change-start change-end hidden-text user-field-decls variable-decls dde-connection-decls "
    "forms content-validations named-expressions dde-links scripts event-listeners".split()
)
_VALUES = ("value", "value-type", "string-value", "date-value", "time-value", "boolean-value", "currency", "formula")
_MOST_REPEATED = 10_000
_LINE = re.compile(r"(\$?[A-Z]{1,3}\$?\d{1,7}): ")


def clean_opendocument(data: bytes, document: Document, limits: Limits) -> bytes:
    """The file without its hidden content. Raises RefusedError for a flat or signed file, or one whose content is damaged."""
    if not data.startswith(b"PK"):
        raise RefusedError("is a flat OpenDocument file: save it in the packed form first")
    parts = Parts(data, limits)
    if parts.names(r"meta-inf/.*signatures"):
        raise RefusedError("is digitally signed, and the signature would not hold for a copy; it was not written")
    content = parts.root("content.xml")
    if content is None:
        raise RefusedError("is damaged: its content could not be read; it was not written")
    styles_root = parts.root("styles.xml")
    styles = Styles.of(styles_root, content)
    _drop_parts(parts)
    _clean_meta(parts)
    for root in (content, styles_root):
        if root is not None:
            _clean_tree(root, styles, page_is_white(styles_root))
    body = child(content, "body")
    kind = local(next((item for item in body if local(item)), body)) if body is not None else ""
    if kind == "spreadsheet" and body is not None:
        _clean_sheets(body, styles, document)
    if kind in ("presentation", "drawing") and body is not None:
        _clean_pages(body, styles, styles_root)
    if styles_root is not None and body is not None:
        _clean_margins(styles_root, next(item for item in body if local(item)), styles)
    parts.touch("content.xml")
    parts.touch("styles.xml")
    for name in parts.names(r"pictures/|media/"):
        plain = without_metadata(parts.data(name))
        if plain != parts.data(name):
            parts.put(name, plain)
    return parts.saved()


def _drop_parts(parts: Parts) -> None:
    gone = set(parts.names(_DROPPED))
    parts.drop(gone)
    manifest = parts.root("meta-inf/manifest.xml")
    for item in list(manifest if manifest is not None else ()):
        path = attr(item, "full-path").lower()
        if path in gone or (path.endswith("/") and path != "/" and re.match(_DROPPED, path)):
            take_out(item)
            parts.touch("meta-inf/manifest.xml")


def _clean_meta(parts: Parts) -> None:
    meta, settings = parts.root("meta.xml"), parts.root("settings.xml")
    for item in list(meta.iter()) if meta is not None else ():
        if local(item) in _PROPERTIES:
            take_out(item)
            parts.touch("meta.xml")
    for item in list(settings.iter()) if settings is not None else ():
        if local(item) == "config-item" and attr(item, "name") in _SETTINGS:
            take_out(item)
            parts.touch("settings.xml")


def _clean_tree(root: etree._Element, styles: Styles, white: bool) -> None:
    for item in list(root.iter()):
        name, parent = local(item), item.getparent()
        if not name or parent is None:
            continue
        if name in _REMOVED and local(parent) != "page":
            take_out(item)
        elif name == "hidden-paragraph":
            if attr(item, "is-hidden") == "true":
                take_out(parent)
            else:
                take_out(item)
        elif (
            name == "section"
            and (
                attr(item, "display") == "none"
                or (attr(item, "display") == "condition" and attr(item, "is-hidden") == "true")
            )
        ) or (
            name in ("title", "desc")
            and local(parent) in ("frame", "custom-shape", "g", "image", "rect", "line", "path")
        ):
            take_out(item)
        elif name == "a" and tells(attr(item, "href")):
            if item.text:
                _say_before(item)
            unwrap(item)
        elif name in ("drop-down", "conditional-text"):
            _as_text(item)
        elif item.text and without_invisible(item.text) != item.text:
            item.text = without_invisible(item.text)
    for paragraph in list(descendants(root, "p", "h")):
        on_page = white and not any(
            local(a) in ("table-cell", "text-box", "annotation") for a in paragraph.iterancestors()
        )
        style = attr(paragraph, "style-name")
        for span in list(descendants(paragraph, "span")):
            if styles.unseen(attr(span, "style-name"), style, on_page):
                take_out(span)
        if styles.unseen("", style, on_page):
            paragraph.text = None
            for inner in list(paragraph):
                if local(inner) in ("span", "a", "s", "tab", "line-break"):
                    paragraph.remove(inner)
                else:
                    inner.tail = None


def _say_before(item: etree._Element) -> None:
    """Keep the text of an element that is unwrapped, in front of it."""
    before, parent = item.getprevious(), item.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (item.text or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (item.text or "")
    item.text = None


def _as_text(item: etree._Element) -> None:
    """A field becomes what it shows."""
    text = "".join(str(t) for t in item.itertext())
    item.text = text
    for inner in list(item):
        item.remove(inner)
    _say_before(item)
    take_out(item)


def _clean_margins(root: etree._Element, body: etree._Element, styles: Styles) -> None:
    """Headers and footers that no page shows."""
    pages = list(descendants(root, "master-page"))
    used = used_pages(pages, body, styles)
    for page in pages:
        for item in list(page):
            unseen = attr(page, "name") not in used or attr(item, "display") == "false"
            if re.match(r"(?:header|footer)(?:-left|-first)?$", local(item)) and unseen:
                take_out(item)


def _clean_pages(body: etree._Element, styles: Styles, masters: etree._Element | None) -> None:
    for kind in children(body, "presentation"):
        for page in list(children(kind, "page")):
            style = attr(page, "style-name")
            if styles.get("drawing-page", style, "drawing-page-properties", "visibility") == "hidden":
                take_out(page)
                continue
            size = page_size(masters, attr(page, "master-page-name"))
            for item in list(page):
                frame = frame_of(item) if local(item) else None
                beside = size is not None and frame is not None and size.is_outside(frame)
                if local(item) in ("notes", "annotation", "forms") or beside:
                    take_out(item)


def _clean_sheets(body: etree._Element, styles: Styles, document: Document) -> None:
    gone: dict[str, set[str]] = defaultdict(set)
    for grid in document.grids:
        for row in grid.cells:
            gone[grid.where.sheet or ""] |= {
                cell.ref for cell in row if cell.hidden and cell.hidden != "outside-print-area"
            }
    for block in document.blocks:
        if block.where.hidden and block.where.cell and block.kind != "note":
            gone[block.where.sheet or ""].add(block.where.cell)
        if block.where.hidden == "covered-cell":
            gone[block.where.sheet or ""] |= {m[1] for m in _LINE.finditer(block.text)}
    for table in list(descendants(body, "table")):
        if styles.get("table", attr(table, "style-name"), "table-properties", "display") == "false":
            take_out(table)
        else:
            _clean_sheet(table, gone[attr(table, "name")])
    for item in list(descendants(body, "filter", "scenario")):
        take_out(item)


def _clean_sheet(table: etree._Element, gone: set[str]) -> None:
    number = 0
    for row in descendants(table, "table-row"):
        number += 1
        column = 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            repeated = _times(cell, "number-columns-repeated")
            names = {ref(number, column + 1 + offset) for offset in range(min(repeated, 50))}
            if names & gone:
                _emptied(cell)
            for key in [k for k in cell.attrib if str(k).rpartition("}")[2] == "formula"]:
                del cell.attrib[key]
            column += repeated
        number += _times(row, "number-rows-repeated") - 1


def _emptied(cell: etree._Element) -> None:
    for inner in list(cell):
        cell.remove(inner)
    for key in [k for k in cell.attrib if str(k).rpartition("}")[2] in _VALUES]:
        del cell.attrib[key]


def _times(item: etree._Element, name: str) -> int:
    text = attr(item, name, "1")
    return min(int(text), _MOST_REPEATED * 200) if text.isascii() and text.isdigit() and len(text) < 9 else 1
