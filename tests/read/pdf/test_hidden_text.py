"""Text on PDF pages that nobody sees, each kind with a clean counterpart that must stay silent."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pdf_files import drawn, edited, letter, lines

from detector.read import Limits, read_bytes
from detector.types import Document

SECRET = "Imogen Thistlewood"


def read(data: bytes) -> Document:
    return read_bytes(data, "a.pdf", Limits())


def found(document: Document) -> dict[str, str]:
    return {part.kind: " ".join(document.blocks[i].text for i in part.blocks) for part in document.hidden}


def seen(document: Document) -> str:
    return " ".join(block.text for block in document.blocks if block.where.hidden is None)


def black_box(p: Any) -> None:
    p.drawString(100, 600, SECRET)
    p.rect(95, 595, 150, 18, fill=1)


def white_box(p: Any) -> None:
    p.drawString(100, 600, SECRET)
    p.setFillColorRGB(1, 1, 1)
    p.rect(95, 595, 150, 18, fill=1, stroke=0)


def picture(p: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    p.drawString(100, 600, SECRET)
    p.drawImage(ImageReader(Image.new("RGB", (20, 20), (90, 120, 60))), 95, 595, 150, 18)


def in_form(p: Any) -> None:
    p.beginForm("stamp")
    p.drawString(100, 600, SECRET)
    p.rect(95, 595, 150, 18, fill=1)
    p.endForm()
    p.doForm("stamp")


def white_on_white(p: Any) -> None:
    p.setFillColorRGB(1, 1, 1)
    p.drawString(100, 600, SECRET)


def nearly_white(p: Any) -> None:
    p.setFillColorRGB(0.98, 0.98, 0.97)
    p.drawString(100, 600, SECRET)


def black_on_black(p: Any) -> None:
    p.rect(95, 595, 150, 18, fill=1)
    p.drawString(100, 600, SECRET)


def undrawn(p: Any) -> None:
    text = p.beginText(100, 600)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    p.drawText(text)


def beside(p: Any) -> None:
    p.drawString(700, 600, SECRET)


def small(p: Any) -> None:
    p.setFont("Helvetica", 1)
    p.drawString(100, 600, SECRET)


HIDES: list[tuple[Callable[[Any], None], str]] = [
    (black_box, "covered-text"),
    (white_box, "covered-text"),
    (picture, "covered-text"),
    (in_form, "covered-text"),
    (white_on_white, "same-colour-text"),
    (nearly_white, "same-colour-text"),
    (black_on_black, "same-colour-text"),
    (undrawn, "undrawn-text"),
    (beside, "off-page"),
    (small, "tiny-text"),
]


@pytest.mark.parametrize("turn", [0, 90, 270])
@pytest.mark.parametrize(("hide", "kind"), HIDES, ids=lambda value: getattr(value, "__name__", str(value)))
def test_each_way_to_hide_text(hide: Callable[[Any], None], kind: str, turn: int) -> None:
    def page(p: Any) -> None:
        p.saveState()
        hide(p)
        p.restoreState()
        letter(p)

    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turn

    document = read(edited(drawn(page), turned))
    assert found(document) == {kind: SECRET}
    assert document.hidden[0].where.page == 1
    assert SECRET not in seen(document)
    assert "412 vehicles" in seen(document)


def white_on_dark(p: Any) -> None:
    p.setFillColorRGB(0.1, 0.1, 0.3)
    p.rect(95, 595, 150, 18, fill=1, stroke=0)
    p.setFillColorRGB(1, 1, 1)
    p.drawString(100, 600, "Annual report")


def white_box_beside(p: Any) -> None:
    p.drawString(100, 600, "Annual report")
    p.setFillColorRGB(1, 1, 1)
    p.rect(300, 595, 150, 18, fill=1, stroke=0)


def frame(p: Any) -> None:
    p.drawString(100, 600, "Annual report")
    p.rect(95, 595, 150, 18, fill=0, stroke=1)


def marker(p: Any) -> None:
    p.drawString(100, 600, "Annual report")
    p.setFillColorRGB(1, 1, 0)
    p.setFillAlpha(0.4)
    p.rect(95, 595, 150, 18, fill=1, stroke=0)


def outlined(p: Any) -> None:
    text = p.beginText(100, 600)
    text.setTextRenderMode(1)
    text.textOut("Annual report")
    p.drawText(text)


def grey(p: Any) -> None:
    p.setFillColorRGB(0.6, 0.6, 0.6)
    p.drawString(100, 600, "Annual report")


def shadow(p: Any) -> None:
    p.drawString(100, 600, "Annual report")
    p.drawString(100, 600, "Annual report")


@pytest.mark.parametrize("show", [white_on_dark, white_box_beside, frame, marker, outlined, grey, shadow])
def test_decoration_is_no_find(show: Callable[[Any], None]) -> None:
    document = read(drawn(show))
    assert document.hidden == ()
    assert document.status == "read"
    assert "Annual report" in seen(document)


def test_text_outside_the_crop_box() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].CropBox = pikepdf.Array([0, 300, 595, 842])

    def page(p: Any) -> None:
        letter(p)
        p.drawString(100, 200, SECRET)

    assert found(read(edited(drawn(page), crop))) == {"off-page": SECRET}


def test_a_layer_that_is_off_and_one_that_is_on() -> None:
    def layered(state: str) -> Callable[[pikepdf.Pdf], None]:
        def edit(pdf: pikepdf.Pdf) -> None:
            layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
            settings = pikepdf.Dictionary(Order=[layer])
            settings["/" + state] = pikepdf.Array([layer])
            pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=settings)
            page = pdf.pages[0]
            page.Resources.Properties = pikepdf.Dictionary(L1=layer)
            page.contents_add(f"/OC /L1 BDC BT /F1 12 Tf 100 600 Td ({SECRET}) Tj ET EMC".encode())

        return edit

    assert found(read(edited(drawn(letter), layered("OFF")))) == {"hidden-layer": SECRET}
    on = read(edited(drawn(letter), layered("ON")))
    assert found(on) == {}
    assert SECRET in seen(on)


def test_a_redaction_mark_that_was_never_applied() -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = pdf.make_indirect(
            pikepdf.Array(
                [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=[95, 595, 260, 615])]
            )
        )

    def page(p: Any) -> None:
        letter(p)
        p.drawString(100, 600, SECRET)

    assert found(read(edited(drawn(page), mark))) == {"redaction-mark": SECRET}


def test_a_square_annotation_over_text() -> None:
    def cover(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"0 0 0 rg 0 0 170 20 re f")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 170, 20])
        square = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Square,
            Rect=[95, 595, 265, 615],
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(square)])

    document = read(edited(drawn(lambda p: lines(p, 600, SECRET, left=100)), cover))
    assert found(document) == {"covered-text": SECRET}


def test_a_page_too_large_to_be_drawn_is_said() -> None:
    document = read(drawn(lambda p: (p.drawString(100, 900, "A poster"), black_box(p))[0], size=(14000, 14000)))
    assert document.status == "partly-read"
    assert "too large to be drawn" in document.problems[0]
    assert "A poster" in seen(document)
