"""What an OpenDocument file carries beside its body: properties, settings, changes, headers, forms, objects, versions."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.inside.parts import add_part
from detector.read.markup.links import hide_links
from detector.read.office.embedded import read_object
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, local, own_text
from detector.read.opendocument.story import Gathered, Story
from detector.read.opendocument.styles import Styles
from detector.read.word.story import Hidden
from detector.types import Where

_PROPERTIES = {
    "creator": "author",
    "initial-creator": "author",
    "printed-by": "printed by user",
    "title": "title",
    "subject": "subject",
    "description": "description",
    "keyword": "keywords",
    "contributor": "contributing author",
    "publisher": "publisher",
}
_TELLS = re.compile(r"[^\W\d_]{2}|\d{5}")
_SETTINGS = frozenset({"PrinterName", "PrintFaxName", "CurrentDatabaseDataSource", "CurrentDatabaseCommand"})
_COMMON_PRINTERS = re.compile(r"microsoft|print to pdf|xps|generic printer|fax$", re.I)
_VARIABLES = frozenset({"user-field-decl", "variable-set", "user-field-get", "dde-connection-decl"})
_MOST_OBJECTS = 50


def add_properties(root: etree._Element | None, builder: DocumentBuilder) -> None:
    """Add the properties that people fill in, and the template that the file was made from."""
    for item in root.iter() if root is not None else ():
        name, value = local(item), own_text(item).strip()
        if name in _PROPERTIES and _TELLS.search(value):
            label = _PROPERTIES[name]
            builder.hidden_block("property", f"{label}: {value}", f"document property '{label}'", Where(), label)
        elif name == "user-defined" and _TELLS.search(value) and attr(item, "name") != "PresentationFormat":
            label = attr(item, "name") or "custom"
            builder.hidden_block("property", f"{label}: {value}", "a custom document property", Where(), label)
        elif name in ("template", "auto-reload"):
            hide_links([attr(item, "href")], builder)


def add_settings(root: etree._Element | None, builder: DocumentBuilder) -> None:
    """Add the printer and the database that the file was used with."""
    values = [
        own_text(item).strip()
        for item in (root.iter() if root is not None else ())
        if local(item) == "config-item" and attr(item, "name") in _SETTINGS
    ]
    told = dict.fromkeys(v for v in values if len(v) > 2 and not _COMMON_PRINTERS.search(v))
    builder.hidden_block("printer", "\n".join(told), "the name of a printer or database")


def gather_changes(body: etree._Element, story: Story, gathered: Gathered) -> None:
    """Keep what was deleted with changes tracked, and who made every change."""
    counts: Counter[tuple[str, str, str]] = Counter()
    named: set[tuple[str, str]] = set()
    for region in (
        item for tracked in children(body, "tracked-changes") for item in children(tracked, "changed-region")
    ):
        for change in region:
            kind, what = {
                "deletion": ("tracked-deletion", "deletion"),
                "insertion": ("tracked-insertion", "insertion"),
                "format-change": ("tracked-formatting", "change of format"),
            }.get(local(change), ("", ""))
            if not kind:
                continue
            author = own_text(child(change, "change-info", "creator")).strip()
            label = f"author: {author}" if author else ""
            text = story.text_of(change) if kind == "tracked-deletion" else ""
            if text.strip():
                gathered.hidden.append(Hidden(kind, text, "text that was deleted with changes tracked", Where(), label))
                named.add((kind, label))
            if author:
                counts[kind, what, label] += 1
    for (kind, what, label), count in counts.items():
        if (kind, label) not in named:
            content = f"the author of {count:,} tracked {what}" + ("s" if count > 1 else "")
            gathered.hidden.append(Hidden(kind, label, content, Where(), label))


def gather_fields(body: etree._Element, shown: str, gathered: Gathered) -> None:
    """Keep the values of variables that the text does not show, and what forms hold."""
    for item in body.iter():
        name = local(item)
        if name in _VARIABLES:
            value = attr(item, "string-value") or attr(item, "dde-item")
            if _TELLS.search(value) and value not in shown:
                gathered.hidden.append(
                    Hidden("document-variable", f"{attr(item, 'name')}: {value}", "a variable of the document")
                )
        elif name == "hidden" and attr(item, "value"):
            gathered.hidden.append(Hidden("hidden-field", attr(item, "value"), "a hidden field of a form"))
        elif name in ("option", "item") and _TELLS.search(attr(item, "label")):
            gathered.codes.setdefault(attr(item, "label"))


def add_margins(
    root: etree._Element | None, body: etree._Element, styles: Styles, story: Story, builder: DocumentBuilder
) -> None:
    """Add headers and footers: visible where a page shows them, hidden elsewhere."""
    if root is None:
        return
    pages = list(descendants(root, "master-page"))
    used = used_pages(pages, body, styles)
    said: set[tuple[str, str]] = set()
    for page in sorted(pages, key=lambda item: attr(item, "name") not in used):
        for item in page:
            kind = re.match(r"(header|footer)(?:-left|-first)?$", local(item))
            if not kind:
                continue
            text = story.text_of(item)
            if not text.strip() or (kind.group(1), text) in said:
                continue
            said.add((kind.group(1), text))
            if attr(page, "name") in used and attr(item, "display") != "false":
                builder.block(text, "note", Where(), kind.group(1))
            else:
                builder.hidden_block(
                    "hidden-header", text, f"a {kind.group(1)} that no page shows", Where(), kind.group(1)
                )


def used_pages(pages: list[etree._Element], body: etree._Element, styles: Styles) -> set[str]:
    """The master pages that the body can reach: the first one, those of its styles, and those that follow them."""
    used = {attr(pages[0], "name")} if pages else set()
    used |= {"Standard", "Default"} & {attr(item, "name") for item in pages}
    named = {attr(item, "style-name") for item in body.iter() if isinstance(item.tag, str) and attr(item, "style-name")}
    used |= {s.master_page for (_, name), s in styles.by_name.items() if name in named and s.master_page}
    used |= {attr(item, "master-page-name") for item in body.iter() if attr(item, "master-page-name")}
    following = {attr(item, "name"): attr(item, "next-style-name") for item in pages}
    for _ in range(len(pages)):
        used |= {following[name] for name in used if following.get(name)}
    return used


def add_objects(package: Package, gathered: Gathered, builder: DocumentBuilder) -> None:
    """Add charts and other objects inside the file, and files that are kept as they are."""
    folders = [name.rpartition("/")[0] for name in package.names(r"[^/]+/content\.xml$")]
    for folder in folders[:_MOST_OBJECTS]:
        root = package.xml(f"{folder}/content.xml")
        if root is not None:
            _add_object(root, builder)
    add_inline_objects(gathered, builder)
    loose = [name for name in package.names(r"(?:[^/]+|objects?/.*)$") if name in {o.lower() for o in gathered.objects}]
    for name in [n for n in loose if not n.startswith("pictures/")][:_MOST_OBJECTS]:
        read_object(package.data(name) or b"", name.rpartition("/")[2], builder)
    for name in package.names(r"versions/")[:_MOST_OBJECTS]:
        add_part(package.data(name) or b"", name.replace("/", "-"), builder, "document-version")
    versions = package.xml("versionlist.xml")
    for item in versions.iter() if versions is not None else ():
        author = attr(item, "creator")
        text = attr(item, "comment") or (f"author: {author}" if author else "")
        label = f"author: {author}" if author else ""
        builder.hidden_block("document-version", text, "an earlier version", Where(), label)
    if max(len(folders), len(loose), len(package.names(r"versions/"))) > _MOST_OBJECTS:
        builder.incomplete("holds very many objects: not all of them were read")


def add_inline_objects(gathered: Gathered, builder: DocumentBuilder) -> None:
    """Add the objects that stand in the content itself, as in flat files."""
    for root in gathered.inline:
        _add_object(root, builder)


def _add_object(root: etree._Element, builder: DocumentBuilder) -> None:
    """The values of a chart, or the text of another document, inside an object."""
    chart = next(iter(descendants(root, "chart")), None)
    lines = []
    for row in descendants(root, "table-row"):
        cells = [
            " ".join("".join(str(t) for t in p.itertext()) for p in children(cell, "p")).strip()
            for cell in descendants(row, "table-cell")
        ]
        lines.append(": ".join(filter(None, cells)))
    inside = {p for table in descendants(root, "table") for p in descendants(table, "p")}
    texts = [
        "".join(str(t) for t in p.itertext()) for p in descendants(root, "p", "h", "annotation") if p not in inside
    ]
    text = "\n".join(line for line in [*texts, *lines] if line.strip())
    if chart is not None:
        builder.hidden_block("chart-data", text, "the figures behind a chart")
    else:
        builder.hidden_block("embedded-file", text, "an object inside it")
