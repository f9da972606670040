"""References of requests and of the law, which must be known so that they stay silent."""

from __future__ import annotations

import time

import pytest

from recognizers.references.citations import citation_spans
from recognizers.references.public_references import PublicReferenceRecognizer, foi_spans, public_spans


def found(text: str) -> list[tuple[str, str]]:
    return [(s.entity_type, text[s.start : s.end]) for s in public_spans(text)]


def cited(text: str) -> list[str]:
    return [text[s.start : s.end] for s in citation_spans(text)]


# met.police.uk and whatdotheyknow.com (Metropolitan Police), published answers of Greater Manchester Police, psni.police.uk
@pytest.mark.parametrize(
    "value",
    [
        "01.FOI.22.023919",
        "01.FOI.22.027609",
        "01.FOI.23.028353",
        "2016030000037",
        "2012060002099",
        "2011110002932",
        "2010020003413",
        "01/FOI/24/012708/K",
        "HC/01/FOI/26/019981/V",
        "F-2023-00875",
    ],
)
def test_request_references_with_a_shape_of_their_own(value: str) -> None:
    for text in (f"Ref {value}.", f"We refer to {value}, as published.", value):
        assert found(text) == [("FOI_REFERENCE", value)]


# foi.west-midlands.police.uk, warwickshire.police.uk, northyorkshire.police.uk, south-wales.police.uk,
# whatdotheyknow.com (West Mercia), cheshire.police.uk
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Freedom of Information request reference no: 428A/23", "428A/23"),
        ("FOI request reference: 982-2023", "982-2023"),
        ("Freedom of Information Act 2000 reference: 1113 2023/24", "1113 2023/24"),
        ("FOI reference number 825/25", "825/25"),
        ("Freedom of Information request no. 11681", "11681"),
        ("Freedom of Information ref: 3088", "3088"),
        ("Our ref: FOI 1234/24", "FOI 1234/24"),
        ("Our reference: 5678/23", "5678/23"),
        ("FOI request number: 12345/24", "12345/24"),
        ("FOI no: 1234/24", "1234/24"),
        ("FOI 0344 2021/22", "FOI 0344 2021/22"),
        ("Our Ref: FOIR 11482", "FOIR 11482"),
        ("Response to request SC/0881/24", "SC/0881/24"),
        ("Your request CRBC 8120", "CRBC 8120"),
        ("Request: PMU-23-118", "PMU-23-118"),
        ("disclosure log entry - DFRS-2023-0072", "DFRS-2023-0072"),
        ("Cyfeirnod: RhG 221/24", "RhG 221/24"),
        ("Freedom of Information Request Reference\n428A/23", "428A/23"),
    ],
)
def test_request_references_behind_a_label(text: str, value: str) -> None:
    assert [pair for pair in found(text) if pair[0] == "FOI_REFERENCE"] == [("FOI_REFERENCE", value)]


def test_a_labelled_reference_is_known_wherever_it_is_repeated() -> None:
    text = "FOI request reference: 982-2023\n\nThank you. Please quote 982-2023 when you write."
    assert found(text) == [("FOI_REFERENCE", "982-2023")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Your request was received on 14/03/2022.",
        "Request dated 3 May 2021, reference was made to it",
        "Crime reference: 1234567/21",
        "The custody record number is 16CD/1234/21.",
        "We hold 428 records for 2023/24.",
        "Our review of 2021/22 is complete.",
        "44210430064",
        "FOI requests 2021/22: 345",
        "his reference 46/201551/21",
        "In response PC 1234 went there",
        "your request of 12/03/2021",
        "Your request for CAD 1234",
    ],
)
def test_what_is_no_request_reference(text: str) -> None:
    assert foi_spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "section 40(2) of the Freedom of Information Act 2000",
        "s.40(2)",
        "s40(2)",
        "Section 31(1)(a)(b)",
        "Section 40(2)(3)&(4)",
        "Sections 24(2), 31(3) and 40(5B)(a)(i) FOIA",
        "section 30 (1) (a)",
        "regulation 12(4)(e) EIR 2004",
        "Police (Conduct) Regulations 2020, regulation 5 and Schedule 2",
        "Equality Act 2010",
        "Data Protection Act 2018",
        "UK GDPR",
        "Human Rights Act 1998",
        "paragraph 4 of Schedule 1",
        "Sexual Offences (Amendment) Act 1992",
        "IC v Miller [2018] UKUT 229 (AAC)",
        "Magherafelt District Council v Information Commissioner [2012] UKUT 263 (AAC)",
        "Craigdale [2010] CSIH 43".partition(" ")[2],
        "FS50123456",
        "FER0123456",
        "IC-123456-A1B2",
        "EA/2021/0123",
        "UA-2022-001234-GIA",
        "S.I. 2004/3391",
        "Health and Safety on Works Act 1974",
        "Part 5 of the Criminal Procedure Rules",
        "Deddf Rhyddid Gwybodaeth 2000",
        "adran 40(2)",
    ],
)
def test_citations_are_one_span(text: str) -> None:
    tail = " to the Act" if text.startswith("paragraph") else ""
    assert cited(f"This is so under {text}{tail}, as we said.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The 40 officers of section B were there in 2021.",
        "A Sexual Risk Order 2021 was made",
        "She did 2 acts in 2020.",
        "Rule number one of the Act",
        "in paragraph 4 below",
        "In 12 cases the officer left.",
        "Section 1. The deceased was 22.",
        "Section 2\nMedical cause",
        "2 regulations, 3 articles",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Your claim number is 2200123/2021.",
        "ET case number 3201234/2020",
        "Your case number EA/2021/0123 is with the tribunal",
        "claim no. EA/2021/0123",
    ],
)
def test_the_applicants_own_case_is_no_public_reference(text: str) -> None:
    assert found(text) == []


def test_dates_and_years_inside_stay_inside() -> None:
    text = "Under the Police Reform Act 2002 (section 29) and on 3 May 2021"
    spans = cited(text)
    assert any("2002" in value for value in spans)
    assert all("3 May" not in value for value in spans)


def test_results_are_of_the_two_types() -> None:
    text = "Our ref: 01.FOI.22.023919. Section 40(2) applies."
    results = PublicReferenceRecognizer().analyze(text, [])
    assert [r.entity_type for r in results] == ["FOI_REFERENCE", "LEGAL_REFERENCE"]
    assert [r.entity_type for r in PublicReferenceRecognizer().analyze(text, ["FOI_REFERENCE"])] == ["FOI_REFERENCE"]


@pytest.mark.parametrize(
    "piece",
    [
        "s.1(1)",
        "(1)",
        "Section 1 and ",
        "Act 2000 ",
        "Of ",
        "v ",
        "[2018] ",
        "FOI ",
        "FOI/",
        "ref: ",
        "2021/",
        "A ",
        "Act 2000 of the ",
        "1 v 1 [2018] UKUT 1 ",
    ],
)
def test_hostile_repetitions_are_read_in_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    public_spans(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Freedom of Information Response: 1123/23", "1123/23"),
        ("Your request (our number 24/118)", "24/118"),
        ("I refer to your request 11682 of 4 May 2024.", "11682"),
        ("Disclosure log entry 2417-24", "2417-24"),
    ],
)
def test_a_bare_number_right_behind_the_request(text: str, value: str) -> None:
    assert value in [text[s.start : s.end] for s in foi_spans(text)]


@pytest.mark.parametrize(
    "text", ["Freedom of Information requests 2021/22", "your request of 12 May", "request 3 of 4"]
)
def test_years_and_days_behind_a_request_are_no_references(text: str) -> None:
    assert foi_spans(text) == []
