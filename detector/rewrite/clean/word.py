"""Word documents without what nobody sees: revisions accepted, comments, hidden text, controls and settings taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from detector.read import Limits
from detector.read.office.xml import attr, child, children, descendants, is_on, local, own_text
from detector.read.word.marginal import shown_margins
from detector.read.word.runs import ROUTINE_FIELD, run_out_of_sight
from detector.read.word.styles import Styles, background
from detector.rewrite.clean.office import clean_common
from detector.rewrite.clean.parts import Parts, take_out, unwrap
from detector.rewrite.errors import RefusedError
from detector.rewrite.word import drop_fallbacks
from detector.types import Document

_REMOVED = frozenset(
    "del moveFrom commentRangeStart commentRangeEnd commentReference annotationRef moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart "
    "customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd proofErr permStart permEnd delText delInstrText cellIns cellDel".split()
)
_UNWRAPPED = frozenset({"ins", "moveTo", "customXml", "smartTag"})
_SETTINGS = frozenset(
    "docVars mailMerge rsids attachedTemplate trackRevisions documentProtection writeProtection".split()
)
_CHANGE = re.compile(r"(?:r|p|tbl|tr|tc|sect|tblGrid|tblPrEx|numbering|tblEx)(?:Pr)?(?:Ex)?Change$")


def clean_word(data: bytes, document: Document, limits: Limits) -> bytes:
    """The document without its hidden content. Raises RefusedError where its main part is damaged."""
    parts = Parts(data, limits)
    main = parts.package.main("word/document.xml")
    root = parts.root(main)
    if root is None:
        raise RefusedError("is damaged: its main part could not be read; it was not written")
    _drop_unused_margins(parts, main, root)
    clean_common(parts)
    sheets = parts.package.related(main, "styles")
    styles = Styles.of(parts.root(sheets[0]) if sheets else None)
    page = child(root, "background") is None
    for name in _stories(parts, main):
        story = parts.root(name)
        if story is None:
            continue
        _accept(story)
        drop_fallbacks(story)
        _drop_hidden(story, styles, page and name == main.lower())
        _drop_controls(story)
        _drop_fields(story)
        _drop_numbers_of_sessions(story)
        parts.touch(name)
    for name in parts.package.related(main, "settings"):
        _clean_settings(parts, name)
    return parts.saved()


def _stories(parts: Parts, main: str) -> list[str]:
    others = [
        part.lower()
        for kind in ("header", "footer", "footnotes", "endnotes")
        for part in parts.package.related(main, kind)
    ]
    return list(dict.fromkeys([main.lower(), *others]))


def _drop_unused_margins(parts: Parts, main: str, root: etree._Element) -> None:
    shown = shown_margins(parts.package, main, root)
    every = {p.lower() for kind in ("header", "footer") for p in parts.package.related(main, kind)}
    every |= set(parts.names(r"word/(?:header|footer)\d*\.xml$"))
    parts.drop(every - shown)


def _accept(story: etree._Element) -> None:
    """Every tracked change as if it had been accepted; comments' anchors and marks of editing go."""
    for row in list(descendants(story, "tr")):
        if child(row, "trPr", "del") is not None:
            take_out(row)
    for item in list(story.iter()):
        name = local(item)
        parent = item.getparent()
        if parent is None:
            continue
        in_properties = local(parent) in ("rPr", "trPr")
        if name in _REMOVED or _CHANGE.match(name) or (name in _UNWRAPPED and in_properties):
            take_out(item)
        elif name in _UNWRAPPED:
            unwrap(item)


def _drop_hidden(story: etree._Element, styles: Styles, body: bool) -> None:
    """Runs that nobody sees, and hidden rows."""
    for row in list(descendants(story, "tr")):
        if is_on(child(row, "trPr", "hidden")):
            take_out(row)
    for paragraph in list(descendants(story, "p")):
        places = [a for a in paragraph.iterancestors() if local(a) in ("tc", "txbxContent")]
        cell = next((a for a in places if local(a) == "tc"), None)
        behind = background(child(cell, "tcPr")) or "" if cell is not None else ""
        for run in _runs(paragraph):
            if run_out_of_sight(run, paragraph, styles, body and not places, behind):
                take_out(run)


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of a paragraph itself, not those of boxes that hang on it."""
    found = []
    for run in descendants(paragraph, "r"):
        above = next((a for a in run.iterancestors() if local(a) == "p"), None)
        if above is paragraph:
            found.append(run)
    return found


def _drop_controls(story: etree._Element) -> None:
    """Content controls become what they show; their titles, tags, bindings and lists go."""
    for control in list(descendants(story, "sdt")):
        unwrap(control, child(control, "sdtContent"))
    for item in list(descendants(story, "ffData")):
        take_out(item)


def _drop_fields(story: etree._Element) -> None:
    """Fields whose code tells something become their result."""
    for simple in list(descendants(story, "fldSimple")):
        if not ROUTINE_FIELD.match(attr(simple, "instr")) or _is_telling(attr(simple, "instr")):
            unwrap(simple)
    open_fields: list[tuple[list[etree._Element], list[str], bool]] = []
    for run in list(descendants(story, "r")):
        for item in list(run):
            name = local(item)
            if name == "fldChar" and attr(item, "fldCharType") == "begin":
                open_fields.append(([item], [], True))
            elif name == "fldChar" and open_fields:
                marks, codes, _ = open_fields[-1]
                marks.append(item)
                open_fields[-1] = (marks, codes, False)
                if attr(item, "fldCharType") == "end":
                    open_fields.pop()
                    _settle(marks, "".join(codes))
            elif name == "instrText" and open_fields and open_fields[-1][2]:
                open_fields[-1][0].append(item)
                open_fields[-1][1].append(own_text(item))


def _settle(marks: Iterable[etree._Element], code: str) -> None:
    if not ROUTINE_FIELD.match(code) or _is_telling(code):
        for mark in marks:
            take_out(mark)


def _is_telling(code: str) -> bool:
    """A link in a field: its target and its tip are nothing that the page shows."""
    return (
        re.match(r"\s*hyperlink\b", code, re.I) is not None
        and re.search(r"mailto:|@|file:|\\\\|\\o", code, re.I) is not None
    )


def _drop_numbers_of_sessions(story: etree._Element) -> None:
    """Numbers that tell which words were typed in one session (17.15.1.70)."""
    for item in story.iter():
        for key in [k for k in item.attrib if str(k).rpartition("}")[2].startswith("rsid")]:
            del item.attrib[key]


def _clean_settings(parts: Parts, name: str) -> None:
    root = parts.root(name)
    for item in list(root if root is not None else ()):
        if local(item) in _SETTINGS:
            take_out(item)
            parts.touch(name)
    rels = name.lower().replace("word/", "word/_rels/") + ".rels"
    links = parts.root(rels)
    for link in list(children(links, "Relationship")) if links is not None else ():
        take_out(link)
        parts.touch(rels)
