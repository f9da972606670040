"""Everything out of sight taken out of a copy, with the visible content unchanged, and both proved by reading the copy.

On the level of the file's own parts, never through an object model that would drop what it does not know. What the reader of the
format calls hidden is what has to go; what cannot go without changing what is seen is named instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from detector.read import Limits, read_bytes
from detector.rewrite.clean.proof import prove_same
from detector.rewrite.errors import RefusedError
from detector.types import Document

Cleaner = Callable[[bytes, Document, Limits], bytes]
_CLEANERS = {
    "docx": ("word", "clean_word"),
    "xlsx": ("workbook", "clean_workbook"),
    "pptx": ("slides", "clean_slides"),
    "odt": ("opendocument", "clean_opendocument"),
    "ods": ("opendocument", "clean_opendocument"),
    "odp": ("opendocument", "clean_opendocument"),
    "html": ("web", "clean_page"),
    "text": ("characters", "clean_text"),
    "markdown": ("characters", "clean_text"),
    "csv": ("characters", "clean_text"),
    "tsv": ("characters", "clean_text"),
    "json": ("characters", "clean_text"),
    "jsonl": ("characters", "clean_text"),
    "image": ("picture", "clean_image"),
    "zip": ("archive", "clean_archive"),
}
_REFUSED = {
    "pdf": "is a PDF, from which nothing can be taken out safely: sanitise it in the program that it was made with, or print it to a new one",
    "xls": "is an old Excel workbook, which cannot be written safely: save it as .xlsx first",
    "eml": "is an e-mail message: publish its text as a new document, not the message itself",
    "msg": "is an e-mail message: publish its text as a new document, not the message itself",
    "rtf": "is rich text, which cannot be written safely: save it as .docx first",
}
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy without what was hidden. ``removed`` and ``left`` are sentences without found values."""

    data: bytes
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def clean(data: bytes, name: str, limits: Limits) -> Cleaned:
    """The file without its hidden content; the same bytes where it has none.

    Raises RefusedError for a file that cannot be read in full or whose format cannot be written safely, and where the copy does
    not show exactly what the original shows.
    """
    from detector.read.sniff import sniff

    before = read_bytes(data, name, limits)
    if before.status == "unreadable":
        raise RefusedError(before.problems[-1].removeprefix(f"{before.path} "))
    if not before.hidden:
        return Cleaned(data)
    format_ = sniff(data, name).format
    if format_ not in _CLEANERS:
        raise RefusedError(_REFUSED.get(format_, "is of a format that cannot be written"))
    module, function = _CLEANERS[format_]
    cleaner: Cleaner = getattr(import_module(f"detector.rewrite.clean.{module}"), function)
    copy, after = data, before
    for _ in range(_ROUNDS):
        # What one thing hid behind another shows only when that is gone: the text of a cell behind its comment.
        copy = cleaner(copy, after, limits)
        reread = read_bytes(copy, name, limits)
        prove_same(before, reread)
        done, after = len(reread.hidden) >= len(after.hidden) or not reread.hidden, reread
        if done:
            break
    left = [part.content for part in after.hidden]
    removed = [part.content for part in before.hidden]
    for sentence in left:
        if sentence in removed:
            removed.remove(sentence)
    return Cleaned(copy, tuple(dict.fromkeys(removed)), tuple(dict.fromkeys(left)))
