"""Parts of a zip package replaced; every other member is copied as it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from detector.read.office.package import Package
from detector.rewrite.errors import RefusedError


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with new contents for some members, by their names in lower case without a leading slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            name = info.filename.lstrip("/").replace("\\", "/").lower()
            new.writestr(info, parts.get(name, b"") if name in parts else old.read(info))
    return out.getvalue()


def editable(package: Package, name: str) -> etree._Element:
    """The root of a part with its comments and instructions kept. Raises RefusedError where it is damaged."""
    data = package.safe_xml(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        return etree.fromstring(data or b"", parser)
    except etree.XMLSyntaxError:
        raise RefusedError("has a damaged part that would have to be changed; it was not written") from None


def serialised(root: etree._Element) -> bytes:
    """The bytes of a changed part."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
