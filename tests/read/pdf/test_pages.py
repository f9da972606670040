"""Running text, reading order and tables of PDF pages."""

import io
from typing import Any

import pikepdf
import pytest
from pdf_files import drawn, edited, letter, lines
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from reportlab.platypus.tables import TableStyle

from detector.read import Limits, read_bytes
from detector.types import Document


def read(data: bytes, limits: Limits = Limits()) -> Document:
    return read_bytes(data, "a.pdf", limits)


def texts(document: Document) -> list[str]:
    return [" ".join(block.text.split()) for block in document.blocks if block.where.hidden is None]


def table(document: Document, index: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.grids[index].cells]


def test_a_clean_letter_is_read_and_has_nothing_hidden() -> None:
    document = read(drawn(letter))
    assert document.status == "read"
    assert document.problems == ()
    assert document.hidden == ()
    assert texts(document) == [
        "Calder Council",
        "Dear applicant,",
        "You asked how many vehicles the council owns.",
        "The council owns 412 vehicles.",
        "A shaded line stays readable.",
    ]
    assert {block.where.page for block in document.blocks} == {1}


def test_paragraphs_over_two_pages_have_their_page() -> None:
    document = read(drawn(lambda p: lines(p, 800, "First page."), lambda p: lines(p, 800, "Second page.")))
    assert [(block.text, block.where.page) for block in document.blocks] == [("First page.", 1), ("Second page.", 2)]


def test_address_and_reference_side_by_side_are_read_one_after_the_other() -> None:
    def page(p: Any) -> None:
        lines(p, 800, "Ms A Example", "12 High Street", "Calder")
        lines(p, 800, "Information Team", "Town Hall", "4 May 2026", left=400)
        lines(
            p, 730, "Dear Ms Example,", "", "Thank you for your request of last month about vehicles and their drivers."
        )

    got = " ".join(texts(read(drawn(page))))
    assert got.index("12 High Street") < got.index("Calder") < got.index("Information Team") < got.index("4 May 2026")
    assert got.index("4 May 2026") < got.index("Dear Ms Example,")


def test_two_columns_of_prose() -> None:
    left = [f"left sentence number {n} goes on" for n in "abcdefgh"]
    right = [f"right sentence number {n} goes on" for n in "abcdefgh"]

    def page(p: Any) -> None:
        lines(p, 800, *left)
        lines(p, 796, *right, left=320)

    joined = " ".join(texts(read(drawn(page))))
    assert joined == " ".join([*left, *right])


def _flowing(*parts: Any) -> bytes:
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(list(parts))
    return stream.getvalue()


RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))])
ROWS = [["Rank", "Year", "Outcome"], ["Constable", "2019", "Written warning"], ["Sergeant", "2020", "Dismissed"]]


def test_a_ruled_table() -> None:
    style = getSampleStyleSheet()["Normal"]
    document = read(_flowing(Paragraph("Before.", style), Table(ROWS, style=RULED), Paragraph("After.", style)))
    assert table(document) == ROWS
    assert [document.blocks[0].text, document.blocks[1].text] == ["Before.", "After."]
    assert document.grids[0].before == 1
    assert document.grids[0].where.page == 1


def test_a_table_with_merged_cells_repeats_them() -> None:
    rows = [["Rank", "Years", ""], ["", "2019", "2020"], ["Constable", "3", "4"]]
    style = TableStyle([*RULED.getCommands(), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))])
    assert table(read(_flowing(Table(rows, style=style)))) == [
        ["Rank", "Years", "Years"],
        ["Rank", "2019", "2020"],
        ["Constable", "3", "4"],
    ]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    rows = [["Rank", "Reason"], ["Constable", "a first line\nand a second"], ["Sergeant", "short"]]
    assert table(read(_flowing(Table(rows, style=RULED))))[1] == ["Constable", "a first line and a second"]


def test_a_table_that_a_page_break_cuts_is_one_table() -> None:
    rows = [["Rank", "Year", "Outcome"], *[["Constable", str(2000 + n % 9), f"outcome {n}"] for n in range(90)]]
    for header_rows in (0, 1):
        document = read(_flowing(Table(rows, style=RULED, repeatRows=header_rows)))
        assert len(document.grids) == 1
        assert table(document) == rows


def test_a_row_that_a_page_break_cuts_is_one_row() -> None:
    top = [["Constable", "a cell that is"], ["Sergeant", "first half"]]

    def page(rows: list[list[str]], top_edge: float) -> Any:
        def draw(p: Any) -> None:
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    p.rect(60 + 200 * column, top_edge - 20 * number, 200, 20)
                    p.drawString(64 + 200 * column, top_edge + 6 - 20 * number, text)

        return draw

    document = read(drawn(page(top, 60), page([["", "second half"], ["Inspector", "whole"]], 780)))
    assert table(document) == [top[0], ["Sergeant", "first half second half"], ["Inspector", "whole"]]


def test_spreadsheet_cells_close_to_each_other_are_cells() -> None:
    def page(p: Any) -> None:
        lines(p, 800, "Complaints by rank and by year of the hearing")
        for number, (label, first, second) in enumerate(
            [("Rank", "2019", "2020"), ("Constable", "12", "9"), ("Sergeant", "3", "*"), ("Other rank", "16", "11")]
        ):
            p.drawString(40, 760 - 15 * number, label)
            p.drawRightString(160, 760 - 15 * number, first)
            p.drawString(163, 760 - 15 * number, second)

    assert table(read(drawn(page)))[2] == ["Sergeant", "3", "*"]


def test_a_wrapped_paragraph_is_one_line_of_text_and_a_list_is_not() -> None:
    def page(p: Any) -> None:
        lines(
            p,
            800,
            "Of the officers who were dismissed in the period one left in August, one",
            "in May, and one in the",
        )
        lines(
            p,
            740,
            "1 x Inspector who was dismissed in the course of the year before last year",
            "2 x Sergeant",
            "4 x Constable",
        )

    document = read(drawn(page))
    assert "one left in August, one in May" in " ".join(texts(document))
    joined = [
        *texts(document),
        *(" ".join(row) for grid in range(len(document.grids)) for row in table(document, grid)),
    ]
    assert not any("last year 2 x" in text for text in joined)


def test_a_table_without_rules() -> None:
    document = read(_flowing(Table([["Offence", "Officers"], ["Assault", "12"], ["Theft", "7"], ["Fraud", "<5"]])))
    assert table(document) == [["Offence", "Officers"], ["Assault", "12"], ["Theft", "7"], ["Fraud", "<5"]]


def test_labels_with_a_colon_are_no_table() -> None:
    def page(p: Any) -> None:
        lines(p, 800, "Our reference:", "Date:", "Telephone:", "E-mail:")
        lines(p, 800, "FOI 1234/26", "4 May 2026", "101", "foi@calder.example", left=160)

    document = read(drawn(page))
    assert document.grids == ()
    assert "FOI 1234/26" in texts(document)[0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(turn: int) -> None:
    upright = drawn(lambda p: lines(p, 800, "First line of the page", "Second line of it"))

    def turned(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        width, height = 595, 842
        matrix = {
            0: "1 0 0 1 0 0",
            90: f"0 1 -1 0 {width} 0",
            180: f"-1 0 0 -1 {width} {height}",
            270: f"0 -1 1 0 0 {height}",
        }
        if turn in (90, 270):
            page.MediaBox = pikepdf.Array([0, 0, height, width])
            matrix = {90: f"0 1 -1 0 {height} 0", 270: f"0 -1 1 0 0 {width}"}
        page.contents_add(f"{matrix[turn]} cm".encode(), prepend=True)
        page.Rotate = turn

    document = read(edited(upright, turned))
    assert " ".join(texts(document)) == "First line of the page Second line of it"
    assert document.hidden == ()


def scan(p: Any, text: str = "A scanned letter") -> None:
    from PIL import ImageDraw

    picture = Image.new("L", (1190, 1684), 250)
    pen = ImageDraw.Draw(picture)
    for number in range(12):
        pen.text((100, 100 + 100 * number), f"{text} {number}", fill=10, font_size=40)
    p.drawImage(ImageReader(picture), 0, 0, 595, 842)


def test_a_scan_without_text_is_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    document = read(drawn(lambda p: lines(p, 800, "Page one."), scan))
    assert document.status == "partly-read"
    assert "page 2 is an image without text" in document.problems[0]
    assert read(drawn(scan)).status == "unreadable"


def test_a_scan_is_read_where_a_program_for_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    calls: list[Any] = []

    def run(command: list[str], **options: Any) -> Any:
        calls.append(command)
        assert options["input"].startswith(b"\x89PNG")
        return subprocess.CompletedProcess(command, 0, b"What the scan says.\n\f", b"")

    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/tesseract")
    monkeypatch.setattr("subprocess.run", run)
    document = read(drawn(scan))
    assert document.status == "read"
    assert texts(document) == ["What the scan says."]
    assert "read by machine" in document.problems[0]
    assert calls[0][1:3] == ["stdin", "stdout"]


def test_the_text_layer_of_a_scan_is_read_and_no_find() -> None:
    def page(p: Any) -> None:
        scan(p)
        over = p.beginText(50, 770)
        over.setTextRenderMode(3)
        over.setFont("Helvetica", 20)
        for number in range(12):
            over.setTextOrigin(50, 842 - 50 - 17 - 50 * number)
            over.textOut(f"A scanned letter {number}")
        p.drawText(over)

    document = read(drawn(page))
    assert document.status == "read"
    assert document.hidden == ()
    assert "A scanned letter 3" in " ".join(texts(document))


def test_a_blacked_out_scan_with_its_text_layer_is_a_find() -> None:
    def page(p: Any) -> None:
        picture = Image.new("L", (1190, 1684), 250)
        from PIL import ImageDraw

        pen = ImageDraw.Draw(picture)
        pen.text((100, 100), "The officer was", fill=10, font_size=40)
        pen.rectangle((100, 180, 800, 260), fill=0)
        p.drawImage(ImageReader(picture), 0, 0, 595, 842)
        over = p.beginText(50, 842 - 70)
        over.setTextRenderMode(3)
        over.setFont("Helvetica", 20)
        over.textOut("The officer was")
        over.setTextOrigin(60, 842 - 115)
        over.textOut("Imogen Thistlewood")
        p.drawText(over)

    document = read(drawn(page))
    assert [(part.kind, document.blocks[part.blocks[0]].text) for part in document.hidden] == [
        ("covered-text", "Imogen Thistlewood")
    ]
    assert texts(document) == ["The officer was"]
