"""The pages of a PDF one after the other; tables that a page break cuts are put together again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.pdf.content import PageObjects, page_content
from detector.read.pdf.layout import Item, PageLine, PageTable, PageText, lay_out, under
from detector.read.pdf.model import PageContent
from detector.read.pdf.seen import COVERED, INVISIBLE, LAYER, OFF_PAGE, SAME_COLOUR, TINY, judge
from detector.types import Cell, Where

WHAT = {
    COVERED: "text that something is drawn over",
    INVISIBLE: "text that is in the file and is not drawn",
    SAME_COLOUR: "text in the colour of what is behind it",
    OFF_PAGE: "text outside the visible part of the page",
    LAYER: "text on a layer that is switched off",
    TINY: "text too small to be read",
}
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|-)\s*\d{1,4})?\W*", re.I)
_SCAN = 0.5
_UNMAPPED = 0.2
_PAGES_NAMED = 10


def read_pages(
    data: bytes, builder: DocumentBuilder, marks: Mapping[int, Sequence[tuple[float, float, float, float]]]
) -> None:
    """Add the text of every page. ``marks`` are redaction marks by page number that were never applied."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError:
        raise UnreadableError("is damaged or cut off (its pages cannot be found); it was not read") from None
    try:
        flow = _Flow(builder)
        for index in range(min(count, builder.limits.pages)):
            flow.page(_read(document, index), marks.get(index + 1, ()))
        flow.close()
    finally:
        document.close()
    if count > builder.limits.pages:
        builder.incomplete(f"has {count:,} pages, of which the first {builder.limits.pages:,} were read")


class _Page:
    """One page as read: its content, its text, and what went wrong."""

    def __init__(self, number: int, content: PageContent | None, text: PageText, judged: bool, picture: bytes) -> None:
        self.number, self.content, self.text, self.judged, self.picture = number, content, text, judged, picture


def _read(document: Any, index: int) -> _Page:
    import pypdfium2

    from detector.read.image.recognised import can_recognise

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return _Page(index + 1, None, PageText(), True, b"")
    try:
        objects = PageObjects(page)
        content = page_content(page, objects)
        judged = judge(page, objects, content)
        text = lay_out(content)
        picture = _picture(page, content) if not _has_text(text) and _is_scan(content) and can_recognise() else b""
        return _Page(index + 1, content, text, judged, picture)
    finally:
        page.close()


def _picture(page: Any, content: PageContent) -> bytes:
    """The page drawn for a program that reads print, at 300 dots an inch where it is not too large."""
    import io

    scale = min(300 / 72, (25_000_000 / max(content.width * content.height, 1.0)) ** 0.5)
    stream = io.BytesIO()
    page.render(scale=scale).to_pil().convert("L").save(stream, "PNG")
    return stream.getvalue()


def _has_text(text: PageText) -> bool:
    return bool(text.items or text.unseen)


def _is_scan(content: PageContent) -> bool:
    return content.picture_share >= _SCAN


class _Flow:
    """What the pages say in a row: paragraphs go on, a table at the end of a page goes on at the top of the next."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.table: tuple[PageTable, int] | None = None
        self.last = ""
        self.unread: list[int] = []
        self.garbled: list[int] = []

    def page(self, page: _Page, marks: Sequence[tuple[float, float, float, float]]) -> None:
        """Add a page."""
        where = Where(page=page.number)
        if page.content is None:
            self.builder.incomplete(f"has a page {page.number:,} that could not be read")
            return
        if page.content.cut:
            self.builder.incomplete(f"draws more on page {page.number:,} than the limit: not all of it was read")
        if not page.judged:
            self.builder.incomplete(
                f"has a page {page.number:,} too large to be drawn: whether all of its text shows was not checked"
            )
        self._items(_without_number(page.text.items), page.number)
        if page.picture:
            self._recognised(page, where)
        elif not _has_text(page.text) and _is_scan(page.content):
            self.unread.append(page.number)
        if page.content.unmapped > _UNMAPPED * (len(page.content.glyphs) + page.content.unmapped):
            self.garbled.append(page.number)
        for reason, text in page.text.unseen.items():
            self._end_table()
            self.builder.hidden_block(reason, text, f"{WHAT[reason]} on page {page.number:,}", where)
        for box in marks:
            text = under(page.text.words, box)
            self._end_table()
            what = f"text under a redaction mark on page {page.number:,} that was never applied"
            self.builder.hidden_block("redaction-mark", text, what, where)

    def close(self) -> None:
        """Add what is held back, and say which pages were not read."""
        self._end_table()
        if self.unread:
            self.builder.incomplete(_told(self.unread, "is an image without text", "are images without text"))
        if self.garbled:
            self.builder.incomplete(
                _told(self.garbled, "has text in a font without letters", "have text in fonts without letters")
            )

    def _items(self, items: Sequence[Item], number: int) -> None:
        for index, item in enumerate(items):
            if isinstance(item, PageLine):
                self._end_table()
                if item.opens and (index or self._is_ended()):
                    self.builder.line("")
                self.last = item.text
                self.builder.line(item.text, item.kind, Where(page=number))
                continue
            if index == 0 and self.table is not None and _same_columns(self.table[0], item):
                self.table = (_continued(self.table[0], item), self.table[1])
                continue
            self._end_table()
            self.table = (item, number)

    def _is_ended(self) -> bool:
        """Whether the last line of the page before ends a paragraph rather than goes on over the page break."""
        return "|" not in self.last and self.last.rstrip().endswith((".", "?", "!", ":", '"', "”"))

    def _end_table(self) -> None:
        if self.table is not None:
            table, number = self.table
            self.table = None
            self.builder.grid(table.cells, Where(page=number))

    def _recognised(self, page: _Page, where: Where) -> None:
        from detector.read.image.recognised import recognise_print

        text = recognise_print(page.picture)
        if text is None:
            self.unread.append(page.number)
            return
        self._end_table()
        self.builder.line("")
        self.builder.lines(text, "paragraph", where)
        self.builder.problem("has scanned pages that were read by machine; what it misread was not checked")


def _told(numbers: Sequence[int], one: str, several: str) -> str:
    shown = ", ".join(f"{number:,}" for number in numbers[:_PAGES_NAMED])
    more = f" and {len(numbers) - _PAGES_NAMED:,} more" if len(numbers) > _PAGES_NAMED else ""
    if len(numbers) == 1:
        return f"was not read in full: page {shown} {one}"
    return f"was not read in full: pages {shown}{more} {several}"


def _without_number(items: Sequence[Item]) -> list[Item]:
    """Without a page number at the top or the bottom, which would cut a table or a sentence in two."""
    result = list(items)
    for index in (0, -1):
        if len(result) > 1 and isinstance(item := result[index], PageLine) and _PAGE_NUMBER.fullmatch(item.text):
            del result[index]
    return result


def _same_columns(above: PageTable, below: PageTable) -> bool:
    if len(above.spans) != len(below.spans) or len(above.cells[0]) != len(below.cells[0]):
        return False
    return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(above.spans, below.spans, strict=True))


def _continued(above: PageTable, below: PageTable) -> PageTable:
    """One table of two; a header that is repeated at the top of the second stands once."""
    first = [cell.text for cell in above.cells[0]]
    rest = below.cells[1:] if [cell.text for cell in below.cells[0]] == first else below.cells
    if rest and not rest[0][0].text and all(row[0].text for row in (*above.cells, *rest[1:])):
        last = tuple(_with(cell, more) for cell, more in zip(above.cells[-1], rest[0], strict=True))
        return PageTable(above.spans, (*above.cells[:-1], last, *rest[1:]))
    return PageTable(above.spans, (*above.cells, *rest))


def _with(cell: Cell, more: Cell) -> Cell:
    """A cell that the page break cut in two."""
    return replace(cell, text=f"{cell.text} {more.text}".strip())
