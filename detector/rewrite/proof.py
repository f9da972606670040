"""The proof that a copy says what it should: it is read again, and compared with what was read before and with the changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from detector.read.encoding import decode
from detector.rewrite.changes import Changes, edited, places, text_at
from detector.rewrite.errors import RefusedError
from detector.types import Document

_SHORTEST = 4
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"\w")


def prove(before: Document, changes: Changes, after: Document) -> None:
    """Raise RefusedError unless the text of ``after`` is that of ``before`` with the changes, and nothing else.

    Compared are the letters and digits in the order of reading: what stands between them may be told apart otherwise after a
    change, such as the cells of a table pasted as text. A sentence that was read as a table may be one again, with its words
    between the values.
    """
    if after.status == "unreadable":
        raise RefusedError("could not be read again after it was written; nothing was kept")
    if before.plain_text:
        # Offsets are those of the file: the writer has checked that what it replaced was what was read.
        return
    expected = [
        edited(text_at(before, place), changes.by_place.get(place, ()))
        for place in places(before)
        if not changes.removes(place)
    ]
    found = [text_at(after, place) for place in places(after)]
    one, other = _letters(expected), _letters(found)
    pasted = any(grid.origin != "table" for grid in before.grids)
    if one != other and not (pasted and _is_within(one, other)):
        raise RefusedError("did not say what it should when it was read again; nothing was kept")


def still_there(data: bytes, values: Iterable[str], shown: Document) -> tuple[str, ...]:
    """The values that were taken out and still stand somewhere in the bytes of a file, packed parts included.

    A value that the visible text still has on purpose (a name that is also a word, the same name of somebody who signs) does
    not count, nor do values of less than four characters.
    """
    visible = "\n".join(text_at(shown, place) for place in places(shown))
    every = [value for value in dict.fromkeys(values) if len(value.strip()) >= _SHORTEST]
    on_purpose = _standing_in(visible, every)
    left = [value for value in every if value not in on_purpose]
    found = {value for text in (_texts(data) if left else ()) for value in _standing_in(text, left)}
    return tuple(value for value in left if value in found)


def _standing_in(text: str, values: Sequence[str]) -> set[str]:
    """The values that stand in a text. Looked for are only those of which every word does: a table may have given up thousands."""
    words = set(_WORD.findall(text))
    return {v for v in values if words.issuperset(_WORD.findall(v)) and _whole(v).search(text)}


def _letters(texts: Sequence[str]) -> str:
    return "".join("".join(_LETTER.findall(text)) for text in texts)


def _is_within(text: str, longer: str) -> bool:
    """Whether the letters of a text stand in a longer one in their order."""
    letters = iter(longer)
    return all(letter in letters for letter in text)


def _whole(value: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in value.split()) + r"(?!\w)")


def _texts(data: bytes) -> Iterable[str]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield decode(data, len(data)).text
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            yield info.filename
            if re.search(r"\.(?:xml|rels|txt|vml|html?|json)$", info.filename, re.I):
                text = decode(package.read(info), info.file_size + 1).text
                yield re.sub(r"<[^<>]*>", "", text)
                yield text
