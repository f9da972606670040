"""Parts of an Office file that no reader asked for: charts, bound data, embedded files, pictures, and what nobody expects."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from detector.read.builder import DocumentBuilder
from detector.read.markup.links import hide_links
from detector.read.office.charts import read_charts
from detector.read.office.embedded import read_embedded
from detector.read.office.inventory import report_unread, unclaimed
from detector.read.office.media import read_media
from detector.read.office.owners import Owners
from detector.read.office.package import Package
from detector.read.office.printers import read_printers
from detector.read.office.xml import local, own_text
from detector.types import Where

_WITH_TEXT = (
    ("custom-xml", r"customxml/item\d+\.xml$", "data bound to the document"),
    ("diagram", r"(?:word|xl|ppt)/diagrams/data", "a diagram"),
    ("building-blocks", r"word/glossary/document\.xml$", "building blocks of the template"),
    ("connection", r"xl/(?:connections|querytables/|xmlmaps)", "a connection to other data"),
    ("revision-log", r"xl/revisions/", "the log of a shared workbook"),
    ("filter-button", r"xl/(?:slicers|slicercaches|timelines|timelinecaches|namedsheetviews)/", "a filter button"),
    ("rich-value", r"xl/(?:richdata/rdrichvalue\.xml|volatiledependencies)", "values of linked data types"),
    ("document-task", r"(?:word|xl|ppt)/(?:documenttasks|tasks)", "tasks given in comments"),
    ("editing-log", r"ppt/changesinfos/", "the log of recent changes"),
    ("tag", r"ppt/tags/", "tags of an add-in"),
    ("add-in", r"(?:customui/|(?:word|xl|ppt)/webextensions/.*\.xml$)", "an add-in"),
    ("signature", r"_xmlsignatures/.*\.xml$", "a digital signature"),
    ("label", r"docmetadata/labelinfo", "a sensitivity label"),
)
# Longer than any word: certificates, keys and pictures written as text.
_BLOB = 200
_SCHEMAS = frozenset({"schema", "contentTypeSchema", "Sources", "FormTemplates", "datastoreItem"})
_TELLING_ATTRIBUTES = frozenset(
    {
        "name",
        "userName",
        "user",
        "author",
        "description",
        "connection",
        "command",
        "sourceFile",
        "url",
        "n",
        "v",
        "val",
        "userId",
    }
)


def read_rest(package: Package, builder: DocumentBuilder, places: Mapping[str, Where] = {}) -> None:
    """Add the text of the remaining parts as hidden parts; the document is partly read where one has no reader.

    ``places`` are those of the parts that a person can go to, such as sheets and slides, by part name in lower case.
    """
    owners = Owners(package, places)
    charts = read_charts(package, builder, owners)
    for kind, pattern, what in _WITH_TEXT:
        for part in package.names(pattern):
            _hide(kind, "\n".join(dict.fromkeys(_texts(package, part))), what, builder, owners.place(part))
    targets = [
        link.target
        for name in package.names(r".*\.rels$")
        for link in package.relations(_owner(name)).values()
        if link.external
    ]
    hide_links(targets, builder)
    read_printers(package, builder)
    read_media(package, builder, owners)
    read_embedded(package, builder, charts)
    for part in unclaimed(package):
        _hide(
            "orphan-part", "\n".join(dict.fromkeys(_texts(package, part))), "text in a part that nothing shows", builder
        )
    report_unread(package, builder)
    for name in dict.fromkeys(package.broken):
        builder.incomplete(f"is damaged in its part {posixpath.basename(name)}: not all of it was read")


def _hide(kind: str, text: str, what: str, builder: DocumentBuilder, where: Where = Where()) -> None:
    if re.search(r"[^\W\d_]{2}|\d", text):
        builder.hidden_block(kind, text, what, where)


def _owner(rels: str) -> str:
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _texts(package: Package, part: str) -> Iterator[str]:
    root = package.xml(part)
    if root is None or any(local(item) in _SCHEMAS for item in [root, *root]):
        return
    for element in root.iter():
        text = own_text(element).strip()
        if text and not _is_blob(text):
            yield text
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] in _TELLING_ATTRIBUTES and _tells(str(value)):
                yield str(value)


def _tells(value: str) -> bool:
    return re.search(r"[^\W\d_]{2}", value) is not None and not _is_blob(value)


def _is_blob(text: str) -> bool:
    return len(text) > _BLOB and " " not in text
