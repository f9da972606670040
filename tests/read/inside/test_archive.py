"""Zip archives: members as parts of one document, their names and comments, and archives made to do harm."""

import io
import struct
import zipfile
from typing import Any

import docx
import openpyxl
import pytest

from detector.read import Limits, read_bytes
from detector.types import Document

LETTER = b"Dear applicant,\n\nThe council owns 412 vehicles.\n"
TABLE = b"officer,year\nImogen Thistlewood,2019\nBarnaby Quill,2020\n"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes], comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def read(data: bytes, limits: Limits = Limits()) -> Document:
    return read_bytes(data, "answer.zip", limits)


def said(document: Document, kind: str) -> list[str]:
    return [document.blocks[i].text for part in document.hidden if part.kind == kind for i in part.blocks]


def test_members_are_parts_of_one_document() -> None:
    letter = docx.Document()
    letter.add_paragraph("A letter of the council.")
    document = read(zipped({"letter.txt": LETTER, "tables/cases.csv": TABLE, "more/second.docx": saved(letter)}))
    assert document.status == "read"
    assert document.media_type == "application/zip"
    assert {block.where.part for block in document.blocks if not block.where.hidden} == {
        "letter.txt",
        "more/second.docx",
    }
    assert document.grids[0].where.part == "tables/cases.csv"
    assert document.grids[0].where.hidden is None


def test_hidden_parts_of_members_keep_their_place() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Rank", "Year"])
    book.create_sheet("Working").append(["Imogen Thistlewood", 2019])
    book["Working"].sheet_state = "hidden"
    document = read(zipped({"letter.txt": LETTER, "cases.xlsx": saved(book)}))
    part = next(part for part in document.hidden if part.kind == "hidden-sheet")
    assert (part.where.part, part.where.sheet) == ("cases.xlsx", "Working")
    inside = [document.blocks[i].text for i in part.blocks] + [
        c.text for g in part.grids for c in document.grids[g].cells[0]
    ]
    assert any("Imogen Thistlewood" in text for text in inside)


def test_archives_in_archives() -> None:
    document = read(zipped({"inner.zip": zipped({"cases.csv": TABLE})}))
    assert document.status == "read"
    assert document.grids[0].where.part == "inner.zip/cases.csv"


def test_names_and_comments_are_read_like_text() -> None:
    members = {"Users/ithistlewood/thistlewood_imogen-grievance.txt": LETTER}
    document = read(zipped(members, comment=b"From Barnaby Quill"))
    assert said(document, "archive-comment") == ["From Barnaby Quill"]
    names = said(document, "file-name")
    assert "thistlewood imogen grievance" in names[0]
    assert names[1] == "account: ithistlewood"


def test_a_member_that_cannot_be_read_is_named_and_the_others_are_read() -> None:
    document = read(zipped({"letter.txt": LETTER, "noise.bin": bytes(range(256)) * 9}))
    assert document.status == "partly-read"
    assert any("holds 'noise.bin', which" in problem for problem in document.problems)
    assert any("412 vehicles" in block.text for block in document.blocks)


def test_a_password_protected_member_is_named() -> None:
    data = bytearray(zipped({"a.txt": LETTER, "b.txt": LETTER}, method=zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<H", data, second + 8, 1)
    document = read(bytes(data))
    assert document.status == "partly-read"
    assert any("holds 'b.txt', which is password-protected" in problem for problem in document.problems)


def test_a_wrong_checksum_of_a_member_is_named() -> None:
    data = zipped({"a.txt": LETTER, "b.txt": LETTER}, method=zipfile.ZIP_STORED).replace(
        b"412 vehicles", b"413 vehicles", 1
    )
    document = read(data)
    assert document.status == "partly-read"
    assert any("holds 'a.txt', which is damaged" in problem for problem in document.problems)


@pytest.mark.parametrize("name", ["/etc/passwd.txt", "../../outside.txt", "C:/Windows/x.txt"])
def test_paths_that_lead_out_are_told_and_read(name: str) -> None:
    document = read(zipped({name: LETTER}))
    assert any("leads out of the archive" in problem for problem in document.problems)
    assert any("412 vehicles" in block.text for block in document.blocks)


def test_an_archive_without_files_and_one_of_system_files_only() -> None:
    assert read(zipped({})).status == "read"
    assert "archive without files" in read(zipped({})).problems[0]
    document = read(zipped({"letter.txt": LETTER, "__MACOSX/._letter.txt": bytes(range(256))}))
    assert document.status == "read"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    document = read(zipped({"zeros.txt": b"0" * 30_000_000}))
    assert document.status == "unreadable"
    assert "decompression bomb" in document.problems[0]


def test_members_that_lie_over_each_other_are_refused() -> None:
    data = bytearray(zipped({"a.txt": LETTER * 50, "b.txt": LETTER * 50}, method=zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, second + 42, 4)
    assert "lie over each other" in read(bytes(data)).problems[0]


def test_a_member_larger_than_its_header_says_is_refused() -> None:
    data = bytearray(zipped({"a.txt": LETTER * 50}))
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 10)
    document = read(bytes(data))
    assert document.status != "read"
    assert "a.txt" in document.problems[0]


def test_limits() -> None:
    many = zipped({f"{n}.txt": LETTER for n in range(30)})
    assert "members, more than the limit" in read(many, Limits(archive_members=20)).problems[0]
    assert "unpacks to" in read(many, Limits(archive_bytes=500)).problems[0]


def test_nested_archives_share_one_room() -> None:
    inner = zipped({f"{n}.txt": LETTER for n in range(8)})
    document = read(zipped({f"{n}.zip": inner for n in range(8)}), Limits(archive_members=40))
    assert document.status == "partly-read"
    assert any("than the limit" in problem for problem in document.problems)


def test_deep_nesting_comes_to_an_end() -> None:
    data = LETTER
    for number in range(12):
        data = zipped({f"{number}.zip" if number else "letter.txt": data})
    document = read(data)
    assert document.status in ("partly-read", "unreadable")
    assert "lies too deep" in " ".join(document.problems)
