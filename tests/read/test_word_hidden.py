"""Hiding places of Word documents beyond deleted and vanished text, each with a document that does not have it."""

import io
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from office_files import W, edited, hidden, read, saved, visible
from PIL import Image

from detector.types import Document

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture
def letter() -> Any:
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def insert(document: Any, xml: str) -> None:
    root = parse_xml(f"<w:body {W}>{xml}</w:body>")
    for element in list(root):
        document.element.body.insert(len(document.element.body) - 1, element)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def kinds(document: Document) -> set[str]:
    return {part.kind for part in document.hidden}


def test_an_ordinary_letter_hides_nothing(letter: Any) -> None:
    letter.add_heading("Response", 1)
    letter.add_paragraph("Dear Ms Example").add_run(" with colour").font.color.rgb = RGBColor(0x1F, 0x49, 0x7D)
    letter.sections[0].header.paragraphs[0].text = "OFFICIAL"
    letter.sections[0].footer.paragraphs[0].text = "Example Police"
    letter.add_table(2, 2).style = "Light Grid Accent 1"
    document = read(saved(letter), "a.docx")
    assert (document.hidden, document.problems, document.status) == ((), (), "read")


def test_white_and_tiny_through_styles(letter: Any) -> None:
    white = letter.styles.add_style("Pale", WD_STYLE_TYPE.PARAGRAPH)
    white.font.color.rgb = RGBColor(255, 255, 255)
    letter.styles.add_style("Paler", WD_STYLE_TYPE.PARAGRAPH).base_style = white
    letter.styles.add_style("Dust", WD_STYLE_TYPE.CHARACTER).font.size = Pt(1)
    paragraph = letter.add_paragraph("Al Example", style="Paler")
    paragraph.add_run(" dark again").font.color.rgb = RGBColor(0, 0, 0)
    letter.add_paragraph("Seen ").add_run("Bo Example", style="Dust")
    document = read(saved(letter), "a.docx")
    assert hidden(document, "white-text") == ["Al Example"]
    assert hidden(document, "tiny-text") == ["Bo Example"]
    assert visible(document) == [" dark again", "Seen "]


@pytest.mark.parametrize(
    "properties",
    [
        "<w:highlight w:val='black'/>",
        "<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>",
        "<w:color w:val='000000'/><w:shd w:val='solid' w:color='auto' w:fill='auto'/>",
    ],
)
def test_black_text_on_black(letter: Any, properties: str) -> None:
    insert(letter, f"<w:p>{run('The officer, ')}{run('Al Example', properties)}{run(', left.')}</w:p>")
    document = read(saved(letter), "a.docx")
    assert hidden(document, "same-colour-text") == ["Al Example"]
    assert visible(document) == ["The officer, , left."]


@pytest.mark.parametrize(
    "properties",
    [
        "<w:highlight w:val='yellow'/>",
        "<w:shd w:val='clear' w:fill='000000'/>",
        "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='000000'/>",
    ],
)
def test_text_that_can_be_read_on_its_colour(letter: Any, properties: str) -> None:
    insert(letter, f"<w:p>{run('Seen', properties)}</w:p>")
    document = read(saved(letter), "a.docx")
    assert (visible(document), document.hidden) == (["Seen"], ())


@pytest.mark.parametrize(
    ("colour", "seen"), [("<w:color w:val='000000'/>", False), ("<w:color w:val='FFFFFF'/>", True), ("", True)]
)
def test_text_in_a_black_cell(letter: Any, colour: str, seen: bool) -> None:
    dark = "<w:tcPr><w:shd w:val='clear' w:fill='000000'/></w:tcPr>"
    cells = f"<w:tc><w:p>{run('PC')}</w:p></w:tc><w:tc>{dark}<w:p>{run('Al Example', colour)}</w:p></w:tc>"
    insert(letter, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    document = read(saved(letter), "a.docx")
    assert document.grids[0].cells[0][1].text == ("Al Example" if seen else "")
    assert hidden(document, "same-colour-text") == ([] if seen else ["Al Example"])


def test_moved_text_is_seen_where_it_went(letter: Any) -> None:
    away = f"<w:moveFrom w:id='1' w:author='Mo Example'>{run('Al Example left.')}</w:moveFrom>"
    insert(
        letter,
        f"<w:p>{run('Kept.')}{away}</w:p><w:p><w:moveTo w:id='2' w:author=''>{run('Bo stayed.')}</w:moveTo></w:p>",
    )
    document = read(saved(letter), "a.docx")
    assert hidden(document, "moved-text") == ["Al Example left."]
    assert visible(document) == ["Kept.", "Bo stayed."]


def test_titles_and_tags_of_controls(letter: Any) -> None:
    properties = "<w:sdtPr><w:alias w:val='Case of Al Example'/><w:tag w:val='officer'/></w:sdtPr>"
    insert(letter, f"<w:sdt>{properties}<w:sdtContent><w:p>{run('shown')}</w:p></w:sdtContent></w:sdt>")
    insert(
        letter, f"<w:p><w:sdt>{properties.replace('Al', 'Bo')}<w:sdtContent>{run('shown')}</w:sdtContent></w:sdt></w:p>"
    )
    assert hidden(read(saved(letter), "a.docx"), "control-label") == ["Case of Al Example\nofficer\nCase of Bo Example"]


def test_screen_tips_and_names_of_picture_files(letter: Any) -> None:
    insert(letter, f"<w:p><w:hyperlink w:tooltip='File of Al Example'>{run('link')}</w:hyperlink></w:p>")
    insert(
        letter,
        "<w:p><w:r><w:drawing><w:cNvPr w:id='1' name='Bo Example.jpg'/><w:cNvPr w:id='2' name='image1.png'/></w:drawing></w:r></w:p>",
    )
    assert hidden(read(saved(letter), "a.docx"), "alternative-text") == ["File of Al Example\nBo Example.jpg"]


@pytest.mark.parametrize(("left", "found"), [("25000", True), ("1500", False), ("-4000", False)])
def test_a_picture_of_which_a_part_is_cut_off(letter: Any, left: str, found: bool) -> None:
    insert(letter, f"<w:p><w:r><w:drawing><w:blipFill><w:srcRect l='{left}'/></w:blipFill></w:drawing></w:r></w:p>")
    letter.add_paragraph("Text")
    assert ("cropped-picture" in kinds(read(saved(letter), "a.docx"))) is found


def test_the_header_of_a_first_page_that_no_page_shows(letter: Any) -> None:
    section = letter.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Draft by Al Example"
    section.header.paragraphs[0].text = "OFFICIAL"
    letter.add_paragraph("Text")
    shown = read(saved(letter), "a.docx")
    assert {b.text for b in shown.blocks if b.label == "header" and not b.where.hidden} == {
        "Draft by Al Example",
        "OFFICIAL",
    }
    section.different_first_page_header_footer = False
    document = read(saved(letter), "a.docx")
    assert hidden(document, "hidden-header") == ["Draft by Al Example"]
    assert {b.text for b in document.blocks if b.label == "header" and not b.where.hidden} == {"OFFICIAL"}


def test_a_header_of_even_pages(letter: Any) -> None:
    letter.add_paragraph("Text")
    letter.sections[0].even_page_header.paragraphs[0].text = "Even Al Example"
    assert hidden(read(saved(letter), "a.docx"), "hidden-header") == ["Even Al Example"]
    letter.settings.odd_and_even_pages_header_footer = True
    assert read(saved(letter), "a.docx").hidden == ()


def test_the_place_of_a_photograph(letter: Any) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)})
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif)
    letter.add_picture(io.BytesIO(stream.getvalue()))
    document = read(saved(letter), "a.docx")
    assert hidden(document, "picture-position") == ["position: 53.00000, 1.00000"]


def test_a_small_picture_of_the_first_page(letter: Any) -> None:
    letter.add_paragraph("Text")
    stream = io.BytesIO()
    picture = Image.new("L", (20, 20), 255)
    picture.putpixel((5, 5), 0)
    picture.save(stream, "JPEG")
    inked = edited(saved(letter), added={"docProps/thumbnail.jpeg": stream.getvalue()})
    assert kinds(read(inked, "a.docx")) == {"thumbnail"}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("MERGEFIELD officer_name", True),
        ('INCLUDEPICTURE "D:\\\\cases\\\\Al Example.png"', True),
        ('IF 1 = 1 "Al Example" "Bo Example"', True),
        ("PAGE \\* MERGEFORMAT", False),
        ("TOC \\o &quot;1-3&quot;", False),
        ("DATE \\@ &quot;d MMMM yyyy&quot;", False),
    ],
)
def test_codes_of_fields(letter: Any, code: str, told: bool) -> None:
    insert(letter, f"<w:p><w:fldSimple w:instr='{code}'>{run('shown')}</w:fldSimple></w:p>")
    assert bool(hidden(read(saved(letter), "a.docx"), "field-code")) is told


def test_an_inserted_document_is_read(letter: Any) -> None:
    letter.add_paragraph("Text")
    page = b"<html><body><p>Inserted about Al Example</p></body></html>"
    document = read(edited(saved(letter), added={"word/afchunk.html": page}), "a.docx")
    assert visible(document) == ["Text", "Inserted about Al Example"]
    assert document.status == "read"


def test_a_part_that_nothing_refers_to_is_read(letter: Any) -> None:
    letter.add_paragraph("Text")
    orphan = f"<w:hdr {W}><w:p>{run('About Al Example')}</w:p></w:hdr>".encode()
    data = edited(saved(letter), added={"word/header9.xml": orphan, "word/old.xml": b"<a><b>About Bo Example</b></a>"})
    document = read(data, "a.docx")
    assert hidden(document, "hidden-header") == ["About Al Example"]
    assert hidden(document, "orphan-part") == ["About Bo Example"]


def test_data_bound_to_controls_and_building_blocks(letter: Any) -> None:
    letter.add_paragraph("Text")
    glossary = f"<w:glossaryDocument {W}><w:p>{run('Yours, Al Example')}</w:p></w:glossaryDocument>".encode()
    parts = {
        "customXml/item1.xml": b"<case><officer>Bo Example</officer></case>",
        "word/glossary/document.xml": glossary,
    }
    document = read(edited(saved(letter), added=parts), "a.docx")
    assert hidden(document, "custom-xml") == ["Bo Example"]
    assert hidden(document, "building-blocks") == ["Yours, Al Example"]


def test_who_is_told_by_the_list_of_people_and_document_variables(letter: Any) -> None:
    letter.add_paragraph("Text")
    letter.settings.element.append(
        parse_xml(f"<w:docVars {W}><w:docVar w:name='case' w:val='Al Example'/></w:docVars>")
    )
    people = f"<w:people {W}><w:person w:author='Bo Example'/></w:people>".encode()
    link = f'<Relationship Id="rId98" Type="{RELATIONS}people" Target="people.xml"/></Relationships>'.encode()

    def plant(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", link) if name == "word/_rels/document.xml.rels" else part

    document = read(edited(saved(letter), plant, {"word/people.xml": people}), "a.docx")
    assert hidden(document, "document-variable") == ["case: Al Example"]
    assert hidden(document, "property") == ["user: Bo Example"]


def test_a_document_with_macros_is_partly_read(letter: Any) -> None:
    letter.add_paragraph("Text")
    document = read(edited(saved(letter), added={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "a.docm")
    assert (document.status, document.problems) == ("partly-read", ("a.docm holds macros, which were not read",))


def test_a_workbook_in_a_letter_keeps_its_own_hiding_places(letter: Any) -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    book.active.append(["Rank", "Number"])
    book.active.append(["PC", 12])
    book.create_sheet("Names").append(["Al Example", "dismissed"])
    book["Names"].sheet_state = "veryHidden"
    letter.add_paragraph("Text")
    document = read(edited(saved(letter), added={"word/embeddings/Book1.xlsx": saved(book)}), "a.docx")
    assert kinds(document) == {"embedded-file", "very-hidden-sheet"}
    assert all(part.where.part == "book1.xlsx" for part in document.hidden)
