"""PDF files made for tests by reportlab and pikepdf."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from reportlab.pdfgen import canvas

A4 = (595, 842)


def drawn(*pages: Callable[[Any], None], size: tuple[float, float] = A4, **properties: str) -> bytes:
    """A PDF with one page for each function that draws on a canvas."""
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=size, invariant=1)
    for name, value in properties.items():
        getattr(page, f"set{name.capitalize()}")(value)
    for draw in pages:
        draw(page)
        page.showPage()
    page.save()
    return stream.getvalue()


def edited(data: bytes, edit: Callable[[pikepdf.Pdf], None], **save: Any) -> bytes:
    """A PDF changed by pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(out, **save)
    return out.getvalue()


def letter(page: Any) -> None:
    """A letter as it should be: nothing hidden, decoration included."""
    page.setFillColorRGB(0.1, 0.2, 0.5)
    page.rect(0, 790, 595, 52, fill=1, stroke=0)
    page.setFillColorRGB(1, 1, 1)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(40, 808, "Calder Council")
    page.rect(400, 700, 100, 30, fill=1, stroke=0)
    page.setFillColorRGB(0, 0, 0)
    page.setFont("Helvetica", 11)
    lines(
        page,
        760,
        "Dear applicant,",
        "",
        "You asked how many vehicles the council owns.",
        "The council owns 412 vehicles.",
    )
    page.setFillColorRGB(0.9, 0.9, 0.9)
    page.rect(36, 640, 300, 20, fill=1, stroke=0)
    page.setFillColorRGB(0, 0, 0)
    page.drawString(40, 646, "A shaded line stays readable.")


def lines(page: Any, top: float, *texts: str, left: float = 40, pitch: float = 14) -> None:
    """Lines of text from the top down."""
    for number, text in enumerate(texts):
        page.drawString(left, top - number * pitch, text)
