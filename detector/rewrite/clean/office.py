"""What Office files of every kind hide alike: properties, pictures' metadata, embedded files, add-ins, telling links."""

from __future__ import annotations

import re

from lxml import etree

from detector.read.markup.links import tells
from detector.read.office.xml import attr, descendants, local
from detector.rewrite.clean.characters import without_invisible
from detector.rewrite.clean.parts import Parts, owner_of, take_out, unwrap
from detector.rewrite.clean.picture import without_metadata
from detector.rewrite.errors import RefusedError

_DROPPED = (
    r"docprops/(?:custom\.xml|thumbnail)|customxml/|docmetadata/|customui/|(?:word|xl|ppt)/(?:glossary|webextensions|embeddings|activex|"
    r"ctrlprops|printersettings|documenttasks|tasks|vba|macrosheets|dialogsheets|ink|attachedtoolbars|tags|changesinfos)|"
    r"(?:word|xl|ppt)/(?:comments|threadedcomments|people|persons|commentauthors|authors)|.*thumbs\.db$|.*\.ds_store$"
)
_KEPT_PROPERTIES = frozenset(
    {"Application", "AppVersion", "DocSecurity", "created", "modified", "revision", "TotalTime"}
)
_TEXT = frozenset({"t"})


def clean_common(parts: Parts) -> None:
    """Take out of any Office file what is no part of what it shows. Raises RefusedError for a signed file."""
    if parts.names(r"_xmlsignatures/"):
        raise RefusedError("is digitally signed, and the signature would not hold for a copy; it was not written")
    parts.drop(parts.names(_DROPPED))
    parts.drop_unreachable()
    for name in _properties(parts):
        root = parts.root(name)
        if root is None:
            parts.drop([name])
        for item in list(root if root is not None else ()):
            if local(item) not in _KEPT_PROPERTIES:
                take_out(item)
                parts.touch(name)
    for name in parts.names(r"(?:word|xl|ppt)/media/"):
        data = parts.data(name)
        plain = without_metadata(data)
        if plain != data:
            parts.put(name, plain)
    for name in parts.names(r"(?:word|xl|ppt)/.*\.xml$"):
        _clean_part(parts, name)
    _without_telling_links(parts)


def _properties(parts: Parts) -> list[str]:
    linked = [name for kind in ("core-properties", "extended-properties") for name in parts.package.related("", kind)]
    return list(dict.fromkeys([*(name.lower() for name in linked), *parts.names(r"docprops/(?:core|app)\.xml$")]))


def _clean_part(parts: Parts, name: str) -> None:
    """Alternative texts and file names of pictures, and characters that no screen shows."""
    root = parts.root(name)
    if root is None:
        return
    for item in descendants(root, "docPr", "cNvPr", "shape", "imagedata"):
        for key in ("descr", "alt", "title"):
            value = next((k for k in item.attrib if str(k).rpartition("}")[2] == key), None)
            if value is not None and item.attrib[value]:
                item.attrib[value] = ""
                parts.touch(name)
        if re.search(r"\.\w{3,4}$", attr(item, "name")):
            item.set("name", "Picture")
            parts.touch(name)
    for item in descendants(root, "hyperlink"):
        for tip in [k for k in item.attrib if str(k).rpartition("}")[2] == "tooltip"]:
            del item.attrib[tip]
            parts.touch(name)
    for item in root.iter():
        if local(item) in _TEXT and item.text and without_invisible(item.text) != item.text:
            item.text = without_invisible(item.text)
            parts.touch(name)


def _without_telling_links(parts: Parts) -> None:
    """Links to mailboxes and to places on somebody's computer; what they are a link on stays as text."""
    for rels, link in list(parts.external_links()):
        if not tells(attr(link, "Target")):
            continue
        owner, number = owner_of(rels), attr(link, "Id")
        take_out(link)
        parts.touch(rels)
        root = parts.root(owner)
        for item in list(root.iter()) if root is not None else ():
            if isinstance(item.tag, str) and any(
                "relationships}" in str(key) and value == number for key, value in item.attrib.items()
            ):
                _unlinked(item)
                parts.touch(owner)


def _unlinked(item: etree._Element) -> None:
    if local(item) == "hyperlink" and len(item):
        unwrap(item)
    else:
        take_out(item)
