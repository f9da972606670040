"""A page through PDFium: its characters, pictures and rules, each where it is shown.

PDFium (the engine of Chromium) is asked object by object, because only then a character can be joined to the run of text
that drew it, and taken out of the picture again.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from detector.read.pdf.model import Box, Glyph, Mark, PageContent, TextObject

_MOST_OBJECTS = 200_000
_MOST_GLYPHS = 500_000
_DEEPEST_FORM = 12
_THIN = 2.5
_LONGEST_PATH = 200
_ASCENT, _DESCENT = 0.8, 0.2
_NAMES = {pdfium.FPDF_PAGEOBJ_PATH: "path", pdfium.FPDF_PAGEOBJ_IMAGE: "image", pdfium.FPDF_PAGEOBJ_SHADING: "shading"}
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PageObjects:
    """The objects of one page in drawing order, those inside forms included."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.texts: dict[int, Any] = {}
        self.cut = False
        self.owners: dict[int, TextObject] = {}
        self.others: list[tuple[int, Any, Matrix]] = []
        self._order = 0
        self._walk(lambda i: pdfium.FPDFPage_GetObject(page, i), pdfium.FPDFPage_CountObjects(page), _SAME, False, 0)

    def _walk(self, get: Any, count: int, matrix: Matrix, optional: bool, depth: int) -> None:
        for index in range(max(count, 0)):
            self._order += 1
            if self._order > _MOST_OBJECTS:
                self.cut = True
                return
            item = get(index)
            if not item:
                continue
            kind = pdfium.FPDFPageObj_GetType(item)
            layered = optional or _is_optional(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth >= _DEEPEST_FORM:
                    self.cut = True
                    continue
                inner = _times(_matrix(item), matrix)
                self._walk(_getter(item), pdfium.FPDFFormObj_CountObjects(item), inner, layered, depth + 1)
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.texts[_address(item)] = item
                self.owners[_address(item)] = _text_object(item, self._order, layered, matrix)
            elif kind in _NAMES:
                self.others.append((self._order, item, matrix))

    def show_texts(self, shown: bool) -> None:
        """Draw the text of the page, or leave it out."""
        for item in self.texts.values():
            pdfium.FPDFPageObj_SetIsActive(item, shown)


def page_content(page: Any, objects: PageObjects) -> PageContent:
    """Everything that the page draws."""
    show = Placement(page)
    content = PageContent(show.width, show.height, cut=objects.cut)
    _add_glyphs(page, objects, show, content)
    for order, item, matrix in objects.others:
        kind = _NAMES[pdfium.FPDFPageObj_GetType(item)]
        box = _bounds(item, matrix)
        if box is None:
            continue
        content.marks.append(Mark(order, kind, show.box(*box)))
        if kind == "path":
            _add_rules(item, matrix, show, content)
    _add_annotations(page, show, content)
    return content


def _add_annotations(page: Any, show: Placement, content: PageContent) -> None:
    """Annotations are drawn last, over everything."""
    for index in range(min(max(pdfium.FPDFPage_GetAnnotCount(page), 0), _MOST_OBJECTS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        rect = pdfium.FS_RECTF()
        if annotation and pdfium.FPDFAnnot_GetRect(annotation, rect):
            box = show.box(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
            content.marks.append(Mark(_MOST_OBJECTS + 1, "annotation", box))
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


class Placement:
    """From the coordinates of the page description to those of the page as shown (ISO 32000-1, 7.7.3.3 and 8.3)."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = pdfium.FPDFPage_GetRotation(page) % 4
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if self._turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is shown."""
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        if self._turn == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where a rectangle is shown."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _add_glyphs(page: Any, objects: PageObjects, show: Placement, content: PageContent) -> None:
    textpage = page.get_textpage()
    raw = textpage.raw
    count = textpage.count_chars()
    if count > _MOST_GLYPHS:
        content.cut, count = True, _MOST_GLYPHS
    spaced, typed = True, False
    turn = pdfium.FPDFPage_GetRotation(page) * math.pi / 2
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        text = (
            "-" if code in (2, 0xFFFE) else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        )
        owner = objects.owners.get(_address(pdfium.FPDFText_GetTextObject(raw, index)))
        if text.isspace() or owner is None:
            spaced = True
            typed = typed or (text == " " and pdfium.FPDFText_IsGenerated(raw, index) != 1)
            continue
        if pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1 or text == "\ufffd" or (code < 32 and code != 2):
            content.unmapped += 1
            continue
        ink, box = _char_box(raw, index, show), _line_box(raw, index, show, owner.size)
        angle = (pdfium.FPDFText_GetCharAngle(raw, index) - turn) % (2 * math.pi)
        upright = min(angle, 2 * math.pi - angle) < 0.1
        content.glyphs.append(Glyph(text, ink, box if upright else ink, owner, spaced, typed, upright))
        spaced, typed = False, False
    textpage.close()


def _char_box(raw: Any, index: int, show: Placement) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    return show.box(left.value, bottom.value, right.value, top.value)


def _line_box(raw: Any, index: int, show: Placement, size: float) -> Box:
    """The width that a character takes on its line, and a height that is the same for all of a size.

    PDFium gives the height of the ink or of the font, as the font file has it, which is no measure of a line.
    """
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(raw, index, rect)
    left, top, right, bottom = show.box(rect.left, rect.bottom, rect.right, rect.top)
    if pdfium.FPDFText_GetCharOrigin(raw, index, x, y):
        baseline = show.point(x.value, y.value)[1]
        top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
    return left, top, right, bottom


def _text_object(item: Any, order: int, optional: bool, outer: Matrix) -> TextObject:
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    _a, _b, c, d, _, _ = _times(_matrix(item), outer)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    fill = (red.value, green.value, blue.value, alpha.value) if known else (0, 0, 0, 255)
    height = abs(size.value) * math.hypot(c, d)
    return TextObject(order, pdfium.FPDFTextObj_GetTextRenderMode(item), height, fill, optional)


def _is_optional(item: Any) -> bool:
    """Whether an object stands between ``/OC /Name BDC`` and ``EMC``."""
    for index in range(max(pdfium.FPDFPageObj_CountMarks(item), 0)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        buffer, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length) and (
            bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace") == "OC"
        ):
            return True
    return False


def _getter(form: Any) -> Any:
    return lambda index: pdfium.FPDFFormObj_GetObject(form, index)


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(item, m) else _SAME


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Any, matrix: Matrix) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    corners = [_apply(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    if not all(math.isfinite(value) for corner in corners for value in corner):
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _add_rules(item: Any, outer: Matrix, show: Placement, content: PageContent) -> None:
    """Keep the straight horizontal and vertical edges of a path, thin filled rectangles among them."""
    whole = content.marks[-1].box
    if whole[2] - whole[0] <= _THIN or whole[3] - whole[1] <= _THIN:
        _keep_rule(whole, content)
        return
    count = pdfium.FPDFPath_CountSegments(item)
    if not 0 < count <= _LONGEST_PATH:
        return
    matrix = _times(_matrix(item), outer)
    for (x0, y0), (x1, y1) in _edges(item, count, matrix):
        (left, top), (right, bottom) = show.point(x0, y0), show.point(x1, y1)
        if abs(left - right) <= 1 or abs(top - bottom) <= 1:
            _keep_rule((min(left, right), min(top, bottom), max(left, right), max(top, bottom)), content)


def _keep_rule(box: Box, content: PageContent) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if width > height and width > 6:
        content.horizontal.append(box)
    elif height > width and height > 6:
        content.vertical.append(box)


def _edges(item: Any, count: int, matrix: Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    start = previous = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and previous is not None:
            yield previous, point
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield point, start
        previous = point


def _address(item: Any) -> int:
    return ctypes.addressof(item.contents) if item else 0
