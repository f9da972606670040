"""Whatever the text: offsets are those of the file, and every line is used once."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.read.plain_tables import Line, split
from detector.read.text import text_lines
from detector.types import Block, Grid, Where

_LINES = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "Rank | Number |",
            "PC | 3 |",
            "Title | |",
            "|---|---|",
            "| | |",
            "2015 - 10",
            "2016: <5",
            "Burglary 12",
            "1 x PC",
            "Rank\tDate\tResult",
            "PC\t\tMay 2019",
            "\t2019\t2020",
            "Offence      2019    2020",
            "Arson                   4",
            "Page 2 of 3",
            "PC, May 2019, Theft",
            "DS, June 2020, Fraud",
            "Partner",
            "3",
            "4",
            "2020",
            "* item",
            "1) Question?",
            "Officers were dismissed in March 2019, June 2019 and May 2021.",
            "This goes on and on until the line is long enough to be wrapped",
            "in lower case",
            "# Heading",
            "====",
            "----",
            "How many? - 9",
            "1. PC, May 2019, theft",
            "a  b",
            "||",
            "|",
            "\u00a0\u00a0x\u00a0\u00a0y",
        ]
    ),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30),
    st.text("ab 12|\t-,.:x<", max_size=24),
)
_ENDS = st.sampled_from(["\n", "\r\n"])


def _spans(blocks: list[Block], grids: list[Grid]) -> list[tuple[int, int, int]]:
    """Owner and span of everything found, the text that grids hold by cell and caption."""
    found = [(i, block.start, block.start + len(block.text)) for i, block in enumerate(blocks)]
    for i, grid in enumerate(grids, len(blocks)):
        found += [(i, cell.start, cell.start + len(cell.text)) for row in grid.cells for cell in row if cell.text]
        if grid.caption:
            found.append((i, grid.caption_start, grid.caption_start + len(grid.caption)))
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, max_size=14), _ENDS)
def test_offsets_are_those_of_the_file(lines: list[str], end: str) -> None:
    text = end.join(lines)
    blocks, grids = split(list(text_lines(text)), True)
    for block in blocks:
        assert text[block.start : block.start + len(block.text)] == block.text
    for grid in grids:
        assert text[grid.caption_start : grid.caption_start + len(grid.caption)] == grid.caption
        assert len({len(row) for row in grid.cells}) == 1
        for cell in (cell for row in grid.cells for cell in row):
            assert text[cell.start : cell.start + len(cell.text)] == cell.text
            assert cell.text == cell.text.strip()


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, max_size=14), _ENDS)
def test_every_line_is_used_once(lines: list[str], end: str) -> None:
    text = end.join(lines)
    blocks, grids = split(list(text_lines(text)), True)
    spans = _spans(blocks, grids)
    for line in text_lines(text):
        inside = [s for s in spans if s[1] < line.start + len(line.text) and s[2] > line.start]
        owners = {owner for owner, _, _ in inside}
        words = {word for word in line.text.split() if any(ch.isalnum() for ch in word)}
        repeated = any(
            line.text.strip().casefold() == " | ".join(c.text for c in row).casefold() for g in grids for row in g.cells
        )
        sentence = any(grid.origin == "sentence" for grid in grids)
        assert len(owners) <= 1 or sentence
        if words and not owners:
            assert repeated or _said_again(line.text, grids)


def _said_again(text: str, grids: list[Grid]) -> bool:
    """A heading repeated behind a page break is in the table once."""
    said = "".join(ch for ch in text.casefold() if ch.isalnum())
    rows = (row for grid in grids for row in grid.cells)
    return any(said == "".join(ch for cell in row for ch in cell.text.casefold() if ch.isalnum()) for row in rows)


@settings(max_examples=200, deadline=None)
@given(st.lists(_LINES, max_size=14))
def test_without_offsets_the_same_is_found(lines: list[str]) -> None:
    with_offsets = split(list(text_lines("\n".join(lines))), True)
    without = split(
        [Line(text, 0, Where(paragraph=i)) for i, text in enumerate("\n".join(lines).split("\n"), 1)], False
    )
    assert [b.text for b in with_offsets[0]] == [b.text for b in without[0]]
    assert [[[c.text for c in r] for r in g.cells] for g in with_offsets[1]] == [
        [[c.text for c in r] for r in g.cells] for g in without[1]
    ]
    assert all(block.start == 0 for block in without[0])
    assert all(cell.start == 0 for grid in without[1] for row in grid.cells for cell in row)
    assert [block.where.block for block in without[0]] == list(range(len(without[0])))
    assert [grid.where.table for grid in without[1]] == list(range(len(without[1])))
    assert all(0 <= grid.before <= len(without[0]) for grid in without[1])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8})?", fullmatch=True), st.integers(0, 999)),
        min_size=2,
        max_size=12,
        unique_by=lambda r: r[0].casefold(),
    )
)
def test_any_pipe_table_comes_back(rows: list[tuple[str, int]]) -> None:
    text = "Label | Number |\n" + "".join(f"{label} | {number} |\n" for label, number in rows)
    _, (grid,) = split(list(text_lines(text)), True)
    assert [tuple(cell.text for cell in row) for row in grid.cells[1:]] == [
        (label, str(number)) for label, number in rows
    ]


@pytest.mark.parametrize(
    "line",
    [
        "|" * 200_000,
        "1 " * 100_000,
        "a  " * 70_000,
        "a\t" * 100_000,
        "x - " * 50_000,
        "March 2019, " * 20_000,
        "officers " * 20_000 + "2019",
        "- " * 100_000,
        "1 x PC, " * 20_000,
        "." * 200_000,
        "one in March " * 15_000 + "2019",
        " " * 200_000 + "1",
        "an a " * 40_000 + "in March 2019",
    ],
    ids=range(13),
)
def test_hostile_lines_take_linear_time(line: str) -> None:
    began = time.process_time()
    split([Line(line, 0, Where())], True)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "line",
    ["a | b |", "Partner", "3", "2015 - 10", "PC  3  May 2019", "PC, May 2019, Theft", "1 x PC", "Arson 3", ""],
    ids=range(9),
)
def test_many_lines_take_linear_time(line: str) -> None:
    text = f"{line}\n" * 20_000
    began = time.process_time()
    split(list(text_lines(text)), True)
    assert time.process_time() - began < 40
