"""Running text in a table of cases against its other columns."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy
from detector.types import Finding

HEAD = "Rank,Year,Description,Outcome\n"
PLAIN = [
    "PC,2021,Misuse of a police vehicle,Warning",
    "PC,2021,Late for duty,Warning",
    "PC,2021,Rude to a caller,Warning",
    "PC,2021,Late for duty,Warning",
    "PC,2021,Lost a notebook,Warning",
]


def findings(*rows: str, name: str = "cases.csv") -> list[Finding]:
    report = scan_text(HEAD + "\n".join(rows) + "\n", Policy(), name)
    return [f for f in report.findings if f.rule == "TABLE-FREE-TEXT"]


def test_a_description_that_singles_out() -> None:
    (found,) = findings(
        'PC,2021,"In March he accessed the record of his sister\'s partner at Alnwick",Dismissed', *PLAIN
    )
    assert found.risk == "high"
    assert found.k == 1
    assert found.where.rows == (1,)
    assert found.where.columns == ("Description",)
    assert "leaves out" in found.why
    assert "“Year”" in found.why


def test_a_column_left_blank_that_the_text_fills() -> None:
    blank = [row.replace(",2021,", ",[withheld],") for row in PLAIN]
    (found,) = findings("PC,[withheld],Drove home drunk on 3 May 2021,Dismissed", *blank)
    assert found.where.rows == (1,)


@pytest.mark.parametrize(
    "rows",
    [
        PLAIN,
        [row.replace("Late for duty", "Late for duty in 2021") for row in PLAIN],
        [f"PC,2021,{text},Warning" for text in ("Seen with his brother in March",) * 5],
    ],
)
def test_descriptions_that_add_nothing_or_that_others_share(rows: list[str]) -> None:
    assert findings(*rows) == []


def test_a_row_that_is_unique_by_its_columns_has_one_finding_only() -> None:
    rows = ["Superintendent,2021,In March he was seen with his sister's partner,Dismissed", *PLAIN]
    report = scan_text(HEAD + "\n".join(rows) + "\n", Policy(), "cases.csv")
    assert [f.rule for f in report.findings if f.where.rows == (1,) and f.kind == "combination"] == ["TABLE-UNIQUE"]
