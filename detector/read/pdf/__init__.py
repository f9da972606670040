"""PDF (ISO 32000) -> the text and tables of its pages, and everything else that the file carries.

PDFium says what a page draws and draws it; qpdf (through pikepdf) opens the structure around the pages.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError

if TYPE_CHECKING:
    import pikepdf


def read_pdf(data: bytes, builder: DocumentBuilder) -> None:
    """Add a PDF. Raises UnreadableError where it is encrypted or damaged beyond repair."""
    from detector.read.pdf.extras import read_extras
    from detector.read.pdf.pages import read_pages
    from detector.read.pdf.revisions import read_revisions
    from detector.read.pdf.streams import refuse_bombs

    pdf = _opened(data)
    with pdf:
        refuse_bombs(pdf, builder.limits)
        problems = pdf.get_warnings()
        if problems:
            builder.problem("is damaged in places: what its cross-reference table leaves out was searched for")
        read_pages(data, builder, _marks(pdf, builder))
        builder.flush()
        read_extras(pdf, builder)
    read_revisions(data, builder)


def _opened(data: bytes) -> pikepdf.Pdf:
    import pikepdf

    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise UnreadableError("is password-protected; it was not read") from None
    except pikepdf.PdfError:
        raise UnreadableError("is damaged or cut off (it is not a complete PDF); it was not read") from None


def _marks(pdf: Any, builder: DocumentBuilder) -> dict[int, list[tuple[float, float, float, float]]]:
    from detector.read.pdf.annotations import redaction_marks

    return redaction_marks(pdf, builder.limits.pages)
