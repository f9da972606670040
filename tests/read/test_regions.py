import time

from detector.read.regions import Row, TablePiece, TextPiece, is_caption, pieces
from detector.types import Cell


def rows(*lines: str) -> list[Row]:
    return [
        Row.of([Cell(text, f"{'ABCDEF'[i]}{n}") for i, text in enumerate(line.split("|"))])
        for n, line in enumerate(lines, 1)
    ]


def shape(*lines: str) -> list[str]:
    """A table as "caption/rows x columns", a text as itself."""
    return [
        piece.cell.text
        if isinstance(piece, TextPiece)
        else f"{piece.caption}/{len(piece.rows)}x{len(piece.rows[0].cells)}"
        for piece in pieces(rows(*lines))
    ]


def test_a_title_a_table_and_a_note() -> None:
    assert shape("Table 1|", "Rank|Number", "PC|4", "Sgt|6", "Source: HR|") == ["Table 1/3x2", "Source: HR"]


def test_a_title_above_a_blank_row() -> None:
    assert shape("Table 1|", "|", "Rank|Number", "PC|4") == ["Table 1/2x2"]


def test_a_blank_row_inside_a_table_does_not_cut_it() -> None:
    assert shape("Rank|Number", "PC|4", "|", "Sgt|6", "|", "Insp|1") == ["/4x2"]


def test_a_second_table_with_its_own_header_is_another() -> None:
    assert shape("Rank|Number", "PC|4", "|", "Station|Area", "Anytown|North") == ["/2x2", "/2x2"]


def test_a_title_in_the_middle_goes_with_the_next_table() -> None:
    lines = ["Table 1|", "Rank|Number", "PC|4", "|", "Table 2|", "Rank|Number", "PC|5"]
    assert shape(*lines) == ["Table 1/2x2", "Table 2/2x2"]


def test_empty_outer_columns_are_left_out() -> None:
    (piece,) = pieces(rows("|Rank|Number|", "|PC|4|"))
    assert isinstance(piece, TablePiece)
    assert [cell.ref for cell in piece.rows[1].cells] == ["B2", "C2"]


def test_paragraphs_in_one_column_are_text() -> None:
    lines = ["You asked for the following information.", "We hold some of it and answer below."]
    assert shape(*lines) == lines


def test_captions_are_short() -> None:
    assert is_caption("Table 1: dismissals")
    assert not is_caption("One sentence. Another sentence.")
    assert not is_caption("x" * 300)


def test_time_grows_with_the_rows_and_not_with_their_square() -> None:
    blanks = [line for n in range(6_000) for line in (f"PC {n}|{n}", "|")]
    titles = ["A line of text above|"] * 10_000
    spaces = ["Rank|Number", "PC|4", "|", "£" + " " * 50_000 + "x|text"]
    start = time.process_time()
    assert shape("Rank|Number", *blanks) == ["/6001x2"]
    assert len(shape(*titles, "Rank|Number", "PC|4")) == 10_000
    shape(*spaces)
    assert time.process_time() - start < 40
