"""OpenDocument texts, spreadsheets and presentations (ODF 1.3), packed or flat -> blocks, tables and what is out of sight."""

from __future__ import annotations

import re

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.markup.links import hide_links
from detector.read.markup.nesting import weigh
from detector.read.office.media import read_media
from detector.read.office.package import Package
from detector.read.office.xml import child, local
from detector.read.opendocument.asides import (
    add_inline_objects,
    add_margins,
    add_objects,
    add_properties,
    add_settings,
    gather_changes,
    gather_fields,
)
from detector.read.opendocument.inventory import report_unread
from detector.read.opendocument.pages import add_pages
from detector.read.opendocument.sheets import Sheets
from detector.read.opendocument.story import Gathered, Story
from detector.read.opendocument.styles import Styles, page_is_white
from detector.types import Where

_ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data\b")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def read_opendocument(data: bytes, builder: DocumentBuilder) -> None:
    """Add an OpenDocument file. Raises UnreadableError where its content cannot be read."""
    if not data.startswith(b"PK"):
        root = _flat(data)
        gathered = Gathered()
        _read({"content": root, "styles": root, "meta": root, "settings": root}, builder, gathered)
        add_inline_objects(gathered, builder)
        return
    package = Package(data, builder.limits)
    manifest = package.data("META-INF/manifest.xml") or b""
    if _ENCRYPTED.search(manifest):
        raise UnreadableError("is password-protected; it was not read")
    parts = {name: package.xml(f"{name}.xml") for name in ("content", "styles", "meta", "settings")}
    gathered = Gathered()
    _read(parts, builder, gathered)
    read_media(package, builder)
    add_objects(package, gathered, builder)
    report_unread(package, builder)
    for name in dict.fromkeys(package.broken):
        builder.incomplete(f"is damaged in its part {name}: not all of it was read")


def _read(parts: dict[str, etree._Element | None], builder: DocumentBuilder, gathered: Gathered) -> None:
    content = parts["content"]
    body = child(content, "body")
    kind = next((item for item in body if local(item)), None) if body is not None else None
    if content is None or kind is None:
        raise UnreadableError("is damaged: its main part could not be read; it was not read")
    styles = Styles.of(parts["styles"], content)
    tables = next((str(item.tag) for item in content.iter() if local(item) == "table"), "table")
    story = Story(builder, styles, gathered, weigh(content, tables))
    if local(kind) == "spreadsheet":
        Sheets(builder, styles, story).read(kind)
    elif local(kind) in ("presentation", "drawing"):
        add_pages(kind, styles, parts["styles"], story, builder)
    else:
        story.read(kind, Where(), page_is_white(parts["styles"]))
    add_margins(parts["styles"], kind, styles, story, builder)
    gather_changes(kind, story, gathered)
    builder.flush()
    gather_fields(kind, "\n".join(block.text for block in builder.blocks), gathered)
    _add(gathered, builder)
    add_properties(parts["meta"], builder)
    add_settings(parts["settings"], builder)


def _add(gathered: Gathered, builder: DocumentBuilder) -> None:
    for item in gathered.hidden:
        builder.hidden_block(item.kind, item.text, item.content, item.where, item.label)
    for kind, texts, what in (
        ("alternative-text", gathered.alternatives, "alternative texts of pictures"),
        ("field-code", gathered.codes, "texts behind fields and list entries"),
    ):
        builder.hidden_block(kind, "\n".join(texts), what)
    if gathered.cropped:
        count = "a picture" if gathered.cropped == 1 else f"{gathered.cropped:,} pictures"
        builder.hide("cropped-picture", Where(), f"{count} of which a part is cut off and still there")
    hide_links([*gathered.targets, *(name for name in gathered.objects if ":" in name)], builder)


def _flat(data: bytes) -> etree._Element:
    if _DTD.search(data[:100_000]):
        raise UnreadableError("declares XML entities, which no Office file does; it was not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError("is damaged: it is not complete XML; it was not read") from None
