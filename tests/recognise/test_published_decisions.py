"""Decisions of tribunals and ombudsmen, minutes and case reviews: who works there, who is told by letters, surnames that are words."""

from __future__ import annotations

import pytest

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document
from detector.types import DocumentReport

pytestmark = pytest.mark.slow


def scanned(text: str) -> DocumentReport:
    return scan_document(read_bytes(text.encode(), "a.txt", Limits()), load_policy({}))


def persons(text: str) -> dict[str, str]:
    return {m.text: m.about for m in scanned(text).mentions if m.entity_type == "PERSON"}


def kinds(text: str, entity: str) -> list[str]:
    return [m.text for m in scanned(text).mentions if m.entity_type == entity]


DECISION = """BETWEEN:
TOM FAIRWEATHER
Appellant
and
THE INFORMATION COMMISSIONER
Respondent

Determined on the Papers by: Alice Renshaw, Tribunal Judge
Henry Oduya, Tribunal Member

For the Respondent: Gemma Pryce of the ICO.
"""


def test_who_decides_and_represents_is_no_finding() -> None:
    about = persons(DECISION)
    assert about["TOM FAIRWEATHER"] == "case"
    assert {about[name] for name in ("Alice Renshaw", "Henry Oduya", "Gemma Pryce")} <= {"staff", "public"}


def test_a_party_below_the_judges_stays_a_case() -> None:
    about = persons(
        "Before : |\nJ. A. Clyde-Rees, Commissioner, and Jurats Blandish and Dulwich |\nAlmas Uddin\n-v-\nThe Crown"
    )
    assert about["Almas Uddin"] == "case"
    assert about["J. A. Clyde-Rees"] != "case"


@pytest.mark.parametrize(
    "text",
    [
        "Please ask for: David Lowther\nDirect Line: 01632 960747",
        "19/01131/FUL Side extension. Planning officer Victoria Kempsey. No objection.",
        "MR R COLLINGE appeared on behalf of the Crown.",
        "The applicant was represented by Ms H. Attwood, a lawyer practising in Luton.",
    ],
)
def test_named_because_of_the_work(text: str) -> None:
    assert set(persons(text).values()) <= {"staff", "public"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Cllrs I Robins (IR), R Tiffin (RT), A Cook (AC)", ["I Robins", "R Tiffin", "A Cook"]),
        (
            "Councillors W Bevan, C Connell, G Davies and J Taylor attended.",
            ["W Bevan", "C Connell", "G Davies", "J Taylor"],
        ),
        ("Apologies were received from Parish Councillors Kent and Peacock.", ["Kent", "Peacock"]),
        ("Bethan M Hughes Clerk and Financial Officer, Wrexham", ["Bethan M Hughes"]),
        ("Adrian Neighbour v The Commissioner\n\nThis appeal was brought by Adrian Neighbour.", ["Adrian Neighbour"]),
        ("A review relating to Child S Executive Summary", ["Child S"]),
        ("Fractures which predated Child G’s death", ["Child G"]),
    ],
)
def test_names_in_minutes_and_reviews(text: str, names: list[str]) -> None:
    assert set(names) <= set(persons(text))


def test_letters_that_are_defined_stand_for_a_person_everywhere() -> None:
    text = (
        "The mother (M) left the flat in March 2021.\n\nThe Appellant (AB) wrote. AB complained, and M gave evidence."
    )
    assert kinds(text, "PERSON") == ["M", "AB", "AB", "M"]


@pytest.mark.parametrize(
    "text",
    [
        "JI v Secretary of State for the Home Department\n\nThe Tribunal made an anonymity order.\n\nJI was born in 1985 in Iran.",
        "JI (Iran) v Secretary of State for the Home Department\n\nJI was born in 1985.",
        "An anonymity direction was made in respect of JI.\n\nThe wife of JI had left.",
        "JI\nAppellant\nand\nTHE HOME OFFICE\nRespondent\n\nAn anonymity order is made. JI came to the United Kingdom in 2004.",
    ],
)
def test_letters_under_an_anonymity_order_stand_for_a_person(text: str) -> None:
    report = scanned(text)
    rules = {f.rule: f.risk for f in report.findings}
    assert rules.get("TEXT-PSEUDONYM") == "low"
    assert "TEXT-NAME" not in rules
    assert [m.text for m in report.mentions if m.entity_type == "PERSON"] == ["JI", "JI"] or "Iran" not in text


def test_letters_of_a_case_title_without_an_order_stay_a_name() -> None:
    assert "TEXT-PSEUDONYM" not in {f.rule for f in scanned("JI v Commissioners\n\nJI rang about her claim.").findings}


def test_a_rank_in_brackets_is_no_pseudonym() -> None:
    assert kinds("The officer (PC) was there with another officer (DS).", "PERSON") == []


def test_letters_for_a_person_are_a_low_finding_and_fix_leaves_them() -> None:
    report = scanned("Ms A said that Officer B had met her sister.")
    assert {f.rule: f.risk for f in report.findings}.get("TEXT-PSEUDONYM") == "low"
    assert "TEXT-NAME" not in {f.rule for f in report.findings}


def test_initials_of_a_named_person_stay_a_name() -> None:
    report = scanned(
        "Case transferred from Bethan Jolley.\n\nThe manager emailed BJ about her brother's arrest on 3 May 2021."
    )
    assert "TEXT-NAME" in {f.rule for f in report.findings}
    assert "BJ" in [m.text for m in report.mentions if m.entity_type == "PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        "Fernshire Police HQ, Ashby Lodge\n\nTel: 101 Ext 800 2507 Fax: 01632 960896",
        "Register for the hearing by calling 101 ext 8002562 during office hours.",
    ],
)
def test_switchboard_and_fax_are_no_findings(text: str) -> None:
    assert [f.rule for f in scanned(text).findings if f.rule == "TEXT-CONTACT"] == []


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("No: 200702325 A1\nIN THE COURT OF APPEAL", "COURT_CASE_NUMBER", ["200702325 A1"]),
        (
            "London Borough of Ashby (23 008 925)\nThe Ombudsman's final decision: we found fault.",
            "COMPLAINT_REFERENCE",
            ["23 008 925"],
        ),
        ("The budget was 23 008 925 pounds.", "COMPLAINT_REFERENCE", []),
        (
            "List of detentions\n1. 22EZ1023419 - bailed\n2. 22EZ1023519 - charged",
            "CUSTODY_RECORD",
            ["22EZ1023419", "22EZ1023519"],
        ),
        ("CPS file 22EZ1023419: the man had been in custody.", "CUSTODY_RECORD", []),
    ],
)
def test_references_of_courts_ombudsmen_and_cells(text: str, entity: str, values: list[str]) -> None:
    assert kinds(text, entity) == values


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Before\nTHE HONOURABLE MR JUSTICE MELLING\n(1) MS T STOCKWIN\nJUDGMENT", {"T STOCKWIN": "case"}),
        ("Before\nHIS HONOUR JUDGE SEROTT QC\nMR F DALEY APPELLANT", {"F DALEY": "case"}),
        ("Simon Gurnard (instructed by Stephens LLP) for the Appellant", {"Simon Gurnard": "public"}),
        (
            "Detective Constable Rhys Griffin, of Weyhill CID, said: “I am appealing for witnesses.”",
            {"Rhys Griffin": "staff"},
        ),
        ("Rhys Griffin, of Bridport, said: “He hit me.”", {"Rhys Griffin": "case"}),
        ("Legal Assessor: James Holroyd\nPanel Secretary: Zainab Mohammed", {"James Holroyd": "public"}),
        ("The police were not called by Governor Thorne.", {"Thorne": "case"}),
    ],
)
def test_parties_and_those_who_speak_for_them(text: str, about: dict[str, str]) -> None:
    found = persons(text)
    assert {name: found.get(name) for name in about} == about


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("call 101 quoting incident number 4:576", "INCIDENT_REFERENCE", ["4:576"]),
        ("call 101, quoting IML 429546.", "INCIDENT_REFERENCE", ["IML 429546"]),
        ("get in contact quoting reference number 801 of November 25.", "INCIDENT_REFERENCE", ["801 of November 25"]),
        ("Please quote reference number 801 in any correspondence.", "INCIDENT_REFERENCE", []),
        ("Name of registrant: Ada Nojozy NMC PIN: 03B1114O", "COLLAR_NUMBER", ["03B1114O"]),
        ("He is described as in his late 40s, with a shaved head.", "AGE", ["late 40s"]),
        ("It was built in the late 40s.", "AGE", []),
    ],
)
def test_appeals_and_registers(text: str, entity: str, values: list[str]) -> None:
    assert kinds(text, entity) == values


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Accountable Officer Mark Dalby, Medical Director", {"Mark Dalby": "staff"}),
        ("In relation to falls, hospital director Jan Colley said wards had new mattresses.", {"Jan Colley": "staff"}),
        ("The Finance Director, Jane Dorey, was dismissed for fraud in March 2021.", {"Jane Dorey": "case"}),
        (
            "Inquest touching the death of Alan Stanley Fallow\n\nMr Fallow fell on the ward on 3 May 2021.",
            {"Alan Stanley Fallow": "case"},
        ),
    ],
)
def test_offices_and_their_holders_cases(text: str, about: dict[str, str]) -> None:
    found = persons(text)
    assert {name: found.get(name) for name in about} == about


def test_an_address_of_every_network_leads_to_nobody() -> None:
    rules = [f.rule for f in scanned("The message came from host 192.168.17.241 and was not delivered.").findings]
    assert "TEXT-CONTACT" not in rules
    assert "TEXT-CONTACT" in [f.rule for f in scanned("He posted it from 81.2.69.142 on 3 May 2021.").findings]
