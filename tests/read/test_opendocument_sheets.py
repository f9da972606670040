"""Sheets of OpenDocument: tables, hidden rows, columns and sheets, values that do not show, comments."""

import pytest
from odf import style, table
from odf.opendocument import OpenDocumentSpreadsheet
from office_files import hidden, read, texts
from opendocument_files import ROWS, kinds, sheet, spreadsheet, with_content, written

from detector.read import Limits


def test_a_sheet_is_a_table() -> None:
    document = read(written(spreadsheet()), "a.ods")
    assert texts(document) == [list(row) for row in ROWS]
    assert (document.grids[0].where.sheet, document.grids[0].cells[1][2].ref) == ("Data", "C2")
    assert (document.hidden, document.problems, document.status) == ((), (), "read")


def test_a_hidden_sheet() -> None:
    book = OpenDocumentSpreadsheet()
    gone = style.Style(name="ta2", family="table")
    gone.addElement(style.TableProperties(display="false"))
    book.automaticstyles.addElement(gone)
    away = sheet(["Name", "Reason"], ["Al Example", "theft"], name="Working")
    away.setAttribute("stylename", gone)
    for item in (sheet(*ROWS), away):
        book.spreadsheet.addElement(item)
    document = read(written(book), "a.ods")
    (part,) = document.hidden
    assert (part.kind, part.content, part.grids) == ("hidden-sheet", "sheet 'Working', 4 cells", (1,))


@pytest.mark.parametrize(
    ("visibility", "kind"), [("collapse", "hidden-row"), ("filter", "filtered-row"), ("visible", None)]
)
def test_hidden_and_filtered_rows(visibility: str, kind: str | None) -> None:
    grid = sheet(*ROWS)
    grid.getElementsByType(table.TableRow)[1].setAttribute("visibility", visibility)
    document = read(written(spreadsheet(grid)), "a.ods")
    assert kinds(document) == ({kind} if kind else set())


def test_hidden_columns_and_collapsed_groups() -> None:
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column-group table:display="false">'
        "<table:table-column/></table:table-column-group>"
    )
    data = with_content(written(spreadsheet()), "<table:table-row>", columns + "<table:table-row>")
    document = read(data, "a.ods")
    assert [cell.hidden for cell in document.grids[0].cells[1]] == [None, "hidden-column", "collapsed-column"]


def test_values_that_do_not_show() -> None:
    cells = (
        '<table:table-row><table:table-cell office:value-type="float" office:value="7"/>'
        '<table:table-cell office:value-type="float" office:value="3"><text:p>*</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=IF([.A1]=&quot;Al Example&quot;;1;2)" office:value-type="float" office:value="2"><text:p>2</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    document = read(with_content(written(spreadsheet()), "</table:table>", cells), "a.ods")
    assert document.grids[0].cells[3][0].hidden == "invisible-text"
    assert hidden(document, "masked-value") == ["B4: 3"]
    assert hidden(document, "formula-text") == ["Al Example"]


def test_values_under_merged_cells() -> None:
    row = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Joined</text:p></table:table-cell>'
        "<table:covered-table-cell><text:p>Al Example</text:p></table:covered-table-cell><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = read(with_content(written(spreadsheet()), "</table:table>", row), "a.ods")
    assert hidden(document, "covered-cell") == ["B4: Al Example"]
    assert texts(document)[3] == ["Joined", "Joined", "x"]


def test_comments_on_cells_and_validation() -> None:
    note = "<office:annotation><dc:creator>Ann Example</dc:creator><text:p>Ask Bo Example</text:p></office:annotation><text:p>PC</text:p>"
    rules = (
        "<table:content-validations><table:content-validation table:name='v' table:condition='of:cell-content-is-in-list(\"Cy Example\")'/>"
        "</table:content-validations><table:table "
    )
    data = with_content(with_content(written(spreadsheet()), "<text:p>PC</text:p>", note), "<table:table ", rules)
    document = read(data, "a.ods")
    assert [(b.text, b.label, b.where.cell) for b in document.blocks if b.where.hidden == "comment"] == [
        ("Ask Bo Example", "author: Ann Example", "A2")
    ]
    assert hidden(document, "list-entries") == ["Cy Example"]


@pytest.mark.parametrize("content", ["", "<text:p>x</text:p>"])
def test_a_million_repeated_rows_take_no_room(content: str) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">'
        f"{content}</table:table-cell></table:table-row></table:table>"
    )
    document = read(with_content(written(spreadsheet()), "</table:table>", rows), "a.ods", Limits(cells=100_000))
    assert texts(document)[1][:3] == list(ROWS[1])
    assert sum(len(row) for grid in document.grids for row in grid.cells) <= 200_000
    assert document.status == ("partly-read" if content else "read")
