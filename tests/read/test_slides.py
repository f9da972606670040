"""Presentations written by python-pptx, with XML by hand for what it cannot write."""

import io
from typing import Any

import pptx
import pytest
from office_files import edited, hidden, read, saved, texts, visible
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from detector.types import Document

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture
def deck() -> Any:
    presentation = pptx.Presentation()
    presentation.core_properties.author = ""
    presentation.core_properties.title = ""
    presentation.core_properties.comments = ""
    presentation.core_properties.last_modified_by = ""
    return presentation


def slide(deck: Any, title: str, layout: int = 5) -> Any:
    new = deck.slides.add_slide(deck.slide_layouts[layout])
    new.shapes.title.text = title
    return new


def box(on: Any, text: str, left: float = 1, top: float = 2) -> Any:
    shape = on.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
    shape.text_frame.text = text
    return shape


def kinds(document: Document) -> set[str]:
    return {part.kind for part in document.hidden}


def linked(kind: str, target: str) -> bytes:
    return f'<Relationship Id="rId77" Type="{kind}" Target="{target}"/></Relationships>'.encode()


def test_slides_in_order_and_nothing_hidden(deck: Any) -> None:
    box(slide(deck, "Answer"), "Twelve officers were dismissed in 2021.")
    box(slide(deck, "Next"), "One resigned.")
    document = read(saved(deck), "a.pptx")
    assert [(b.kind, b.text, b.where.page) for b in document.blocks] == [
        ("heading", "Answer", 1),
        ("paragraph", "Twelve officers were dismissed in 2021.", 1),
        ("heading", "Next", 2),
        ("paragraph", "One resigned.", 2),
    ]
    assert (document.hidden, document.problems, document.status) == ((), (), "read")
    assert document.media_type.endswith("presentationml.presentation")


def test_a_table_with_merged_cells(deck: Any) -> None:
    table = slide(deck, "T").shapes.add_table(3, 2, Inches(1), Inches(1), Inches(4), Inches(2)).table
    for index, text in enumerate(["Rank", "Number", "PC", "4", "", "6"]):
        table.cell(index // 2, index % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document = read(saved(deck), "a.pptx")
    assert texts(document) == [["Rank", "Number"], ["PC", "4"], ["PC", "6"]]
    assert (document.grids[0].header_rows, document.grids[0].where.page) == (1, 1)


def test_a_hidden_slide_with_its_table(deck: Any) -> None:
    slide(deck, "Shown")
    away = slide(deck, "Case of Al Example")
    away._element.set("show", "0")
    table = away.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(2)).table
    for index, text in enumerate(["Name", "Rank", "Bo Example", "PC"]):
        table.cell(index // 2, index % 2).text = text
    document = read(saved(deck), "a.pptx")
    (part,) = document.hidden
    assert (part.kind, part.content, part.where.page) == ("hidden-slide", "slide 2, which is hidden", 2)
    assert [document.blocks[i].text for i in part.blocks] == ["Case of Al Example"]
    assert (part.grids, document.grids[0].where.hidden) == ((0,), "hidden-slide")
    assert visible(document) == ["Shown"]


def test_speaker_notes(deck: Any) -> None:
    slide(deck, "Shown").notes_slide.notes_text_frame.text = "Al Example was the third"
    document = read(saved(deck), "a.pptx")
    assert hidden(document, "speaker-notes") == ["Al Example was the third"]
    assert kinds(document) == {"speaker-notes"}


@pytest.mark.parametrize(
    ("left", "top", "seen"), [(-3, 1, False), (11, 1, False), (1, 8, False), (-1, 1, True), (9.5, 1, True)]
)
def test_a_shape_beside_the_slide(deck: Any, left: float, top: float, seen: bool) -> None:
    box(slide(deck, "Shown"), "Al Example", left, top)
    document = read(saved(deck), "a.pptx")
    assert ("off-slide" in kinds(document)) is not seen
    assert ("Al Example" in visible(document)) is seen


def test_a_shape_beside_the_slide_through_its_group(deck: Any) -> None:
    group = slide(deck, "Shown").shapes.add_group_shape()
    box(group, "Al Example", 1, 2)
    group._element.grpSpPr.get_or_add_xfrm().off_x = 0  # type: ignore[attr-defined]
    xfrm = group._element.grpSpPr.xfrm
    xfrm.find("{http://schemas.openxmlformats.org/drawingml/2006/main}off").set("x", str(Inches(-20)))
    assert hidden(read(saved(deck), "a.pptx"), "off-slide") == ["Al Example"]


def test_a_hidden_shape(deck: Any) -> None:
    shape = box(slide(deck, "Shown"), "Al Example")
    shape._element.nvSpPr.cNvPr.set("hidden", "1")
    document = read(saved(deck), "a.pptx")
    assert (hidden(document, "hidden-shape"), visible(document)) == (["Al Example"], ["Shown"])


def test_white_on_white_and_tiny(deck: Any) -> None:
    page = slide(deck, "Shown")
    white = box(page, "Al Example", 1, 3).text_frame.paragraphs[0].runs[0]
    white.font.color.rgb = RGBColor(255, 255, 255)
    box(page, "Bo Example", 1, 5).text_frame.paragraphs[0].runs[0].font.size = Pt(1)
    document = read(saved(deck), "a.pptx")
    assert hidden(document, "white-text") == ["Al Example"]
    assert hidden(document, "tiny-text") == ["Bo Example"]


def test_white_on_a_dark_shape_is_seen(deck: Any) -> None:
    page = slide(deck, "Shown")
    page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(0), Inches(2), Inches(8), Inches(3))
    box(page, "Banner", 1, 3).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    document = read(saved(deck), "a.pptx")
    assert (visible(document), document.hidden) == (["Shown", "Banner"], ())


def test_alternative_texts(deck: Any) -> None:
    box(slide(deck, "Shown"), "x")._element.nvSpPr.cNvPr.set("descr", "Photo of Al Example")
    assert hidden(read(saved(deck), "a.pptx"), "alternative-text") == ["Photo of Al Example"]


def chart(deck: Any) -> None:
    data = CategoryChartData()
    data.categories = ["PC", "Sergeant"]
    data.add_series("Dismissals", (12, 6))
    frame = (XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3))
    slide(deck, "Chart").shapes.add_chart(*frame, data)


def test_a_chart_and_a_workbook_that_says_the_same(deck: Any) -> None:
    chart(deck)
    document = read(saved(deck), "a.pptx")
    assert hidden(document, "chart-data") == ["Dismissals\nPC: 12\nSergeant: 6"]
    assert (kinds(document), document.grids, document.status) == ({"chart-data"}, (), "read")
    assert [part.where.page for part in document.hidden] == [1]


def test_a_chart_and_a_workbook_that_says_more(deck: Any) -> None:
    import openpyxl

    chart(deck)
    book = openpyxl.Workbook()
    book.properties.creator = ""
    for row in (["Name", "Rank"], ["Al Example", "PC"], ["Bo Example", "Sergeant"]):
        book.active.append(row)
    more = saved(book)
    data = edited(saved(deck), lambda name, part: more if name.endswith(".xlsx") else part)
    document = read(data, "a.pptx")
    assert texts(document) == [["Name", "Rank"], ["Al Example", "PC"], ["Bo Example", "Sergeant"]]
    assert document.grids[0].where.hidden == "embedded-file"


def test_comments_of_both_kinds(deck: Any) -> None:
    slide(deck, "Shown")
    old = '<p:cmLst xmlns:p="p"><p:cm authorId="0"><p:text>Is it Al Example?</p:text></p:cm></p:cmLst>'
    new = (
        '<cmLst xmlns:a="a"><cm authorId="{1}"><replyLst><reply authorId="{2}"><txBody><a:p><a:r><a:t>No, Bo Example'
        "</a:t></a:r></a:p></txBody></reply></replyLst><txBody><a:p><a:r><a:t>Ask</a:t></a:r></a:p></txBody></cm></cmLst>"
    )
    authors = '<authorLst><author id="{1}" name="Cy Example" userId="S::cy@example.org::1"/><author id="{2}" name="Dee Example" userId="x"/></authorLst>'

    def plant(name: str, part: bytes) -> bytes:
        if not name.endswith("slides/_rels/slide1.xml.rels"):
            return part
        return part.replace(b"</Relationships>", linked(RELATIONS + "comments", "../comments/comment1.xml")).replace(
            b"</Relationships>", linked("x/2018/10/relationships/comments", "../comments/modernComment_1.xml")
        )

    added = {
        "ppt/comments/comment1.xml": old,
        "ppt/comments/modernComment_1.xml": new,
        "ppt/commentAuthors.xml": '<cmAuthorLst><cmAuthor id="0" name="Ann Example"/></cmAuthorLst>',
        "ppt/authors.xml": authors,
    }
    data = edited(saved(deck), lambda n, p: plant(n, p).replace(b'Id="rId77"', b'Id="rId78"', 1))
    document = read(edited(data, added={name: text.encode() for name, text in added.items()}), "a.pptx")
    found = {(b.text, b.label) for b in document.blocks if b.where.hidden == "comment"}
    assert found == {
        ("Is it Al Example?", "author: Ann Example"),
        ("Ask", "author: Cy Example"),
        ("No, Bo Example", "author: Dee Example"),
    }
    assert hidden(document, "property") == ["user: Cy Example (cy@example.org)"]


def test_text_on_layouts(deck: Any) -> None:
    slide(deck, "Shown", 5)
    for layout, text in ((5, "Example Police"), (0, "Old draft for Al Example")):
        shape = box(deck.slides[0], text)._element
        deck.slide_layouts[layout].shapes._spTree.append(shape)
    document = read(saved(deck), "a.pptx")
    assert [(b.text, b.label) for b in document.blocks if b.label == "layout"] == [("Example Police", "layout")]
    assert hidden(document, "master-text") == ["Old draft for Al Example"]


def test_a_slide_that_nothing_refers_to(deck: Any) -> None:
    slide(deck, "Shown")
    orphan = b'<p:sld xmlns:p="p" xmlns:a="a"><a:t>About Al Example</a:t></p:sld>'
    document = read(edited(saved(deck), added={"ppt/slides/slide9.xml": orphan}), "a.pptx")
    assert hidden(document, "orphan-part") == ["About Al Example"]


def test_a_damaged_slide_is_told(deck: Any) -> None:
    slide(deck, "One")
    slide(deck, "Two")
    data = edited(saved(deck), lambda name, part: b"" if name == "ppt/slides/slide2.xml" else part)
    document = read(data, "a.pptx")
    assert (visible(document), document.status) == (["One"], "partly-read")


def test_sound_and_film_are_not_read(deck: Any) -> None:
    slide(deck, "One")
    document = read(edited(saved(deck), added={"ppt/media/media1.mp4": b"x"}), "a.pptx")
    assert document.problems == ("a.pptx holds sound or film, which was not read",)


def test_a_cropped_picture(deck: Any) -> None:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(stream, "PNG")
    picture = slide(deck, "One").shapes.add_picture(stream, Inches(1), Inches(1))
    assert "cropped-picture" not in kinds(read(saved(deck), "a.pptx"))
    picture.crop_left = 0.4
    assert "cropped-picture" in kinds(read(saved(deck), "a.pptx"))
