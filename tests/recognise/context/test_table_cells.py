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
