"""What an unlabelled column of numbers is, where its values themselves tell: check digits, and forms that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from recognizers.results import told

_TEN_DIGITS = re.compile(r"(?<![\w./-])(?:\d{3} \d{3} \d{4}|\d{10})(?![\w/-]|\.\d)")
_FEWEST_IN_TEXT = 3
_NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
_APPLICATION = re.compile(r"\d{3,5}/\d{2}")
_FINANCIAL_YEAR = re.compile(r"(?:19|20)\d\d/\d\d")
_ENOUGH, _FEWEST = 0.9, 2


def kind_of_values(texts: Sequence[str]) -> str | None:
    """UK_NHS where the check digits are right (NHS Data Dictionary, modulus 11), COURT_CASE_NUMBER for application numbers
    of the European Court of Human Rights ("43186/98"); None where the values could be anything. One right check digit in
    eleven is chance, so a column needs several."""
    filled = [text for text in (t.strip() for t in texts) if any(char.isdigit() for char in text)]
    if len(filled) < _FEWEST:
        return None
    for kind, fits in (("UK_NHS", _is_nhs), ("COURT_CASE_NUMBER", _is_application)):
        if sum(map(fits, filled)) >= _ENOUGH * len(filled):
            return kind
    return None


def nhs_numbers(texts: Sequence[str]) -> list[list[RecognizerResult]]:
    """Unlabelled NHS numbers of a text that has several: nearly all of its numbers of ten digits have a right check digit."""
    found = [[m.span() for m in _TEN_DIGITS.finditer(text)] for text in texts]
    values = [text[slice(*span)] for text, spans in zip(texts, found, strict=True) for span in spans]
    if len(values) < _FEWEST_IN_TEXT or kind_of_values(values) != "UK_NHS":
        return [[] for _ in texts]
    return [[told("IdentifierValues", "UK_NHS", *span, 0.85) for span in spans] for spans in found]


def _is_nhs(text: str) -> bool:
    if not _NHS.fullmatch(text):
        return False
    digits = [int(char) for char in text if char.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == digits[9]


def _is_application(text: str) -> bool:
    return _APPLICATION.fullmatch(text) is not None and not _FINANCIAL_YEAR.fullmatch(text)
