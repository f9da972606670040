"""Which parts of an Office file nobody has asked for. Nothing is passed over in silence: text is read, the rest is named."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package

# Parts that hold formats, numbers and drawings and no words of people.
_FORMAT_ONLY = re.compile(
    r"\[content_types\]\.xml$|mimetype$|.*\.rels$|customxml/itemprops\d*\.xml$|docprops/thumbnail|_xmlsignatures/origin\.sigs$|"
    r"(?:word|xl|ppt)/(?:glossary/)?(?:theme|fonts|activex|ctrlprops)/|"
    r"(?:word|xl|ppt)/(?:glossary/)?(?:styles|styleswitheffects|fonttable|settings|websettings|numbering|tablestyles|presprops|"
    r"viewprops|calcchain|metadata|commentsids|commentsextended|commentsextensible)\.xml$|"
    r"(?:word|xl|ppt)/(?:charts|drawings)/(?:style|colors)\d*\.xml$|"
    r"(?:word|xl|ppt)/diagrams/(?:layout|quickstyle|colors|drawing)\d*\.xml$|"
    r"xl/(?:richdata/|featurepropertybag/)|ppt/revisioninfo\.xml$|"
    r"(?:word|xl|ppt)/attachedtoolbars|(?:xl|word|ppt)/printersettings/|(?:.*/)?thumbs\.db$|(?:.*/)?\.ds_store$",
    re.I,
)
_UNREAD = (
    (r"xl/model/", "a data model, which was not read"),
    (r"(?:word|xl|ppt)/vba", "macros, which were not read"),
    (r"xl/(?:macrosheets|dialogsheets)/[^/]*$", "sheets of old macros or dialogs, which were not read"),
    (r"(?:word|xl|ppt)/ink/", "ink, which was not read"),
    (r"ppt/media/.*\.(?:mp4|m4a|mov|avi|wmv|wma|mp3|wav)$", "sound or film, which was not read"),
)
_MOST_NAMED = 3


def unclaimed(package: Package) -> list[str]:
    """The XML parts that no reader has asked for and that may hold words."""
    return [name for name in _left(package) if name.endswith((".xml", ".vml")) and not _has_sentence(name)]


def report_unread(package: Package, builder: DocumentBuilder) -> None:
    """Say which parts nobody read; the document is partly read where there are any."""
    for pattern, what in _UNREAD:
        if package.names(pattern):
            builder.incomplete(f"holds {what}")
    name_unknown([name for name in _left(package) if not _has_sentence(name)], builder)


def name_unknown(unknown: Sequence[str], builder: DocumentBuilder) -> None:
    """Say that parts of these names were not read, by their endings: a name may itself be a find."""
    kinds = dict.fromkeys("*" + posixpath.splitext(name)[1][:8] for name in unknown)
    if unknown:
        count = "a part" if len(unknown) == 1 else f"{len(unknown):,} parts"
        listed = ", ".join(list(kinds)[:_MOST_NAMED])
        builder.incomplete(f"holds {count} of a kind that is not known ({listed}): not read")


def _left(package: Package) -> list[str]:
    return [name for name in package.names() if name not in package.asked and not _FORMAT_ONLY.match(name)]


def _has_sentence(name: str) -> bool:
    return any(re.match(pattern, name) for pattern, _ in _UNREAD)
