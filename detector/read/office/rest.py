"""Parts of an Office file that no reader asked for: charts, bound data, embedded files, and what nobody expects."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.markup.links import hide_links
from detector.read.office.embedded import read_embedded
from detector.read.office.package import Package
from detector.read.office.xml import attr, descendants, local, own_text
from detector.types import Where

_CHARTS = r"(?:word|xl)/(?:charts|drawings)/chart"
_WITH_TEXT = (
    ("custom-xml", r"customxml/item\d+\.xml$", "data bound to the document"),
    ("diagram", r"(?:word|xl)/diagrams/data", "a diagram"),
    ("building-blocks", r"word/glossary/document\.xml$", "building blocks of the template"),
    ("connection", r"xl/(?:connections|querytables/)", "a connection to other data"),
    ("revision-log", r"xl/revisions/", "the log of a shared workbook"),
    ("query-table", r"xl/(?:slicers|slicercaches|timelines)/", "a filter button"),
)
_SCHEMAS = frozenset({"schema", "contentTypeSchema", "Sources", "FormTemplates", "datastoreItem"})
_TELLING_ATTRIBUTES = frozenset(
    {"name", "userName", "user", "author", "description", "connection", "command", "sourceFile", "url", "n", "v"}
)


def read_rest(package: Package, builder: DocumentBuilder) -> None:
    """Add the text of the remaining parts as hidden parts; the document is partly read where one has no reader."""
    for part in package.names(_CHARTS):
        _hide("chart-data", "\n".join(_chart(package, part)), "the figures behind a chart", builder)
    for kind, pattern, what in _WITH_TEXT:
        for part in package.names(pattern):
            _hide(kind, "\n".join(_texts(package, part)), what, builder)
    targets = [
        link.target
        for name in package.names(r".*\.rels$")
        for link in package.relations(_owner(name)).values()
        if link.external
    ]
    hide_links(targets, builder)
    read_embedded(package, builder)
    for name in dict.fromkeys(package.broken):
        builder.incomplete(f"is damaged in its part {posixpath.basename(name)}: not all of it was read")


def _hide(kind: str, text: str, what: str, builder: DocumentBuilder) -> None:
    if re.search(r"[^\W\d_]{2}|\d", text):
        builder.hidden_block(kind, text, what, Where())


def _owner(rels: str) -> str:
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _chart(package: Package, part: str) -> Iterator[str]:
    """Titles, then each series with its categories and values, one pair a line."""
    root = package.xml(part)
    if root is None:
        return
    yield from (own_text(item) for item in descendants(root, "t") if own_text(item).strip())
    for series in descendants(root, "ser"):
        columns = {local(item): _points(item) for item in series if local(item) in ("tx", "cat", "val", "xVal", "yVal")}
        yield from columns.get("tx", {}).values()
        labels = columns.get("cat") or columns.get("xVal") or {}
        values = columns.get("val") or columns.get("yVal") or {}
        for index in sorted(labels.keys() | values.keys()):
            yield f"{labels.get(index, '')}: {values.get(index, '')}"


def _points(element: etree._Element) -> dict[int, str]:
    points: dict[int, str] = {}
    for point in descendants(element, "pt"):
        index = attr(point, "idx")
        value = next((own_text(item) for item in point if local(item) == "v"), "")
        if index.isdigit() and len(index) < 9 and value:
            points[int(index)] = value
    return points


def _texts(package: Package, part: str) -> Iterator[str]:
    root = package.xml(part)
    if root is None or any(local(item) in _SCHEMAS for item in [root, *root]):
        return
    for element in root.iter():
        if own_text(element).strip():
            yield own_text(element).strip()
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] in _TELLING_ATTRIBUTES and re.search(r"[^\W\d_]{2}", str(value)):
                yield str(value)
