"""OpenDocument files written by odfpy, with XML by hand for what it does not write."""

import io
from typing import Any

from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from office_files import edited

from detector.types import Document

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
}


def written(document: Any) -> bytes:
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def kinds(document: Document) -> set[str]:
    return {part.kind for part in document.hidden}


def with_content(data: bytes, old: str, new: str, part: str = "content.xml") -> bytes:
    """A file with one piece of its XML exchanged."""

    def exchange(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        for prefix, space in SPACES.items():
            if f"xmlns:{prefix}=".encode() not in content:
                content = content.replace(b" xmlns:office=", f' xmlns:{prefix}="{space}" xmlns:office='.encode(), 1)
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return edited(data, exchange)


def letter(*lines: str) -> Any:
    document = OpenDocumentText()
    for line in lines:
        document.text.addElement(text.P(text=line))
    return document


def body(xml: str, data: bytes | None = None) -> bytes:
    """A letter with XML of our own before its last paragraph."""
    return with_content(data or written(letter("Seen.")), "<text:p>", xml + "<text:p>")


def automatic(name: str, family: str, properties: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{properties}</style:style>'


def styled(data: bytes, *styles: str) -> bytes:
    return with_content(
        data, "<office:automatic-styles/>", f"<office:automatic-styles>{''.join(styles)}</office:automatic-styles>"
    )


def sheet(*rows: list[str], name: str = "Data") -> table.Table:
    grid = table.Table(name=name)
    for row in rows:
        line = table.TableRow()
        for value in row:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=value))
            line.addElement(cell)
        grid.addElement(line)
    return grid


ROWS = (["Rank", "Year", "Outcome"], ["PC", "2019", "Dismissed"], ["Sergeant", "2020", "Warning"])


def spreadsheet(*tables: table.Table) -> Any:
    document = OpenDocumentSpreadsheet()
    for item in tables or (sheet(*ROWS),):
        document.spreadsheet.addElement(item)
    return document
