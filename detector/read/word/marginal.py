"""What stands beside the body: headers, footers, footnotes, comments, revisions, settings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, is_on, local
from detector.read.word.story import Gathered, Hidden, Story
from detector.types import Where

_NOTE_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_INSERTED = frozenset({"ins", "moveTo", "cellIns"})
_WORD = re.compile(r"[^\W\d_]{2}")
_TECHNICAL = re.compile(r"goog_rdk_\d+$|\{?[0-9a-f-]{32,38}\}?$", re.I)
_DELETED = frozenset({"del", "moveFrom", "cellDel"})


def read_notes(
    package: Package, main: str, document: etree._Element, story: Story, builder: DocumentBuilder
) -> list[etree._Element]:
    """Add headers, footers, footnotes and endnotes as visible notes, those that no page shows as hidden ones.

    Returns the roots of their parts.
    """
    roots: list[etree._Element] = []
    said: set[tuple[str, str]] = set()
    shown = shown_margins(package, main, document)
    for kind in ("header", "footer"):
        # What is shown goes first, so that an unused copy of it says nothing new.
        linked = dict.fromkeys(part.lower() for part in package.related(main, kind))
        parts = sorted(
            [*linked, *(p for p in package.names(rf"word/{kind}\d*\.xml$") if p not in linked)],
            key=lambda part: part not in shown,
        )
        for part in parts:
            for root in _roots(package, part, roots):
                text = story.text_of(root)
                if (kind, text) in said:
                    continue
                said.add((kind, text))
                if part in shown:
                    builder.block(text, "note", Where(), kind)
                else:
                    builder.hidden_block("hidden-header", text, f"a {kind} that no page shows", Where(), kind)
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for part in package.related(main, kind):
            for root in _roots(package, part, roots):
                for note in children(root, name):
                    if attr(note, "type") not in _NOTE_SEPARATORS:
                        builder.block(story.text_of(note), "note", Where(), name)
    return roots


def read_comments(package: Package, main: str, story: Story, gathered: Gathered, anchors: dict[str, int]) -> None:
    """Keep every comment, with its author and the paragraph that it is about."""
    for part in package.related(main, "comments"):
        root = package.xml(part)
        for comment in children(root, "comment"):
            text, author = story.text_of(comment), attr(comment, "author") or attr(comment, "initials")
            label = f"author: {author}" if author else ""
            where = Where(paragraph=anchors.get(attr(comment, "id")))
            gathered.hidden.append(Hidden("comment", text or label, "a comment", where, label))


def read_authors(package: Package, main: str, roots: list[etree._Element], gathered: Gathered) -> None:
    """Keep who tracked changes and who is on the list of people, each once a kind of change."""
    counts = Counter(found for root in roots for found in _changes(root))
    deletions = {
        (hidden.kind, hidden.label) for hidden in gathered.hidden if hidden.kind in ("tracked-deletion", "moved-text")
    }
    for (kind, what, author), count in counts.items():
        label = f"author: {author}"
        if (kind, label) not in deletions:
            content = f"the author of {count:,} tracked {what}" + ("s" if count > 1 else "")
            gathered.hidden.append(Hidden(kind, label, content, Where(), label))
    known = {author for _, _, author in counts}
    for part in package.related(main, "people"):
        for person in children(package.xml(part), "person"):
            accounts = [attr(item, "userId") for item in descendants(person, "presenceInfo")]
            account = next((m.group() for a in accounts if (m := re.search(r"[^\s:@]{1,100}@[^\s:@]{1,100}", a))), "")
            author = attr(person, "author")
            if author and (account or author not in known):
                text = f"user: {author}" + (f" ({account})" if account and account != author else "")
                gathered.hidden.append(Hidden("property", text, "an entry in the list of people", Where(), "user"))


def read_controls(roots: list[etree._Element], gathered: Gathered) -> None:
    """Keep the titles and tags of content controls, and the entries of their lists."""
    for properties in (item for root in roots for item in descendants(root, "sdtPr")):
        labels = [attr(child(properties, name), "val") for name in ("alias", "tag")]
        entries = [attr(i, "displayText") or attr(i, "val") for i in descendants(properties, "listItem")]
        gathered.labels.update(dict.fromkeys(t for t in labels if _WORD.search(t) and not _TECHNICAL.match(t)))
        gathered.codes.update(dict.fromkeys(text for text in entries if _WORD.search(text)))


def read_settings(package: Package, main: str, gathered: Gathered) -> None:
    """Keep document variables and what a mail merge was connected to."""
    for part in package.related(main, "settings"):
        root = package.xml(part)
        if root is None:
            continue
        variables = [
            f"{attr(item, 'name')}: {attr(item, 'val')}" for item in descendants(root, "docVar") if attr(item, "val")
        ]
        if variables:
            gathered.hidden.append(Hidden("document-variable", "\n".join(variables), "document variables"))
        merge = [
            attr(item, "val") for item in descendants(root, "connectString", "query", "addressFieldName", "mailSubject")
        ]
        if any(merge):
            gathered.hidden.append(Hidden("mail-merge", "\n".join(merge), "what a mail merge was connected to"))


def shown_margins(package: Package, main: str, document: etree._Element) -> set[str]:
    """The headers and footers that a page can show: first pages and even pages only where a setting says so (17.10)."""
    links = package.relations(main)
    settings = [root for part in package.related(main, "settings") if (root := package.xml(part)) is not None]
    even = any(is_on(item) for root in settings for item in descendants(root, "evenAndOddHeaders"))
    shown: set[str] = set()
    inherits_first = False
    for section in descendants(document, "sectPr"):
        inherits_first = inherits_first or bool(is_on(child(section, "titlePg")))
    for section in descendants(document, "sectPr"):
        for item in section:
            if local(item) in ("headerReference", "footerReference"):
                kind = attr(item, "type", "default")
                link = links.get(next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), ""))
                if link and (kind == "default" or (kind == "first" and inherits_first) or (kind == "even" and even)):
                    shown.add(link.target.lower())
    return shown


def _roots(package: Package, part: str, roots: list[etree._Element]) -> Iterator[etree._Element]:
    root = package.xml(part)
    if root is not None:
        roots.append(root)
        yield root


def _changes(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    for item in root.iter():
        name, author = local(item), ""
        if name in _INSERTED or name in _DELETED or name.endswith("Change"):
            author = attr(item, "author")
        if not author:
            continue
        if name in _INSERTED:
            yield "tracked-insertion", "insertion", author
        elif name in _DELETED:
            yield ("moved-text", "move", author) if name == "moveFrom" else ("tracked-deletion", "deletion", author)
        else:
            yield "tracked-formatting", "change of format", author
