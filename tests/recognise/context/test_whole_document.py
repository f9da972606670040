"""What only the rest of a document tells: senders of a chat, initials, short names of bodies, references of one kind."""

from __future__ import annotations

import pytest

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document
from recognizers.values import DateValue

pytestmark = pytest.mark.slow


def found(text: str, entity: str, name: str = "a.txt") -> list[str]:
    report = scan_document(read_bytes(text.encode(), name, Limits()), load_policy({}))
    return [m.text for m in report.mentions if m.entity_type == entity]


CHAT = "[17/09/2021, 22:14:03] Skip: who's on earlies\n[17/09/2021, 22:14:40] Matty B: me\n"


@pytest.mark.parametrize(
    ("text", "senders"),
    [
        (CHAT, ["Skip", "Matty B"]),
        ("17/09/2021, 22:14 - Skip: who's on earlies\n17/09/2021, 22:15 - ~ Daz: me\n", ["Skip", "Daz"]),
        ("[17/09/2021, 22:14:03] [redacted: s.40(2)]: who's on earlies\n", []),
        ("[17/09/2021, 22:14:03] +44 7700 900812: who's on earlies\n", []),
    ],
)
def test_senders_of_a_chat(text: str, senders: list[str]) -> None:
    assert found(text, "PERSON") == senders


def test_initials_of_somebody_who_is_named() -> None:
    text = "Case transferred from Bethan Jolley to Rajvinder Sahota.\n\nRS emailed BJ and the PC. HR was told."
    assert [t for t in found(text, "PERSON") if len(t) == 2] == ["RS", "BJ"]


def test_short_names_of_bodies() -> None:
    text = "He was represented by the Stichting Russian Justice Initiative (“SRJI”). The SRJI submitted a letter."
    assert found(text, "ORGANIZATION").count("SRJI") == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Custody nos: 22EZ1023419 and 22EZ1023519.\n\nThe first detainee, 22EZ1023419, complained.", 3),
        ("The custody file for 41BX/1187/20 was reviewed.", 1),
        ("The custody records that we looked at:\n\n1. 41/BX/1187/20 - a man of 33.\n2. 41/BX/1203/20 - a woman.\n", 2),
    ],
)
def test_custody_records_in_the_shape_of_a_unique_reference(text: str, number: int) -> None:
    assert len(found(text, "CUSTODY_RECORD")) == number
    assert found(text, "CASE_URN") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("LCS ID 118420 was opened for her.", ["118420"]),
        ("Her hospital number was RX 0048823.", ["RX 0048823"]),
        ("He held passport (series 96 01 no. 442710) until then.", ["442710"]),
        ("Expulsion order no. 0100-83966-00012-98 was served on him.", ["0100-83966-00012-98"]),
        ("Your request number 118420 was received.", []),
        ("Telephone number 01632 960001. Company number 01184201. Form number 118420.", []),
    ],
)
def test_numbers_that_a_noun_announces(text: str, values: list[str]) -> None:
    assert found(text, "CASE_URN") == values


def test_a_complaint_reference_is_no_reference_of_a_request() -> None:
    text = "Dear Ms Okafor\n\nYour reference is PSD/24/00417.\n"
    assert found(text, "COMPLAINT_REFERENCE") == ["PSD/24/00417"]


def test_the_title_of_a_judgment_names_whom_it_is_about() -> None:
    text = "CASE OF IONESCU-DOBRE v. ROMANIA\n\nJUDGMENT\n\nThe applicant, Mr Radu Ionescu-Dobre, was born in 1966 and was convicted on 3 May 2001.\n"
    report = scan_document(read_bytes(text.encode(), "a.txt", Limits()), load_policy({}))
    assert {m.about for m in report.mentions if m.entity_type == "PERSON"} == {"case"}


def test_a_relative_at_a_meeting_is_no_staff() -> None:
    text = "Present: Gareth Pugh (Chair), Kevin Penhaligon (son)\nApologies: granddaughter Jess Penhaligon\n\nIvy Penhaligon was found on 3 May 2021 with a pressure sore.\n"
    report = scan_document(read_bytes(text.encode(), "a.txt", Limits()), load_policy({}))
    abouts = {m.text: m.about for m in report.mentions if m.entity_type == "PERSON"}
    assert abouts["Kevin Penhaligon"] == "case"
    assert abouts["Jess Penhaligon"] == "case"


REVIEWS = "Name,Reason,Date\nAderemi K,Fighting,03/10/2023\nBlythe C,Assault on SO Hartnoll,05/10/2023\nSmith J,Debt to cell mate,19/10/2023\n"


def test_somebody_named_in_a_cell_of_reasons() -> None:
    assert "Hartnoll" in found(REVIEWS, "PERSON", "reviews.csv")


def test_the_first_line_of_a_log_is_no_heading() -> None:
    text = "Timeline\nw/c 4 April 2022   Case transferred from Bethan Jolley to Rajvinder Sahota.\n19 April   Failed to attend. Said he was ill.\n3 May 2022   Home visit, nobody in.\n"
    names = found(text, "PERSON")
    assert "Bethan Jolley" in names
    assert "Rajvinder Sahota" in names


def test_somebody_named_in_a_heading() -> None:
    text = "Month,Complaints against Sgt Marcus Pennington,Other complaints\nMay,14,22\nJune,17,31\nJuly,12,40\n"
    assert "Marcus Pennington" in found(text, "PERSON", "counts.csv")


def test_bands_of_ages_in_a_heading() -> None:
    text = "Outcome,10-17,18-24,25 and over\nCharged,14,30,44\nCautioned,17,11,19\n"
    assert found(text, "AGE", "bands.csv") == ["10-17", "18-24", "25 and over"]


def findings(text: str, name: str = "a.txt") -> list[str]:
    report = scan_document(read_bytes(text.encode(), name, Limits()), load_policy({}))
    return [f.rule for f in report.findings if f.risk != "low"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Misconduct Dismissals (592A/23)\nRequest\nHow many officers were dismissed for misconduct?\nResponse\nWe do not hold this under the Freedom of Information Act.\n", "a.txt"),
        ("Dear Enquirer\n\nThe Council does not hold a record of how many children in Reception or Year 6 take insulin at school under the Freedom of Information Act.\n", "a.txt"),
        ("Scenario from our training pack: A 54 year old farmer, recently divorced, tells his GP in May that he cannot sleep.\n", "a.txt"),
        ("HMICFRS inspected the force in May 2022 and said that supervisors did not always review video.\n", "a.txt"),
        ("Ref,Date received,Subject,Outcome\nFOI-24-801,02/09/2024,Taser training,Disclosed\nFOI-24-802,03/09/2024,Officers with a partner,Not held\nFOI-24-803,05/09/2024,Death of a prisoner,Refused\n", "log.csv"),
    ],
)  # fmt: skip
def test_what_is_no_case(text: str, name: str) -> None:
    assert findings(text, name) == []


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        (
            "You made two FOI requests before, and I refer to your earlier requests, 24/0188, 24/0191 and 24/0207.",
            "FOI_REFERENCE",
            ["24/0188", "24/0191", "24/0207"],
        ),
        ("I refer to your FOI request of 4 March (our reference CRM 1204488).", "FOI_REFERENCE", ["CRM 1204488"]),
        ("Subject: RE: FOI 24 0118 - dog bites", "FOI_REFERENCE", ["FOI 24 0118"]),
        ("The police were told (CC-05122022-0219).", "INCIDENT_REFERENCE", ["CC-05122022-0219"]),
        ("INC NW-20230614-0871 was opened.", "INCIDENT_REFERENCE", ["NW-20230614-0871"]),
        ("An order was made at Peterborough (PE22C50113).", "COURT_CASE_NUMBER", ["PE22C50113"]),
        ("The objection is kept under 23/01877/FUL.", "CASE_URN", ["23/01877/FUL"]),
        ('She was given it by a man known as "Smiley" on the estate.', "PERSON", ["Smiley"]),
        ("My wife uses a stick. I am 72 and have had two heart attacks.", "AGE", ["72"]),
        ("The appellant, Mr Zygmunt Zawadzki, is 58 and lives with his son.", "AGE", ["58"]),
        ("One casualty was carried out, a male approx 60, and named.", "AGE", ["60"]),
        ("He has burns to both hands and a cut to the lip.", "HEALTH", ["burns to both hands", "cut to the lip"]),
        ("He has complex regional pain syndrome.", "HEALTH", ["complex regional pain syndrome"]),
        ("It sentenced him to three years and four months' imprisonment.", "OUTCOME", ["sentenced him to three years and four months' imprisonment"]),
        ("The Norwegian Government were represented by an agent.", "ORGANIZATION", ["Norwegian Government"]),
        ("They were brought before the Siverek Magistrates' Court on 3 May 2001.", "ORGANIZATION", ["Siverek Magistrates' Court"]),
        ("He is a Jehovah's Witness.", "NRP", ["Jehovah's Witness"]),
        ("Case reference CM/00177/22 was opened.", "COMPLAINT_REFERENCE", ["CM/00177/22"]),
    ],
)  # fmt: skip
def test_what_other_hands_wrote(text: str, entity: str, values: list[str]) -> None:
    assert found(text, entity) == values


def test_four_digit_times_of_a_log_are_no_years() -> None:
    text = "1931 CALLER STATES MALE AT DOOR\n1933 MALE SEEN TO LEAVE\n1944 4471 AT SCENE\n2002 MALE LOCATED\n"
    report = scan_document(read_bytes(text.encode(), "a.txt", Limits()), load_policy({}))
    times = [m for m in report.mentions if m.entity_type == "DATE_TIME"]
    assert [m.text for m in times] == ["1931", "1933", "1944", "2002"]
    assert all(isinstance(m.value, DateValue) and m.value.granularity == "day" for m in times)


def test_the_first_reference_of_a_list_is_no_heading() -> None:
    text = "Disclosure log\n\nFOI/24/0112  Number of dog bites  Disclosed\nFOI/24/0113  Parade  Refused\nFOI/24/0117  Overtime  Partial\n"
    assert found(text, "FOI_REFERENCE") == ["FOI/24/0112", "FOI/24/0113", "FOI/24/0117"]


def test_a_child_is_born_before_anything_that_happened() -> None:
    text = "Referral of 2 May 2024.\n\nStrategy discussion of 6 May 2024 about Jayden Okoro (12/03/2015) and Amara Okoro (01/04/2018).\n"
    assert found(text, "DATE_OF_BIRTH") == ["12/03/2015", "01/04/2018"]
    assert (
        found("Jayden Okoro (12/03/2022) and Amara Okoro (01/04/2024) were seen on 2 May 2023.\n", "DATE_OF_BIRTH")
        == []
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("PC 4471 and PS 203 attended.", ["4471", "203"]),
        ("Officers 4471 Basra and 1187 Lowe were told.", ["4471", "1187"]),
        ("He spoke to PCSO7704 at the door.", ["7704"]),
        ("4471 is at scene and 1182 on scene.", ["4471", "1182"]),
        ("Of these, PC 203 officers were trained and 500 were on scene lists.", []),
    ],
)
def test_numbers_of_officers(text: str, numbers: list[str]) -> None:
    assert found(text, "COLLAR_NUMBER") == numbers


def test_a_date_of_birth_behind_a_name_in_a_cell() -> None:
    text = "Subject,Details,Seen\nNominal 1,WHITFIELD James 12/03/1988 Leeds,03/05/2023\nNominal 2,BOYLE Karen 04/05/1979 York,04/05/2023\n"
    assert found(text, "DATE_OF_BIRTH", "a.csv") == ["12/03/1988", "04/05/1979"]
    assert found(text, "DATE_TIME", "a.csv") == ["03/05/2023", "04/05/2023"]
