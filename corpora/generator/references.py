"""Invented references of every kind, with valid check letters and digits.

Shapes and check rules as in ``recognizers/references/check_letters.py`` and ``recognizers/data/references``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from recognizers.references.check_letters import check_luhn, check_nhs, mod23_letter

_LETTERS = "ABCEGHJKLMNPRSTWXYZ"
_FORCES = (
    "01",
    "06",
    "10",
    "12",
    "13",
    "14",
    "20",
    "21",
    "30",
    "42",
    "43",
    "44",
    "45",
    "46",
    "47",
    "50",
    "52",
    "54",
    "62",
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _digits(rng: random.Random, number: int) -> str:
    return "".join(rng.choices("0123456789", k=number))


def _letters(rng: random.Random, number: int) -> str:
    return "".join(rng.choices(_LETTERS, k=number))


def _yy(rng: random.Random) -> str:
    return str(rng.randint(15, 25))


def pnc_id(rng: random.Random) -> str:
    year, serial = rng.randint(1975, 2025), _digits(rng, 7)
    letter = mod23_letter(f"{year % 100:02}{serial}")
    shown = rng.choice((str(year), f"{year % 100:02}"))
    return (
        f"{shown}/{rng.choice((serial, serial.lstrip('0') or '1'))}{letter}"
        if int(serial)
        else f"{shown}/{serial}{letter}"
    )


def cro_number(rng: random.Random) -> str:
    year, serial = _yy(rng), str(rng.randint(1000, 999999))
    if rng.random() < 0.2:
        return f"SF{year}/{serial}{mod23_letter(year + serial)}"
    return f"{serial}/{year}{mod23_letter(year + serial.zfill(6))}"


def arrest_summons_number(rng: random.Random) -> str:
    year, force, system, sequence = (
        _yy(rng),
        rng.choice(_FORCES),
        rng.choice(("01", "05", "00")),
        str(rng.randint(1000, 9999999)),
    )
    unit = rng.choice(("ZD", "AA", "NP", "VK", "FD"))
    letter = mod23_letter(force + system + year + sequence.zfill(11))
    if rng.random() < 0.6:
        return f"{year}/{force}{unit}/{system}/{sequence}{letter}"
    return f"{year}{force}{unit}{system}{sequence.zfill(11)}{letter}"


def court_case_number(rng: random.Random) -> str:
    style = rng.randrange(5)
    if style == 0:
        year, court, sequence = _yy(rng), _digits(rng, 4), str(rng.randint(1000, 999999))
        return f"{year}/{court}/{sequence}{mod23_letter(year + court + sequence.zfill(6))}"
    if style == 1:
        return f"{rng.choice('TSA')}20{_yy(rng)}{_digits(rng, 4)}"
    if style == 2:
        return f"{rng.randint(1300000, 6099999)}/20{_yy(rng)}"
    if style == 3:
        return f"{rng.choice('CEFGH')}{_digits(rng, 2)}{_letters(rng, 2)}{_digits(rng, 3)}"
    return f"{rng.randint(1000, 79999)}/{rng.randint(0, 22):02}"


def case_urn(rng: random.Random) -> str:
    force, serial = rng.choice(_FORCES), _digits(rng, 5)
    style = rng.randrange(3)
    if style == 0:
        return f"{force}{_letters(rng, 2)}{serial}{_yy(rng)}"
    return (
        f"{force}{_letters(rng, 2)}{_digits(rng, 7)}"
        if style == 1
        else f"{force}/{_letters(rng, 2)}/{serial}/{_yy(rng)}"
    )


def custody_record(rng: random.Random) -> str:
    station = rng.choice((f"{_digits(rng, 2)}{_letters(rng, 2)}", _letters(rng, 2), _letters(rng, 3)))
    return f"{station}/{rng.randint(100, 99999)}/{_yy(rng)}"


def crime_reference(rng: random.Random) -> str:
    year = _yy(rng)
    return rng.choice(
        (
            f"{rng.choice(_FORCES)}{year}{_digits(rng, 7)}",
            f"{rng.choice(_FORCES)}/{rng.randint(10000, 299999)}/{year}",
            f"{year}*{rng.randint(10000, 799999)}",
            f"{rng.choice(('CRI', 'CR', 'MAN', 'RM'))}/{rng.randint(1000, 99999)}/{year}",
            f"{rng.randint(1000000, 9999999)}/{year}",
            f"CRI/{_digits(rng, 2)}{_letters(rng, 2)}/{_digits(rng, 7)}/{year}",
            f"NFRC{_digits(rng, 12)}",
        )
    )


def incident_reference(rng: random.Random) -> str:
    number, day, month = rng.randint(20, 4200), rng.randint(1, 28), rng.randint(1, 12)
    name = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )[month - 1]
    return rng.choice(
        (
            f"log {number} of {day} {name}",
            f"CAD {number} of {day} {name} 20{_yy(rng)}",
            f"serial {number} of {day:02}/{month:02}",
            f"incident {number} of {name} {day}",
            f"{number}/{day:02}{_MONTHS[month - 1]}",
            f"{rng.randint(10, 900)}-{day:02}{month:02}{_yy(rng)}",
            f"PS-20{_yy(rng)}{month:02}{day:02}-{rng.randint(100, 3999):04}",
        )
    )


def complaint_reference(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return f"20{_yy(rng)}/{_digits(rng, 6)}"
    return f"{rng.choice(('PC', 'CM', 'CO', 'MI', 'DSI', 'IX'))}/{rng.randint(10, 9999)}/{_yy(rng)}"


def collar_number(rng: random.Random) -> str:
    number = str(rng.randint(100, 9999))
    return rng.choice((number, number, f"{rng.randint(10, 999)}{_letters(rng, 2)}", f"{_letters(rng, 1)}{number}"))


def intelligence_reference(rng: random.Random) -> str:
    year = _yy(rng)
    return rng.choice(
        (
            f"{year}PAC{_digits(rng, 6)}",
            f"CRIMINT{_digits(rng, 7)}",
            f"CRRF{_digits(rng, 8)}",
            f"{year}MIS{_digits(rng, 6)}",
            f"N{rng.randint(10, 2400)}",
        )
    )


def prison_number(rng: random.Random) -> str:
    return f"A{_digits(rng, 4)}{_letters(rng, 2)}"


def probation_crn(rng: random.Random) -> str:
    return f"{rng.choice('XDEFJNSV')}{_digits(rng, 6)}"


def uk_nhs(rng: random.Random) -> str:
    while True:
        stem = rng.choice("4679") + _digits(rng, 8)
        for last in "0123456789":
            if check_nhs(stem + last):
                number = stem + last
                return rng.choice((number, f"{number[:3]} {number[3:6]} {number[6:]}"))


def uk_nino(rng: random.Random) -> str:
    prefix = rng.choice(("AB", "CE", "HJ", "JK", "LM", "NP", "PR", "RT", "SW", "WX", "YZ", "ZA"))
    number, suffix = _digits(rng, 6), rng.choice("ABCD")
    return rng.choice((f"{prefix}{number}{suffix}", f"{prefix} {number[:2]} {number[2:4]} {number[4:]} {suffix}"))


def uk_passport(rng: random.Random) -> str:
    return rng.choice((_digits(rng, 9), f"{_letters(rng, 2)}{_digits(rng, 7)}"))


def uk_driving_licence(rng: random.Random) -> str:
    stem = "".join(
        rng.choice(letters) for letters in ("BCDFGHJKLMNPRSTW", "AEIOU", "BDGKLMNPRSTW", "AEIOU", "DKLMNRST9")
    )
    month = rng.randint(1, 12) + rng.choice((0, 50))
    birth = f"{rng.randint(0, 9)}{month:02}{rng.randint(1, 28):02}{rng.randint(0, 9)}"
    return f"{stem}{birth}{_letters(rng, 1)}9{rng.randint(1, 9)}{_letters(rng, 2)}"


def uk_vehicle_registration(rng: random.Random) -> str:
    age = rng.choice((rng.randint(5, 25), rng.randint(55, 74)))
    return rng.choice(
        (
            f"{_letters(rng, 2)}{age:02} {_letters(rng, 3)}",
            f"{_letters(rng, 2)}{age:02}{_letters(rng, 3)}",
            f"{rng.choice('RSTVWXY')}{rng.randint(1, 999)} {_letters(rng, 3)}",
        )
    )


def uk_bank_account(rng: random.Random) -> str:
    sort_code = f"{rng.randint(10, 60):02}-{rng.randint(0, 99):02}-{rng.randint(0, 99):02}"
    return rng.choice((f"{sort_code} {_digits(rng, 8)}", f"{_digits(rng, 8)}"))


def iban_code(rng: random.Random) -> str:
    bank = rng.choice(("NWBK", "BARC", "LOYD", "MIDL", "ABBY")) + _digits(rng, 14)
    check = 98 - int("".join(str(int(c, 36)) for c in bank + "GB00")) % 97
    closed = f"GB{check:02}{bank}"
    return rng.choice((closed, " ".join(closed[i : i + 4] for i in range(0, len(closed), 4))))


def credit_card(rng: random.Random) -> str:
    stem = rng.choice(("4", "51", "53", "55"))
    stem += _digits(rng, 15 - len(stem))
    number = next(stem + d for d in "0123456789" if check_luhn(stem + d))
    return rng.choice((number, " ".join(number[i : i + 4] for i in range(0, 16, 4))))


def foi_reference(rng: random.Random) -> str:
    year = _yy(rng)
    return rng.choice(
        (
            f"01.FOI.{year}.{_digits(rng, 6)}",
            f"FOI-{rng.randint(1000, 99999)}",
            f"FOI {rng.randint(1000, 99999)}/{year}",
            f"FOI/20{year}/{rng.randint(100, 9999):05}",
            f"{rng.randint(100, 2999)}/{year}",
            f"F-20{year}-{rng.randint(10, 3999):05}",
            f"01/FOI/{year}/{_digits(rng, 6)}/{rng.choice('KVHT')}",
            f"{rng.randint(100, 1999)}{rng.choice('AB')}/{year}",
            f"EIR{rng.randint(1000, 9999)}",
            f"RFI-{rng.randint(1000, 9999)}-{year}",
            f"{rng.randint(10000, 99999)}",
            f"FOIR{rng.randint(100000, 999999)}",
        )
    )


REFERENCES: Mapping[str, Callable[[random.Random], str]] = MappingProxyType(
    {
        make.__name__.upper(): make
        for make in (
            pnc_id,
            cro_number,
            arrest_summons_number,
            court_case_number,
            case_urn,
            custody_record,
            crime_reference,
            incident_reference,
            complaint_reference,
            collar_number,
            intelligence_reference,
            prison_number,
            probation_crn,
            uk_nhs,
            uk_nino,
            uk_passport,
            uk_driving_licence,
            uk_vehicle_registration,
            uk_bank_account,
            iban_code,
            credit_card,
            foi_reference,
        )
    }
)
"""One maker for each entity type that is a reference."""
