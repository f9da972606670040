"""Document properties: who wrote a file, for whom, under which title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package
from detector.read.office.xml import attr, local, own_text
from detector.types import Where

_NAMES = {
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "title": "title",
    "subject": "subject",
    "description": "description",
    "keywords": "keywords",
    "category": "category",
    "Manager": "manager",
    "Company": "company",
    "HyperlinkBase": "link base",
}
_PARTS = (("core-properties", r"docprops/core"), ("extended-properties", r"docprops/app"))
_TECHNICAL = re.compile(
    r"PresentationFormat|ContentTypeId|AppVersion|ICV|KSOProductBuildVer|WorkbookGuid|_dlc_DocIdItemGuid"
)
_TELLS = re.compile(r"[^\W\d_]{2}|\d{5}")


def read_properties(package: Package, builder: DocumentBuilder) -> None:
    """Add every property that people fill in as a hidden part; times, counts and program names are none."""
    for name, value in _properties(package):
        if _TELLS.search(value):
            what = f"document property '{name}'" if name in _NAMES.values() else "a custom document property"
            builder.hidden_block("property", f"{name}: {value}", what, Where(), name)


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    for kind, usual in _PARTS:
        for part in package.related("", kind) or package.names(usual):
            root = package.xml(part)
            for element in root if root is not None else ():
                if local(element) in _NAMES:
                    yield _NAMES[local(element)], own_text(element).strip()
    for part in package.related("", "custom-properties") or package.names(r"docprops/custom"):
        root = package.xml(part)
        for element in root if root is not None else ():
            texts = [own_text(item).strip() for item in element.iter() if own_text(item).strip()]
            name = attr(element, "name") or "custom"
            if not _TECHNICAL.fullmatch(name):
                yield name, " ".join(texts)
