"""Persons whom statute protects whatever k is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]


def protected(document: dict[str, Any]) -> list[str]:
    return [f["rule"] for f in document["findings"] if "PROTECTED" in f["rule"]]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A 19-year-old student from Harrogate was the victim of a rape in May 2021.", "TEXT-PROTECTED-VICTIM"),
        ("A boy aged 15 from Leeds was charged with robbery in March 2022.", "TEXT-PROTECTED-YOUTH"),
        (
            "The case was heard at the youth court in Bradford; the girl, who was 16, got a referral order on 4 May 2021.",
            "TEXT-PROTECTED-YOUTH",
        ),
        (
            "Reporting restrictions apply. In May 2021 a nurse from Otley was charged after her patient's brother complained.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
        ("In May 2021 a 19-year-old student from Harrogate reported that she had been raped.", "TEXT-PROTECTED-VICTIM"),
        (
            "A 23-year-old woman from Otley, who had reported a sexual assault, was contacted by a constable in March 2022.",
            "TEXT-PROTECTED-VICTIM",
        ),
        (
            "A teacher aged 31 from Otley alleged that the sergeant had sexually touched her in June 2020.",
            "TEXT-PROTECTED-VICTIM",
        ),
        (
            "A 27-year-old Vietnamese man from Derby was identified as a victim of modern slavery in May 2021.",
            "TEXT-PROTECTED-VICTIM",
        ),
        (
            "In June 2022 a woman from Leeds, aged 22, reported that she had been subjected to female genital mutilation.",
            "TEXT-PROTECTED-VICTIM",
        ),
        ("A 19-year-old woman from Bradford was forced to marry in May 2021.", "TEXT-PROTECTED-VICTIM"),
        (
            "A 16-year-old boy from Bradford appeared at Leeds Magistrates' Court sitting as a youth court in May 2021.",
            "TEXT-PROTECTED-YOUTH",
        ),
        ("The child defendant, a girl from Otley, was given a referral order in May 2021.", "TEXT-PROTECTED-YOUTH"),
        ("A boy from Hull was charged with robbery in May 2021.", "TEXT-PROTECTED-YOUTH"),
        ("A young person from Hull, aged 17, was cautioned for shoplifting in June 2021.", "TEXT-PROTECTED-YOUTH"),
        (
            "An order under section 45 of the Youth Justice and Criminal Evidence Act 1999 is in force. A nurse from Hull was "
            "charged in May 2021 with robbery.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
        (
            "A section 39 order was made by the court. In March 2021 a nurse from Otley appeared at Leeds Crown Court.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
        (
            "The judge made an order under s.11 of the Contempt of Court Act 1981.\n\nA constable aged 31 from Otley was arrested in March 2021.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
        (
            "A constable from Otley, aged 44, was arrested in May 2021. An anonymity order has been made.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
        (
            "The children cannot be named for legal reasons. In May 2021 their father, a constable from Otley, was charged.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
        (
            "The witness, a 34-year-old nurse from York, has lifelong anonymity under s.46 YJCEA.",
            "TEXT-PROTECTED-RESTRICTION",
        ),
    ],
)
def test_in_running_text(scan_text: Scan, text: str, rule: str) -> None:
    assert rule in protected(scan_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "The force recorded 412 rapes in 2021 and supports every victim.",
        "A constable aged 34 from Leeds was dismissed in March 2022.",
        "Officers may be dismissed after an allegation of sexual misconduct.",
        "A boy aged 15 from Leeds was injured in March 2022.",
        "In 2021 the force recorded 34 rapes of persons under 18 and 12 FGM offences.",
        "Victims of sexual offences are entitled to lifelong anonymity under the Sexual Offences (Amendment) Act 1992.",
        "The youth offending team covers Leeds and Bradford and reports to the Youth Justice Board each May.",
        "Reporting restrictions may apply under section 45 where the defendant is under 18, and officers at Leeds must check.",
        "The officer, a sergeant at Leeds, investigated sexual offences until May 2021 when he was promoted.",
        "A 45-year-old man from Otley was convicted of rape in May 2021.",
        "A girl from Otley was injured by a man who was arrested in May 2021.",
        "A 14-year-old girl in our care was placed in Easterby in May 2021 after her uncle was sentenced for theft.",
        "A man was arrested in Otley in May 2021 for assaulting a boy aged 15.",
        "There were 14 referral orders and 231 youth cautions in 2021.",
        "An officer aged 34 from Leeds was dismissed in May 2021 for trafficking drugs to a survivor of a fire.",
        "We have applied section 40(2) and section 31(1). In May 2021 a constable aged 41 from Otley was dismissed.",
        "A section 11 assault was recorded in Otley in May 2021 against a man aged 45.",
    ],
)
def test_statistics_adults_and_other_cases_are_not(scan_text: Scan, text: str) -> None:
    assert protected(scan_text(text)) == []


def test_in_tables(scan_text: Scan) -> None:
    rows = "Victim age,Victim sex,Offence,Month\n" + "".join(f"2{i % 3},F,Rape,March 2021\n" for i in range(12))
    assert protected(scan_text(rows, "victims.csv")) == ["TABLE-PROTECTED-VICTIM"]
    rows = "Age,Offence,Result,Month\n" + "".join(f"1{5 + i % 2},Theft,Charged,March 2021\n" for i in range(12))
    assert protected(scan_text(rows, "young.csv")) == ["TABLE-PROTECTED-YOUTH"]
    rows = "Age,Offence,Result,Month\n" + "".join(f"3{5 + i % 2},Theft,Charged,March 2021\n" for i in range(12))
    assert protected(scan_text(rows, "adults.csv")) == []
