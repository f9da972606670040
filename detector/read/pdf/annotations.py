"""Annotations and form fields: what is laid over the pages, and what is written in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.pdf.strings import as_text, plain, texts_in
from detector.types import Where

_MOST = 20_000
_DEEPEST_FIELD = 40
_SILENT = frozenset({"/Link", "/Widget"})
_NAMES = {
    "/Text": "a note",
    "/FreeText": "a text note",
    "/Highlight": "a highlight",
    "/Stamp": "a stamp",
    "/Popup": "a popup",
}


def redaction_marks(pdf: Any, most_pages: int) -> dict[int, list[tuple[float, float, float, float]]]:
    """The rectangles, as shown, of redaction marks that were set and never applied, by page from 1."""
    result: dict[int, list[tuple[float, float, float, float]]] = {}
    for number, page in enumerate(islice(pdf.pages, most_pages), 1):
        for item in _annotations(page):
            if str(item.get("/Subtype", "")) == "/Redact" and (rect := _numbers(item.get("/Rect"), 4)):
                result.setdefault(number, []).append(_shown(page, rect))
    return result


def read_annotations(pdf: Any, builder: DocumentBuilder) -> list[Any]:
    """Add what annotations say, and who wrote them. Returns the attached files' specifications."""
    attached = []
    for number, page in enumerate(islice(pdf.pages, builder.limits.pages), 1):
        for item in _annotations(page):
            kind = str(item.get("/Subtype", ""))
            if kind == "/FileAttachment" and item.get("/FS") is not None:
                attached.append(item.get("/FS"))
            if kind not in _SILENT:
                _add(item, _NAMES.get(kind, "an annotation"), Where(page=number), builder)
    return attached


def link_targets(pdf: Any, most_pages: int) -> Iterator[str]:
    """The addresses and files that links on the pages lead to."""
    for page in islice(pdf.pages, most_pages):
        for item in _annotations(page):
            action = item.get("/A")
            if hasattr(action, "get"):
                for key in ("/URI", "/F"):
                    yield from texts_in(action.get(key))


def read_fields(pdf: Any, builder: DocumentBuilder) -> None:
    """Add the values of form fields: what is filled in, what was there before, and what the lists offer."""
    form = pdf.Root.get("/AcroForm")
    if not hasattr(form, "get"):
        return
    if form.get("/XFA") is not None:
        builder.incomplete("holds an XFA form, which was not read")
    for name, field in islice(_fields(form.get("/Fields"), "", 0), _MOST):
        said: list[str] = []
        for key in ("/V", "/DV", "/RV", "/TU", "/Opt"):
            said += [text for text in texts_in(field.get(key)) if text not in said]
        said = [text for text in map(plain, said) if any(letter.isalnum() for letter in text) and text != name]
        if said and not (str(field.get("/FT", "")) == "/Btn" and set(said) <= {"Off", "Yes", "On"}):
            builder.hidden_block("form-field", "\n".join(said), "a form field", Where(), name)


def _add(item: Any, what: str, where: Where, builder: DocumentBuilder) -> None:
    author = as_text(item.get("/T"))
    said = [as_text(item.get(key)) for key in ("/Contents", "/Subj")]
    rich = plain(as_text(item.get("/RC")))
    if rich and rich not in said[0]:
        said.append(rich)
    said = [
        text for text in said if text.strip() and text.strip() not in ("Sticky Note", "Highlight", "Redact", "Comment")
    ]
    label = f"author: {author}" if author else ""
    text = "\n".join(said) or label
    if any(letter.isalnum() for letter in text):
        builder.hidden_block("annotation", text, f"{what} on page {where.page:,}", where, label)


def _annotations(page: Any) -> Iterator[Any]:
    try:
        found = page.obj.get("/Annots")
        items = list(islice(found, _MOST)) if found is not None else []
    except (TypeError, ValueError, RuntimeError):
        return
    yield from (item for item in items if hasattr(item, "get") and hasattr(item, "keys"))


def _fields(items: Any, above: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST_FIELD or items is None:
        return
    try:
        found = list(islice(items, _MOST))
    except (TypeError, ValueError, RuntimeError):
        return
    for field in found:
        if not hasattr(field, "keys"):
            continue
        name = ".".join(filter(None, [above, as_text(field.get("/T"))]))
        yield name, field
        yield from _fields(field.get("/Kids"), name, depth + 1)


def _numbers(value: Any, count: int) -> list[float] | None:
    try:
        found = [float(number) for number in value]
    except (TypeError, ValueError):
        return None
    return found if len(found) == count else None


def _shown(page: Any, rect: list[float]) -> tuple[float, float, float, float]:
    """A rectangle of the page description as shown, like ``content.Placement`` does it."""
    box = _numbers(page.cropbox, 4) or [0.0, 0.0, 612.0, 792.0]
    left, bottom, right, top = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
    turn = int(page.rotation) // 90 % 4 if hasattr(page, "rotation") else int(page.obj.get("/Rotate", 0)) // 90 % 4
    points = [(rect[0], rect[1]), (rect[2], rect[3])]
    moves = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    (x0, y0), (x1, y1) = (moves[turn](x, y) for x, y in points)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
