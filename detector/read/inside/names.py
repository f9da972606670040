"""Names of files and folders inside a file, made fit for a report."""

from __future__ import annotations

import re

_LONGEST = 240


def tidy_name(name: str, otherwise: str) -> str:
    """A name without control characters and not overlong; ``otherwise`` where nothing is left of it."""
    name = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", name.replace("\\", "/")).strip()
    return name[:_LONGEST] or otherwise


def as_words(name: str) -> str:
    """A file name as people read it: ``smith_john-statement.docx`` says "smith john statement"."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.rpartition("/")[2])
    return " ".join(re.sub(r"[_+%]+|(?<=\w)-(?=\w)", " ", stem).split())
