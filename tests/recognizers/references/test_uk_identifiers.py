"""Identifiers of persons, vehicles, accounts and cards, addresses and postcodes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recognizers.references.formats import IDENTIFIER_TYPES
from recognizers.references.uk_identifiers import UkIdentifierRecognizer, identifier_spans

DATA = Path(__file__).parents[3] / "recognizers" / "data" / "references" / "identifiers.yaml"


def found(text: str) -> list[tuple[str, str]]:
    return [(s.entity_type, text[s.start : s.end]) for s in identifier_spans(text)]


# presidio-analyzer test_nhs_recognizer.py
@pytest.mark.parametrize("value", ["943 476 5919", "401 023 2137", "450 557 7104", "401-023-2137"])
def test_grouped_nhs_numbers_need_no_context(value: str) -> None:
    assert found(f"She gave {value} to the nurse.") == [("UK_NHS", value)]


def test_closed_nhs_numbers_need_context() -> None:
    assert found("Her NHS number is 4010232137.") == [("UK_NHS", "4010232137")]
    assert found("Order 4010232137 was paid.") == []
    assert found("NHS number 943 476 5918") == [("UK_NHS", "943 476 5918")]


# ministryofjustice/hmpps-prisoner-profile ninoFormatValidator.test.ts
def test_national_insurance_numbers() -> None:
    for value in ("AA123456A", "AB 12 34 56 C", "AB-12-34-56-C", "ab123456c"):
        assert found(f"It was {value} then.") == [("UK_NINO", value)]
    for value in ("DA123456A", "AO123456A", "BG123456A", "AA123456E", "PP999999P"):
        assert found(f"It was {value} then.") == []
    assert found("NI number: QQ 12 34 56 C") == [("UK_NINO", "QQ 12 34 56 C")]
    assert found("His National Insurance number was AB123456.") == [("UK_NINO", "AB123456")]


@given(st.sampled_from("ABCEGHJKLMNOPRSTWXYZ"), st.integers(0, 999_999), st.sampled_from("ABCD"))
def test_every_nino_with_a_good_prefix_is_found(letter: str, number: int, suffix: str) -> None:
    value = f"{letter}A{number:06}{suffix}"
    assert found(f"see {value}.") == [("UK_NINO", value)]


@pytest.mark.parametrize("value", ["501234567", "AB1234567"])
def test_passports_need_their_word(value: str) -> None:
    assert found(f"He showed passport number {value}.") == [("UK_PASSPORT", value)]
    assert found(f"The passport seized had the number {value}.") == [("UK_PASSPORT", value)]
    assert found(f"Invoice {value} was paid.") == []


@pytest.mark.parametrize("value", ["MORGA657054SM9IJ", "MORGA 657054 SM9IJ", "MORGA 657054 SM9 IJ", "FOX99861238J99AA"])
def test_driver_numbers(value: str) -> None:
    assert found(f"He produced {value}.") == [("UK_DRIVING_LICENCE", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A silver AB12 CDE was seen", "AB12 CDE"),
        ("It was AB12CDE.", "AB12CDE"),
        ("a car, P123 ABC, was stopped", "P123 ABC"),
        ("The vehicle was ABC 123D", "ABC 123D"),
        ("registration Q123 ABC", "Q123 ABC"),
        ("VRM: ABC 1", "ABC 1"),
        ("VRM 1234 AB", "1234 AB"),
        ("the van ABZ 1234 was found", "ABZ 1234"),
        ("vehicle registration ab12cde", "ab12cde"),
    ],
)
def test_vehicle_registrations(text: str, value: str) -> None:
    assert found(text) == [("UK_VEHICLE_REGISTRATION", value)]


# defects of presidio-analyzer 2.2.366 and their like
@pytest.mark.parametrize(
    "text",
    [
        "in CF10 and LS11 for the night; AB12 was closed",
        "on the M25 the car, the A34 and the M6 was shut",
        "The vehicle left the M25 the next day on the A34 and then the M6 for Leeds.",
        "DPS 22 X and may 21 a",
        "THE CAR WAS SEEN ON THE A34 AND THE M25 THE NEXT DAY",
        "A23, M1, B2036 and Junction 12",
        "AB99 CDE",
        "PC 1234 drove the vehicle",
        "the registration of 12 births; registration on 12 May",
        "IC1 male, IC3 female",
    ],
)
def test_what_is_no_registration(text: str) -> None:
    assert [value for entity, value in found(text) if entity == "UK_VEHICLE_REGISTRATION"] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sort code: 12-34-56, account number 12345678", ["12-34-56", "12345678"]),
        ("sort code 123456 Account No. 1234 5678", ["123456", "1234 5678"]),
        ("paid to 12-34-56 12345678", ["12-34-56 12345678"]),
    ],
)
def test_bank_accounts(text: str, values: list[str]) -> None:
    assert found(text) == [("UK_BANK_ACCOUNT", value) for value in values]


def test_ibans_and_cards() -> None:
    for value in ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819", "DE89 3704 0044 0532 0130 00"):
        assert found(f"paid to {value}.") == [("IBAN_CODE", value)]
    assert found("GB29 NWBK 6016 1331 9268 18") == []
    for value in ("4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "3782 822463 10005"):
        assert found(f"with {value} yesterday") == [("CREDIT_CARD", value)]
    for text in ("4111 1111 1111 1112", "IMEI 490154203237518", "the handset 4901 5420 3237 518", "490154203237518"):
        assert found(text) == []


@pytest.mark.parametrize(
    "value", ["SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "SW1A1AA", "GIR 0AA"]
)
def test_full_postcodes(value: str) -> None:
    assert found(f"It lies in {value}.") == [("UK_POSTCODE", value)]


@pytest.mark.parametrize(
    "text",
    [
        "in CF10 and SW1A",
        "QQ1 1AA went",
        "s.40 2AB",
        "S40(2)",
        "Table B12 3 and 4",
        "PC1 2AB went",
        "M25 the",
        "1 to 3AB",
        "AB12 CDE",
    ],
)
def test_what_is_no_full_postcode(text: str) -> None:
    assert [value for entity, value in found(text) if entity == "UK_POSTCODE"] == []


def test_lower_case_postcodes_need_an_address() -> None:
    assert found("postcode: bs1 4nd") == [("UK_POSTCODE", "bs1 4nd")]
    assert found("so bs1 4nd is") == []


@pytest.mark.parametrize(
    "address",
    [
        "14 Acacia Avenue",
        "14a Acacia Avenue",
        "14-16 Marsham Street",
        "Flat 2, 14 Acacia Avenue",
        "Flat 3\n12 Station Road",
        "Flat 2B, Maple House, 3 Mill Lane",
        "Rose Cottage, Mill Lane",
        "The Old Vicarage\nChurch Road",
        "221b Baker St",
        "7 St. John's Close",
        "12 King's Heath Road",
        "23 Upper Queen Street",
        "3, Stoke-on-the-Hill Lane",
        "14 ACACIA AVENUE",
        "5 Market Place",
    ],
)
def test_street_addresses(address: str) -> None:
    for text in (f"He lives at {address}, Ambridge.", f"{address}\nAmbridge\nBS1 4ND", f"of {address}, BS1 4ND"):
        assert found(text)[0] == ("STREET_ADDRESS", address)


def test_lower_case_streets_need_a_place_word() -> None:
    assert found("she lives at 12 acacia avenue") == [("STREET_ADDRESS", "12 acacia avenue")]
    assert found("12 officers close to the road") == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 High Street robberies rose.",
        "12 Crown Court cases and 3 High Court appeals",
        "Section 12 Close protection",
        "345 Police Officers drive",
        "on 12 March 2021 in Station Road",
        "Station Road 12",
        "There were 12 Street robberies and 5 Road deaths",
        "Operation 4 Park",
        "17 Green Street incidents were recorded",
        "Question 3 Drive your own car?",
        "5 Response Officers",
        "the High Street and Mill Lane",
        "A12 Road Closure",
        "20 Chief Inspectors, 30 Sergeants",
    ],
)
def test_what_is_no_street_address(text: str) -> None:
    assert [value for entity, value in found(text) if entity == "STREET_ADDRESS"] == []


NEGATIVES = """
Your request was received on 12/03/2021 and answered by 12.04.2021.
There were 1,245 crimes (12.5%), which cost £450.00 an hour, £12345678 in all.
Section 31(1)(a)(b), s.40(2) and regulation 12(4)(e) apply; FS50123456.
01.FOI.22.027609, 01/FOI/24/012708/K, 2016030000037 and F-2023-00875
44210430064, 5222030133, 46/201551/21, 23*267977, 1101ZD0100000448754K
Call 020 7161 3500, 0303 123 1113 or 07700 900123.
2019 2020 2021 2022 2023 and 12 345 678
"""


@pytest.mark.parametrize("text", [line for line in NEGATIVES.splitlines() if line])
def test_running_letters_hold_no_identifier(text: str) -> None:
    assert found(text) == []


def test_every_example_of_the_data() -> None:
    data = yaml.safe_load(DATA.read_text("utf-8"))
    for form in data["formats"]:
        assert form["source"], form["id"]
        context = (form.get("context") or ["it is"])[0]
        spans = identifier_spans(f"{context}: {form['example']} was noted")
        assert form["entity_type"] in [s.entity_type for s in spans], form["id"]
        if form.get("counter_example"):
            assert form["entity_type"] not in [s.entity_type for s in identifier_spans(str(form["counter_example"]))], (
                form["id"]
            )
    for label in data["labels"]:
        text = str(label["example"])
        spans = identifier_spans(f"{text} was noted")
        assert [(s.entity_type, s.end) for s in spans] == [(label["entity_type"], len(text))], label["id"]


def test_results_carry_the_format_and_are_of_known_types() -> None:
    results = UkIdentifierRecognizer().analyze("NHS number 943 476 5919, 14 Acacia Avenue", [])
    assert [(r.entity_type, r.recognition_metadata["value"].format) for r in results] == [
        ("UK_NHS", "nhs-grouped"),
        ("STREET_ADDRESS", "street"),
    ]
    assert {r.entity_type for r in results} <= IDENTIFIER_TYPES
    assert UkIdentifierRecognizer().analyze("NHS number 943 476 5919", ["UK_NINO"]) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "A",
        "1 ",
        "12 Xx Xx ",
        "Flat 1, ",
        "Xx ",
        "Xx-",
        "AB12 ",
        "The ",
        "4111 ",
        "GB29 ",
        "(1)",
        "A1",
        "Rose Cottage ",
        "1 Aa\n",
    ],
)
def test_hostile_repetitions_are_read_in_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    identifier_spans(text)
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("He lives at 14a Lister Lane, Halifax and works there", "14a Lister Lane, Halifax"),
        ("14a Lister Lane, Ambridge, Borsetshire, HX1 5AS", "14a Lister Lane, Ambridge, Borsetshire"),
        ("Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF", "Wycliffe House, Water Lane, Wilmslow, Cheshire"),
        ("write to Clough Road Headquarters, Hull, HU5 1SW.", "Clough Road Headquarters, Hull"),
        ("Information Governance Department, Canal Street, Wigan WN1 2NN", "Canal Street, Wigan"),
        ("at 12 Mill Lane, Tom Ashdown said", "12 Mill Lane"),
    ],
)
def test_towns_belong_to_the_address_and_names_do_not(text: str, address: str) -> None:
    assert found(text)[0] == ("STREET_ADDRESS", address)


def test_a_town_alone_in_front_of_a_postcode_is_no_address() -> None:
    assert found("in Hull, HU5 1SW") == [("UK_POSTCODE", "HU5 1SW")]
    assert found("Disclosure Unit, Severnshire Police, HU5 1SW") == [("UK_POSTCODE", "HU5 1SW")]


def test_an_unknown_area_counts_where_only_a_postcode_can_stand() -> None:
    for text in ("Kings Worthy, WX12 1QA", "NM29 4AF", "Ofsted | NM29 4AF |", "postcode: WX12 1QA"):
        assert [entity for entity, _ in found(text)] == ["UK_POSTCODE"]
    assert found("by PC1 2AB and IC3 4AB") == []


def test_post_office_boxes() -> None:
    assert found("write to PO Box 37, Hull") == [("STREET_ADDRESS", "PO Box 37, Hull")]
