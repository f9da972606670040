import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import read, texts

from detector.read.delimited import parse, sniff_delimiter

CASES = "Rank,Year,Outcome\r\nPC,2019,Dismissed\r\nSergeant,2020,Written warning\r\n"


def test_every_unquoted_cell_is_found_at_its_offset() -> None:
    document = read(CASES.encode(), "cases.csv")
    assert document.plain_text
    assert texts(document) == [
        ["Rank", "Year", "Outcome"],
        ["PC", "2019", "Dismissed"],
        ["Sergeant", "2020", "Written warning"],
    ]
    for row in document.grids[0].cells:
        for cell in row:
            assert CASES[cell.start : cell.start + len(cell.text)] == cell.text
    assert [cell.ref for cell in document.grids[0].cells[1]] == ["A2", "B2", "C2"]


def test_offsets_leave_out_the_byte_order_mark() -> None:
    document = read(b"\xef\xbb\xbf" + CASES.encode(), "cases.csv")
    assert document.grids[0].cells[0][0].start == 0


def test_quotes_line_breaks_and_doubled_quotes() -> None:
    rows = list(parse('a,"b, c","d ""e"""\n"two\nlines",f,g\n', ","))
    assert [[field.text for field in row] for row in rows] == [["a", "b, c", 'd "e"'], ["two\nlines", "f", "g"]]


def test_a_quote_that_never_closes_does_not_swallow_the_file() -> None:
    rows = list(parse('a,"b\nc,d\n', ","))
    assert [[field.text for field in row] for row in rows] == [["a", '"b'], ["c", "d"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert sniff_delimiter(delimiter.join("abc") + "\n" + delimiter.join("def") + "\n") == delimiter


def test_text_above_and_below_a_table() -> None:
    data = b"FOI 1234 dismissals,,\n,,\nRank,Year,Number\nPC,2019,4\nSgt,2020,6\n,,\nSource: HR system as at 1 May 2021,,\n"
    document = read(data, "table.csv")
    assert texts(document)[0] == ["Rank", "Year", "Number"]
    everything = [block.text for block in document.blocks] + [grid.caption for grid in document.grids]
    assert "FOI 1234 dismissals" in everything
    assert "Source: HR system as at 1 May 2021" in everything


def test_rows_of_different_lengths_are_a_problem_and_read() -> None:
    document = read(b"a,b,c\n1,2,3\n1,2\n4,5,6\n", "ragged.csv")
    assert document.status == "read"
    assert "row 3 has 2" in document.problems[0]
    assert len({len(row) for row in document.grids[0].cells}) == 1


def test_a_row_of_too_many_cells_stops_at_the_limit() -> None:
    from detector.read import Limits

    document = read(b"a,b\n1,2\n3,4\n5,6\n", "long.csv", Limits(cells=4))
    assert document.status == "partly-read"
    assert len(document.grids[0].cells) == 2


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters='",\r\n', codec="utf-8"), min_size=1, max_size=8),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_plain_fields_are_slices_of_the_text(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in rows)
    parsed = list(parse(text, ","))
    assert [[field.text for field in row] for row in parsed] == rows
    for row in parsed:
        for field in row:
            assert text[field.start : field.start + len(field.text)] == field.text


def test_a_blank_line_below_a_ragged_row_does_not_end_the_table() -> None:
    from detector.read import Limits, read_bytes

    document = read_bytes(
        b"Rank,Year,Outcome\nPC,2020\nPC,2021,Dismissed,extra\n\nSergeant,2021,Warning\n", "a.csv", Limits()
    )
    assert [len(grid.cells) for grid in document.grids] == [4]
    assert any("different lengths" in problem for problem in document.problems)
