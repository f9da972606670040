"""Texts and presentations of OpenDocument, what is hidden in them, and files of LibreOffice."""

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from odf import dc, draw, office, presentation, style, table, text
from odf.opendocument import OpenDocumentPresentation, OpenDocumentText
from office_files import edited, hidden, read, texts, visible
from opendocument_files import automatic, body, kinds, letter, styled, with_content, written


def test_a_letter_with_heading_list_and_table() -> None:
    document = OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text="Response"))
    paragraph = text.P(text="Dear Ms")
    paragraph.addElement(text.S(c=2))
    paragraph.addText("Example")
    document.text.addElement(paragraph)
    points = text.List()
    item = text.ListItem()
    item.addElement(text.P(text="One"))
    points.addElement(item)
    document.text.addElement(points)
    grid = table.Table()
    for row in (["Rank", "Number"], ["PC", "4"]):
        line = table.TableRow()
        for value in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=value))
            line.addElement(cell)
        grid.addElement(line)
    document.text.addElement(grid)
    found = read(written(document), "a.odt")
    assert [(b.kind, b.text, b.where.paragraph) for b in found.blocks] == [
        ("heading", "Response", 1),
        ("paragraph", "Dear Ms  Example", 2),
        ("list_item", "One", 3),
    ]
    assert texts(found) == [["Rank", "Number"], ["PC", "4"]]
    assert (found.hidden, found.problems, found.status) == ((), (), "read")
    assert found.media_type == "application/vnd.oasis.opendocument.text"


def test_tracked_changes_of_a_text() -> None:
    info = "<office:change-info><dc:creator>{}</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info>"
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        + info.format("Del Example")
        + "<text:p>Sgt Example left</text:p></text:deletion></text:changed-region>"
        + '<text:changed-region text:id="c2"><text:insertion>'
        + info.format("Ina Example")
        + "</text:insertion></text:changed-region></text:tracked-changes>"
    )
    document = read(body(changes), "a.odt")
    assert hidden(document, "tracked-deletion") == ["Sgt Example left"]
    assert hidden(document, "tracked-insertion") == ["author: Ina Example"]
    assert {b.label for b in document.blocks if b.where.hidden == "tracked-deletion"} == {"author: Del Example"}
    assert visible(document) == ["Seen."]


@pytest.mark.parametrize("shown", [False, True])
def test_a_hidden_section(shown: bool) -> None:
    display = "" if shown else 'text:display="none"'
    xml = f'<text:section text:name="s" {display}><text:p>About Al Example</text:p></text:section>'
    document = read(body(xml), "a.odt")
    assert visible(document) == (["About Al Example", "Seen."] if shown else ["Seen."])
    assert hidden(document, "hidden-section") == ([] if shown else ["About Al Example"])


def test_hidden_text_fields_and_paragraphs() -> None:
    xml = (
        '<text:p>Kept<text:hidden-text text:condition="true" text:string-value="Al Example" text:is-hidden="true"/></text:p>'
        '<text:p><text:hidden-paragraph text:condition="true" text:is-hidden="true"/>Bo Example</text:p>'
        '<text:p><text:conditional-text text:string-value-if-true="yes" text:string-value-if-false="Cy Example">yes</text:conditional-text></text:p>'
    )
    document = read(body(xml), "a.odt")
    assert hidden(document, "vanished-text") == ["Al Example", "Bo Example"]
    assert hidden(document, "field-code") == ["Cy Example"]
    assert visible(document) == ["Kept", "yes", "Seen."]


def test_styles_that_hide_through_their_parents() -> None:
    data = styled(
        body(
            '<text:p>a <text:span text:style-name="T2">Al Example</text:span></text:p><text:p text:style-name="P1">Bo Example</text:p>'
        ),
        automatic("T1", "text", '<style:text-properties text:display="none"/>'),
        automatic("T2", "text", "", 'style:parent-style-name="T1"'),
        automatic("P1", "paragraph", '<style:text-properties fo:color="#ffffff"/>'),
    )
    document = read(data, "a.odt")
    assert hidden(document, "vanished-text") == ["Al Example"]
    assert hidden(document, "white-text") == ["Bo Example"]
    assert visible(document) == ["a ", "Seen."]


def test_white_text_on_a_band_is_seen_and_black_on_black_is_not() -> None:
    data = styled(
        body(
            '<text:p text:style-name="P1">Banner</text:p><text:p><text:span text:style-name="T1">Al Example</text:span></text:p>'
        ),
        automatic(
            "P1",
            "paragraph",
            '<style:paragraph-properties fo:background-color="#000080"/><style:text-properties fo:color="#ffffff"/>',
        ),
        automatic("T1", "text", '<style:text-properties fo:color="#000000" fo:background-color="#000000"/>'),
    )
    document = read(data, "a.odt")
    assert visible(document) == ["Banner", "Seen."]
    assert hidden(document, "same-colour-text") == ["Al Example"]


def test_comments_footnotes_boxes_and_descriptions() -> None:
    xml = (
        "<text:p>Text<office:annotation><dc:creator>Ann Example</dc:creator><text:p>Is it PC Example?</text:p></office:annotation>"
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Of whom one in York.'
        "</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box>"
        "<svg:desc>Photo of Al Example</svg:desc></draw:frame></text:p>"
    )
    document = read(body(xml), "a.odt")
    assert hidden(document, "comment") == ["Is it PC Example?"]
    assert [b.label for b in document.blocks if b.where.hidden == "comment"] == ["author: Ann Example"]
    assert [(b.label, b.text) for b in document.blocks if b.kind == "note" and not b.where.hidden] == [
        ("footnote", "Of whom one in York.")
    ]
    assert "Boxed" in visible(document)
    assert hidden(document, "alternative-text") == ["Photo of Al Example"]


def test_headers_that_no_page_shows() -> None:
    page = (
        '<style:master-page style:name="Standard" style:page-layout-name="x"><style:header><text:p>OFFICIAL</text:p></style:header>'
        '<style:header-left style:display="false"><text:p>Left of Al Example</text:p></style:header-left></style:master-page>'
        '<style:master-page style:name="Old" style:page-layout-name="x"><style:footer><text:p>Old Bo Example</text:p></style:footer></style:master-page>'
    )
    data = with_content(
        written(letter("Seen.")),
        "</office:document-styles>",
        f"<office:master-styles>{page}</office:master-styles></office:document-styles>",
        "styles.xml",
    )
    document = read(data, "a.odt")
    assert [b.text for b in document.blocks if b.label == "header" and not b.where.hidden] == ["OFFICIAL"]
    assert hidden(document, "hidden-header") == ["Left of Al Example", "Old Bo Example"]


def test_properties_settings_and_variables() -> None:
    document = letter("Seen.")
    document.meta.addElement(dc.Creator(text="Jane Example"))
    data = body(
        '<text:user-field-decls><text:user-field-decl office:string-value="Al Example" text:name="case"/></text:user-field-decls>',
        written(document),
    )
    settings = (
        '<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><office:settings><config:config-item '
        'config:name="PrinterName">J Example office</config:config-item></office:settings></office:document-settings>'
    )
    found = read(edited(data, added={"settings.xml": settings.encode()}), "a.odt")
    assert hidden(found, "property") == ["author: Jane Example"]
    assert hidden(found, "printer") == ["J Example office"]
    assert hidden(found, "document-variable") == ["case: Al Example"]


def test_earlier_versions_and_objects() -> None:
    inner = written(letter("About Bo Example"))
    chart = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:chart><chart:chart><table:table><table:table-row>'
        "<table:table-cell><text:p>PC</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell>"
        "</table:table-row></table:table></chart:chart></office:chart></office:body></office:document-content>"
    )
    parts = {"Versions/Version1": inner, "Object 1/content.xml": chart.encode()}
    document = read(edited(written(letter("Seen.")), added=parts), "a.odt")
    assert hidden(document, "document-version") == ["About Bo Example"]
    assert hidden(document, "chart-data") == ["PC: 12"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("Basic/Standard/Module1.xml", "holds macros, which were not read"),
        ("META-INF/documentsignatures.xml", "holds a digital signature, which was not read"),
        ("secret.dat", "holds a part of a kind that is not known (*.dat): not read"),
    ],
)
def test_parts_that_nobody_reads_are_named(part: str, said: str) -> None:
    document = read(edited(written(letter("Seen.")), added={part: b"<a/>"}), "a.odt")
    assert (document.status, document.problems) == ("partly-read", (f"a.odt {said}",))


def test_a_file_with_a_password() -> None:
    manifest = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    document = read(edited(written(letter("x")), added={"META-INF/manifest.xml": manifest}), "a.odt")
    assert document.problems == ("a.odt is password-protected; it was not read",)


def test_entities_are_refused() -> None:
    data = edited(written(letter("x")), lambda n, p: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + p if n == "content.xml" else p)
    assert read(data, "a.odt").status == "unreadable"


# -- presentations


def slides() -> Any:
    document = OpenDocumentPresentation()
    layout = style.PageLayout(name="L")
    layout.addElement(style.PageLayoutProperties(pagewidth="28cm", pageheight="21cm"))
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(style.MasterPage(name="M", pagelayoutname=layout))
    hide = style.Style(name="dp2", family="drawing-page")
    hide.addElement(style.DrawingPageProperties(visibility="hidden"))
    document.automaticstyles.addElement(hide)
    return document


def page(document: Any, title: str, *, x: str = "1cm", hidden: bool = False, notes: str = "") -> None:
    new = draw.Page(masterpagename="M", stylename="dp2" if hidden else None)
    frame = draw.Frame(x=x, y="1cm", width="5cm", height="2cm")
    frame.setAttribute("class", "title")
    inner = draw.TextBox()
    inner.addElement(text.P(text=title))
    frame.addElement(inner)
    new.addElement(frame)
    if notes:
        aside = presentation.Notes()
        holder = draw.Frame(width="5cm", height="2cm")
        written_on = draw.TextBox()
        written_on.addElement(text.P(text=notes))
        holder.addElement(written_on)
        aside.addElement(holder)
        new.addElement(aside)
    document.presentation.addElement(new)


def test_pages_of_a_presentation() -> None:
    document = slides()
    page(document, "Answer")
    page(document, "Next")
    found = read(written(document), "a.odp")
    assert [(b.kind, b.text, b.where.page) for b in found.blocks] == [("heading", "Answer", 1), ("heading", "Next", 2)]
    assert (found.hidden, found.problems, found.status) == ((), (), "read")


def test_hidden_pages_notes_and_shapes_beside_the_page() -> None:
    document = slides()
    page(document, "Shown", notes="Al Example was the third")
    page(document, "Beside Bo Example", x="40cm")
    page(document, "Hidden Cy Example", hidden=True)
    found = read(written(document), "a.odp")
    assert visible(found) == ["Shown"]
    assert hidden(found, "speaker-notes") == ["Al Example was the third"]
    assert hidden(found, "off-slide") == ["Beside Bo Example"]
    assert hidden(found, "hidden-slide") == ["Hidden Cy Example"]


def test_a_flat_file_is_read() -> None:
    xml = (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text">'
        "<office:body><office:text><text:p>Seen.</text:p></office:text></office:body></office:document>"
    )
    document = read(xml.encode(), "a.fodt")
    assert (visible(document), document.status) == (["Seen."], "read")
    assert read(xml[:-20].encode(), "a.fodt").status == "unreadable"


def test_annotation_class_is_not_lost_in_a_list() -> None:
    xml = (
        "<text:list><text:list-item><text:p>One<office:annotation><dc:creator>Ann Example</dc:creator><text:p>why?</text:p>"
        "</office:annotation></text:p></text:list-item></text:list>"
    )
    assert hidden(read(body(xml), "a.odt"), "comment") == ["why?"]


def test_odfpy_annotations() -> None:
    document = letter("Seen.")
    note = office.Annotation()
    note.addElement(dc.Creator(text="Ann Example"))
    note.addElement(text.P(text="Ask Bo"))
    document.text.getElementsByType(text.P)[0].addElement(note)
    assert hidden(read(written(document), "a.odt"), "comment") == ["Ask Bo"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_writes(tmp_path: Path) -> None:
    """The same hiding places in the formats of both families, converted by LibreOffice."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Rank", "Year"])
    book.active.append(["PC", 2019])
    book.active.append(["Sergeant", 2020])
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Working").append(["Al Example", "theft"])
    book["Working"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "ods",
        "--outdir",
    ]
    subprocess.run([*command, str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120)
    document = read((tmp_path / "a.ods").read_bytes(), "a.ods")
    assert document.status == "read"
    assert {"hidden-row", "hidden-sheet"} <= kinds(document)
    assert zipfile.is_zipfile(tmp_path / "a.ods")
