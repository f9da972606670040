"""The letter against its tables: each way of breaking its own word, and letters that keep it."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy
from detector.recognise.cells import kinds
from detector.records.columns import type_table
from detector.risk.letter import contradiction_findings
from detector.risk.letter.numbers import to_int
from detector.risk.letter.statements import stated_thresholds
from detector.types import Block, Cell, Finding, Grid, Where


def findings(letter: str, table: str) -> list[Finding]:
    blocks = tuple(Block(text, Where(block=i)) for i, text in enumerate(letter.strip().splitlines()))
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    cells = tuple(tuple(Cell(t, f"{chr(65 + i)}{n}") for i, t in enumerate(line)) for n, line in enumerate(lines, 1))
    grid = Grid(cells, Where(table=0), before=len(blocks))
    return contradiction_findings(blocks, [type_table(grid, {}, kinds)])


CASES = """
Rank | Month | Outcome
PC | March 2021 | Dismissed
Sergeant | June 2021 | Written warning
PC | May 2022 | Resigned
"""
COUNTS = """
Offence | 2019 | 2020
Burglary | 12 | 9
Robbery | <5 | 14
Theft | 22 | 31
"""


@pytest.mark.parametrize(
    ("letter", "columns"),
    [
        ("The month of each case has been withheld under section 40(2).", ("Month",)),
        ("Ranks have been redacted as they would identify officers.", ("Rank",)),
        ("We have removed the outcome and the rank from the table.", ("Rank", "Outcome")),
        (
            "I am unable to provide the month in which each officer was dealt with; this is exempt and will not be disclosed.",
            ("Month",),
        ),
    ],
)
def test_a_refused_column(letter: str, columns: tuple[str, ...]) -> None:
    (found,) = findings(letter, CASES)
    assert found.where.columns == columns
    assert (found.rule, found.risk) == ("LETTER-CONTRADICTION", "high")


@pytest.mark.parametrize(
    "letter",
    [
        "The names of the officers have been withheld.",
        "Exact dates have been withheld.",
        "The ranks have not been redacted.",
        "If the month were disclosed it could be withheld in another case.",
        "No information has been withheld.",
        "The table below shows the rank, month and outcome.",
    ],
)
def test_a_letter_that_keeps_its_word(letter: str) -> None:
    assert findings(letter, CASES) == []


def test_a_refused_question_that_the_table_answers() -> None:
    letter = "1. How many officers were dismissed?\n2. Please state the rank of each officer.\nQuestion 2 is exempt under section 40(2) and is refused."
    (found,) = findings(letter, CASES)
    assert found.where.columns == ("Rank",)
    assert "refuses the question" in found.why


def test_a_threshold_that_a_cell_breaks() -> None:
    table = COUNTS.replace("<5", "3")
    (found,) = findings("Figures fewer than five have been suppressed to protect individuals.", table)
    assert found.where.rows == (2,)
    assert found.where.columns == ("2019",)
    assert findings("Figures fewer than five have been suppressed to protect individuals.", COUNTS) == []


def test_a_total_in_the_text_that_undoes_a_suppression() -> None:
    (found,) = findings("There were 37 offences in 2019 and 54 offences in 2020.", COUNTS)
    assert found.where.rows == (2,)
    assert "37" in found.why
    assert findings("There were 54 offences in 2020.", COUNTS) == []
    assert findings("There were 412 offences in 2019 across the region.", COUNTS) == []


def test_categories_that_are_said_to_be_merged() -> None:
    letter = "The ranks of Inspector and above have been merged."
    table = "Rank | Number\nConstable | 12\nInspector | 7\nChief Inspector | 6\nSuperintendent | 8"
    (found,) = findings(letter, table)
    assert "Superintendent" in found.why
    assert findings(letter, "Rank | Number\nConstable | 12\nInspector and above | 21") == []
    (named,) = findings("Burglary and Robbery have been combined.", COUNTS)
    assert "Burglary" in named.why


def test_a_stated_number_of_cases() -> None:
    (found,) = findings("The table below lists the 4 officers who were dealt with.", CASES)
    assert "lists 3 cases" in found.why
    assert findings("The table below lists the three officers who were dealt with.", CASES) == []


def test_thresholds_in_words_and_figures() -> None:
    assert list(stated_thresholds("Values of less than 10 are suppressed.")) == [10]
    assert list(stated_thresholds("Counts of five or fewer are shown as an asterisk and have been withheld.")) == [6]
    assert list(stated_thresholds("There were fewer than five complaints.")) == []


@pytest.mark.parametrize(("text", "value"), [("1,204", 1204), ("twenty-one", 21), ("twelve", 12), ("Ninety", 90)])
def test_numbers(text: str, value: int) -> None:
    assert to_int(text) == value


YEARS = """
Year | Burglary | Robbery | Total
2019 | 12 | 3 | 15
2020 | 41 | 7 | 48
2021 | 30 | 9 | 39
"""


@pytest.mark.parametrize(
    "letter",
    [
        "The month has not been disclosed as this would identify individuals.",
        "Months are exempt under section 40(2) personal information.",
        "I have decided to refuse to provide the ranks.",
        "Columns showing rank and month have been deleted.",
        "Only the year is given, as months could identify individuals.",
        "Exact dates have been replaced with the year only.",
    ],
)
def test_other_ways_to_refuse(letter: str) -> None:
    assert findings(letter, CASES)


@pytest.mark.parametrize(
    "letter",
    [
        "It is our policy not to disclose figures of fewer than 5.",
        "Where numbers are five or fewer we have shown <6.",
        "Data with a value of 1-4 is represented by a dash.",
        "Figures have been rounded to the nearest five.",
        "All numbers are rounded to the nearest 10 to avoid identification.",
    ],
)
def test_other_ways_to_state_a_threshold_or_a_base(letter: str) -> None:
    assert findings(letter, YEARS)


@pytest.mark.parametrize(
    ("letter", "table"),
    [
        ("Had we held the month we would have withheld it.", CASES),
        ("Figures have been rounded to the nearest five.", "Year | Burglary | Total\n2019 | 10 | 25\n2020 | 45 | 60"),
        ("You asked for rank, month and outcome.", CASES),
        ("The name of each officer is exempt under section 40(2).", CASES),
        ("Only the years 2019 to 2021 are held.", YEARS),
    ],
)
def test_letters_that_keep_their_word(letter: str, table: str) -> None:
    assert findings(letter, table) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "How many pupils were permanently excluded in these years?",
        "Education is arranged for excluded pupils within six years.",
        "Officers who were removed from the post in a year are counted.",
        "Have the years been withheld?",
    ],
)
def test_excluded_pupils_are_no_withheld_years(sentence: str) -> None:
    text = f"{sentence}\n\n2021-22: 18\n2022-23: 23\n2023-24: 24\n"
    assert "LETTER-CONTRADICTION" not in {f.rule for f in scan_text(text, Policy()).findings}
