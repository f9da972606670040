"""Check characters, against the values of public test suites named beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.references.check_letters import (
    CHECKS,
    LETTERS,
    check_asn,
    check_court_case,
    check_cro,
    check_driving_licence,
    check_iban,
    check_luhn,
    check_nhs,
    check_nino,
    check_pnc,
    check_vehicle_age,
    mod23_letter,
)


# ministryofjustice/hmpps-contacts-ui pncValidation.test.ts, hmpps-person-record PNCIdentifierTest.kt
@pytest.mark.parametrize(
    "value",
    "2008/0056560Z 20030011985X 20120052494Q 20230583843L 2001/0171310W 2011/0275516Q 2003/0062845E 1981/0154257C "
    "02/73319Z 81/34U 00/223R 79/163001B 033Y 67/9893091D".split(),
)
def test_pnc_valid(value: str) -> None:
    assert check_pnc(value)
    assert check_pnc(value.lower())


@pytest.mark.parametrize(
    "value",
    "20030011985Z 20120052494O 20230583843N 2001/0171310S 1923[1234567A 1923/1Z34567A 1923/1234567AA TOTALLYINVALID "
    "2018/0123456X 2004/0712343H 2003/1234567A".split(),
)
def test_pnc_invalid(value: str) -> None:
    assert not check_pnc(value)


# hmpps-person-record CROIdentifierTest.kt and randomCro, court-case-service, hmpps-prisoner-search, probation-offender-search
@pytest.mark.parametrize(
    "value",
    "SF05/482703J SF83/50058Z 65656/91H 065656/91H 311462/13E 29906/12J 400862/08W 145835/12U SF80/655108V 123456/99L "
    "000123/05Q".split(),
)
def test_cro_valid(value: str) -> None:
    assert check_cro(value)


@pytest.mark.parametrize("value", "85227/65G 311465/13F 123456/04A 111111/11A SF68/945674U SF80/655108T".split())
def test_cro_invalid(value: str) -> None:
    assert not check_cro(value)


# ministryofjustice/bichard7-next-core fixtures
@pytest.mark.parametrize(
    "value",
    "1101ZD0100000448754K 11/01ZD/01/448754K 2005FF0500000000555P 9700000000000123456K 22FD112200001234560X "
    "1101ZD0100000410756H 1101ZD0100000410791W 1101ZD0100000410829M 1101VK0100000376263Q 1201ZD0100000445099L "
    "0800NP0100000000001H".split(),
)
def test_asn_valid(value: str) -> None:
    assert check_asn(value)


@pytest.mark.parametrize(
    "value",
    "2202XC0200000000021D 1101ZD0100000410804A 1101ZD0100000448754Z 0988AA0100000123456X 1101ZD0100000000001A".split(),
)
def test_asn_invalid(value: str) -> None:
    assert not check_asn(value)


# bichard7-next-core; 05/9876/123456R is the illustration at criminaljusticehub.org.uk, whose letter should be L
@pytest.mark.parametrize(
    "value", ["97/1626/008395Q", "97/1626/8395Q", "97/1626/468395Q", "26/9998/000924K", "05/9876/123456L"]
)
def test_court_case_valid(value: str) -> None:
    assert check_court_case(value)
    assert not check_court_case(value[:-1] + ("A" if value[-1] != "A" else "B"))


def test_court_case_printed_example_fails() -> None:
    assert not check_court_case("05/9876/123456R")


@pytest.mark.parametrize("value", ["943 476 5919", "401 023 2137", "450 557 7104", "9434765919", "943-476-5919"])
def test_nhs_valid(value: str) -> None:
    assert check_nhs(value)


@pytest.mark.parametrize("value", ["943 476 5918", "0000000000", "94347659", "943476591A", ""])
def test_nhs_invalid(value: str) -> None:
    assert not check_nhs(value)


# hmpps-prisoner-profile ninoFormatValidator tests
@pytest.mark.parametrize("value", ["AA123456A", "aa 12 34 56 a"])
def test_nino_valid(value: str) -> None:
    assert check_nino(value)


@pytest.mark.parametrize("value", "DA123456A AO123456A BG123456A AA123456E PP999999P QQ123456C".split())
def test_nino_invalid(value: str) -> None:
    assert not check_nino(value)


def test_cards_and_accounts() -> None:
    assert check_luhn("4111 1111 1111 1111")
    assert not check_luhn("4111 1111 1111 1112")
    assert check_luhn("490154203237518")
    assert not check_luhn("0000")
    assert check_iban("GB82 WEST 1234 5698 7654 32")
    assert not check_iban("GB83 WEST 1234 5698 7654 32")


def test_driver_number_and_vehicle_age() -> None:
    assert check_driving_licence("MORGA657054SM9IJ")
    assert not check_driving_licence("99999657054SM9IJ")
    assert not check_driving_licence("MORGA697054SM9IJ")
    assert check_vehicle_age("AB51 ABC")
    assert not check_vehicle_age("AB40 ABC")


@given(st.text(max_size=40))
def test_checks_never_raise(text: str) -> None:
    for check in CHECKS.values():
        assert check(text) in (True, False)


@given(st.integers(0, 99), st.integers(0, 9_999_999))
def test_exactly_one_letter_passes(year: int, serial: int) -> None:
    passing = [letter for letter in LETTERS if check_pnc(f"{year:02}/{serial}{letter}")]
    assert passing == [mod23_letter(f"{year:02}{serial:07}")]
