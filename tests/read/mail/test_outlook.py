"""Outlook messages: bodies, recipients, headers, attachments, messages in messages."""

import struct
import zlib
from typing import Any

import pytest
from compound_files import compound

from detector.read import Limits, read_bytes
from detector.read.mail.compressed import decompressed
from detector.types import Document


def wide(tag: int, text: str) -> dict[str, bytes]:
    return {f"__substg1.0_{tag:04X}001F": text.encode("utf-16-le")}


def properties(header: int = 32) -> dict[str, bytes]:
    return {"__properties_version1.0": b"\0" * header}


def message(**more: Any) -> dict[str, Any]:
    return {
        **properties(),
        **wide(0x0037, "Your request of 3 April"),
        **wide(0x1000, "Dear Mr Quill,\r\n\r\nThe council owns 412 vehicles.\r\n"),
        **wide(0x0C1A, "Imogen Thistlewood"),
        **wide(0x5D01, "i.thistlewood@calder.example"),
        **wide(
            0x007D,
            "Received: from pc-7 (10.1.2.3) by mx\r\nX-Originating-IP: [81.2.69.160]\r\nDate: Mon, 4 May 2026\r\n\r\n",
        ),
        "__recip_version1.0_#00000000": {
            **properties(8),
            **wide(0x3001, "Barnaby Quill"),
            **wide(0x39FE, "b@home.example"),
        },
        **more,
    }


def read(tree: dict[str, Any]) -> Document:
    return read_bytes(compound(tree), "mail.msg", Limits())


def said(document: Document, kind: str) -> list[str]:
    return [document.blocks[i].text for part in document.hidden if part.kind == kind for i in part.blocks]


def seen(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.where.hidden is None]


def test_a_message() -> None:
    document = read(message())
    assert document.status == "read"
    assert document.media_type == "application/vnd.ms-outlook"
    assert seen(document) == ["Your request of 3 April", "Dear Mr Quill,", "The council owns 412 vehicles."]
    assert said(document, "mail-header") == [
        "From: Imogen Thistlewood",
        "From: i.thistlewood@calder.example",
        "Received: from pc-7 (10.1.2.3) by mx",
        "X-Originating-IP: [81.2.69.160]",
        "Recipient: Barnaby Quill b@home.example",
    ]


def test_what_only_the_plain_version_says() -> None:
    page = b"<html><body><p>Dear Mr Quill,</p><p>Nothing is held.</p></body></html>"
    document = read(message(**{"__substg1.0_10130102": page}))
    assert "Nothing is held." in seen(document)
    assert said(document, "other-version") == ["The council owns 412 vehicles."]


def test_attachments_and_a_message_inside() -> None:
    inner = {**properties(24), **wide(0x0037, "Inner subject"), **wide(0x1000, "Inner text of a message.")}
    document = read(
        message(
            **{
                "__attach_version1.0_#00000000": {
                    **properties(8),
                    **wide(0x3707, "cases.csv"),
                    "__substg1.0_37010102": b"officer,year\nA,2019\nB,2020\n",
                },
                "__attach_version1.0_#00000001": {
                    **properties(8),
                    **wide(0x3001, "inner"),
                    "__substg1.0_3701000D": inner,
                },
            }
        )
    )
    assert document.grids[0].where.part == "cases.csv"
    assert any(block.where.part == "inner" and block.text == "Inner text of a message." for block in document.blocks)


def packed_rtf(text: bytes) -> bytes:
    """Every byte as a literal, then the end mark: a reference to the place that is written next."""
    start = 207
    out, index = bytearray(), 0
    while index < len(text):
        out.append(0)
        out += text[index : index + 8]
        index += 8
    full = len(text) % 8
    end = (start + len(text)) % 4096
    mark = bytes([end >> 4, (end & 15) << 4])
    if full:
        out[-full - 1] = 1 << full
        out += mark
    else:
        out += b"\x01" + mark
    return struct.pack("<IIII", len(out) + 12, len(text), 0x75465A4C, zlib.crc32(bytes(out))) + bytes(out)


def test_a_body_that_is_only_rich_text() -> None:
    tree = message()
    del tree["__substg1.0_1000001F"]
    tree["__substg1.0_10090102"] = packed_rtf(b"{\\rtf1\\ansi The council owns {\\v secretly }412 vehicles.\\par}")
    document = read(tree)
    assert "The council owns 412 vehicles." in seen(document)
    assert said(document, "vanished-text") == ["secretly"]


def test_compressed_text_of_the_specification() -> None:
    # [MS-OXRTFCP] 4.1, first example of a compressed text.
    data = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert decompressed(data, 10_000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompressed(b"short", 10) is None
    assert decompressed(b"\0" * 40, 10) is None


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_a_message_that_is_cut_off(share: float) -> None:
    data = compound(message())
    document = read_bytes(data[: int(len(data) * share)], "mail.msg", Limits())
    assert document.status in ("read", "partly-read", "unreadable")
    assert not document.problems or document.problems[0].startswith("mail.msg")
