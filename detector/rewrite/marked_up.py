"""The reviewer's copy for Word: every change as a tracked change, and a comment at every finding.

It still contains the personal data, and says so in its name, in its first line and in every comment's author.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import child, local
from detector.rewrite.align import align, leaves_of
from detector.rewrite.changes import Place, places, text_at
from detector.rewrite.errors import RefusedError
from detector.rewrite.package import editable, serialised, with_parts
from detector.rewrite.word import drop_fallbacks, is_margin, text_leaves
from detector.types import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR = "disclosure-detector (not for publication)"
WARNING = (
    "REVIEWER'S COPY. It still contains the personal data that the published copy leaves out. NOT FOR PUBLICATION."
)
_WORDS = re.compile(r"\w+|\W")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment of the reviewer's copy: at which place of the document, and what it says."""

    place: Place
    text: str


def marked_up(before: bytes, after: bytes, document: Document, notes: Sequence[Note]) -> bytes:
    """The Word file ``before`` with what ``after`` changes as tracked changes, and a comment for each note.

    ``after`` is a copy that differs in the texts of its runs only; ``document`` is what reading ``before`` gave. Raises RefusedError
    for files of other kinds.
    """
    old, new = Package(before, Limits()), Package(after, Limits())
    main = old.main("word/document.xml")
    root, changed = editable(old, main), editable(new, main)
    drop_fallbacks(root)
    drop_fallbacks(changed)
    leaves, other = list(text_leaves(root)), list(text_leaves(changed))
    if len(leaves) != len(other):
        raise RefusedError("could not be marked up: its copy is built otherwise")
    _comment(root, leaves, document, notes)
    for number, ((element, text), (_, now)) in enumerate(zip(leaves, other, strict=True), 1):
        if text != now and local(element) == "t":
            _track(element, text, now, number)
    _warn(root)
    return with_parts(*_with_comments(before, main, root, notes))


def _tag(name: str) -> str:
    return f"{{{_W}}}{name}"


def _track(element: etree._Element, text: str, now: str, number: int) -> None:
    """The run of a text as what stays before, what was deleted, what was inserted, and what stays behind."""
    run = element.getparent()
    parent = run.getparent() if run is not None else None
    if run is None or parent is None:
        return
    at = parent.index(run)
    for kind, piece in _pieces(text, now):
        if piece:
            parent.insert(at, _piece(run, kind, piece, number))
            at += 1
    others = [item for item in run if item is not element and local(item) != "rPr"]
    if others:
        run.remove(element)
    else:
        parent.remove(run)


def _piece(run: etree._Element, kind: str, text: str, number: int) -> etree._Element:
    single = etree.Element(_tag("r"))
    properties = child(run, "rPr")
    if properties is not None:
        single.append(etree.fromstring(etree.tostring(properties)))
    item = etree.SubElement(single, _tag("delText" if kind == "del" else "t"))
    item.text = text
    item.set(_SPACE, "preserve")
    if not kind:
        return single
    change = etree.Element(_tag(kind))
    for key, value in (("id", f"{9000 + 2 * number + (kind == 'ins')}"), ("author", AUTHOR)):
        change.set(_tag(key), value)
    change.append(single)
    return change


def _pieces(text: str, now: str) -> Iterator[tuple[str, str]]:
    """What stays (""), is deleted ("del") and is inserted ("ins"), word by word; a space alone parts no two changes."""
    one, other = _WORDS.findall(text), _WORDS.findall(now)
    deleted = inserted = ""
    opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(opcodes):
        old, new = "".join(one[a:b]), "".join(other[c:d])
        between = 0 < number < len(opcodes) - 1
        if kind == "equal" and not (between and old.isspace()):
            yield from (("del", deleted), ("ins", inserted), ("", old))
            deleted = inserted = ""
        else:
            deleted, inserted = deleted + old, inserted + new
    yield from (("del", deleted), ("ins", inserted))


def _comment(
    root: etree._Element, leaves: Sequence[tuple[etree._Element, str]], document: Document, notes: Sequence[Note]
) -> None:
    """Anchors of the comments at the paragraphs of their places; what is in a header goes to the first paragraph."""
    every = [place for place in places(document) if not is_margin(document, place)]
    stream = leaves_of([text for _, text in leaves])
    starts = dict(zip(every, align([text_at(document, place) for place in every], stream), strict=True))
    first = next(iter(_paragraphs(root)), None)
    for number, note in enumerate(notes):
        at = starts.get(note.place)
        element = leaves[stream.spots[at][0]][0] if at is not None else None
        above = (a for a in element.iterancestors() if local(a) == "p") if element is not None else iter(())
        paragraph = next(above, first)
        if paragraph is not None:
            _anchor(paragraph, str(number))


def _anchor(paragraph: etree._Element, number: str) -> None:
    start, end = etree.Element(_tag("commentRangeStart")), etree.Element(_tag("commentRangeEnd"))
    start.set(_tag("id"), number)
    end.set(_tag("id"), number)
    paragraph.insert(1 if len(paragraph) and local(paragraph[0]) == "pPr" else 0, start)
    paragraph.append(end)
    reference = etree.SubElement(etree.SubElement(paragraph, _tag("r")), _tag("commentReference"))
    reference.set(_tag("id"), number)


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    return (item for item in root.iter() if local(item) == "p")


def _warn(root: etree._Element) -> None:
    body = child(root, "body")
    if body is None:
        return
    paragraph = etree.Element(_tag("p"))
    run = etree.SubElement(paragraph, _tag("r"))
    properties = etree.SubElement(run, _tag("rPr"))
    etree.SubElement(properties, _tag("b"))
    etree.SubElement(properties, _tag("color")).set(_tag("val"), "C00000")
    etree.SubElement(run, _tag("t")).text = WARNING
    body.insert(0, paragraph)


def _with_comments(
    data: bytes, main: str, root: etree._Element, notes: Sequence[Note]
) -> tuple[bytes, dict[str, bytes]]:
    """The package with a part for the comments, and the links to it."""
    package = Package(data, Limits())
    folder, base = posixpath.split(main)
    rels, comments = f"{folder}/_rels/{base}.rels", f"{folder}/comments.xml"
    parts = {main.lower(): serialised(root)}
    if not notes:
        return data, parts
    if package.data(comments) is not None:
        raise RefusedError("could not be marked up: it has comments of its own")
    links = editable(package, rels)
    etree.SubElement(
        links, f"{{{_REL}}}Relationship", {"Id": "rIdReviewer", "Type": _COMMENTS, "Target": "comments.xml"}
    )
    types = editable(package, "[Content_Types].xml")
    etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{comments}", "ContentType": _COMMENTS_TYPE})
    parts |= {rels.lower(): serialised(links), "[content_types].xml": serialised(types)}
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(comments, serialised(_comments(notes)))
    return out.getvalue(), parts


def _comments(notes: Sequence[Note]) -> etree._Element:
    root = etree.Element(_tag("comments"), nsmap={"w": _W})
    for number, note in enumerate(notes):
        comment = etree.SubElement(root, _tag("comment"))
        for key, value in (("id", str(number)), ("author", AUTHOR), ("initials", "dd")):
            comment.set(_tag(key), value)
        for line in note.text.split("\n"):
            run = etree.SubElement(etree.SubElement(comment, _tag("p")), _tag("r"))
            item = etree.SubElement(run, _tag("t"))
            item.text = line
            item.set(_SPACE, "preserve")
    return root
