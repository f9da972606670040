"""Tables as authorities publish them -> heading, column kinds and roles, shape."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy
from detector.recognise.cells import kinds
from detector.records.columns import type_table
from detector.types import Cell, Grid, TypedTable, Where


def grid(text: str, **more: object) -> Grid:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(map(len, lines))
    cells = tuple(
        tuple(Cell(text, f"{chr(65 + i)}{n}") for i, text in enumerate(line + [""] * (width - len(line))))
        for n, line in enumerate(lines, 1)
    )
    return Grid(cells, Where(table=0), **more)  # type: ignore[arg-type]


def typed(text: str, **more: object) -> TypedTable:
    return type_table(grid(text, **more), {}, kinds)


def roles(table: TypedTable) -> list[tuple[str, str]]:
    return [(column.kind, column.role) for column in table.columns]


MISCONDUCT = """
No | Rank | Length of service | Date | Breach | Outcome
1 | PC | 4 years | 12/03/2021 | Honesty and integrity | Dismissed without notice
2 | Sergeant | 11 years | 20/04/2021 | Discreditable conduct | Final written warning
3 | PC | 2 years | 03/09/2021 | Authority, respect and courtesy | Written warning
4 | Inspector | 19 years | 14/12/2021 | Discreditable conduct | Dismissed without notice
"""


def test_one_row_per_case() -> None:
    table = typed(MISCONDUCT)
    assert table.shape == "records"
    assert roles(table) == [
        ("identifier", "other"),
        ("occupation", "quasi"),
        ("quantity", "quasi"),
        ("date_time", "quasi"),
        ("offence", "sensitive"),
        ("outcome", "sensitive"),
    ]
    assert len(table.rows) == 4


def test_what_the_cells_say_beats_a_loose_heading() -> None:
    table = typed(
        """
Nature of association | Reason for declaring
Partner | criminal convictions
Friend | adverse intel
Sister and sister's partner | criminal convictions
Various family members | criminal convictions
Brothers | adverse intel
"""
    )
    assert [c.name for c in table.columns] == ["Nature of association", "Reason for declaring"]
    assert roles(table) == [("relationship", "quasi"), ("offence", "sensitive")]
    assert table.shape == "records"


def test_a_matrix_of_counts_with_totals() -> None:
    table = typed(
        """
Offence | 2019 | 2020 | 2021 | Grand Total
Burglary | 12 | 9 | | 21
Robbery | | 3 | 4 | 7
Grand Total | 12 | 12 | 4 | 28
"""
    )
    assert table.shape == "counts"
    assert roles(table)[0] == ("offence", "sensitive")
    assert roles(table)[1:] == [("count", "count")] * 4
    assert len(table.rows) == 3


def test_year_over_gender() -> None:
    table = typed(
        """
Rank | 2020 | | 2021 | |
 | Male | Female | Male | Female |
Constable | 10 | 4 | 12 | 6 |
Sergeant | 3 | 1 | 2 | 0 |
"""
    )
    assert [c.name for c in table.columns][:5] == ["Rank", "2020 Male", "2020 Female", "2021 Male", "2021 Female"]
    assert table.shape == "counts"
    assert len(table.rows) == 2


def test_counts_in_long_form() -> None:
    table = typed(
        """
Year | Rank | Outcome | Number
2020 | PC | Dismissed | 3
2020 | Sergeant | Written warning | 2
2021 | PC | No further action | 7
"""
    )
    assert table.shape == "counts"
    assert roles(table) == [
        ("date_time", "quasi"),
        ("occupation", "quasi"),
        ("outcome", "sensitive"),
        ("count", "count"),
    ]


def test_labels_and_counts_without_a_heading() -> None:
    table = typed("2015 | 10\n2016 | 12\n2017 | 3", header_rows=0)
    assert table.shape == "counts"
    assert [c.kind for c in table.columns] == ["date_time", "count"]
    assert len(table.rows) == 3


def test_label_and_number_lines_are_named() -> None:
    table = typed("2015 | 10\n2016 | 12", header_rows=0, origin="labels")
    assert [c.name for c in table.columns] == ["label", "count"]
    table = typed("1 | Inspector\n4 | Sergeant\n2 | Constable", header_rows=0, origin="labels")
    assert [c.name for c in table.columns] == ["count", "label"]


def test_cases_without_a_heading() -> None:
    table = typed("PC | March 2020 | Theft\nSergeant | June 2020 | Assault\nPC | May 2021 | Fraud")
    assert table.shape == "records"
    assert [c.kind for c in table.columns] == ["occupation", "date_time", "offence"]
    assert len(table.rows) == 3


def test_ages_years_and_months_as_numbers() -> None:
    table = typed(
        """
Age | Year | Month | Sex | Ethnicity | Station
34 | 2020 | 3 | M | White British | Leeds
51 | 2021 | 11 | F | Asian or Asian British - Pakistani | Bradford
34 | 2021 | 7 | M | Black Caribbean | Leeds
"""
    )
    assert [c.kind for c in table.columns] == ["age", "date_time", "date_time", "gender", "nrp", "location"]
    assert {c.role for c in table.columns} == {"quasi"}
    assert table.shape == "records"


def test_age_bands_over_counts_are_no_ages() -> None:
    table = typed("Area | 18-24 | 25-34 | Total\nNorth | 3 | 4 | 7\nSouth | 5 | 0 | 5")
    assert table.shape == "counts"
    assert [c.kind for c in table.columns][1:] == ["count"] * 3


def test_names_and_references_are_direct() -> None:
    table = typed(
        """
Name | Collar number | Crime reference | E-mail
Ann Example | 1234 | 12230168131 | ann@example.org
Bob Sample | 5678 | 44240184613 | bob@example.org
"""
    )
    assert roles(table) == [
        ("person", "direct"),
        ("collar_number", "direct"),
        ("crime_reference", "direct"),
        ("email_address", "direct"),
    ]
    assert table.shape == "records"


def test_free_text() -> None:
    table = typed(
        """
Date | Description
March 2021 | Her sister's partner was arrested after a search of the house that they share
June 2021 | An old friend from school had been convicted of supplying drugs some years before
"""
    )
    assert roles(table) == [("date_time", "quasi"), ("free_text", "free_text")]


def test_a_total_row_is_no_case_and_a_heading_repeated_after_a_page_break_is_none() -> None:
    table = typed(
        MISCONDUCT
        + "No | Rank | Length of service | Date | Breach | Outcome\n5 | PC | 1 year | 04/01/2022 | Discreditable conduct | Dismissed without notice\nTotal | | | | | 5"
    )
    assert len(table.rows) == 5


def test_a_form_is_layout() -> None:
    table = typed(
        "Reference: | 12345\nDate received: | 3 March 2021\nName: | Information team\nContact: | foi@example.org"
    )
    assert table.shape == "layout"
    assert len(table.rows) == 4


def test_a_title_row() -> None:
    table = typed("Complaints by rank | |\nRank | Number\nPC | 12\nSergeant | 3\nInspector | 1")
    assert table.caption == "Complaints by rank"
    assert [c.name for c in table.columns][:2] == ["Rank", "Number"]
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("Who is the individual to you?", ["Brother", "Ex-partner", "Close friend"], "relationship"),
        ("LOS (yrs)", ["3", "14", "22"], "quantity"),
        ("Mth", ["Jan-21", "Feb-21", "Nov-22"], "date_time"),
        ("Date rec'd", ["01/02/2021", "14/02/2021"], "date_time"),
        ("Disposal", ["Charged", "NFA", "Caution"], "outcome"),
        ("Outcome of hearing", ["Dismissed", "Final written warning"], "outcome"),
        ("BCU", ["North East", "Central West"], "location"),
        ("Self-defined ethnicity", ["White British", "Not stated"], "nrp"),
        ("Job title", ["Custody sergeant", "Crime analyst"], "occupation"),
        ("Number of arrests", ["1", "12", "<5"], "count"),
        ("Total", ["*", "12", "7"], "count"),
        ("Reason for absence", ["Stress", "Back pain", "Anxiety"], "health"),
        ("Salary", ["£31,000", "£44,120"], "money"),
        ("Category", ["Charged", "No further action", "Charged"], "outcome"),
        ("Financial year", ["2019/20", "2020/21"], "date_time"),
        ("Year group", ["Year 9", "Year 11"], "age"),
        ("% of total", ["12%", "7.5%"], "quantity"),
        ("Relationship of suspect to victim", ["Ex-husband", "Stranger", "Acquaintance"], "relationship"),
    ],
)
def test_kinds_from_heading_and_values(name: str, values: list[str], kind: str) -> None:
    rows = "\n".join(["Ref | " + name, *(f"AB/{1000 + 7 * i} | {v}" for i, v in enumerate(values))])
    assert typed(rows).columns[1].kind == kind


def test_the_user_has_the_last_word() -> None:
    table = type_table(grid(MISCONDUCT), {"rank": ("category", None), "outcome": ("health", "quasi")}, kinds)
    by_name = {c.name: (c.kind, c.role) for c in table.columns}
    assert by_name["Rank"] == ("category", "other")
    assert by_name["Outcome"] == ("health", "quasi")


def test_two_headings_alike_stay_apart() -> None:
    table = typed("Date | Date | Rank\n01/02/2020 | 03/02/2020 | PC\n04/05/2020 | 06/05/2020 | PC")
    assert [c.name for c in table.columns] == ["Date", "Date (2)", "Rank"]


def test_periods_are_headings_of_counts() -> None:
    text = "Reason,2017,2018,2019 to 2020,2021 or 2022\nUpheld,31,28,6,25\nRejected,41,38,41,35\n"
    (table,) = scan_text(text, Policy(), "a.csv").tables
    assert [column.name for column in table.table.columns] == ["Reason", "2017", "2018", "2019 to 2020", "2021 or 2022"]
