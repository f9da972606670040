"""What goes with slides and is not on them: notes, comments and their authors, layouts and masters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, local, own_text
from detector.read.slides.shapes import shape_texts
from detector.types import Where

_PROMPT = re.compile(
    r"click (?:icon )?to\b|drag (?:picture|the)\b|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth) (?:outline )?level$|"
    r"[‹<](?:#|number|date/time|footer|header)[›>]$|(?:edit )?master \w+ styles?$|(?:footer|header|date/time|slide number)$",
    re.I,
)
_ACCOUNT = re.compile(r"[^\s:@]{1,100}@[^\s:@]{1,100}")


def add_notes(package: Package, part: str, number: int, builder: DocumentBuilder) -> None:
    """Add the speaker notes of a slide."""
    for name in package.related(part, "notesSlide"):
        root = package.xml(name)
        texts = [text for kind, text in shape_texts(root) if kind not in ("sldNum", "dt")] if root is not None else []
        builder.hidden_block("speaker-notes", "\n".join(texts), f"the notes of slide {number}", Where(page=number))


def add_comments(package: Package, part: str, number: int, builder: DocumentBuilder) -> set[str]:
    """Add the comments on a slide, old and modern. Returns the authors that are named."""
    people = _authors(package)
    told: set[str] = set()
    for name in package.related(part, "comments"):
        root = package.xml(name)
        for comment in descendants(root, "cm", "reply") if root is not None else ():
            author = people.get(attr(comment, "authorId"), ("", ""))[0]
            told.add(author)
            label = f"author: {author}" if author else ""
            builder.hidden_block("comment", _text(comment) or label, "a comment", Where(page=number), label)
    return told


def unused_authors(package: Package, told: set[str], builder: DocumentBuilder) -> None:
    """Add the people on the list of authors of whom no comment is left, and the accounts of all."""
    for author, account in _authors(package).values():
        if author and (account or author not in told):
            text = f"user: {author}" + (f" ({account})" if account and account != author else "")
            builder.hidden_block("property", text, "an entry in the list of authors", Where(), "user")


def add_masters(package: Package, main: str, used: set[str], builder: DocumentBuilder) -> None:
    """Add what is written on layouts and masters: visible where a slide shows it, hidden elsewhere."""
    masters = {master for layout in used for master in package.related(layout, "slideMaster")}
    shown = {name.lower() for name in used | masters}
    said: set[str] = set()
    pattern = r"ppt/(?:slidelayouts|slidemasters|notesmasters|handoutmasters)/[^/]*\.xml$"
    for part in sorted(package.names(pattern), key=lambda name: name not in shown):
        root = package.xml(part)
        for kind, text in shape_texts(root) if root is not None else ():
            kept = "\n".join(line for line in text.split("\n") if not _PROMPT.match(line.strip()))
            if not kept.strip() or kept in said:
                continue
            said.add(kept)
            if part in shown and not kind:
                builder.block(kept, "note", label="layout")
            else:
                builder.hidden_block("master-text", kept, "text on a layout that no slide shows")


def _authors(package: Package) -> dict[str, tuple[str, str]]:
    """Name and account of every author by id."""
    people: dict[str, tuple[str, str]] = {}
    for part in (*package.names(r"ppt/commentauthors\.xml$"), *package.names(r"ppt/authors\.xml$")):
        root = package.xml(part)
        for item in (*children(root, "cmAuthor"), *children(root, "author")):
            account = _ACCOUNT.search(attr(item, "userId"))
            people[attr(item, "id")] = attr(item, "name"), account.group() if account else ""
    return people


def _text(comment: etree._Element) -> str:
    plain = child(comment, "text")
    if plain is not None:
        return own_text(plain).strip()
    return "\n".join(_lines(child(comment, "txBody"))).strip()


def _lines(body: etree._Element | None) -> Iterator[str]:
    for paragraph in children(body, "p"):
        yield "".join(own_text(t) for t in paragraph.iter() if local(t) == "t")
