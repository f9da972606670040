"""Rows put together and items told as one: lines that a fix takes out, in each format that can do without them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document as Word

from detector.fix.flow import Fixed, fixed
from detector.fix.reviewer import name_of
from detector.fix.run import run_fix
from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.rewrite import rewrite
from detector.rewrite.changes import BlockPlace, RowPlace, gathered
from detector.rewrite.errors import RefusedError

pytestmark = pytest.mark.slow
RANKS = "Rank,2021,2022\nConstable,41,52\nSergeant,17,22\nInspector,6,3\nChief Inspector,2,4\nTotal,66,81\n"
ITEMS = [
    "A constable declared in March 2021 that her brother had been arrested.",
    "A constable declared in March 2021 that his sister had been arrested.",
    "A constable declared in February 2021 that her brother had been arrested.",
    "A sergeant declared in November 2021 that his mother had been arrested.",
]
TOLD = "Three constables declared between January and March 2021 that a family member had been arrested."


def fix(data: bytes, name: str) -> Fixed:
    return fixed(data, name, load_policy({}, start=Path("/")))


def open_rules(result: Fixed) -> list[str]:
    return [f.rule for f in result.after.findings if f.risk != "low"]


def test_rows_are_put_together_where_that_loses_less() -> None:
    result = fix(RANKS.encode(), "ranks.csv")
    assert (
        result.data.decode()
        == "Rank,2021,2022\nConstable,41,52\nSergeant,17,22\nInspector and above,8,7\nTotal,66,81\n"
    )
    assert open_rules(result) == []


def test_rows_of_a_table_in_markdown_and_html() -> None:
    lines = [line.split(",") for line in RANKS.split("\n") if line]
    bars = "\n".join("| " + " | ".join(line) + " |" for line in (lines[0], ["---"] * 3, *lines[1:])) + "\n\nEnd.\n"
    text = fix(bars.encode(), "ranks.md").data.decode()
    assert "| Inspector and above | 8 | 7 |\n| Total | 66 | 81 |\n\nEnd.\n" in text
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>\n" for line in lines)
    page = fix(f"<html><body><table>{rows}</table></body></html>".encode(), "ranks.html").data.decode()
    assert page.count("<tr>") == 5
    assert "<td>Inspector and above</td><td>8</td><td>7</td>" in page


def test_a_workbook_withholds_cells_instead() -> None:
    from openpyxl import Workbook

    book = Workbook()
    for line in RANKS.strip().split("\n"):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    out = io.BytesIO()
    book.save(out)
    result = fix(out.getvalue(), "ranks.xlsx")
    assert open_rules(result) == []
    assert all("Chief Inspector" in [c.text for c in g.cells[4]] for g in result.after.document.grids)


def test_a_letter_that_speaks_of_a_row_keeps_it() -> None:
    letter = "Two chief inspectors were dismissed in 2021.\n\n" + "\n".join(
        "| " + " | ".join(line.split(",")) + " |" for line in RANKS.strip().split("\n")
    )
    result = fix((letter + "\n").encode(), "answer.md")
    assert open_rules(result) == []


def test_items_that_read_alike_become_one() -> None:
    text = (
        "Dear Applicant\n\nThe cases:\n\n"
        + "".join(f"{n}. {item}\n" for n, item in enumerate(ITEMS, 1))
        + "\nYours sincerely\n"
    )
    result = fix(text.encode(), "cases.txt")
    said = result.data.decode()
    assert f"1. {TOLD}\n2. A sergeant declared between October and December 2021" in said
    assert said.count("declared") == 2
    assert open_rules(result) == []


def test_items_of_a_word_list_become_one() -> None:
    document = Word()
    document.add_paragraph("The cases:")
    for item in ITEMS:
        document.add_paragraph(item, style="List Number")
    out = io.BytesIO()
    document.save(out)
    copy = Word(io.BytesIO(fix(out.getvalue(), "cases.docx").data))
    assert next(p.text for p in copy.paragraphs if p.style.name == "List Number") == TOLD
    assert len(copy.paragraphs) == 3


def test_items_that_were_alike_before_are_left() -> None:
    text = "The cases:\n\n- An officer resigned after a complaint.\n- An officer resigned after a complaint.\n"
    assert fix(text.encode(), "cases.txt").data.decode() == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<ul><li>One person here.<li>Another person here.</ul>", "list.html"),
        ("<table><tr><td rowspan=2>A</td><td>1</td></tr><tr><td>2</td></tr></table>", "table.html"),
    ],
)
def test_a_line_that_is_not_alone_is_refused(text: str, name: str) -> None:
    data = f"<html><body>{text}</body></html>".encode()
    document = read_bytes(data, name, Limits())
    line = RowPlace(0, 0) if document.grids else BlockPlace(0)
    with pytest.raises(RefusedError):
        rewrite(data, document, gathered([], [line]))


def test_a_format_without_whole_lines_is_refused() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["a", "b"])
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "a.xlsx", Limits())
    with pytest.raises(RefusedError):
        rewrite(out.getvalue(), document, gathered([], [RowPlace(0, 0)]))


# Small counts in two neighbouring years of many, few rows: columns lose less than rows.
YEARS = [
    ["Reason", "2017", "2018", "2019", "2020", "2021", "2022", "Total"],
    ["Complaint upheld", "31", "28", "2", "4", "25", "33", "123"],
    ["Complaint rejected", "41", "38", "22", "19", "35", "43", "198"],
    ["Withdrawn", "11", "18", "3", "6", "15", "13", "66"],
    ["Total", "83", "84", "27", "29", "75", "89", "387"],
]
MERGED = [
    ["Reason", "2017", "2018", "2019 to 2020", "2021", "2022", "Total"],
    ["Complaint upheld", "31", "28", "6", "25", "33", "123"],
    ["Complaint rejected", "41", "38", "41", "35", "43", "198"],
    ["Withdrawn", "11", "18", "9", "15", "13", "66"],
    ["Total", "83", "84", "56", "75", "89", "387"],
]


def test_columns_are_put_together_in_a_csv() -> None:
    result = fix("".join(",".join(row) + "\n" for row in YEARS).encode(), "years.csv")
    assert result.data.decode() == "".join(",".join(row) + "\n" for row in MERGED)
    assert open_rules(result) == []


def test_columns_of_a_quoted_csv() -> None:
    result = fix("".join(",".join(f'"{c}"' for c in row) + "\r\n" for row in YEARS).encode(), "years.csv")
    assert result.data.decode() == "".join(",".join(f'"{c}"' for c in row) + "\r\n" for row in MERGED)


def test_columns_in_markdown_and_html() -> None:
    def bars(rows: list[list[str]]) -> str:
        width = len(rows[0])
        return (
            "\n".join("| " + " | ".join(line) + " |" for line in (rows[0], ["---"] * width, *rows[1:])) + "\n\nEnd.\n"
        )

    assert fix(bars(YEARS).encode(), "years.md").data.decode() == bars(MERGED)

    def page(rows: list[list[str]]) -> str:
        return f"<table>{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows)}</table>"

    assert fix(page(YEARS).encode(), "years.html").data.decode() == page(MERGED)


def in_word(rows: list[list[str]], paragraphs: Sequence[str] = ()) -> bytes:
    document = Word()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_columns_in_a_word_table() -> None:
    result = fix(in_word(YEARS), "years.docx")
    (copy,) = Word(io.BytesIO(result.data)).tables
    assert [[cell.text for cell in row.cells] for row in copy.rows] == MERGED
    assert len(copy.columns) == len(MERGED[0])
    assert open_rules(result) == []


@pytest.mark.parametrize("rows", [YEARS, [line.split(",") for line in RANKS.strip().split("\n")]])
def test_a_marked_up_copy_shows_every_change_where_the_text_was(rows: list[list[str]], tmp_path: Path) -> None:
    draft, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    draft.write_bytes(in_word(rows, ITEMS))
    status = run_fix(draft, copy, {}, None, as_json=False, mark_up=True)
    assert status == 0
    assert len(Word(copy).tables[0].rows) == len(rows)
    review = Word(name_of(copy))
    assert len(review.tables[0].rows) == len(rows)
    assert review.element.xpath("//w:del")


def test_a_page_with_spanning_cells_withholds_instead() -> None:
    rows = ["".join(f"<td>{c}</td>" for c in row) for row in YEARS]
    rows[0] = rows[0].replace("<td>Total", '<td colspan="1">Total')
    result = fix(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>".encode(), "years.html")
    assert "2019 to 2020" not in result.data.decode()
    assert open_rules(result) == []
