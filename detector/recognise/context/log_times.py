"""Times at the beginning of the lines of a log, told by each other: "0612 Caller ...", "0625 U/K to hospitals"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from recognizers.results import told
from recognizers.values import DateValue

_LINE = re.compile(
    r"(?m)^[ \t>]*(?P<t>(?:[01]\d|2[0-3]):?[0-5]\d)(?=[ \t]*(?:hrs?\b)?[ \t]+(?:[A-Z\"\d]|(?:log|back|off|on|at|to|from|call|caller|spoke|arr|arrived|left|resumed|attended|rtn|returned|home|meal|briefing|booked)\b))"
)
_FEWEST = 3
_SCORE = 0.96


def log_times(texts: Sequence[str]) -> list[list[RecognizerResult]]:
    """Further results for each block of a document; none unless at least three times stand in order."""
    found = [(index, match) for index, text in enumerate(texts) for match in _LINE.finditer(text)]
    more: list[list[RecognizerResult]] = [[] for _ in texts]
    times = [match["t"].replace(":", "") for _, match in found]
    in_order = sum(a <= b for a, b in itertools.pairwise(times))
    if len(times) < _FEWEST or in_order < 0.8 * (len(times) - 1):
        return more
    for index, match in found:
        value = DateValue("day", None, None, frozenset({"time", "clock"}))
        more[index].append(told("LogTimes", "DATE_TIME", *match.span("t"), _SCORE, value))
    return more
