import io
import zipfile

import docx
import openpyxl
import pytest
from office_files import saved

from detector.read.sniff import UnsupportedError, guess_media_type, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Dear Ms Example,\n", "letter.txt", "text"),
        (b"# Title\n\n| a | b |\n", "letter.md", "markdown"),
        (b"rank,year\nPC,2019\n", "table.csv", "csv"),
        (b"rank\tyear\nPC\t2019\n", "table.tsv", "tsv"),
        (b"<!DOCTYPE html><html><body>x", "page.html", "html"),
        (b"<!DOCTYPE html><html><body>x", "page.txt", "html"),
        (b"rank,year\nPC,2019\nSgt,2020\nInsp,2021\n", "unnamed", "csv"),
        (b"no extension at all", "README", "text"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nText", "mail.eml", "eml"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nText", "mail", "eml"),
        (b"Subject: x\n\nText", "mail.eml", "eml"),
        (b"Subject: your request\n\nDear Ms Example", "letter.txt", "text"),
        (b"%PDF-1.7 ...", "answer.bin", "pdf"),
        (b"{\\rtf1 x}", "answer.doc", "rtf"),
        (b'[{"a": 1}, {"a": 2}]', "export", "json"),
        (b'{"a": 1}\n{"a": 2}\n', "export.json", "jsonl"),
        (b"[draft] Dear Ms Example", "letter", "text"),
        (b"\x89PNG\r\n\x1a\n", "photo.txt", "image"),
        (zipped(letter_DOT_txt=b"x"), "renamed.docx", "zip"),
    ],
)
def test_text_formats(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name).format == expected


def test_content_goes_before_the_name_and_the_note_says_so() -> None:
    kind = sniff(saved(openpyxl.Workbook()), "answer.docx")
    assert kind.format == "xlsx"
    assert "is an Excel workbook, not a Word document" in kind.note
    assert sniff(saved(docx.Document()), "answer.docx").note == ""


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le") + b"\0" * 500, "old.doc", r"save it as \.docx"),
        (b"Rar!\x1a\x07\x00", "files.rar", "application/vnd.rar is not supported"),
        (OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500, "locked.xlsx", "password-protected"),
        (b"PK\x03\x04" + b"\0" * 40, "cut.docx", "damaged or cut off"),
        (bytes(range(256)) * 10, "noise.csv", "is not a CSV table"),
    ],
)
def test_what_is_not_read_has_a_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnsupportedError, match=reason):
        sniff(data, name)


def test_the_media_type_of_a_name() -> None:
    assert guess_media_type("a/b.CSV") == "text/csv"
    assert guess_media_type("a/b.xyz") == "application/octet-stream"
