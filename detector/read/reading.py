"""One input -> one Document, whatever it is. What cannot be read says so in one sentence that begins with its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from detector.read.limits import LimitReachedError, Limits, UnreadableError
from detector.read.readers import LAZY, lazy_reader
from detector.read.walk import Input, printable
from detector.types import Document

if TYPE_CHECKING:
    from detector.read.builder import DocumentBuilder

_PLAIN_TEXT = frozenset({"text", "markdown", "csv", "tsv"})


def read_input(item: Input, limits: Limits) -> Document:
    """Read a file or the bytes of standard input. Never raises for what is wrong with them."""
    from detector.read.opening import content
    from detector.read.sniff import guess_media_type

    try:
        data = content(item, limits)
    except UnreadableError as error:
        return _unreadable(item.shown, b"", guess_media_type(item.shown), str(error))
    return read_bytes(data, item.shown, limits)


def read_bytes(data: bytes, name: str, limits: Limits) -> Document:
    """Read content under a file name. Never raises for what is wrong with it.

    The document is ``unreadable`` where nothing of it could be read, ``partly-read`` where a limit or a damaged part
    stopped reading; ``sha256`` is of the bytes as given.
    """
    from detector.read.builder import DocumentBuilder
    from detector.read.sniff import UnsupportedError, guess_media_type, sniff

    name = printable(name)
    media_type = guess_media_type(name)
    if len(data) > limits.file_bytes:
        return _unreadable(name, data, media_type, "is larger than a file may be; it was not read")
    builder = DocumentBuilder(name, limits)
    if not data:
        builder.problem("is empty")
        return builder.document(_sha256(data), media_type, True)
    try:
        kind = sniff(data, name)
    except UnsupportedError as error:
        return _unreadable(name, data, error.media_type, str(error))
    except Exception as error:
        return _unreadable(name, data, media_type, f"could not be read ({type(error).__name__})")
    if kind.note:
        builder.problem(kind.note)
    try:
        _filled(data, kind.format, builder)
    except UnreadableError as error:
        return _unreadable(name, data, kind.media_type, str(error))
    except Exception as error:
        return _unreadable(name, data, kind.media_type, f"could not be read: it is damaged ({type(error).__name__})")
    return _judged(builder.document(_sha256(data), kind.media_type, kind.format in _PLAIN_TEXT))


def _filled(data: bytes, format_: str, builder: DocumentBuilder) -> None:
    """Run the reader of a format. Raises only where it found nothing at all."""
    from detector.read.characters import reveal

    try:
        _reader(format_)(data, builder)
        builder.flush()
        reveal(builder)
    except LimitReachedError:
        _at_limit(builder)
    except Exception as error:
        _flushed(builder)
        if not (builder.blocks or builder.grids or builder.hidden):
            raise
        reason = (
            str(error).removesuffix("; it was not read")
            if isinstance(error, UnreadableError)
            else f"is damaged ({type(error).__name__})"
        )
        builder.incomplete(f"{reason}: only a part of it was read")


def _judged(document: Document) -> Document:
    """A document without any content says so; one that in truth was not read at all is unreadable."""
    if document.blocks or document.grids or document.hidden:
        return document
    if document.status == "read":
        return replace(document, problems=(*document.problems, f"{document.path} holds no text"))
    return replace(document, status="unreadable", problems=document.problems[-1:])


def _flushed(builder: DocumentBuilder) -> None:
    try:
        builder.flush()
    except LimitReachedError:
        _at_limit(builder)


def _at_limit(builder: DocumentBuilder) -> None:
    from detector.read.text import over_limit

    builder.flush()
    builder.incomplete(over_limit(builder.limits.decoded_chars))


def _reader(format_: str) -> Callable[[bytes, DocumentBuilder], None]:
    if format_ in LAZY:
        return lazy_reader(format_)
    if format_ == "docx":
        from detector.read.word import read_word

        return read_word
    if format_ == "xlsx":
        from detector.read.workbook import read_workbook

        return read_workbook
    if format_ == "pptx":
        from detector.read.slides import read_slides

        return read_slides
    if format_ in ("odt", "ods", "odp"):
        from detector.read.opendocument import read_opendocument

        return read_opendocument
    if format_ == "html":
        from detector.read.web import read_html

        return read_html
    if format_ in ("csv", "tsv"):
        from detector.read.delimited import read_delimited

        return read_delimited
    from detector.read.text import read_text

    return read_text


def _unreadable(name: str, data: bytes, media_type: str, sentence: str) -> Document:
    return Document(name, _sha256(data), media_type, "unreadable", (f"{name} {sentence}",))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
