"""Initials of somebody whom the document names in full: "Bethan Jolley ... BJ rang back".

Case notes shorten names so after their first mention. Letters that are a rank, a unit or another usual abbreviation stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml
from presidio_analyzer import RecognizerResult

from recognizers.results import told

_PART = re.compile(r"[^\W\d_]+")
_SHORT = re.compile(r"(?<![\w./&@-])[A-Z]{2,3}(?![\w./&@-]|['’](?!s\b))")
_SCORE, _FEW_WORDS = 0.7, 2


@cache
def usual_abbreviations() -> frozenset[str]:
    """Capitals that are a rank, a unit, a body or a statute, and nobody's initials."""
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "abbreviations.yaml").read_text("utf-8"))
    return frozenset(str(word) for word in data["abbreviations"])


def shortened(names: Iterable[str]) -> frozenset[str]:
    """The initials of ``names`` that are no usual abbreviation of something else."""
    return frozenset(short for name in names for short in initials_of(name)) - usual_abbreviations()


def initials(known: frozenset[str], text: str) -> list[RecognizerResult]:
    """Further results of a text: the initials that are ``known``, where they stand alone as capitals in mixed text."""
    if not known or (text.isupper() and len(_PART.findall(text)) > _FEW_WORDS):
        return []
    found = (match for match in _SHORT.finditer(text) if match[0] in known)
    return [told("Initials", "PERSON", *match.span(), _SCORE) for match in found]


def initials_of(name: str) -> set[str]:
    """ "Marlon KEMBLE-DIAZ" may be MK, MKD; "Smith, John" JS. Single names have none."""
    if "," in name:
        last, _, first = name.partition(",")
        name = f"{first} {last}"
    words = [[part[0].upper() for part in _PART.findall(word)] for word in name.split()]
    words = [letters for letters in words if letters]
    if not 2 <= len(words) <= 4:
        return set()
    whole = "".join(letters[0] for letters in words)
    every = "".join(letter for letters in words for letter in letters)
    ends = words[0][0] + words[-1][0]
    return {short for short in (whole, every, ends) if 2 <= len(short) <= 3}
