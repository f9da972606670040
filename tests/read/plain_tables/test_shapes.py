"""Tables as published answers have them, each with the cells that must come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_of_text import Rows, only, rows

from detector.read.plain_tables import Line, split
from detector.read.text import text_lines
from detector.types import Where

SHAPES: dict[str, tuple[str, str, Rows]] = {
    "dangling bars": (
        "Rank | Outcome |\nConstable | Dismissed |\nSergeant | Final warning |\n",
        "pipes",
        [["Rank", "Outcome"], ["Constable", "Dismissed"], ["Sergeant", "Final warning"]],
    ),
    "markdown": (
        "| Year | Cases |\n|------|------:|\n| 2020 | 4 |\n| 2021 | <5 |\n",
        "pipes",
        [["Year", "Cases"], ["2020", "4"], ["2021", "<5"]],
    ),
    "markdown without outer bars": (
        "Year | Cases\n--- | ---\n2020 | 4\n2021 | *\n",
        "pipes",
        [["Year", "Cases"], ["2020", "4"], ["2021", "*"]],
    ),
    "blanks for zero with bars": (
        "Relationship | 2021 | 2022 | Grand Total |\nFriend | 2 | | 2 |\nSon | | 1 | 1 |\nGrand Total | 2 | 1 | 3 |\n",
        "pipes",
        [
            ["Relationship", "2021", "2022", "Grand Total"],
            ["Friend", "2", "", "2"],
            ["Son", "", "1", "1"],
            ["Grand Total", "2", "1", "3"],
        ],
    ),
    "blank corner, dangling bars": (
        " | Male | Female |\nPC | 3 | 2 |\nDC | 1 | 4 |\n",
        "pipes",
        [["", "Male", "Female"], ["PC", "3", "2"], ["DC", "1", "4"]],
    ),
    "year over gender": (
        "| | 2021 | | 2022 | |\n| Rank | Male | Female | Male | Female |\n| PC | 3 | 1 | 2 | 2 |\n| DS | 1 | 0 | 0 | 1 |\n",
        "pipes",
        [
            ["", "2021", "", "2022", ""],
            ["Rank", "Male", "Female", "Male", "Female"],
            ["PC", "3", "1", "2", "2"],
            ["DS", "1", "0", "0", "1"],
        ],
    ),
    "one case a row, tabs": (
        "No\tRank\tService\tDate\tOffence\n1\tPC\t4\tMarch 2019\tTheft\n2\tPS\t11\tJune 2020\tAssault\n",
        "columns",
        [
            ["No", "Rank", "Service", "Date", "Offence"],
            ["1", "PC", "4", "March 2019", "Theft"],
            ["2", "PS", "11", "June 2020", "Assault"],
        ],
    ),
    "one case a row, no heading, spaces": (
        "1  PC        4 years   12/03/2019  Theft\n2  Sergeant  11 years  01/06/2020  Common assault\n",
        "columns",
        [
            ["1", "PC", "4 years", "12/03/2019", "Theft"],
            ["2", "Sergeant", "11 years", "01/06/2020", "Common assault"],
        ],
    ),
    "aligned with blanks": (
        "Offence              2019   2020   Grand Total\n"
        "Burglary                4      2             6\n"
        "Arson                          1             1\n"
        "Blackmail               3                    3\n"
        "Grand Total             7      3            10\n",
        "columns",
        [
            ["Offence", "2019", "2020", "Grand Total"],
            ["Burglary", "4", "2", "6"],
            ["Arson", "", "1", "1"],
            ["Blackmail", "3", "", "3"],
            ["Grand Total", "7", "3", "10"],
        ],
    ),
    "aligned, year over gender": (
        "            2021            2022\n"
        "Rank        Male   Female   Male   Female\n"
        "PC             3        1      2        2\n"
        "Sergeant       1        0      0        1\n",
        "columns",
        [
            ["", "2021", "", "2022", ""],
            ["Rank", "Male", "Female", "Male", "Female"],
            ["PC", "3", "1", "2", "2"],
            ["Sergeant", "1", "0", "0", "1"],
        ],
    ),
    "tabs with blanks": (
        "Station\t2020\t2021\nNorthmoor\t\t2\nEast Hill\t1\t\nTotal\t1\t2\n",
        "columns",
        [["Station", "2020", "2021"], ["Northmoor", "", "2"], ["East Hill", "1", ""], ["Total", "1", "2"]],
    ),
    "commas": (
        "1, PC, 5, March 2019, Theft\n2, Sergeant, 12, May 2020, Assault\n3, PC, 2, July 2020, Drink driving\n",
        "list",
        [
            ["1", "PC", "5", "March 2019", "Theft"],
            ["2", "Sergeant", "12", "May 2020", "Assault"],
            ["3", "PC", "2", "July 2020", "Drink driving"],
        ],
    ),
    "commas with heading": (
        "Rank, Date, Result\nPC, 12/03/2019, Dismissed\nPC, 15/04/2019, Resigned\nDS, 02/01/2020, Warning\n",
        "list",
        [
            ["Rank", "Date", "Result"],
            ["PC", "12/03/2019", "Dismissed"],
            ["PC", "15/04/2019", "Resigned"],
            ["DS", "02/01/2020", "Warning"],
        ],
    ),
    "dashes between particulars": (
        "• Constable – March 2019 – dismissed without notice\n• Sergeant – May 2020 – final written warning\n"
        "• Constable – June 2020 – resigned\n",
        "list",
        [
            ["Constable", "March 2019", "dismissed without notice"],
            ["Sergeant", "May 2020", "final written warning"],
            ["Constable", "June 2020", "resigned"],
        ],
    ),
    "numbered cases": (
        "1. PC, April 2021, excess speed\n2. PC, May 2021, assault\n3. Inspector, May 2022, fraud\n",
        "list",
        [
            ["1", "PC", "April 2021", "excess speed"],
            ["2", "PC", "May 2021", "assault"],
            ["3", "Inspector", "May 2022", "fraud"],
        ],
    ),
    "one value a line": (
        "Relationship\n2020\n2021\nTotal\nPartner\n3\n4\n7\nFriend\n1\n0\n1\nTotal\n4\n4\n8\n",
        "one-per-line",
        [
            ["Relationship", "2020", "2021", "Total"],
            ["Partner", "3", "4", "7"],
            ["Friend", "1", "0", "1"],
            ["Total", "4", "4", "8"],
        ],
    ),
    "one value a line, years only": (
        "Offence\n2019\n2020\nTheft\n12\n<5\nFraud\n-\n7\nArson\n2\n9\n",
        "one-per-line",
        [["Offence", "2019", "2020"], ["Theft", "12", "<5"], ["Fraud", "-", "7"], ["Arson", "2", "9"]],
    ),
    "one value a line, blank lines between": (
        "Rank\n\nMale\n\nFemale\n\nPC\n\n3\n\n4\n\nSergeant\n\n1\n\nxx\n\nInspector\n\n0\n\n2\n",
        "one-per-line",
        [["Rank", "Male", "Female"], ["PC", "3", "4"], ["Sergeant", "1", "xx"], ["Inspector", "0", "2"]],
    ),
    "records one value a line": (
        "Rank\nYears of service\nDate\nOffence\nPC\n5\nMarch 2019\nTheft\nSergeant\n12\nMay 2020\nAssault\n"
        "PC\n3\nJune 2020\nFraud\n",
        "one-per-line",
        [
            ["Rank", "Years of service", "Date", "Offence"],
            ["PC", "5", "March 2019", "Theft"],
            ["Sergeant", "12", "May 2020", "Assault"],
            ["PC", "3", "June 2020", "Fraud"],
        ],
    ),
    "words one value a line": (
        "Nature of association\nReason\nPartner\nconvictions\nFriend\nintelligence\nPartner\nconvictions\n"
        "Friend\nconvictions\nPartner\nintelligence\n",
        "one-per-line",
        [
            ["Nature of association", "Reason"],
            ["Partner", "convictions"],
            ["Friend", "intelligence"],
            ["Partner", "convictions"],
            ["Friend", "convictions"],
            ["Partner", "intelligence"],
        ],
    ),
    "year dash count": ("2015 - 10\n2016 - 7\n2017 – <5\n", "labels", [["2015", "10"], ["2016", "7"], ["2017", "<5"]]),
    "year colon count": ("2015: 10\n2016: 1,204\n", "labels", [["2015", "10"], ["2016", "1,204"]]),
    "year equals count": ("2015 = 10\n2016 = 0\n", "labels", [["2015", "10"], ["2016", "0"]]),
    "financial years with bullets": (
        "• 2019/20 - 11\n• 2020/21 - 4\n• 2021/22 - 1\n",
        "labels",
        [["2019/20", "11"], ["2020/21", "4"], ["2021/22", "1"]],
    ),
    "label colon count": (
        "Dismissed: 4\nFinal written warning: [c]\nResigned: 12\n",
        "labels",
        [["Dismissed", "4"], ["Final written warning", "[c]"], ["Resigned", "12"]],
    ),
    "ranks counted": (
        "1 x Inspector\n3 x Sergeant\n12 x Police Constable\n",
        "labels",
        [["Inspector", "1"], ["Sergeant", "3"], ["Police Constable", "12"]],
    ),
    "ranks counted on one line": (
        "1 x Inspector, 2 x Sergeant and 4 x PC\n",
        "labels",
        [["Inspector", "1"], ["Sergeant", "2"], ["PC", "4"]],
    ),
    "count before label": (
        "5 Constables\n1 Inspector\n2 Sergeants\n",
        "labels",
        [["Constables", "5"], ["Inspector", "1"], ["Sergeants", "2"]],
    ),
    "no separator": (
        "Burglary 12\nTheft from the person 3\nCriminal damage 7\nGrand Total 22\n",
        "labels",
        [["Burglary", "12"], ["Theft from the person", "3"], ["Criminal damage", "7"], ["Grand Total", "22"]],
    ),
    "single spaces under years": (
        "Offence 2019 2020 Total\nBurglary 12 3 15\nArson 1 0 1\n",
        "matrix",
        [["Offence", "2019", "2020", "Total"], ["Burglary", "12", "3", "15"], ["Arson", "1", "0", "1"]],
    ),
    "question repeated with the answer": (
        "How many officers were dismissed in 2022? - 9\n",
        "labels",
        [["How many officers were dismissed in 2022?", "9"]],
    ),
    "several questions repeated": (
        "1) Number of officers under investigation - 14\n2) Number of those suspended - 3\n",
        "labels",
        [["Number of officers under investigation", "14"], ["Number of those suspended", "3"]],
    ),
    "masks": (
        "Division | PC | Sergeant\nNorth | xx | 6\nSouth | # | [c]\nWest | - | 12\n",
        "pipes",
        [["Division", "PC", "Sergeant"], ["North", "xx", "6"], ["South", "#", "[c]"], ["West", "-", "12"]],
    ),
    "years one value a line": (
        "Year\nNumber of officers\n2018\n4\n2019\n7\n2020\n2\n",
        "one-per-line",
        [["Year", "Number of officers"], ["2018", "4"], ["2019", "7"], ["2020", "2"]],
    ),
    "numbered cases one value a line, no heading": (
        "1\nPC\nMarch 2019\nTheft\n2\nPS\nMay 2020\nAssault\n3\nPC\nJune 2020\nFraud\n",
        "one-per-line",
        [["1", "PC", "March 2019", "Theft"], ["2", "PS", "May 2020", "Assault"], ["3", "PC", "June 2020", "Fraud"]],
    ),
    "years in a sentence": (
        "The number of officers by year was 2019: 3, 2020: 5 and 2021: <5.\n",
        "labels",
        [["2019", "3"], ["2020", "5"], ["2021", "<5"]],
    ),
    "counts with their unit": (
        "2019: 3 officers\n2020: 5 officers\n2021: 2 officers\n",
        "labels",
        [["2019", "3"], ["2020", "5"], ["2021", "2"]],
    ),
    "months counted": ("Jan 4\nFeb 3\nMar 7\n", "labels", [["Jan", "4"], ["Feb", "3"], ["Mar", "7"]]),
    "age bands": ("18-25 4\n26-35 12\n36-45 7\n", "labels", [["18-25", "4"], ["26-35", "12"], ["36-45", "7"]]),
    "answers to numbered questions": ("Q1: 9\nQ2: 4\nQ3: 0\n", "labels", [["Q1", "9"], ["Q2", "4"], ["Q3", "0"]]),
    "heading over single-spaced years": (
        "Financial Year Number\n2018/19 4\n2019/20 7\n2020/21 2\n",
        "matrix",
        [["Financial Year", "Number"], ["2018/19", "4"], ["2019/20", "7"], ["2020/21", "2"]],
    ),
    "boxes drawn with dashes": (
        "+------+-------+\n| Rank | Count |\n+======+=======+\n| PC   | 4     |\n| PS   | 1     |\n+------+-------+\n",
        "pipes",
        [["Rank", "Count"], ["PC", "4"], ["PS", "1"]],
    ),
    "rule under aligned headings": (
        " Rank         Gender   Outcome\n -----------  -------  ---------\n Constable    Male     Dismissed\n"
        " Sergeant     Female   Resigned\n",
        "columns",
        [["Rank", "Gender", "Outcome"], ["Constable", "Male", "Dismissed"], ["Sergeant", "Female", "Resigned"]],
    ),
    "row without a number, total, note": (
        "Rank            2018/19    2019/20    Total\nConstable       3          5          8\nSergeant                   1          1\n"
        "Chief Inspector\nGrand Total     3          6          9\n",
        "columns",
        [
            ["Rank", "2018/19", "2019/20", "Total"],
            ["Constable", "3", "5", "8"],
            ["Sergeant", "", "1", "1"],
            ["Chief Inspector", "", "", ""],
            ["Grand Total", "3", "6", "9"],
        ],
    ),
    "officers and months in a sentence": (
        "Between 2019 and 2021 three officers were dismissed in March 2019, June 2019 and May 2021.\n",
        "sentence",
        [["March 2019"], ["June 2019"], ["May 2021"]],
    ),
    "months that share a year": (
        "Officers resigned in March, June and September 2020 respectively.\n",
        "sentence",
        [["March"], ["June"], ["September 2020"]],
    ),
    "whom and when in a sentence": (
        "The officers dismissed were a PC in March 2019, a sergeant in June 2019 and an inspector in May 2021.\n",
        "sentence",
        [["a PC", "March 2019"], ["a sergeant", "June 2019"], ["an inspector", "May 2021"]],
    ),
    "two in one month": (
        "Staff were suspended as follows: one in March 2019, two in June 2019 and one in May 2021.\n",
        "sentence",
        [["March 2019"], ["June 2019"], ["June 2019"], ["May 2021"]],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name: str) -> None:
    text, origin, expected = SHAPES[name]
    grid = only(text)
    assert (rows(grid), grid.origin) == (expected, origin)


@pytest.mark.parametrize("name", SHAPES)
def test_shape_stands_out_of_a_letter(name: str) -> None:
    text, _, expected = SHAPES[name]
    letter = (
        "Dear Ms Applicant,\n\nThank you for your request of 3 May 2023, which we have now considered.\n\n"
        f"{text}\nYou may ask for an internal review of this answer within 40 working days.\n\nYours sincerely,\n"
    )
    assert rows(only(letter)) == expected


@pytest.mark.parametrize("name", [name for name in SHAPES if SHAPES[name][1] != "sentence"])
def test_shape_with_windows_line_ends(name: str) -> None:
    text, _, expected = SHAPES[name]
    assert rows(only(text.replace("\n", "\r\n"))) == expected


def test_values_one_a_line_between_other_lines() -> None:
    text = (
        "The officers concerned are listed below\nTable 3\nRank\nService\nDate dismissed\nOffence\n"
        "PC\n5 years\nMarch 2019\nTheft\nSergeant\n12 years\nMay 2020\nAssault\nPC\n3 years\nJune 2020\nFraud\n"
        "Section 17 notice\n"
    )
    blocks, (grid,) = split(list(text_lines(text)), True)
    assert rows(grid)[0] == ["Rank", "Service", "Date dismissed", "Offence"]
    assert [row[3] for row in rows(grid)[1:]] == ["Theft", "Assault", "Fraud"]
    assert grid.caption == "Table 3"
    assert [block.text for block in blocks] == ["The officers concerned are listed below", "Section 17 notice"]


def test_header_rows_are_given_where_a_rule_says_so() -> None:
    assert only("| Year | Cases |\n|---|---|\n| 2020 | 4 |\n| 2021 | 5 |\n").header_rows == 1
    assert only("2015 - 10\n2016 - 7\n").header_rows == 0
    assert only("Year | Cases |\n2020 | 4 |\n2021 | 5 |\n").header_rows is None


def test_text_around_a_sentence_of_cases_stays() -> None:
    text = (
        "We hold this. Officers were dismissed in March 2019, June 2019 and May 2021 after hearings. No more is held.\n"
    )
    blocks, (grid,) = split(list(text_lines(text)), True)
    assert [block.text for block in blocks] == [
        "We hold this. Officers were dismissed in",
        "after hearings. No more is held.",
    ]
    assert grid.before == 1
    assert all(text[block.start : block.start + len(block.text)] == block.text for block in blocks)


def test_cells_are_named_in_a1() -> None:
    assert [[cell.ref for cell in row] for row in only("2015 - 10\n2016 - 7\n").cells] == [["A1", "B1"], ["A2", "B2"]]


def test_the_published_answer(seed_path: Path) -> None:
    text = seed_path.read_bytes().decode("utf-8-sig")
    grid = only(text)
    assert grid.caption == "Police Officer/staff association with people."
    assert (len(grid.cells), len(grid.cells[0])) == (21, 2)


def test_commas_inside_quotes_do_not_cut() -> None:
    lines = [
        'Record,Age,Sex,Offence,"Disposal, final"',
        'AB/0412,17,M,"Theft, shop",NFA',
        'AB/0413,51,F,Affray,"Charged, bailed"',
        "AB/0419,33,M,Drink drive,Charged",
        "AB/0421,28,M,,NFA",
    ]
    _, (grid,) = split([Line(text, 0, Where()) for text in lines], False)
    assert [[cell.text for cell in row] for row in grid.cells][:2] == [
        ["Record", "Age", "Sex", "Offence", "Disposal, final"],
        ["AB/0412", "17", "M", "Theft, shop", "NFA"],
    ]
    assert len(grid.cells) == 5
