"""A column in which many cells are names is a column of names: what looks like one beside them is one.

A reader of names sees a cell without its neighbours and misses some, in capitals above all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from presidio_analyzer import RecognizerResult

from recognizers.people.names import not_names
from recognizers.results import told

_SHARE, _FEWEST = 0.4, 2
_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*,?)(?:[ ][^\W\d_][\w.’'-]*,?){1,3}")
_SCORE = 0.7


def with_names(cells: Mapping[str, list[RecognizerResult]]) -> dict[str, list[RecognizerResult]]:
    """The results of each distinct cell of a column, with the names that only the column tells."""
    named = [text for text, results in cells.items() if any(_covers(text, result) for result in results)]
    if len(named) < max(_FEWEST, _SHARE * len(cells)):
        return dict(cells)
    return {text: results if results or not is_bare_name(text) else [_whole(text)] for text, results in cells.items()}


def _covers(text: str, result: RecognizerResult) -> bool:
    return result.entity_type == "PERSON" and result.end - result.start >= 0.8 * len(text.strip())


def is_bare_name(text: str) -> bool:
    """Whether a cell looks like a name and nothing else: in a column of names no reader needs to look at it."""
    bare = text.strip()
    words = re.findall(r"[^\W\d_]+", bare.casefold())
    return _NAME.fullmatch(bare) is not None and bare[:1].isupper() and not any(word in not_names() for word in words)


def _whole(text: str) -> RecognizerResult:
    start = len(text) - len(text.lstrip())
    return told("NameColumns", "PERSON", start, len(text.rstrip()), _SCORE)
