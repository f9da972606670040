"""Cells that hold an officer's number and name and nothing else: "3319 HALE", "PC 441 A Rahimi", "Dunne (2207)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presidio_analyzer import RecognizerResult

from recognizers.results import told

OFFICER_CELLS = "OfficerCells"
"""The name under which these results are known."""
_RANK = r"(?:[AT]/)?(?:T?(?:PC|DC|PS|DS|DI|CI|DCI)|PCSO|Sgt|Insp|Constable|Sergeant|Inspector|Officer)\.?\s"
_NAME = r"(?P<name>(?:[A-Z]\.?\s){0,2}[A-Z][^\W\d_]+(?:['’-][A-Z]?[^\W\d_]+)*(?:\s[A-Z][^\W\d_'’-]+){0,2})"
_NUMBER = r"(?P<number>[A-Z]{0,2}\d{2,6}[A-Z]{0,2})"
_CELL = re.compile(rf"\s*(?:{_RANK})?{_NUMBER}[\s,/-]+{_NAME}\s*")
_TURNED = re.compile(rf"\s*(?:{_RANK})?{_NAME}(?:\s[-–/]\s|,?\s)\(?{_NUMBER}\)?\s*")
_SCORE = 0.85
_NO_NAMES = frozenset(
    "years months days weeks hours section code north south east west road street total other unknown none male female".split()
)


def officer_cell(text: str) -> Iterator[RecognizerResult]:
    """COLLAR_NUMBER and PERSON of a cell that is an officer's number and name; nothing for any other cell."""
    match = _CELL.fullmatch(text) or _TURNED.fullmatch(text)
    if match is None or any(word.casefold() in _NO_NAMES for word in match["name"].split()):
        return
    for group, entity in (("number", "COLLAR_NUMBER"), ("name", "PERSON")):
        yield told(OFFICER_CELLS, entity, *match.span(group), _SCORE)
