"""Presentations without what no slide shows: notes, comments, hidden slides and shapes, and texts that cannot be seen."""

from __future__ import annotations

from lxml import etree

from detector.read import Limits
from detector.read.office.xml import attr, child, children, descendants, local
from detector.read.slides.geometry import SlideSize, Transform
from detector.read.slides.shapes import is_white_ground, run_out_of_sight
from detector.rewrite.clean.office import clean_common
from detector.rewrite.clean.parts import Parts, take_out
from detector.rewrite.errors import RefusedError
from detector.types import Document

_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "grpSp"})
_MASTERS = r"ppt/(?:slidelayouts|slidemasters|notesmasters|handoutmasters)/[^/]*\.xml$"


def clean_slides(data: bytes, document: Document, limits: Limits) -> bytes:
    """The presentation without its hidden content. Raises RefusedError where its main part is damaged."""
    parts = Parts(data, limits)
    main = parts.package.main("ppt/presentation.xml")
    root = parts.root(main)
    if root is None:
        raise RefusedError("is damaged: its main part could not be read; it was not written")
    parts.drop(parts.names(r"ppt/(?:notesslides|commentauthors|authors|threadedcomments|comments)"))
    _drop_hidden_slides(parts, main, root)
    clean_common(parts)
    size = SlideSize.of(child(root, "sldSz"))
    layouts: set[str] = set()
    for part in _slides(parts, main, root):
        own = parts.package.related(part, "slideLayout")
        layouts.update(name.lower() for name in own)
        _clean_slide(parts, part, own, size)
    _clean_masters(parts, layouts)
    extensions = child(root, "extLst")
    if extensions is not None:
        take_out(extensions)
    parts.touch(main)
    return parts.saved()


def _slides(parts: Parts, main: str, root: etree._Element) -> list[str]:
    links = {link.id: link.target for link in parts.package.relations(main).values()}
    ids = [_id(item) for item in children(child(root, "sldIdLst"), "sldId")]
    return [links[number] for number in ids if number in links]


def _id(item: etree._Element) -> str:
    return next((str(v) for k, v in item.attrib.items() if str(k).endswith("}id")), "")


def _drop_hidden_slides(parts: Parts, main: str, root: etree._Element) -> None:
    links = {link.id: link.target for link in parts.package.relations(main).values()}
    gone = []
    for item in list(children(child(root, "sldIdLst"), "sldId")):
        slide = parts.root(links.get(_id(item), ""))
        if slide is not None and attr(slide, "show", "1") in ("0", "false"):
            gone.append(links[_id(item)])
            take_out(item)
    parts.drop(gone)
    parts.touch(main)


def _clean_slide(parts: Parts, part: str, layouts: list[str], size: SlideSize) -> None:
    slide = parts.root(part)
    tree = child(slide, "cSld", "spTree")
    if slide is None or tree is None:
        return
    behind = [slide, *(r for name in layouts[:1] if (r := parts.root(name)) is not None)]
    behind += [
        r
        for name in layouts[:1]
        for m in parts.package.related(name, "slideMaster")[:1]
        if (r := parts.root(m)) is not None
    ]
    white = is_white_ground(behind)
    _clean_shapes(tree, Transform(), size)
    for run in list(descendants(tree, "r", "fld")):
        filled = any(local(a) in ("sp", "tc") and _is_painted(a) for a in run.iterancestors())
        if run_out_of_sight(run, white and not filled):
            take_out(run)
    for cell in descendants(tree, "tc"):
        if attr(cell, "hMerge") in ("1", "true") or attr(cell, "vMerge") in ("1", "true"):
            for text in descendants(cell, "t"):
                text.text = ""
    for link in descendants(tree, "hlinkClick", "hlinkHover"):
        if "tooltip" in link.attrib:
            del link.attrib["tooltip"]
    parts.touch(part)


def _clean_shapes(tree: etree._Element, transform: Transform, size: SlideSize) -> None:
    for item in list(tree):
        name = local(item)
        if name not in _SHAPES:
            continue
        own = next((e for part in item if (e := child(part, "cNvPr")) is not None), None)
        frame = transform.frame(item)
        if attr(own, "hidden") in ("1", "true") or (name != "grpSp" and frame is not None and size.is_outside(frame)):
            take_out(item)
        elif name == "grpSp":
            _clean_shapes(item, transform.inside(item), size)


def _is_painted(shape: etree._Element) -> bool:
    fills = ("solidFill", "gradFill", "blipFill", "pattFill")
    groups = [found for name in ("spPr", "tcPr") if (found := child(shape, name)) is not None]
    return any(local(item) in fills for group in groups for item in group)


def _clean_masters(parts: Parts, used: set[str]) -> None:
    """Texts of layouts and masters that no slide shows."""
    masters = {m.lower() for name in used for m in parts.package.related(name, "slideMaster")}
    for name in parts.names(_MASTERS):
        root = parts.root(name)
        if root is None or name in used | masters:
            continue
        for text in descendants(root, "t"):
            text.text = ""
        parts.touch(name)
