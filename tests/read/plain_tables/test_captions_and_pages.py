"""Where a table begins and ends: its caption, the text above it, and page breaks within it."""

from __future__ import annotations

import pytest
from tables_of_text import grids, only, rows

from detector.read.plain_tables import split
from detector.read.text import text_lines


def test_caption_row_is_the_caption() -> None:
    grid = only(
        "Associations declared by staff. | |\nRelationship | Reason |\nFriend | convictions |\nSon | intelligence |\n"
    )
    assert grid.caption == "Associations declared by staff."
    assert len(grid.cells) == 3
    assert grid.caption_start == 0


def test_line_above_is_the_caption_and_no_block() -> None:
    text = "The figures are set out below.\n\nDismissals by year\n2015 - 10\n2016 - 7\n"
    blocks, (grid,) = split(list(text_lines(text)), True)
    assert grid.caption == "Dismissals by year"
    assert text[grid.caption_start :].startswith(grid.caption)
    assert [block.text for block in blocks] == ["The figures are set out below."]
    assert grid.before == 1


def test_numbered_caption_may_stand_a_blank_line_above() -> None:
    grid = only("Table 2: Officers by rank\n\nPC | 4 |\nPS | 2 |\n")
    assert grid.caption == "Table 2: Officers by rank"


@pytest.mark.parametrize(
    "above", ["The table below shows the officers who were dismissed.", "Question 1", "How many officers left?"]
)
def test_sentences_and_questions_above_stay_blocks(above: str) -> None:
    blocks, (grid,) = split(list(text_lines(f"{above}\n2015 - 10\n2016 - 7\n")), True)
    assert grid.caption == ""
    assert [block.text for block in blocks] == [above]


@pytest.mark.parametrize("header", ["Rank | 2019 | 2020 |", "Rank      2019    2020", "Rank\t2019\t2020"])
def test_page_break_with_repeated_heading_joins(header: str) -> None:
    def row(*cells: str) -> str:
        if "|" in header:
            return " | ".join(cells) + " |"
        return "\t".join(cells) if "\t" in header else f"{cells[0]:<10}{cells[1]:>4}    {cells[2]:>4}"

    text = "\n".join(
        [
            header,
            row("PC", "3", "4"),
            row("DC", "1", "2"),
            "",
            "Page 2 of 3",
            "",
            header,
            row("PS", "5", "6"),
            row("DS", "7", "8"),
        ]
    )
    blocks, (grid,) = split(list(text_lines(text)), True)
    assert rows(grid) == [
        ["Rank", "2019", "2020"],
        ["PC", "3", "4"],
        ["DC", "1", "2"],
        ["PS", "5", "6"],
        ["DS", "7", "8"],
    ]
    assert [block.text for block in blocks] == ["Page 2 of 3"]


def test_page_number_alone_in_the_middle_joins() -> None:
    text = "Rank | Date |\nPC | May 2019 |\nPC | June 2019 |\n- 4 -\nDS | July 2020 |\nPC | May 2021 |\n"
    assert [row[0] for row in rows(only(text))] == ["Rank", "PC", "PC", "DS", "PC"]


def test_two_tables_with_titles_stay_apart() -> None:
    text = (
        "Table 1 Ranks | | |\nRank | 2019 | 2020 |\nPC | 3 | 4 |\nDC | 1 | 2 |\n"
        "Table 2 Outcomes | |\nOutcome | Number |\nDismissed | 4 |\nResigned | 6 |\n"
    )
    first, second = grids(text)
    assert (first.caption, second.caption) == ("Table 1 Ranks", "Table 2 Outcomes")
    assert (len(first.cells), len(second.cells)) == (3, 3)
