"""Cells whose column says what they are."""

from __future__ import annotations

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document
from detector.types import DocumentReport


def scanned(text: str) -> DocumentReport:
    return scan_document(read_bytes(text.encode(), "t.csv", Limits()), load_policy({}))


def test_a_reference_of_loose_shape_in_a_column_of_references_is_a_finding() -> None:
    report = scanned("No,Court case number,Outcome\n1,G39HW252,Fine\n2,E02HB426,Fine\n3,T20246544,Prison\n")
    found = {m.text for f in report.findings for m in report.mentions if m.id in f.mentions}
    assert {"G39HW252", "E02HB426", "T20246544"} <= found


def test_names_in_a_column_headed_officer_are_findings() -> None:
    report = scanned("Officer,Rank,Year\nJane Oduya,PC,2020\nWayne Hollis,PC,2021\nPeter Mills,Sergeant,2021\n")
    names = {m.text for m in report.mentions if m.entity_type == "PERSON" and m.about == "case"}
    assert names == {"Jane Oduya", "Wayne Hollis", "Peter Mills"}


def test_a_column_of_which_all_was_withheld_is_what_its_heading_says() -> None:
    report = scanned("Rank,Length of service,Outcome\nPC,xx,Fine\nPC,xx,Dismissed\nSergeant,xx,Fine\n")
    assert [c.kind for c in report.tables[0].table.columns][1] == "quantity"


def test_how_long_a_sentence_is_is_no_age() -> None:
    report = scanned(
        "Court,Year,Offence,Sentence\nLeeds,2021,Fraud,2 years\nLeeds,2021,Theft,18 months\nLeeds,2021,Fraud,3 years\n"
    )
    assert [c.kind for c in report.tables[0].table.columns][3] == "outcome"


def test_a_column_of_births_without_a_heading() -> None:
    report = scanned(
        "Wayne Hollis,12/03/1979,Fraud\nJane Oduya,4/7/1991,Theft\nPeter Mills,30/11/1964,Assault\nAnn Nairn,1/2/2003,Fraud\n"
    )
    assert [m.text for m in report.mentions if m.entity_type == "DATE_OF_BIRTH"] == [
        "12/03/1979",
        "4/7/1991",
        "30/11/1964",
        "1/2/2003",
    ]
    events = scanned(
        "Wayne Hollis,12/03/2019,Fraud\nJane Oduya,4/7/2021,Theft\nPeter Mills,30/11/2020,Assault\nAnn Nairn,1/2/2022,Fraud\n"
    )
    assert not any(m.entity_type == "DATE_OF_BIRTH" for m in events.mentions)
