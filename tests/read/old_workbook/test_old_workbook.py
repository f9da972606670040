"""Excel 97 workbooks written by xlwt and changed by hand."""

import io
from datetime import date
from typing import Any

import pytest

from detector.read import Limits, read_bytes
from detector.types import Document

xlwt = pytest.importorskip("xlwt")
SECRET = "Imogen Thistlewood"


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data: bytes) -> Document:
    return read_bytes(data, "a.xls", Limits())


def book_with(*rows: list[Any]) -> Any:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Answer")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    return book


def texts(document: Document, grid: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.grids[grid].cells]


ROWS = (["Rank", "Year", "Note"], ["Constable", 2019, "first"], ["Sergeant", 2020, "second"])


def test_a_table_is_read_as_shown_and_has_nothing_hidden() -> None:
    book = book_with(*ROWS)
    sheet = book.get_sheet(0)
    sheet.write(3, 0, "Inspector")
    sheet.write(3, 1, date(2021, 3, 5), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(3, 2, 0.255, xlwt.easyxf(num_format_str="0.0%"))
    document = read(saved(book))
    assert document.media_type == "application/vnd.ms-excel"
    assert document.status == "read"
    assert texts(document) == [*[[str(v) for v in row] for row in ROWS], ["Inspector", "05/03/2021", "25.5%"]]
    assert document.grids[0].where.sheet == "Answer"
    assert [part.kind for part in document.hidden if part.kind != "property"] == []


@pytest.mark.parametrize(("state", "kind"), [(1, "hidden-sheet"), (2, "very-hidden-sheet")])
def test_hidden_sheets(state: int, kind: str) -> None:
    book = book_with(*ROWS)
    other = book.add_sheet("Working")
    other.write(0, 0, "Officer")
    other.write(1, 0, SECRET)
    other.visibility = state
    document = read(saved(book))
    part = next(part for part in document.hidden if part.kind == kind)
    assert part.where.sheet == "Working"
    inside = [document.blocks[i].text for i in part.blocks] + [
        c.text for g in part.grids for r in document.grids[g].cells for c in r
    ]
    assert SECRET in " ".join(inside)


def test_hidden_rows_and_columns() -> None:
    book = book_with(*ROWS)
    sheet = book.get_sheet(0)
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    kinds = {cell.hidden for row in read(saved(book)).grids[0].cells for cell in row}
    assert kinds == {None, "hidden-row", "hidden-column"}


def test_white_tiny_and_masked_cells() -> None:
    book = book_with(*ROWS)
    sheet = book.get_sheet(0)
    sheet.write(3, 0, SECRET, xlwt.easyxf("font: colour white"))
    sheet.write(3, 1, SECRET, xlwt.easyxf("font: height 20"))
    sheet.write(3, 2, SECRET, xlwt.easyxf(num_format_str=";;;"))
    sheet.write(4, 0, "White on dark", xlwt.easyxf("font: colour white; pattern: pattern solid, fore_colour dark_blue"))
    cells = [cell for row in read(saved(book)).grids[0].cells for cell in row]
    assert [cell.hidden for cell in cells if cell.text == SECRET] == ["white-text", "tiny-text", "invisible-text"]
    assert [cell.hidden for cell in cells if cell.text == "White on dark"] == [None]


def test_who_saved_it_last_is_a_property() -> None:
    book = book_with(*ROWS)
    book.owner = SECRET
    document = read(saved(book))
    assert any(
        SECRET in document.blocks[i].text for part in document.hidden if part.kind == "property" for i in part.blocks
    )


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
def test_a_workbook_that_is_cut_off(share: float) -> None:
    data = saved(book_with(*ROWS, *[["x" * 200, n, "y" * 200] for n in range(60)]))
    document = read(data[: int(len(data) * share)])
    assert document.status in ("partly-read", "unreadable") or document.problems == ()
    assert not document.problems or document.problems[0].startswith("a.xls")
