"""Marks that stand in place of a value that was withheld."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"\s*(?:x{2,}|[*█■•]{1,40}|\[(?:redacted|withheld|removed|suppressed|c|x|z|\*)[^\]]*\]|\((?:redacted|withheld|removed|suppressed)\)|"
    r"redacted|withheld|removed|suppressed|exempt(?:ed)?|not disclosed)\s*",
    re.I,
)


def is_mark(text: str) -> bool:
    """Whether a cell says nothing but that something was withheld ("*", "xx", "[redacted: s.40(2)]"); a blank is none."""
    return _MARK.fullmatch(text) is not None
