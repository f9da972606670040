"""Which parts of an OpenDocument package nobody has asked for."""

from __future__ import annotations

import re

from detector.read.builder import DocumentBuilder
from detector.read.office.inventory import name_unknown
from detector.read.office.package import Package

# Formats, toolbars, fonts, and pictures that stand in for objects.
_FORMAT_ONLY = re.compile(
    r"mimetype$|meta-inf/manifest\.xml$|manifest\.rdf$|layout-cache$|thumbnails/|configurations2/|objectreplacements/|fonts/|"
    r"[^/]+/(?:styles|meta|settings)\.xml$|(?:basic|dialogs)/(?:[^/]+/)?(?:script|dialog)-l[bc]\.xml$|"
    r"[^/]+/configurations2/|META-INF/.*\.rdf$",
    re.I,
)
_MACROS = r"(?:basic/[^/]+/(?!script-l)|scripts/)"
_SIGNATURES = r"meta-inf/.*signatures\.xml$"


def report_unread(package: Package, builder: DocumentBuilder) -> None:
    """Say which parts nobody read; the document is partly read where there are any."""
    if package.names(_MACROS):
        builder.incomplete("holds macros, which were not read")
    if package.names(_SIGNATURES):
        builder.incomplete("holds a digital signature, which was not read")
    known = (_FORMAT_ONLY, re.compile(_MACROS), re.compile(_SIGNATURES))
    left = [n for n in package.names() if n not in package.asked and not any(k.match(n) for k in known)]
    name_unknown(left, builder)
