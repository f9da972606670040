"""Case notes, notebooks and repair logs: short forms of names, relations in brackets, times, numbers of jobs and students."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy

pytestmark = pytest.mark.slow


def kinds(text: str, entity: str) -> list[str]:
    return [m.text for m in scan_text(text, Policy()).mentions if m.entity_type == entity]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rang mum (Abena) x3 no answer, text sent.", ["Abena"]),
        ("20 Jan 23 Surveyor Clodagh Lowther: penetrating damp.", ["Clodagh Lowther"]),
        ("A witness, who asked to be called Witness 3, heard him say it twice.", ["Witness 3"]),
        ("Clodagh Lowther said no.", ["Clodagh Lowther"]),
        ("Paramedic (LK) posted a photograph. LK was warned.", ["LK", "LK"]),
        (
            "12/09/2023 L Wainwright - Tyrell in tears.\n14/09/2023 Mr Cullinane - not in.\n03/10/2023 LW - Tyrell told a friend.\n",
            ["L Wainwright", "Tyrell", "Cullinane", "LW", "Tyrell"],
        ),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert kinds(text, "PERSON") == names


@pytest.mark.parametrize(
    "text", ["Child 3 years old", "Table 4 has Officer 2,500 lines", "Patient 5 x daily", "Students 12 to 14"]
)
def test_numbers_that_are_no_names(text: str) -> None:
    assert kinds(text, "PERSON") == []


def test_initials_alone_in_a_cell_may_be_any_code() -> None:
    table = "| Name | Region | Note |\n|---|---|---|\n| Norma Eccles | NE | late |\n| Tom Hale | NW | NE rang in |\n"
    found = [m.text for m in scan_text(table, Policy(), "a.md").mentions if m.entity_type == "PERSON"]
    assert found.count("NE") <= 1


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("Tyrell Osei (Y9), told Kayden Firth (Y10) that he is back.", "AGE", ["Y9", "Y10"]),
        ("Her son Olek, 8, present throughout.", "AGE", ["8"]),
        ("Nasreen (d-in-law) reports mould.", "RELATIONSHIP", ["d-in-law"]),
        ("MASH called, ref MASH/118834.", "CASE_URN", ["MASH/118834"]),
        ("Student: Xu Yilin (ID B8024417)", "CASE_URN", ["B8024417"]),
        ("Mould in the bedroom. Job R118272/1.", "CASE_URN", ["R118272/1"]),
        ("Given to the regulator, HCPC no. PA48213.", "COLLAR_NUMBER", ["PA48213"]),
        ("Printed for SAR-23-011 on request.", "FOI_REFERENCE", ["SAR-23-011"]),
        ("1722 log 418 opened.\n1910 back at addr.\n2350 off duty.\n", "DATE_TIME", ["1722", "1910", "2350"]),
    ],
)
def test_values(text: str, entity: str, values: list[str]) -> None:
    assert kinds(text, entity) == values
