"""XMP (ISO 16684-1): metadata in XML that PDF files and pictures carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_MOST_BYTES = 5_000_000
_MOST_VALUES = 2_000
_TECHNICAL = re.compile(
    r"date|when|producer|creatortool|softwareagent|format|version|conformance|part|instanceid|documentid|about|xmptk|toolkit|"
    r"action|changed|trapped|renditionclass|parsetype|resource|lang|^amd$|^type$|parameters|profile|colormode|orientation|"
    r"resolution|pixel|unit|marked|fontname|nativedigest|^(?:max|min|n)pages$|hash|extensis|valuetype|prefix|namespaceuri|schema",
    re.I,
)
_NAMES = {
    "creator": "author",
    "title": "title",
    "description": "description",
    "subject": "keywords",
    "rights": "copyright",
}
_CONTAINERS = frozenset({"Alt", "Seq", "Bag", "li", "RDF", "Description", "xmpmeta"})


def xmp_properties(data: bytes) -> Iterator[tuple[str, str]]:
    """Every value that may say something, with its name. Declarations of types and entities are not followed."""
    if len(data) > _MOST_BYTES or b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return
    start = data.find(b"<x:xmpmeta")
    start = data.find(b"<rdf:RDF") if start < 0 else start
    end = data.rfind(b"<?xpacket end")
    body = data[max(start, 0) : end if end > 0 else None]
    try:
        root = etree.fromstring(
            body,
            etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True),
        )
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    count = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        pairs = [(_local(str(key)), str(value)) for key, value in element.attrib.items()]
        if (element.text or "").strip():
            pairs.append((_named(element), element.text or ""))
        for name, value in pairs:
            if not _TECHNICAL.search(name) and _says(value):
                count += 1
                if count > _MOST_VALUES:
                    return
                yield _NAMES.get(name, name), value.strip()


def _says(value: str) -> bool:
    """Whether a value may be read by a person: identifiers, addresses of vocabularies and times are not."""
    value = value.strip()
    if re.fullmatch(
        r"(?:uuid|xmp\.[di]id|adobe:docid[^ ]*|urn|https?):?\S*|[0-9A-Fa-f-]{16,}|[\d:.TZ+-]+|true|false|default|x-default",
        value,
        re.I,
    ):
        return False
    return re.search(r"[^\W\d_]{2}|\d{5}", value) is not None


def _named(element: etree._Element) -> str:
    current: etree._Element | None = element
    while current is not None and _local(str(current.tag)) in _CONTAINERS:
        current = current.getparent()
    return _local(str(current.tag)) if current is not None else "description"


def _local(name: str) -> str:
    return name.rpartition("}")[2]
