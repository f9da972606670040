"""Count tables: percentages, one category, amounts of few, linked tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.evaluate.systems import scan_text
from detector.policy import Policy
from detector.risk.counts.percentages import parse_share
from detector.risk.measures.percentages import counts_behind
from detector.types import Finding


def findings(text: str, rule: str, title: str = "") -> list[Finding]:
    report = scan_text(text, Policy(), "draft.txt")
    return [f for f in report.findings if f.rule == rule and title in f.title]


PERCENT = """Complaints by outcome

Outcome | Number | %
Upheld | * | 10.0%
Not upheld | 12 | 60.0%
Withdrawn | * | 15.0%
Ongoing | 3 | 15.0%
Total | 20 | 100.0%
"""


def test_a_percentage_gives_back_a_withheld_count() -> None:
    found = findings(PERCENT, "TABLE-RECOVERABLE", "percentage")
    assert [f.where.rows for f in found] == [(1,), (3,)]
    assert {f.risk for f in found} == {"high"}


def test_a_percentage_of_another_base_gives_nothing_back() -> None:
    assert findings(PERCENT.replace("60.0%", "48.0%"), "TABLE-RECOVERABLE", "percentage") == []


def test_a_coarse_percentage_of_a_large_base_hides_the_count() -> None:
    table = "Outcome | Number | %\nUpheld | * | 0%\nNot upheld | 9,900 | 99%\nWithdrawn | * | 0%\nOther | 60 | 1%\nTotal | 10,000 | 100%\n"
    assert findings(table, "TABLE-RECOVERABLE", "percentage") == []


@given(st.integers(1, 2_000), st.data(), st.integers(0, 3))
def test_the_share_of_a_count_always_leads_back_to_it(base: int, data: st.DataObject, decimals: int) -> None:
    count = data.draw(st.integers(0, base))
    share = parse_share(f"{100 * count / base:.{decimals}f}%")
    assert share is not None
    assert count in counts_behind(share, base)


def test_what_is_no_share() -> None:
    assert parse_share("125%") is None
    assert parse_share("n/a") is None
    assert parse_share("12.50 %") == Decimal("12.50")


GROUPS = """Misconduct outcomes by rank

Rank | Dismissed | Written warning | No action
Constable | 12 | 20 | 31
Sergeant | 6 | 0 | 0
Inspector | 5 | 7 | 0
"""


def test_a_group_that_is_all_in_one_category() -> None:
    (found,) = findings(GROUPS, "TABLE-ONE-CATEGORY")
    assert (found.risk, found.kind, found.where.columns) == ("medium", "attribute", ("Dismissed",))
    assert "Sergeant" in found.why


@pytest.mark.parametrize(
    "text",
    [
        GROUPS.replace("6 | 0 | 0", "6 | 2 | 0"),
        "Station | 2019 | 2020\nAlnwick | 6 | 0\nBlyth | 9 | 12\n",
        "Year | Dismissed | Written warning\n2019 | 6 | 0\n2020 | 9 | 12\n",
        "Station | Male | Female\nAlnwick | 6 | 0\nBlyth | 9 | 12\n",
    ],
)
def test_groups_that_give_nothing_away(text: str) -> None:
    assert findings(text, "TABLE-ONE-CATEGORY") == []


def test_the_amount_of_one_person() -> None:
    table = "Department | Number of settlements | Total paid\nHousing | 12 | £81,000\nLegal | 1 | £22,500\nParks | 2 | £9,000\n"
    assert [f.where.rows for f in findings(table, "TABLE-AMOUNT-OF-FEW")] == [(2,), (3,)]
    many = table.replace("| 1 |", "| 7 |").replace("| 2 |", "| 8 |")
    assert findings(many, "TABLE-AMOUNT-OF-FEW") == []


LINKED = """Table 1: arrests by station

Station | 2019 | 2020
Alnwick | 12 | *
Blyth | 31 | 44
Cramlington | 18 | 20

The same arrests were published before as follows.

Station | 2019 | 2020
Alnwick | 12 | {alnwick}
Blyth | 31 | {blyth}
Cramlington | 18 | 20
"""


def test_another_table_prints_what_this_one_withholds() -> None:
    (found,) = findings(LINKED.format(alnwick=3, blyth=44), "TABLE-RECOVERABLE", "Another table")
    assert found.where.table == 0
    assert found.risk == "high"


@pytest.mark.parametrize(("alnwick", "blyth"), [("*", 44), (3, 45)])
def test_tables_that_do_not_give_it_back(alnwick: object, blyth: object) -> None:
    assert findings(LINKED.format(alnwick=alnwick, blyth=blyth), "TABLE-RECOVERABLE", "Another table") == []


PART = "Station | All staff | of which officers\nAlnwick | 24 | {alnwick}\nBlyth | 40 | 31\n"


def test_a_difference_that_is_small() -> None:
    (found,) = findings(PART.format(alnwick=23), "TABLE-SMALL-COUNT", "difference")
    assert (found.risk, found.where.rows) == ("medium", (1,))
    lines = "Group | 2019 | 2020\nAll staff | 24 | 40\nof which officers | 23 | 12\n"
    assert [f.where.rows for f in findings(lines, "TABLE-SMALL-COUNT", "difference")] == [(1, 2)]


@pytest.mark.parametrize("alnwick", [24, 12, "*"])
def test_differences_that_give_nobody_away(alnwick: object) -> None:
    assert findings(PART.format(alnwick=alnwick), "TABLE-SMALL-COUNT", "difference") == []
