"""Police, court, prison and probation references: what is found, as what, and what only looks like one."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recognizers.references import ReferenceRecognizer
from recognizers.references.check_letters import mod23_letter
from recognizers.references.context import is_calendar, sentence_around
from recognizers.references.formats import REFERENCE_TYPES, load_book
from recognizers.spans import Span, best_spans, overlap_any
from recognizers.values import ReferenceValue

DATA = Path(__file__).parents[3] / "recognizers" / "data" / "references"
BOOKS = ("national", "forces", "officers", "labels")
RECOGNIZER = ReferenceRecognizer()


def found(text: str) -> list[tuple[str, str]]:
    return [(s.entity_type, text[s.start : s.end]) for s in RECOGNIZER.spans(text)]


def only(text: str) -> Span:
    spans = RECOGNIZER.spans(text)
    assert len(spans) == 1, [text[s.start : s.end] for s in spans]
    return spans[0]


# ministryofjustice/hmpps-contacts-ui pncValidation.test.ts, hmpps-person-record PNCIdentifierTest.kt
PNC = [
    "2008/0056560Z",
    "2001/0171310W",
    "2011/0275516Q",
    "2003/0062845E",
    "1981/0154257C",
    "02/73319Z",
    "79/163001B",
    "67/9893091D",
]
# hmpps-person-record CROIdentifierTest.kt; fixtures of court-case-service and hmpps-prisoner-search that pass the check
CRO = [
    "SF05/482703J",
    "SF83/50058Z",
    "65656/91H",
    "311462/13E",
    "29906/12J",
    "400862/08W",
    "145835/12U",
    "SF80/655108V",
]
# ministryofjustice/bichard7-next-core, fixtures of isAsnValid
ASN = ["1101ZD0100000448754K", "11/01ZD/01/448754K", "2005FF0500000000555P", "9700000000000123456K", "22FD112200001234560X",
       "1101ZD0100000410756H", "1101ZD0100000410791W", "1101ZD0100000410829M", "1101VK0100000376263Q", "1201ZD0100000445099L",
       "0800NP0100000000001H"]  # fmt: skip
# criminaljusticehub.org.uk and bichard7-next-core
COURT_CASE = ["97/1626/008395Q", "97/1626/468395Q", "26/9998/000924K"]


@pytest.mark.parametrize(
    ("entity", "value"),
    [("PNC_ID", v) for v in PNC]
    + [("CRO_NUMBER", v) for v in CRO]
    + [("ARREST_SUMMONS_NUMBER", v) for v in ASN]
    + [("COURT_CASE_NUMBER", v) for v in COURT_CASE],
)
def test_a_right_check_letter_needs_no_context(entity: str, value: str) -> None:
    span = only(f"It was noted as {value} at the time.")
    assert span.entity_type == entity
    assert span.value.check is True
    assert span.score >= 0.9


@pytest.mark.parametrize("value", ["2001/0171310S", "2003/1234567A", "2018/0123456X"])
def test_a_wrong_check_letter_is_still_found_near_a_context_word(value: str) -> None:
    near = only(f"A search of the Police National Computer showed that he has the entry {value}.")
    assert near.entity_type == "PNC_ID"
    assert near.score >= 0.5
    assert near.value.check is not True


@pytest.mark.parametrize(
    "value", ["20030011985X", "20120052494Q", "20230583843L", "81/34U", "00/223R", "033Y", "20030011985Z"]
)
def test_short_and_closed_pnc_ids_behind_their_label(value: str) -> None:
    assert found(f"His PNC ID is {value}.") == [("PNC_ID", value)]


@pytest.mark.parametrize("value", ["20030011985X", "033Y", "123/05Q"])
def test_short_and_closed_shapes_are_nothing_without_context(value: str) -> None:
    assert found(f"The value {value} stood in the table.") == []


@given(st.integers(50, 99), st.integers(10_000, 9_999_999))
def test_every_generated_pnc_id_is_found(year: int, serial: int) -> None:
    value = f"19{year}/{serial:07}{mod23_letter(f'{year}{serial:07}')}"
    assert only(f"see {value}, as stated").value.check is True


# hmcts/cpp-context-sjp, court-case-service, Claim-for-Crown-Court-Defence, manchester_traffic_offences_pleas
@pytest.mark.parametrize(
    ("entity", "value", "words"),
    [
        ("CASE_URN", "42MZ2242516", "The URN of the file was"),
        ("CASE_URN", "01ZD0300108", "sent to the CPS, unique reference number"),
        ("CASE_URN", "06/AA/0000000/15", "case file"),
        ("CASE_URN", "02TJDS0479/15/0014AP", "URN:"),
        ("CASE_URN", "TFL34652354", "A summons was issued:"),
        ("CASE_URN", "TVL6662926140", "A summons was issued:"),
        ("CASE_URN", "DVLANCB30633258", "A summons was issued:"),
        ("COURT_CASE_NUMBER", "A20161234", "An appeal was heard by the Crown Court under"),
        ("COURT_CASE_NUMBER", "T20170101", "The trial at the Crown Court was"),
        ("PRISON_NUMBER", "G9542VP", "He was in prison as"),
        ("PROBATION_CRN", "X320741", "The probation service knew him as"),
        ("PROBATION_CRN", "X980123", "CRN"),
    ],
)
def test_national_references(entity: str, value: str, words: str) -> None:
    assert found(f"{words} {value}.") == [(entity, value)]


# portsmouth.co.uk, aboutmyarea.co.uk, banburyguardian.co.uk, emergency-services.news, yorkpress.co.uk, itv.com,
# issuu.com (Bristol), uknip.co.uk, news24x7world.com, derbyshiretimes.co.uk
OCCURRENCES = [
    ("44240184613", "Hampshire and Isle of Wight Constabulary"),
    ("44210430064", "Hampshire and Isle of Wight Constabulary"),
    ("44230067040", "Hampshire and Isle of Wight Constabulary"),
    ("44210000449", "Hampshire and Isle of Wight Constabulary"),
    ("43220051508", "Thames Valley Police"),
    ("43210069329", "Thames Valley Police"),
    ("43170207074", "Thames Valley Police"),
    ("12230168131", "North Yorkshire Police"),
    ("54230103649", "Wiltshire Police"),
    ("5222030133", "Avon and Somerset Police"),
    ("46/201551/21", "Kent Police"),
    ("46/76506/22", "Kent Police"),
    ("23*267977", "Derbyshire Constabulary"),
    ("25*598972", "Derbyshire Constabulary"),
]


@pytest.mark.parametrize(("value", "force"), OCCURRENCES)
def test_occurrence_numbers_name_their_force(value: str, force: str) -> None:
    for text in (f"Anyone who saw it should call 101 quoting {value}.", f"Occurrence {value}", value):
        span = only(text)
        assert (span.entity_type, text[span.start : span.end]) == ("CRIME_REFERENCE", value)
        assert span.value.issuer == force
        assert span.score >= 0.4


# expressandstar.com, emergency-services.news, heart.co.uk, brightonandhovenews.org, uknip.co.uk, sussexexpress.co.uk,
# derbyshiretimes.co.uk, banburyguardian.co.uk, ardentinnycc.co.uk
INCIDENTS = [
    ("log 2127 of August 8", "Quote {}."),
    ("log 1554 from 14 June", "Quote {}."),
    ("log number 1490 of 26/6/18", "Please call quoting {}"),
    ("serial 1122 of 21/07", "quoting {}."),
    ("serial 908 of 03/01", "quoting {}."),
    ("25/05 of 430", "quoting serial {}."),
    ("CAD 295 of 31 March 2019", "Quote {}, please."),
    ("2089/21Nov", "Call 101 and give {}."),
    ("209-261120", "Text 61016 quoting reference {}."),
    ("810 of 2 November", "quoting incident number {}"),
    ("1851 (March 31)", "under incident reference {}."),
]


@pytest.mark.parametrize(("value", "sentence"), INCIDENTS)
def test_incident_references_with_their_dates(value: str, sentence: str) -> None:
    text = sentence.format(value)
    spans = RECOGNIZER.spans(text)
    assert [s.entity_type for s in spans] == ["INCIDENT_REFERENCE"]
    assert value in text[spans[0].start : spans[0].end]


def test_incident_number_of_an_ordinal_date() -> None:
    assert found("quoting incident number 3878 of the 21st of November.") == [
        ("INCIDENT_REFERENCE", "incident number 3878 of the 21st of November")
    ]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("It has the crime reference: AB/1234/X.", "CRIME_REFERENCE", "AB/1234/X"),
        ("The Crime Ref No. is 7654321", "CRIME_REFERENCE", "7654321"),
        ("the burglary (CAD 1234)", "INCIDENT_REFERENCE", "1234"),
        ("the burglary (CAD1234)", "INCIDENT_REFERENCE", "CAD1234"),
        ("Custody Record Number (CRN): 16CD/1234/21", "CUSTODY_RECORD", "16CD/1234/21"),
        ("Crime number\n6543217 was given to her", "CRIME_REFERENCE", "6543217"),
        ("PSD reference - CO/00123/19", "COMPLAINT_REFERENCE", "CO/00123/19"),
        ("your complaint reference number is PC/1234/22.", "COMPLAINT_REFERENCE", "PC/1234/22"),
        ("the conduct matter CM/12/21", "COMPLAINT_REFERENCE", "CM/12/21"),
        ("his collar number was 4224", "COLLAR_NUMBER", "4224"),
        ("warrant no. 123456", "COLLAR_NUMBER", "123456"),
        ("intelligence report 0012345/21", "INTELLIGENCE_REFERENCE", "0012345/21"),
        ("recorded on HOLMES as nominal N123", "INTELLIGENCE_REFERENCE", "N123"),
        ("crime reference no. CR 12345/21", "CRIME_REFERENCE", "CR 12345/21"),
        ("CRIME 22DB/10447/17 REFERS", "CRIME_REFERENCE", "22DB/10447/17"),
        ("see custody DC/000918/21", "CUSTODY_RECORD", "DC/000918/21"),
        ("an intelligence log INT/0044718/21", "INTELLIGENCE_REFERENCE", "INT/0044718/21"),
        ("an application (no. 43186/98) was made", "COURT_CASE_NUMBER", "43186/98"),
        ("struck out the claim, number LU702214", "COURT_CASE_NUMBER", "LU702214"),
        ("crime reference 44 24 0184613", "CRIME_REFERENCE", "44 24 0184613"),
        ("TUE 2200 pc 1876 attended", "COLLAR_NUMBER", "1876"),
        ("PNC number 2008 / 0056560Z", "PNC_ID", "2008 / 0056560Z"),
        ("Prison number: A1234BC", "PRISON_NUMBER", "A1234BC"),
        ("crime reference\u00a0number:\u00a044210430064", "CRIME_REFERENCE", "44210430064"),
    ],
)
def test_labels_announce_a_reference_of_any_shape(text: str, entity: str, value: str) -> None:
    assert found(text) == [(entity, value)]


def test_a_list_behind_one_label() -> None:
    text = "Crime references 1234567/21, 1234568/21 and 1234569/21 were linked."
    assert found(text) == [("CRIME_REFERENCE", v) for v in ("1234567/21", "1234568/21", "1234569/21")]
    assert found("CAD numbers 2345, 3456 & 4567") == [("INCIDENT_REFERENCE", v) for v in ("2345", "3456", "4567")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PC 1234 Ashdown attended.", "1234"),
        ("Sergeant 4224 took the call", "4224"),
        ("seen by PS 567AB", "567AB"),
        ("Police Constable 5512 made a note", "5512"),
    ],
)
def test_collar_numbers_behind_a_rank(text: str, value: str) -> None:
    assert found(text) == [("COLLAR_NUMBER", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Your claim number is 2200123/2021.", "2200123/2021"),
        ("ET case number 3201234/2020", "3201234/2020"),
        ("Your case number EA/2021/0123 is with the tribunal", "EA/2021/0123"),
        ("claim no. F05YX123 at the County Court", "F05YX123"),
    ],
)
def test_the_applicants_own_claim_is_a_court_case(text: str, value: str) -> None:
    assert found(text) == [("COURT_CASE_NUMBER", value)]


NEGATIVES = """
Your request was received on 12/03/2021 and answered by 12.04.2021, that is 2021-04-12.
Crime figures for 2021/22 and 2020/2021 were published on 31/03/2022.
There were 1,245 crimes (12.5%), which cost £450.00 an hour, £1234567 in all.
Recorded crime 2019/20, 2020-21 and 2021: 345, 1234 and 12345.
Call 101, 0303 123 1113, 01223012345, 07123456789 or 020 7161 3500.
Section 31(1)(a)(b), s.40(2) and regulation 12(4)(e) apply.
Police (Conduct) Regulations 2020; Police Reform Act 2002; SI 2012/2632; S.I. 2004/3391.
Ref: 01.FOI.22.027609, 01/FOI/24/012708/K, F-2023-00875 and FOI 1234/24.
Freedom of Information request reference no: 428A/23
IC-123456-A1B2, FS50123456, EA/2021/0123 and IC v Miller [2018] UKUT 229 (AAC)
The complaint was upheld in 12 cases. Complaint 345
PSD 120 referrals, IOPC 45 appeals and 345 CAD messages.
In 12 of 45 cases and 3 of 12 May appeals nothing was found.
PC 45 Inspector 12 Sergeant 118
2345 officers of the rank PC 2021 figures
The A23, the M25, the B2036 and Junction 12.
COVID-19, BS5750, ISO 27001, 24/7, 9/11, Q1 and 3.5 hours.
Operation of section 17 took 18 hours at £25 per hour; 20 working days.
Page 3/12; table 2: 1234 12345 678
Dear Sir 2021 saw 3456 calls.
Violent crime 2021/22 and hate crime 12/03/2021; crime 1,234; custody 2021-22; custody 345
Disclosure log 1234 lists the publications of 2022.
"""


@pytest.mark.parametrize("text", [line for line in NEGATIVES.splitlines() if line])
def test_running_letters_hold_no_reference(text: str) -> None:
    assert found(text) == []


def test_context_stays_within_the_sentence() -> None:
    assert found("The probation service replied. The code X320741 is a colour.")[:1] in (
        [],
        [("PROBATION_CRN", "X320741")],
    )
    near, far = (
        only("The probation number X320741"),
        RECOGNIZER.spans("The probation service replied. The code X320741 is red."),
    )
    assert all(span.score < near.score for span in far)
    assert sentence_around("One two. Ref no. 12 is here. End", 17, 19)[0] == "Ref no. "


def test_examples_and_counter_examples_of_the_labels() -> None:
    labels = yaml.safe_load((DATA / "labels.yaml").read_text("utf-8"))["labels"]
    for label in labels:
        text = str(label["example"])
        spans = RECOGNIZER.spans(text + " was noted")
        assert [s.entity_type for s in spans] == [label["entity_type"]], label["id"]
        assert spans[0].end == len(text), label["id"]


def test_examples_of_the_formats_are_found_with_their_context() -> None:
    for name in BOOKS[:-1]:
        for form in yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))["formats"]:
            assert form.get("example") is not None, form["id"]
            assert form.get("source"), form["id"]
            context = str((form.get("context") or [""])[0])
            spans = RECOGNIZER.spans(f"{context}: {form['example']} was noted")
            assert [s.entity_type for s in spans] == [form["entity_type"]], form["id"]


def test_a_forces_own_file_adds_formats_and_labels(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(
        "formats:\n  - {id: ours, entity_type: CRIME_REFERENCE, regex: 'ZZ[0-9]{5}', scores: {bare: 0.8}, context: [101]}\n"
        "labels:\n  - {id: ours-label, entity_type: INCIDENT_REFERENCE, words: [blue book], example: blue book 123}\n",
        encoding="utf-8",
    )
    recognizer = ReferenceRecognizer(extra=[path])
    text = "It is ZZ12345, blue book no. 77/A1 5."
    results = recognizer.analyze(text, ["CRIME_REFERENCE", "INCIDENT_REFERENCE"])
    assert [(r.entity_type, text[r.start : r.end]) for r in results] == [
        ("CRIME_REFERENCE", "ZZ12345"),
        ("INCIDENT_REFERENCE", "77/A1"),
    ]
    assert results[0].recognition_metadata["value"] == ReferenceValue("ours")
    assert found(text) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("formats: [{id: bad-one, entity_type: CRIME_REFERENCE, regex: '('}]", "bad-one"),
        ("formats: [{id: bad-two, entity_type: PERSON, regex: 'A'}]", "bad-two"),
        ("formats: [{id: bad-three, entity_type: CRIME_REFERENCE, regex: 'A', colour: red}]", "colour"),
        ("formats: [{id: bad-four, entity_type: CRIME_REFERENCE, regex: 'A1', example: B1}]", "bad-four"),
        ("formats: [{id: bad-five, entity_type: CRIME_REFERENCE, regex: 'A1', check: luck}]", "luck"),
        ("labels: [{id: bad-six, entity_type: CRIME_REFERENCE}]", "bad-six"),
        ("labels: [{id: bad-seven, entity_type: CRIME_REFERENCE, words: [no]}]", "quotes"),
        ("- 1", "top level"),
        ("formats: [", "YAML"),
        ("formats: [{id: pnc, entity_type: PNC_ID, regex: 'A1'}]", "pnc"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "force.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=words) as caught:
        ReferenceRecognizer(extra=[path])
    assert "force.yaml" in str(caught.value) or "twice" in str(caught.value)


def test_the_shipped_books_load_and_have_every_type() -> None:
    book = load_book(BOOKS, REFERENCE_TYPES)
    assert {f.entity_type for f in book.formats} | {entry.entity_type for entry in book.labels} == REFERENCE_TYPES - {
        "FOI_REFERENCE"
    }


def test_only_the_types_asked_for_come_back() -> None:
    text = "PNC 2008/0056560Z, CAD 1234"
    assert [r.entity_type for r in RECOGNIZER.analyze(text, ["PNC_ID"])] == ["PNC_ID"]
    assert len(RECOGNIZER.analyze(text, [])) == 2


@pytest.mark.parametrize(
    "value", ["12/03/2021", "2021/22", "2021-22", "2021/2022", "1.4.21", "2021", "03/2021", "2021-03-12"]
)
def test_calendar_values(value: str) -> None:
    assert is_calendar(value)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from([0.3, 0.6, 0.9]))))
def test_best_spans_never_overlap_and_lose_nothing_that_is_free(raw: list[tuple[int, int, float]]) -> None:
    spans = [Span(start, start + length, "PNC_ID", score, ReferenceValue("x")) for start, length, score in raw]
    kept = best_spans(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert all(overlap_any(span, kept) for span in spans)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "A",
        "1/",
        "A/1",
        "PC 1 ",
        "(1)",
        "crime ref no. ",
        "CAD 1 ",
        "1 of ",
        "12 of 3 ",
        "1,",
        ". A",
        "1-",
        "PC 12AB A. ",
    ],
)
def test_hostile_repetitions_are_read_in_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    RECOGNIZER.spans(text)
    assert time.process_time() - began < 4
