"""A column in which many cells are names is a column of names: what looks like one beside them is one.

A reader of names sees a cell without its neighbours and misses some, in capitals above all.
"""

from __future__ import annotations

from collections.abc import Mapping

from presidio_analyzer import RecognizerResult

from recognizers.people.bare_names import is_bare_name
from recognizers.results import told

_SHARE, _FEWEST = 0.4, 2
_SCORE = 0.7


def with_names(cells: Mapping[str, list[RecognizerResult]]) -> dict[str, list[RecognizerResult]]:
    """The results of each distinct cell of a column, with the names that only the column tells."""
    named = [text for text, results in cells.items() if any(_covers(text, result) for result in results)]
    if len(named) < max(_FEWEST, _SHARE * len(cells)):
        return dict(cells)
    return {text: results if results or not is_bare_name(text) else [_whole(text)] for text, results in cells.items()}


def _covers(text: str, result: RecognizerResult) -> bool:
    return result.entity_type == "PERSON" and result.end - result.start >= 0.8 * len(text.strip())


def _whole(text: str) -> RecognizerResult:
    start = len(text) - len(text.lstrip())
    return told("NameColumns", "PERSON", start, len(text.rstrip()), _SCORE)
