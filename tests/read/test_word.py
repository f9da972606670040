from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from office_files import W, edited, hidden, read, saved, texts, visible


@pytest.fixture
def letter() -> Any:
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def insert(document: Any, xml: str) -> None:
    """Put elements at the end of the body."""
    root = parse_xml(f"<w:body {W}>{xml}</w:body>")
    for element in list(root):
        document.element.body.insert(len(document.element.body) - 1, element)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_blocks_in_order_with_their_kinds_and_places(letter: Any) -> None:
    letter.add_heading("Response", 1)
    letter.add_paragraph("Dear Ms Example")
    letter.add_paragraph("First point", style="List Bullet")
    document = read(saved(letter), "a.docx")
    assert [(b.kind, b.text, b.where.paragraph) for b in document.blocks] == [
        ("heading", "Response", 1),
        ("paragraph", "Dear Ms Example", 2),
        ("list_item", "First point", 3),
    ]
    assert (document.status, document.problems, document.plain_text) == ("read", (), False)


def test_tabs_breaks_and_split_runs(letter: Any) -> None:
    insert(
        letter,
        f"<w:p>{run('in Ma')}{run('rch')}<w:r><w:tab/><w:t>2021</w:t><w:noBreakHyphen/><w:t>22</w:t></w:r></w:p>",
    )
    assert visible(read(saved(letter), "a.docx")) == ["in March\t2021-22"]


def test_inserted_text_controls_links_fields_and_boxes_are_seen(letter: Any) -> None:
    insert(letter, f"<w:p><w:ins w:id='1' w:author=''>{run('inserted')}</w:ins></w:p>")
    insert(letter, f"<w:sdt><w:sdtContent><w:p>{run('in a control')}</w:p></w:sdtContent></w:sdt>")
    insert(
        letter,
        f"<w:p><w:sdt><w:sdtContent>{run('inline')}</w:sdtContent></w:sdt><w:hyperlink>{run(' link')}</w:hyperlink></w:p>",
    )
    insert(letter, f"<w:p><w:fldSimple w:instr=' PAGE '>{run('field')}</w:fldSimple></w:p>")
    insert(letter, f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent></w:pict></w:r></w:p>")
    assert visible(read(saved(letter), "a.docx")) == ["inserted", "in a control", "inline link", "field", "boxed"]


def test_a_text_box_that_is_there_twice_for_old_programs_is_read_once(letter: Any) -> None:
    box = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    insert(
        letter,
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert visible(read(saved(letter), "a.docx")) == ["boxed"]


def test_deleted_text_is_not_seen_and_kept_with_its_author(letter: Any) -> None:
    deletion = "<w:del w:id='1' w:author='Del Example'><w:r><w:delText>Sgt Example</w:delText></w:r></w:del>"
    insert(letter, f"<w:p>{run('Before ')}{deletion}{run('after')}</w:p>")
    document = read(saved(letter), "a.docx")
    assert visible(document) == ["Before after"]
    assert hidden(document, "tracked-deletion") == ["Sgt Example"]
    assert (document.blocks[-1].label, document.blocks[-1].where.paragraph) == ("author: Del Example", 1)


def test_the_authors_of_insertions_and_formats(letter: Any) -> None:
    change = "<w:rPrChange w:id='3' w:author='Fay Example'/>"
    insert(letter, f"<w:p><w:ins w:id='1' w:author='Ina Example'>{run('a')}</w:ins>{run('b', change)}</w:p>")
    insert(letter, f"<w:p><w:ins w:id='2' w:author='Ina Example'>{run('c')}</w:ins></w:p>")
    document = read(saved(letter), "a.docx")
    assert hidden(document, "tracked-insertion") == ["author: Ina Example"]
    assert hidden(document, "tracked-formatting") == ["author: Fay Example"]
    assert any(part.content == "the author of 2 tracked insertions" for part in document.hidden)


def test_hidden_text_through_run_style_and_default(letter: Any) -> None:
    parent = letter.styles.add_style("Gone", WD_STYLE_TYPE.CHARACTER)
    parent.font.hidden = True
    letter.styles.add_style("Gone too", WD_STYLE_TYPE.CHARACTER).base_style = parent
    paragraph = letter.add_paragraph("Seen. ")
    paragraph.add_run("Direct.").font.hidden = True
    paragraph.add_run(" Seen again. ")
    paragraph.add_run("Styled.", style="Gone too")
    shown = paragraph.add_run("Shown after all.", style="Gone")
    shown.font.hidden = False
    document = read(saved(letter), "a.docx")
    assert visible(document) == ["Seen.  Seen again. Shown after all."]
    assert hidden(document, "vanished-text") == ["Direct.", "Styled."]


def test_a_hidden_paragraph_style(letter: Any) -> None:
    letter.styles.add_style("Note to self", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    letter.add_paragraph("Ask Example first", style="Note to self")
    document = read(saved(letter), "a.docx")
    assert (visible(document), hidden(document, "vanished-text")) == ([], ["Ask Example first"])


def test_comments_with_author_and_place(letter: Any) -> None:
    letter.add_paragraph("One")
    paragraph = letter.add_paragraph("Two")
    letter.add_comment(paragraph.runs[0], text="Is this PC Example?", author="Ann Example")
    document = read(saved(letter), "a.docx")
    assert hidden(document, "comment") == ["Is this PC Example?"]
    (block,) = [b for b in document.blocks if b.where.hidden == "comment"]
    assert (block.label, block.where.paragraph) == ("author: Ann Example", 2)


def test_tables_with_merged_cells_and_header_rows(letter: Any) -> None:
    letter.add_paragraph("Before")
    table = letter.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Year"
    table.cell(0, 2).text = "Total"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "2021"
    table.cell(1, 1).text, table.cell(1, 2).text = "PC", "4"
    table.cell(2, 1).text, table.cell(2, 2).text = "Sgt", "6"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    document = read(saved(letter), "a.docx")
    assert texts(document) == [["Year", "Year", "Total"], ["2021", "PC", "4"], ["2021", "Sgt", "6"]]
    assert (document.grids[0].header_rows, document.grids[0].before, document.grids[0].cells[2][1].ref) == (1, 1, "B3")


def test_the_caption_of_a_table(letter: Any) -> None:
    letter.add_paragraph("Table 1: dismissals", style="Caption")
    table = letter.add_table(2, 2)
    for index, text in enumerate(["Rank", "Number", "PC", "4"]):
        table.cell(index // 2, index % 2).text = text
    document = read(saved(letter), "a.docx")
    assert (document.grids[0].caption, visible(document)) == ("Table 1: dismissals", [])


def test_a_frame_of_one_cell_is_text_and_a_nested_table_a_table(letter: Any) -> None:
    frame = letter.add_table(1, 1).cell(0, 0)
    frame.text = "Framed text"
    inner = frame.add_table(2, 2)
    for index, text in enumerate(["Rank", "Number", "PC", "4"]):
        inner.cell(index // 2, index % 2).text = text
    document = read(saved(letter), "a.docx")
    assert visible(document) == ["Framed text"]
    assert texts(document) == [["Rank", "Number"], ["PC", "4"]]


def test_a_deleted_row_is_not_in_the_table(letter: Any) -> None:
    table = letter.add_table(3, 2)
    for index, text in enumerate(["Rank", "Name", "PC", "Al Example", "Sgt", "xx"]):
        table.cell(index // 2, index % 2).text = text
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1' w:author='Del Example'/>"))
    document = read(saved(letter), "a.docx")
    assert "Al Example" not in str(document.grids)
    assert "Al Example" in hidden(document, "tracked-deletion")


def test_headers_footers_and_footnotes_are_visible_notes(letter: Any) -> None:
    letter.sections[0].header.paragraphs[0].text = "OFFICIAL"
    letter.sections[0].footer.paragraphs[0].text = "Ref 123"
    letter.add_paragraph("Text")
    document = read(saved(letter), "a.docx")
    notes = [(b.kind, b.label, b.text, b.where.hidden) for b in document.blocks if b.kind == "note"]
    assert notes == [("note", "header", "OFFICIAL", None), ("note", "footer", "Ref 123", None)]


def test_footnotes(letter: Any) -> None:
    letter.add_paragraph("Text")
    notes = f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p>{run('---')}</w:p></w:footnote><w:footnote w:id='1'><w:p>{run('Of whom one in York.')}</w:p></w:footnote></w:footnotes>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()

    def plant(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", link) if name == "word/_rels/document.xml.rels" else part

    document = read(edited(saved(letter), plant, {"word/footnotes.xml": notes.encode()}), "a.docx")
    assert [(b.label, b.text) for b in document.blocks if b.kind == "note"] == [("footnote", "Of whom one in York.")]


def test_properties(letter: Any) -> None:
    letter.core_properties.author = "Jane Example"
    letter.core_properties.last_modified_by = "Joe Example"
    letter.core_properties.title = "Draft answer"
    custom = (
        b'<Properties><property name="Reviewer"><vt:lpwstr xmlns:vt="x">Kim Example</vt:lpwstr></property></Properties>'
    )
    app = b"<Properties><Company>Example Police</Company><Manager>Lee Example</Manager><Pages>3</Pages></Properties>"
    document = read(edited(saved(letter), added={"docProps/custom.xml": custom, "docProps/app.xml": app}), "a.docx")
    assert set(hidden(document, "property")) == {
        "author: Jane Example",
        "last modified by: Joe Example",
        "title: Draft answer",
        "company: Example Police",
        "manager: Lee Example",
        "Reviewer: Kim Example",
    }
    contents = {part.content for part in document.hidden}
    assert "document property 'author'" in contents
    assert not any("Example" in content for content in contents)


def test_field_codes_and_link_targets(letter: Any) -> None:
    def field(code: str, shown: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        return f"<w:p>{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(shown)}{marks[2]}</w:p>"

    insert(letter, field(' HYPERLINK "mailto:al@example.org" ', "write to us"))
    insert(letter, field(" PAGE ", "1"))
    insert(letter, field(' INCLUDETEXT "C:\\\\Users\\\\bexample\\\\draft.docx" ', "included"))
    document = read(saved(letter), "a.docx")
    assert visible(document) == ["write to us", "1", "included"]
    assert hidden(document, "link-target") == ["al@example.org"]
    assert hidden(document, "field-code") == ['INCLUDETEXT "C:\\\\Users\\\\bexample\\\\draft.docx"']


def test_the_account_in_the_path_of_the_template(letter: Any) -> None:
    letter.add_paragraph("Text")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    target = "file:///C:\\Users\\jexample\\Templates\\letter.dotx"
    link = f'<Relationships><Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    document = read(edited(saved(letter), added={"word/_rels/settings.xml.rels": link.encode()}), "a.docx")
    assert hidden(document, "link-target") == [target, "account: jexample"]


def test_alternative_texts(letter: Any) -> None:
    insert(
        letter,
        "<w:p><w:r><w:drawing><w:docPr id='1' name='Picture 1' descr='Photo of PC Example'/></w:drawing></w:r></w:p>",
    )
    assert hidden(read(saved(letter), "a.docx"), "alternative-text") == ["Photo of PC Example"]


def test_an_embedded_workbook_is_read(letter: Any) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Rank", "Name"])
    book.active.append(["PC", "Al Example"])
    letter.add_paragraph("See the chart")
    document = read(edited(saved(letter), added={"word/embeddings/Sheet1.xlsx": saved(book)}), "a.docx")
    assert texts(document) == [["Rank", "Name"], ["PC", "Al Example"]]
    assert (document.grids[0].where.part, document.grids[0].where.hidden) == ("sheet1.xlsx", "embedded-file")
    assert any(part.kind == "embedded-file" and part.grids == (0,) for part in document.hidden)
    assert document.status == "read"


def test_an_embedded_object_that_cannot_be_read_makes_the_document_partly_read(letter: Any) -> None:
    letter.add_paragraph("Text")
    document = read(edited(saved(letter), added={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" * 40}), "a.docx")
    assert document.status == "partly-read"


def test_the_figures_behind_a_chart(letter: Any) -> None:
    letter.add_paragraph("Text")
    chart = (
        b"<chartSpace><ser><tx><strCache><pt idx='0'><v>Dismissals</v></pt></strCache></tx>"
        b"<cat><pt idx='0'><v>PC</v></pt><pt idx='1'><v>Chief Inspector</v></pt></cat>"
        b"<val><pt idx='0'><v>12</v></pt><pt idx='1'><v>1</v></pt></val></ser></chartSpace>"
    )
    document = read(edited(saved(letter), added={"word/charts/chart1.xml": chart}), "a.docx")
    assert hidden(document, "chart-data") == ["Dismissals\nPC: 12\nChief Inspector: 1"]


def test_the_strict_form_is_read(letter: Any) -> None:
    letter.add_paragraph("Strict text")
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = edited(
        saved(letter),
        lambda _, part: part.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict),
    )
    assert visible(read(data, "a.docx")) == ["Strict text"]


def test_white_text_on_a_white_page_is_not_seen(letter: Any) -> None:
    white = "<w:color w:val='FFFFFF'/>"
    shade = "<w:shd w:val='clear' w:fill='000080'/>"
    insert(letter, f"<w:p>{run('Seen')}{run('Al Example', white)}{run(' banner', white + shade)}</w:p>")
    insert(letter, f"<w:p><w:pPr>{shade}</w:pPr>{run('On a band', white)}</w:p>")
    insert(
        letter,
        f"<w:tbl><w:tr><w:tc><w:p>{run('Head', white)}</w:p></w:tc><w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl>",
    )
    document = read(saved(letter), "a.docx")
    assert visible(document) == ["Seen banner", "On a band"]
    assert hidden(document, "white-text") == ["Al Example"]
    assert texts(document) == [["Head", "b"]]
