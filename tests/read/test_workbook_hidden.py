"""Hiding places of workbooks beyond their cells, each with a workbook that does not have it."""

import io
import struct
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from office_files import edited, hidden, read, saved, texts
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from PIL import Image

from detector.types import Document

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROWS = [["Rank", "Year", "Outcome"], ["PC", 2019, "Dismissed"], ["Sergeant", 2020, "Warning"]]


@pytest.fixture
def book() -> Any:
    workbook = openpyxl.Workbook()
    workbook.properties.creator = ""
    workbook.active.title = "Data"
    for row in ROWS:
        workbook.active.append(row)
    return workbook


def kinds(document: Document) -> set[str]:
    return {part.kind for part in document.hidden}


def content(document: Document, kind: str) -> str:
    return next(part.content for part in document.hidden if part.kind == kind)


def written() -> bytes:
    """The same table by XlsxWriter, which has shared strings as Excel has."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Data")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 2, 20)
    return stream.getvalue()


def with_parts(data: bytes, **parts: str | bytes) -> bytes:
    """Parts added under names in which ``__`` is a slash and ``_DOT_`` a point."""
    named = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in parts.items()}
    return edited(data, added={n: p.encode() if isinstance(p, str) else p for n, p in named.items()})


def test_an_ordinary_workbook_hides_nothing(book: Any) -> None:
    book.active.print_area = "A1:C3"
    book.active.auto_filter.ref = "A1:C3"
    book.active["A1"].font = Font(bold=True, color="FFFFFFFF")
    book.active["A1"].fill = PatternFill("solid", fgColor="FF000000")
    document = read(saved(book), "a.xlsx")
    assert (document.hidden, document.problems, document.status) == ((), (), "read")


def test_a_workbook_of_another_program_hides_nothing() -> None:
    document = read(written(), "a.xlsx")
    assert (document.hidden, document.problems) == ((), ())


def test_a_collapsed_group_of_rows_and_columns(book: Any) -> None:
    book.active.row_dimensions.group(2, 3, hidden=True)
    document = read(saved(book), "a.xlsx")
    assert kinds(document) == {"collapsed-row"}
    assert content(document, "collapsed-row") == "rows 2 to 3 of sheet 'Data' (in a collapsed group), 6 cells"
    book.active.row_dimensions.group(2, 3, hidden=False)
    book.active.column_dimensions.group("C", hidden=True)
    assert kinds(read(saved(book), "a.xlsx")) == {"collapsed-column"}


def test_an_open_group_is_seen(book: Any) -> None:
    book.active.row_dimensions.group(2, 3, hidden=False)
    assert read(saved(book), "a.xlsx").hidden == ()


@pytest.mark.parametrize("width", ["0", "0.4", "0.9"])
def test_a_column_too_narrow_to_be_seen(book: Any, width: str) -> None:
    def plant(name: str, part: bytes) -> bytes:
        cols = f'<cols><col min="2" max="2" width="{width}" customWidth="1"/></cols><sheetData>'.encode()
        return part.replace(b"<sheetData>", cols) if name.endswith("sheet1.xml") else part

    assert kinds(read(edited(saved(book), plant), "a.xlsx")) == {"hidden-column"}


def test_sizes_too_small_by_default(book: Any) -> None:
    def plant(name: str, part: bytes) -> bytes:
        tiny = b'<sheetFormatPr baseColWidth="8" defaultRowHeight="1" customHeight="1"/>'
        return part.replace(b'<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>', tiny)

    book.active.row_dimensions[1].height = 15
    document = read(edited(saved(book), plant), "a.xlsx")
    assert content(document, "hidden-row") == "rows 2 to 3 of sheet 'Data', 6 cells"


def test_black_text_on_black(book: Any) -> None:
    book.active["C2"].fill = PatternFill("solid", fgColor="FF000000")
    document = read(saved(book), "a.xlsx")
    assert document.grids[0].cells[1][2].hidden == "same-colour-text"
    assert "1 cell of sheet 'Data' in a font of the colour of its background" in content(document, "same-colour-text")


def test_white_by_theme_on_nothing_and_on_a_colour(book: Any) -> None:
    from openpyxl.styles.colors import Color

    book.active["A2"].font = Font(color=Color(theme=0))
    book.active["A3"].font = Font(color=Color(theme=0))
    book.active["A3"].fill = PatternFill("solid", fgColor=Color(theme=4))
    cells = read(saved(book), "a.xlsx").grids[0].cells
    assert [row[0].hidden for row in cells] == [None, "white-text", None]


def test_cells_far_away(book: Any) -> None:
    book.active["AZ400"] = "Al Example, dismissed"
    document = read(saved(book), "a.xlsx")
    part = next(part for part in document.hidden if part.kind == "far-cell")
    assert (part.where.cell, part.content) == ("AZ400", "1 cell of sheet 'Data' far away from the rest")


def test_cells_outside_the_print_area(book: Any) -> None:
    book.active.print_area = "A1:C3"
    book.active["F9"] = "Al Example"
    document = read(saved(book), "a.xlsx")
    assert {part.where.cell for part in document.hidden if part.kind == "outside-print-area"} == {"F9"}
    book.active["F9"], book.active["A4"], book.active["B4"] = None, "Inspector", 2021
    assert read(saved(book), "a.xlsx").hidden == ()


def test_shared_strings_that_no_cell_shows() -> None:
    def plant(name: str, part: bytes) -> bytes:
        orphan = b"<si><t>Al Example, dismissed for theft</t></si></sst>"
        return part.replace(b"</sst>", orphan) if name == "xl/sharedStrings.xml" else part

    document = read(edited(written(), plant), "a.xlsx")
    assert hidden(document, "orphan-text") == ["Al Example, dismissed for theft"]


def test_values_kept_from_a_linked_workbook(book: Any) -> None:
    link = (
        '<externalLink><externalBook><sheetNames><sheetName val="Staff"/></sheetNames><definedNames>'
        '<definedName name="officers" refersTo="=Staff!$A$1"/></definedNames><sheetDataSet><sheetData sheetId="0">'
        '<row r="1"><cell r="A1" t="str"><v>Name</v></cell><cell r="B1" t="str"><v>Rank</v></cell></row>'
        '<row r="2"><cell r="A2" t="str"><v>Al Example</v></cell><cell r="B2" t="str"><v>PC</v></cell></row>'
        "</sheetData></sheetDataSet></externalBook></externalLink>"
    )
    target = '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///C:/Users/bexample/staff.xlsx" TargetMode="External"/></Relationships>'
    data = with_parts(
        saved(book),
        xl__externalLinks__externalLink1_DOT_xml=link,
        xl__externalLinks___rels__externalLink1_DOT_xml_DOT_rels=target,
    )
    document = read(data, "a.xlsx")
    assert texts(document, 1) == [["Name", "Rank"], ["Al Example", "PC"]]
    assert document.grids[1].where.hidden == "linked-values"
    assert hidden(document, "linked-values") == ["officers"]
    assert "account: bexample" in hidden(document, "link-target")


def test_pivot_records_without_a_definition_and_values_that_are_gone(book: Any) -> None:
    cache = (
        '<pivotCacheDefinition><cacheFields><cacheField name="Name"><sharedItems><s v="Al Example"/><s v="Bo Example"/>'
        "</sharedItems></cacheField></cacheFields></pivotCacheDefinition>"
    )
    rels = f'<Relationships><Relationship Id="r1" Type="{RELATIONS}pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    document = read(
        with_parts(
            saved(book),
            xl__pivotCache__pivotCacheDefinition1_DOT_xml=cache,
            xl__pivotCache___rels__pivotCacheDefinition1_DOT_xml_DOT_rels=rels,
            xl__pivotCache__pivotCacheRecords1_DOT_xml='<pivotCacheRecords><r><x v="1"/></r></pivotCacheRecords>',
            xl__pivotCache__pivotCacheRecords9_DOT_xml='<pivotCacheRecords><r><s v="Cy Example"/><n v="34"/></r></pivotCacheRecords>',
        ),
        "a.xlsx",
    )
    assert texts(document, 1) == [["Name"], ["Bo Example"]]
    assert hidden(document, "pivot-cache") == ["Name: Al Example", "Cy Example, 34"]


def test_where_the_workbook_comes_from(book: Any) -> None:
    def plant(name: str, part: bytes) -> bytes:
        path = (
            b'<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
            b'url="C:\\Users\\jexample\\Documents\\foi\\"/><fileSharing userName="Kay Example"/><sheets>'
        )
        return part.replace(b"<sheets>", path) if name == "xl/workbook.xml" else part

    document = read(edited(saved(book), plant), "a.xlsx")
    assert "account: jexample" in hidden(document, "link-target")
    assert hidden(document, "property") == ["user: Kay Example"]


def test_printers(book: Any) -> None:
    def device(name: str) -> bytes:
        return name.encode("utf-16-le").ljust(64, b"\0") + bytes(200)

    data = with_parts(
        saved(book),
        xl__printerSettings__printerSettings1_DOT_bin=device("\\\\srv01\\J Example office"),
        xl__printerSettings__printerSettings2_DOT_bin=device("Microsoft Print to PDF"),
    )
    assert hidden(read(data, "a.xlsx"), "printer") == ["\\\\srv01\\J Example office"]


def test_the_place_of_a_photograph_and_who_took_it(book: Any) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Al Example"
    exif[0x0110] = "Camera 5"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 30.0)})
    stream, plain = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif)
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    document = read(with_parts(saved(book), xl__media__image1_DOT_jpeg=stream.getvalue()), "a.xlsx")
    assert hidden(document, "picture-position") == ["position: 51.50000, -0.12500"]
    assert hidden(document, "picture-metadata") == ["Artist: Al Example", "camera: Camera 5"]
    document = read(with_parts(saved(book), xl__media__image1_DOT_jpeg=plain.getvalue()), "a.xlsx")
    assert (document.hidden, document.problems) == ((), ("a.xlsx holds 1 picture, which nobody has looked at here",))


def chart_book(*rows: list[Any]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.properties.creator = ""
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


CHART = (
    "<c:chartSpace xmlns:c='c' xmlns:r='r'><c:ser><c:tx><c:strCache><c:pt idx='0'><c:v>Dismissals</c:v></c:pt></c:strCache></c:tx>"
    "<c:cat><c:pt idx='0'><c:v>PC</c:v></c:pt></c:cat><c:val><c:pt idx='0'><c:v>12</c:v></c:pt></c:val></c:ser></c:chartSpace>"
)
CHART_LINK = f'<Relationships><Relationship Id="r1" Type="{RELATIONS}package" Target="../embeddings/Sheet1.xlsx"/></Relationships>'


def with_chart(data: bytes, workbook: bytes) -> bytes:
    return with_parts(
        data,
        xl__charts__chart1_DOT_xml=CHART,
        xl__charts___rels__chart1_DOT_xml_DOT_rels=CHART_LINK,
        xl__embeddings__Sheet1_DOT_xlsx=workbook,
    )


def test_the_workbook_behind_a_chart_that_says_more(book: Any) -> None:
    more = chart_book(["Rank", "Dismissals", "Name"], ["PC", 12, "Al Example"])
    document = read(with_chart(saved(book), more), "a.xlsx")
    assert texts(document, 1) == [["Rank", "Dismissals", "Name"], ["PC", "12", "Al Example"]]
    assert document.grids[1].where.part == "sheet1.xlsx"


def test_the_workbook_behind_a_chart_that_says_the_same(book: Any) -> None:
    document = read(with_chart(saved(book), chart_book(["", "Dismissals"], ["PC", 12])), "a.xlsx")
    assert (len(document.grids), kinds(document), document.status) == (1, {"chart-data"}, "read")


def test_a_chart_keeps_its_names(book: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "E2")
    assert read(saved(book), "a.xlsx").status == "read"


def native(label: str, path: str, payload: bytes) -> bytes:
    """A packaged file as the Packager writes it."""
    body = b"\x02\0" + label.encode() + b"\0" + path.encode() + b"\0" + b"\0\0\x03\0"
    body += struct.pack("<I", len(path) + 1) + path.encode() + b"\0" + struct.pack("<I", len(payload)) + payload
    return struct.pack("<I", len(body)) + body


def test_a_packaged_file_tells_its_name_path_and_content() -> None:
    from detector.read.office.ole import _native

    inner = _native(native("note.txt", "C:\\Users\\bexample\\note.txt", b"Al Example"), "object")
    assert (inner.name, inner.data) == ("note.txt", b"Al Example")
    assert inner.paths == ("C:\\Users\\bexample\\note.txt",) * 2


@pytest.mark.parametrize("cut", [0, 3, 9, 30, 60])
def test_a_packaged_file_that_is_cut_off(cut: int) -> None:
    from detector.read.office.ole import _native

    assert len(_native(native("note.txt", "C:\\x\\note.txt", b"Al Example")[:cut], "object").data) <= 10


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl__vbaProject_DOT_bin", "holds macros, which were not read"),
        ("xl__model__item_DOT_data", "holds a data model, which was not read"),
        ("xl__macrosheets__sheet1_DOT_xml", "holds sheets of old macros or dialogs, which were not read"),
        ("xl__secrets__all_DOT_dat", "holds a part of a kind that is not known (*.dat): not read"),
    ],
)
def test_parts_that_nobody_reads_are_named(book: Any, part: str, said: str) -> None:
    document = read(with_parts(saved(book), **{part: b"<a/>"}), "a.xlsx")
    assert (document.status, document.problems) == ("partly-read", (f"a.xlsx {said}",))


def test_what_is_written_about_a_name(book: Any) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["area"] = DefinedName("area", attr_text="Data!$A$1:$C$4", comment="made by Bo Example")
    book.defined_names["both"] = DefinedName("both", attr_text="Data!$A$1,'My Data'!$C$4")
    book.defined_names["gone"] = DefinedName("gone", attr_text="Data!#REF!")
    assert hidden(read(saved(book), "a.xlsx"), "defined-name") == ["made by Bo Example"]


def test_where_a_chart_and_a_picture_are(book: Any) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Al Example"
    picture, stream = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG", exif=exif)
    with xlsxwriter.Workbook(stream) as workbook:
        workbook.add_worksheet("Data").write_column(0, 0, [5, 7])
        sheet = workbook.add_worksheet("Charts")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$A$1:$A$2", "name": "Dismissals"})
        sheet.insert_chart("E2", chart)
        sheet.insert_image("A1", "photo.jpg", {"image_data": picture})
    document = read(stream.getvalue(), "a.xlsx")
    places = {part.kind: part.where.sheet for part in document.hidden}
    assert (places["picture-metadata"], places["chart-data"]) == ("Charts", "Charts")


def test_people_without_comments(book: Any) -> None:
    people = '<personList><person displayName="Ann Example" id="{1}" userId="S::ann@example.org::1"/></personList>'
    document = read(with_parts(saved(book), xl__persons__person_DOT_xml=people), "a.xlsx")
    assert hidden(document, "property") == ["user: Ann Example (ann@example.org)"]


def test_scenarios_and_their_users(book: Any) -> None:
    from openpyxl.worksheet.scenario import InputCells, Scenario, ScenarioList

    cells = InputCells(r="B2", val="2018")
    book.active.scenarios = ScenarioList(
        [Scenario(name="Worst", user="Flo Example", comment="ask", inputCells=[cells])]
    )
    assert hidden(read(saved(book), "a.xlsx"), "scenario") == ["user: Flo Example\nWorst ask 2018"]


def test_entries_of_a_list(book: Any) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    book.active.add_data_validation(DataValidation("list", formula1='"Al Example,Bo Example"', sqref="A2"))
    assert hidden(read(saved(book), "a.xlsx"), "list-entries") == ["Al Example,Bo Example"]
