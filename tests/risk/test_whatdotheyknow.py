"""The rule of WhatDoTheyKnow, one count after another."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from detector.policy import Policy
from detector.read import Limits, read_bytes
from detector.report.as_html import as_html
from detector.report.as_json import as_json
from detector.report.as_text import as_text
from detector.risk.whatdotheyknow import whatdotheyknow_line, would_hide
from detector.types import DocumentReport, ScanResult, SpreadsheetCounts


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        (SpreadsheetCounts(), False),
        (SpreadsheetCounts(named_ranges=40), False),
        (SpreadsheetCounts(external_links=3), False),
        (SpreadsheetCounts(hidden_rows=50), False),
        (SpreadsheetCounts(hidden_rows=51), True),
        (SpreadsheetCounts(hidden_rows=1, named_ranges=1), True),
        (SpreadsheetCounts(named_ranges=1, external_links=1), True),
        (SpreadsheetCounts(hidden_columns=1), True),
        (SpreadsheetCounts(hidden_sheets=1), True),
        (SpreadsheetCounts(pivot_cache=1), True),
        (SpreadsheetCounts(data_model=1), True),
    ],
)
def test_the_rule(counts: SpreadsheetCounts, hidden: bool) -> None:
    assert would_hide(counts) is hidden
    assert ("would hide" in whatdotheyknow_line(counts)) is hidden


def workbook(path: Path) -> bytes:
    book = openpyxl.Workbook()
    for row in (["Rank", "Year", "Note"], ["PC", 2019, "x"], ["Sergeant", 2020, "y"]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions[9].hidden = True
    dimension = book.active.column_dimensions["B"]
    dimension.min, dimension.max, dimension.hidden = 2, 3, True
    book.create_sheet("Working").sheet_state = "veryHidden"
    book.defined_names["area"] = DefinedName("area", attr_text="Sheet!$A$1:$C$3")
    book.active.print_area = "A1:C3"
    book.save(path)
    return path.read_bytes()


def test_the_counts_of_a_workbook_and_where_they_are_told(tmp_path: Path) -> None:
    document = read_bytes(workbook(tmp_path / "a.xlsx"), "a.xlsx", Limits())
    counts = SpreadsheetCounts(hidden_columns=2, hidden_rows=1, hidden_sheets=1, named_ranges=1)
    assert document.spreadsheet == counts
    result = ScanResult(Policy().effective(), {}, (DocumentReport(document),))
    told = json.loads(as_json(result))["documents"][0]["whatdotheyknow"]
    assert told["would_hide"] is True
    assert told["counts"] == {
        "data_model": 0,
        "external_links": 0,
        "hidden_columns": 2,
        "hidden_rows": 1,
        "hidden_sheets": 1,
        "named_ranges": 1,
        "pivot_cache": 0,
    }
    line = "WhatDoTheyKnow would hide this spreadsheet at once"
    assert line in as_text(result, False, width=200)
    assert line in as_html(result)


def test_a_letter_has_no_such_line() -> None:
    document = read_bytes(b"Dear Ms Example", "a.txt", Limits())
    assert document.spreadsheet is None
    result = ScanResult(Policy().effective(), {}, (DocumentReport(document),))
    assert "whatdotheyknow" not in json.loads(as_json(result))["documents"][0]
    assert "WhatDoTheyKnow" not in as_text(result, False)
