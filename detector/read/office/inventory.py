"""Which parts of an Office file a reader knows. Nothing is passed over in silence: the rest is named as not read."""

from __future__ import annotations

import posixpath
import re

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package

# Parts that readers have asked for, or that hold formats, numbers and pictures and no words of people.
_READ = re.compile(
    r"\[content_types\]\.xml$|mimetype$|.*\.rels$|docprops/|customxml/|_xmlsignatures/|docmetadata/|"
    r"(?:word|xl|ppt)/(?:media|charts|embeddings|diagrams|theme|fonts|activex|ctrlprops|ink)/|"
    r"(?:word|xl|ppt)/(?:styles|theme|fonttable|settings|websettings|numbering|stylesWithEffects|tablestyles|presprops|viewprops|"
    r"commentauthors|authors|people|comments\w*|document|footnotes|endnotes|header\d*|footer\d*|workbook|sharedstrings|"
    r"presentation|metadata|calcchain|volatiledependencies|connections|tasks|documenttasks)\.xml$|"
    r"word/(?:glossary|stylesWithEffects|theme)|"
    r"xl/(?:worksheets|chartsheets|drawings|tables|pivotcache|pivottables|externallinks|printersettings|comments\w*|persons|"
    r"threadedcomments|querytables|slicers|slicercaches|timelines|timelinecaches|revisions|richdata|namedsheetviews|"
    r"customproperty|xmlmaps|featurepropertybag|model)\b|"
    r"ppt/(?:slides|slidelayouts|slidemasters|notesslides|notesmasters|handoutmasters|comments|tags|drawings|revisioninfo|"
    r"tablestyles|printersettings|changesinfos|smarttags)\b|"
    r"(?:word|xl|ppt)/(?:vbaproject|vbadata|vbaprojectsignature\w*|attachedtoolbars)\b|customui/|userCustomization/|"
    r"(?:word|xl|ppt)/webextensions/|(?:.*/)?thumbs\.db$|(?:.*/)?\.ds_store$",
    re.I,
)
_UNREAD = (
    (r"xl/model/", "a data model, which was not read"),
    (r"(?:word|xl|ppt)/(?:vbaproject|vbadata)", "macros, which were not read"),
    (r"xl/(?:macrosheets|dialogsheets)/", "sheets of old macros or dialogs, which were not read"),
    (r"(?:word|xl|ppt)/ink/", "ink, which was not read"),
    (r"ppt/media/.*\.(?:mp4|m4a|mov|avi|wmv|wma|mp3|wav)$", "sound or film, which was not read"),
)
_MOST_NAMED = 3


def report_unread(package: Package, builder: DocumentBuilder) -> None:
    """Say which parts nobody read; the document is partly read where there are any."""
    said: set[str] = set()
    for pattern, what in _UNREAD:
        found = package.names(pattern)
        said.update(found)
        if found:
            builder.incomplete(f"holds {what}")
    unknown = [name for name in package.names() if name not in said and not _READ.match(name)]
    kinds = dict.fromkeys("*" + posixpath.splitext(name)[1][:8] for name in unknown)
    if unknown:
        count = "a part" if len(unknown) == 1 else f"{len(unknown):,} parts"
        listed = ", ".join(list(kinds)[:_MOST_NAMED])
        builder.incomplete(f"holds {count} of a kind that is not known ({listed}): not read")
