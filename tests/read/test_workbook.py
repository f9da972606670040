from datetime import date
from typing import Any

import openpyxl
import pytest
from office_files import edited, hidden, read, saved, texts, visible
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from detector.types import HiddenPart

ROWS = [
    ["Rank", "Year", "Outcome"],
    ["PC", 2019, "Dismissed"],
    ["Sergeant", 2020, "Warning"],
    ["Inspector", 2021, "Resigned"],
]


@pytest.fixture
def book() -> Any:
    workbook = openpyxl.Workbook()
    workbook.properties.creator = ""
    workbook.active.title = "Data"
    for row in ROWS:
        workbook.active.append(row)
    return workbook


def part(document: Any, kind: str) -> HiddenPart:
    (found,) = [item for item in document.hidden if item.kind == kind]
    return found


def test_a_sheet_is_a_table_with_its_references(book: Any) -> None:
    document = read(saved(book), "a.xlsx")
    assert texts(document) == [
        ["Rank", "Year", "Outcome"],
        ["PC", "2019", "Dismissed"],
        ["Sergeant", "2020", "Warning"],
        ["Inspector", "2021", "Resigned"],
    ]
    (grid,) = document.grids
    assert (grid.where.sheet, grid.where.cell, grid.where.hidden, grid.cells[2][1].ref) == ("Data", "A1:C4", None, "B3")
    assert (document.status, document.hidden, document.problems) == ("read", (), ())


def test_values_are_as_shown(book: Any) -> None:
    sheet = book.create_sheet("Shown")
    sheet.append(["Month", "Day", "Cost", "Share", "Count"])
    sheet.append([date(2021, 3, 5), date(2021, 3, 5), 1234.5, 0.25, 3.0])
    for column, code in enumerate(["mmm-yy", "mm-dd-yy", "£#,##0.00", "0%", "General"], 1):
        sheet.cell(2, column).number_format = code
    assert texts(read(saved(book), "a.xlsx"), 1)[1] == ["Mar-21", "05/03/2021", "£1,234.50", "25%", "3"]


def test_caption_notes_and_two_tables(book: Any) -> None:
    sheet = book.create_sheet("Layout")
    sheet["A1"] = "Table 1: dismissals by rank"
    sheet.merge_cells("A1:B1")
    for row in (["Rank", "Number"], ["PC", 4], ["Sergeant", 6]):
        sheet.append(row)
    sheet["A6"] = "Source: the human resources system as at 1 May 2021."
    sheet["A8"] = "Table 2: dismissals by station"
    sheet["A9"], sheet["B9"], sheet["A10"], sheet["B10"] = "Station", "Number", "Anytown", 10
    document = read(saved(book), "a.xlsx")
    assert document.grids[1].caption == "Table 1: dismissals by rank"
    assert texts(document, 1) == [["Rank", "Number"], ["PC", "4"], ["Sergeant", "6"]]
    assert texts(document, 2) == [["Station", "Number"], ["Anytown", "10"]]
    assert visible(document) == ["Source: the human resources system as at 1 May 2021."]
    assert document.blocks[0].where.cell == "A6"


def test_tables_side_by_side_are_two(book: Any) -> None:
    sheet = book.create_sheet("Beside")
    for row in (
        ["Rank", "Number", None, "Station", "Number"],
        ["PC", 4, None, "Anytown", 7],
        ["Sgt", 6, None, "Otherton", 3],
    ):
        sheet.append(row)
    document = read(saved(book), "a.xlsx")
    assert texts(document, 1) == [["Rank", "Number"], ["PC", "4"], ["Sgt", "6"]]
    assert texts(document, 2)[2] == ["Otherton", "3"]
    assert document.grids[2].cells[2][0].ref == "D3"


def test_an_empty_column_inside_a_table_does_not_cut_it(book: Any) -> None:
    sheet = book.create_sheet("Spaced")
    for row in (["Rank", "2019", None, "2020", "2021"], ["PC", 4, None, 5, 7], ["Sgt", 6, None, 1, 3]):
        sheet.append(row)
    assert len(texts(read(saved(book), "a.xlsx"), 1)[0]) == 5


def test_merged_cells_are_repeated_and_what_they_cover_is_told(book: Any) -> None:
    sheet = book.create_sheet("Merged")
    for row in (["Year", "Rank", "Number"], [2021, "PC", 4], [None, "Sgt", 6]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")

    def plant(name: str, data: bytes) -> bytes:
        covered = b'<c r="A3" t="inlineStr"><is><t>Al Example</t></is></c>'
        return data.replace(b'<row r="3">', b'<row r="3">' + covered) if name.endswith("sheet2.xml") else data

    document = read(edited(saved(book), plant), "a.xlsx")
    assert [row[0] for row in texts(document, 1)] == ["Year", "2021", "2021"]
    assert hidden(document, "covered-cell") == ["A3: Al Example"]


@pytest.mark.parametrize(("state", "kind"), [("hidden", "hidden-sheet"), ("veryHidden", "very-hidden-sheet")])
def test_hidden_sheets(book: Any, state: str, kind: str) -> None:
    sheet = book.create_sheet("Working")
    sheet.append(["Name", "Reason"])
    sheet.append(["Al Example", "theft"])
    sheet["A5"] = "Checked twice"
    sheet.sheet_state = state
    document = read(saved(book), "a.xlsx")
    found = part(document, kind)
    assert (found.grids, found.where.sheet) == ((1,), "Working")
    assert document.blocks[found.blocks[0]].text == "Checked twice"
    assert "sheet 'Working', 5 cells" in found.content
    assert (document.grids[1].where.hidden, document.blocks[0].where.hidden) == (kind, kind)


def test_a_hidden_column_and_its_span(book: Any) -> None:
    dimension = book.active.column_dimensions["B"]
    dimension.min, dimension.max, dimension.hidden = 2, 3, True
    document = read(saved(book), "a.xlsx")
    assert [cell.hidden for cell in document.grids[0].cells[1]] == [None, "hidden-column", "hidden-column"]
    found = part(document, "hidden-column")
    assert (found.content, found.grids) == ("columns B to C of sheet 'Data', 8 cells", (0,))
    assert (found.where.sheet, found.where.cell, found.where.table) == ("Data", "B1:C4", 0)


def test_hidden_and_filtered_rows(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True
    assert part(read(saved(book), "a.xlsx"), "hidden-row").content == "row 3 of sheet 'Data', 3 cells"
    book.active.auto_filter.ref = "A1:C4"
    book.active.auto_filter.add_filter_column(0, ["PC", "Inspector"])
    document = read(saved(book), "a.xlsx")
    assert part(document, "filtered-row").content == "row 3 of sheet 'Data' (filtered out or hidden), 3 cells"
    assert {cell.hidden for cell in document.grids[0].cells[2]} == {"filtered-row"}


def test_a_hidden_column_without_content_is_nothing(book: Any) -> None:
    book.active.column_dimensions["H"].hidden = True
    assert read(saved(book), "a.xlsx").hidden == ()


def test_cells_that_cannot_be_seen(book: Any) -> None:
    sheet = book.active
    sheet["A2"].font = Font(color="FFFFFFFF")
    sheet["A3"].number_format = ";;;"
    sheet["A4"].font = Font(size=1)
    sheet["A1"].font, sheet["A1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF000080")
    document = read(saved(book), "a.xlsx")
    assert [row[0].hidden for row in document.grids[0].cells] == [None, "white-text", "invisible-text", "tiny-text"]
    assert part(document, "white-text").where.cell == "A2"


def test_a_value_behind_a_mark_is_told(book: Any) -> None:
    book.active["B2"].number_format = '[<5]"*";0'
    book.active["B2"] = 3
    document = read(saved(book), "a.xlsx")
    assert texts(document)[1][1] == "*"
    assert hidden(document, "masked-value") == ["B2: 3"]


def test_notes_with_author(book: Any) -> None:
    book.active["B3"].comment = Comment("Ask Bo Example", "Ann Example")
    document = read(saved(book), "a.xlsx")
    assert hidden(document, "comment") == ["Ask Bo Example"]
    (block,) = document.blocks
    assert (block.label, block.where.sheet, block.where.cell) == ("author: Ann Example", "Data", "B3")


def test_threaded_comments(book: Any) -> None:
    base = "http://schemas.microsoft.com/office/2017/10/relationships/"
    rels = f'<Relationships><Relationship Id="r1" Type="{base}threadedComment" Target="../threadedComments/t1.xml"/></Relationships>'
    thread = '<ThreadedComments><threadedComment ref="B2" personId="{1}"><text>Is it Cy Example?</text></threadedComment></ThreadedComments>'
    people = '<personList><person displayName="Ann Example" id="{1}"/></personList>'
    added = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
        "xl/threadedComments/t1.xml": thread,
        "xl/persons/person.xml": people,
    }
    document = read(edited(saved(book), added={name: text.encode() for name, text in added.items()}), "a.xlsx")
    assert [(b.text, b.label, b.where.cell) for b in document.blocks] == [
        ("Is it Cy Example?", "author: Ann Example", "B2")
    ]


def test_headers_and_footers_are_visible_notes(book: Any) -> None:
    book.active.oddHeader.center.text = "OFFICIAL"
    book.active.oddFooter.left.text = "Page &P of &N, J Example"
    document = read(saved(book), "a.xlsx")
    assert [(b.label, b.text, b.where.hidden) for b in document.blocks] == [
        ("header", "OFFICIAL", None),
        ("footer", "Page  of , J Example", None),
    ]


def test_properties_names_and_formulas(book: Any) -> None:
    book.properties.creator = "Jane Example"
    book.defined_names["secret"] = DefinedName("secret", attr_text='"Al Example"')
    book.defined_names["area"] = DefinedName("area", attr_text="Data!$A$1:$C$4")
    sheet = book.create_sheet("Sums")
    sheet["A1"] = '=COUNTIF(Data!A:A,"Bo Example")'
    document = read(saved(book), "a.xlsx")
    assert hidden(document, "property") == ["author: Jane Example"]
    assert hidden(document, "defined-name") == ['secret: "Al Example"']
    assert hidden(document, "formula-text") == ["Bo Example"]


def test_formulas_show_their_stored_result(book: Any) -> None:
    book.active["D1"], book.active["D2"] = "Total", "=1+2"

    def plant(name: str, data: bytes) -> bytes:
        return data.replace(b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>")

    document = read(edited(saved(book), plant), "a.xlsx")
    assert texts(document)[1][3] == "3"
    assert document.status == "read"


def test_a_formula_without_a_result_is_not_read_in_full(book: Any) -> None:
    book.active["D1"], book.active["D2"] = "Total", "=1+2"
    document = read(saved(book), "a.xlsx")
    assert document.status == "partly-read"
    assert "1 formula without a stored result on sheet 'Data'" in document.problems[0]


def test_the_rows_behind_a_pivot_table(book: Any) -> None:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    cache = (
        '<pivotCacheDefinition refreshedBy="Ray Example"><cacheFields><cacheField name="Name"><sharedItems><s v="Al Example"/>'
        '<s v="Bo Example"/></sharedItems></cacheField><cacheField name="Age"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = '<pivotCacheRecords><r><x v="1"/><n v="34"/></r><r><x v="0"/><n v="51"/></r></pivotCacheRecords>'
    rels = f'<Relationships><Relationship Id="r1" Type="{base}pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    added = {
        "xl/pivotCache/pivotCacheDefinition1.xml": cache,
        "xl/pivotCache/pivotCacheRecords1.xml": records,
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": rels,
    }
    document = read(edited(saved(book), added={name: text.encode() for name, text in added.items()}), "a.xlsx")
    assert texts(document, 1) == [["Name", "Age"], ["Bo Example", "34"], ["Al Example", "51"]]
    assert part(document, "pivot-cache").grids == (1,)
    assert hidden(document, "property") == ["user: Ray Example"]


def test_a_data_model_is_not_read(book: Any) -> None:
    document = read(edited(saved(book), added={"xl/model/item.data": b"\0" * 50}), "a.xlsx")
    assert (document.status, document.problems) == ("partly-read", ("a.xlsx holds a data model, which was not read",))


def test_rich_text_and_escaped_characters(book: Any) -> None:
    rich = (
        b'<c r="A6" t="inlineStr"><is><r><t>Al </t></r><r><t>Example_x000D_</t></r><rPh><t>reading</t></rPh></is></c>'
    )

    def plant(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"</sheetData>", b'<row r="6">' + rich + b"</row></sheetData>")
            if name.endswith("sheet1.xml")
            else data
        )

    assert visible(read(edited(saved(book), plant), "a.xlsx")) == ["Al Example"]
