"""Check characters of British identifiers.

Police identifiers share one alphabet of 23 letters (no I, O, S) and one modulus: the letter at the remainder of the
digits by 23 (criminaljusticehub.org.uk, "Police National Computer ID"; ministryofjustice/hmpps-person-record,
PNCIdentifier.kt and CROIdentifier.kt; ministryofjustice/bichard7-next-core, Asn.ts). They differ in which digits are
fed to it and how these are padded. All functions take any text and return False for what does not have the shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

_PNC = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])")
_PNC_CLOSED = re.compile(r"([0-9]{3,11})([A-Z])")
_CRO = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-Z])")
_CRO_SF = re.compile(r"SF([0-9]{2})/?([0-9]{1,6})([A-Z])")
_ASN = re.compile(r"([0-9]{2})[A-Z]?([A-Z0-9]{2})[A-Z0-9]{2}([A-Z0-9]{2})([0-9]{11})([A-Z])")
_ASN_SLASHED = re.compile(r"([0-9]{2})/[A-Z]?([A-Z0-9]{2})[A-Z0-9]{2}/([A-Z0-9]{2})/([0-9]{1,11})([A-Z])")
_COURT_CASE = re.compile(r"([0-9]{2})/([0-9]{4})/([0-9]{1,6})([A-Z])")
_NINO = re.compile(
    r"(?!BG|GB|KN|NK|NT|TN|ZZ|OO|FY|NC|PZ|PY|PP999999P)[ABCEGHJKLMNOPRSTWXYZ][ABCEGHJKLMNPRSTWXYZ][0-9]{6}[A-D]"
)
_LONG_PNC = 12
_SHORT_PNC = 10


def mod23_letter(digits: str) -> str:
    """The check letter of a string of digits. Raises ValueError for anything else."""
    return LETTERS[int(digits) % 23]


def check_pnc(value: str) -> bool:
    """PNC ID, ``yy/n..nX`` or ``yyyy/n..nX``, with or without the slash: year without century, serial padded to 7.

    Without the slash the length decides between a two- and a four-digit year; between 10 and 11 characters, where
    published implementations disagree, either reading may pass.
    """
    text = _closed(value)
    if match := _PNC.fullmatch(text):
        return _pnc_passes(*match.groups())
    closed = _PNC_CLOSED.fullmatch(text)
    if closed is None:
        return False
    digits, letter = closed.groups()
    short = len(text) < _LONG_PNC and _pnc_passes(digits[:2], digits[2:], letter)
    long = len(text) >= _SHORT_PNC and _pnc_passes(digits[:4], digits[4:], letter)
    return short or long


def check_cro(value: str) -> bool:
    """CRO number: ``nnnnnn/yyX`` (year, serial padded to 6) or ``SFyy/n..nX`` (year, serial as written)."""
    text = _closed(value)
    if match := _CRO.fullmatch(text):
        return mod23_letter(match[2] + match[1].zfill(6)) == match[3]
    if match := _CRO_SF.fullmatch(text):
        return mod23_letter(match[1] + match[2]) == match[3]
    return False


def check_asn(value: str) -> bool:
    """Arrest summons number, slashed or closed: force, system, year, sequence padded to 11; letters add nothing."""
    text = _closed(value)
    match = _ASN_SLASHED.fullmatch(text) or _ASN.fullmatch(text)
    if match is None:
        return False
    year, force, system, sequence, letter = match.groups()
    digits = "".join(part for part in (force, system) if part.isdigit()) + year + sequence.zfill(11)
    return mod23_letter(digits) == letter


def check_court_case(value: str) -> bool:
    """PNC court case reference ``yy/cccc/n..nX``: year, court, sequence padded to 6."""
    match = _COURT_CASE.fullmatch(_closed(value))
    return match is not None and mod23_letter(match[1] + match[2] + match[3].zfill(6)) == match[4]


def check_nhs(value: str) -> bool:
    """NHS number (also Scotland's CHI and Northern Ireland's HSC number): modulus 11 with weights 10 to 2."""
    digits = _digits(value)
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    remainder = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return remainder % 11 == int(digits[9]) and remainder != 10


def check_luhn(value: str) -> bool:
    """Payment card number: the Luhn sum of ISO/IEC 7812-1."""
    digits = _digits(value)
    if not digits or set(digits) == {"0"}:
        return False
    total = sum(int(d) for d in digits[::-2]) + sum(int(d) * 2 // 10 + int(d) * 2 % 10 for d in digits[-2::-2])
    return total % 10 == 0


def check_iban(value: str) -> bool:
    """International bank account number: modulus 97 of ISO 13616."""
    text = re.sub(r"[\s-]", "", value).upper()
    if not 15 <= len(text) <= 34 or not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", text):
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


def check_nino(value: str) -> bool:
    """National Insurance number: allowed prefixes and suffix (hmpps-prisoner-profile, ninoFormatValidator.ts)."""
    return _NINO.fullmatch(re.sub(r"[\s-]", "", value).upper()) is not None


def check_driving_licence(value: str) -> bool:
    """DVLA driver number: surname padded with 9s, month (plus 50 for women) and day of birth in range."""
    text = re.sub(r"[\s-]", "", value).upper()
    match = re.fullmatch(r"([A-Z]+9*)[0-9]([0156][0-9])([0-3][0-9])[0-9][A-Z9]{2}[A-Z0-9][A-Z]{2}", text)
    return match is not None and len(match[1]) == 5 and 1 <= int(match[2]) % 50 <= 12 and 1 <= int(match[3]) <= 31


def check_vehicle_age(value: str) -> bool:
    """Vehicle registration of the current scheme: age identifier 02 to 29 or 51 to 79 (DVLA INF104)."""
    match = re.fullmatch(r"[A-Z]{2}([0-9]{2})[A-Z]{3}", re.sub(r"[\s-]", "", value).upper())
    return match is not None and (2 <= int(match[1]) <= 29 or 51 <= int(match[1]) <= 79)


CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "pnc": check_pnc,
        "cro": check_cro,
        "asn": check_asn,
        "court_case": check_court_case,
        "nhs": check_nhs,
        "luhn": check_luhn,
        "iban": check_iban,
        "nino": check_nino,
        "driving_licence": check_driving_licence,
        "vehicle_age": check_vehicle_age,
    }
)
"""The checks that format data may name."""


def _pnc_passes(year: str, serial: str, letter: str) -> bool:
    return 1 <= len(serial) <= 7 and mod23_letter(year[-2:] + serial.zfill(7)) == letter


def _closed(value: str) -> str:
    return re.sub(r"\s+", "", value).upper()


def _digits(value: str) -> str:
    text = re.sub(r"[\s-]", "", value)
    return text if re.fullmatch(r"[0-9]+", text) else ""
