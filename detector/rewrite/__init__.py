"""Changes to a document written into a copy of its file, in its own format, with everything else left as it was."""

from __future__ import annotations

from collections.abc import Callable

from detector.rewrite.changes import Changes
from detector.rewrite.errors import RefusedError
from detector.types import Document

Writer = Callable[[bytes, Document, Changes], bytes]

WHOLE_LINES = frozenset({"text", "markdown", "csv", "tsv", "html", "docx"})
"""The formats of which a paragraph or a row of a table can be taken out whole."""


def rewrite(data: bytes, document: Document, changes: Changes) -> bytes:
    """The file with the changes in it; ``document`` is what reading ``data`` gave.

    Raises RefusedError for a format that cannot be written safely, and where a change has no sure place in the file.
    """
    from detector.read.sniff import sniff

    format_ = sniff(data, document.path).format
    if changes.removed and format_ not in WHOLE_LINES:
        raise RefusedError("is of a format of which no whole line can be taken out")
    return data if not changes else _writer(format_)(data, document, changes)


def _writer(format_: str) -> Writer:
    if format_ in ("text", "markdown"):
        from detector.rewrite.text import write_text

        return write_text
    if format_ in ("csv", "tsv"):
        from detector.rewrite.delimited import write_delimited

        return write_delimited
    if format_ == "html":
        from detector.rewrite.web import write_html

        return write_html
    if format_ == "docx":
        from detector.rewrite.word import write_word

        return write_word
    if format_ == "xlsx":
        from detector.rewrite.workbook import write_workbook

        return write_workbook
    if format_ == "pptx":
        from detector.rewrite.slides import write_slides

        return write_slides
    if format_ in ("odt", "ods", "odp"):
        from detector.rewrite.opendocument import write_opendocument

        return write_opendocument
    raise RefusedError(_NOT_WRITTEN.get(format_, "is of a format that cannot be written"))


_NOT_WRITTEN = {
    "pdf": "is a PDF, in which text cannot be replaced safely: change the document that it was made from, and export it anew",
    "xls": "is an old Excel workbook, which cannot be written safely: save it as .xlsx first",
    "eml": "is an e-mail message: publish its text as a new document, not the message itself",
    "msg": "is an e-mail message: publish its text as a new document, not the message itself",
    "rtf": "is rich text, which cannot be written safely: save it as .docx first",
    "zip": "is an archive: unpack it and fix its files one by one",
    "image": "is a picture: what it shows cannot be rewritten",
}
