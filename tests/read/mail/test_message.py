"""Internet mail: what is seen, what travels with it, attachments."""

from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.read import Limits, read_bytes
from detector.types import Document


def read(data: bytes) -> Document:
    return read_bytes(data, "mail.eml", Limits())


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Your request of 3 April"
    mail["From"] = "Imogen Thistlewood <i.thistlewood@calder.example>"
    mail["To"] = "b.quill@home.example"
    mail["Date"] = "Mon, 04 May 2026 10:00:00 +0100"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(
        "Dear Mr Quill,\n\nThe council owns 412 vehicles.\n\n> On 3 April you wrote:\n> How many vehicles?\n"
    )
    return mail


def seen(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.where.hidden is None]


def said(document: Document, kind: str) -> list[str]:
    return [document.blocks[i].text for part in document.hidden if part.kind == kind for i in part.blocks]


def test_the_letter_part_is_seen_with_its_quoted_thread() -> None:
    document = read(message().as_bytes())
    assert document.status == "read"
    assert document.media_type == "message/rfc822"
    assert seen(document)[0] == "Your request of 3 April"
    assert "The council owns 412 vehicles." in seen(document)
    assert any("How many vehicles?" in text for text in seen(document))


def test_headers_that_identify_are_hidden_parts_and_technical_ones_are_none() -> None:
    mail = message(
        Bcc="secret@home.example",
        Received="from pc-thistlewood (10.1.2.3) by mx.calder.example; Mon, 4 May 2026",
        X_Originating_IP="[81.2.69.160]",
        DKIM_Signature="v=1; a=rsa-sha256; d=calder.example",
        Thread_Index="AdcX0M1uYJk=",
    )
    headers = said(read(mail.as_bytes()), "mail-header")
    assert [text.partition(":")[0] for text in headers] == ["From", "To", "Bcc", "Received", "X-Originating-IP"]
    assert "81.2.69.160" in headers[-1]


def test_encoded_headers_are_decoded() -> None:
    mail = message()
    del mail["From"]
    mail["From"] = "Siân Thistlewood <s@calder.example>"
    assert "From: Siân Thistlewood <s@calder.example>" in said(read(mail.as_bytes()), "mail-header")


def test_two_versions_that_say_the_same_are_no_find() -> None:
    mail = message()
    mail.add_alternative(
        "<p>Dear Mr Quill,</p><p>The council owns 412 vehicles.</p><blockquote>On 3 April you wrote:<br>How many vehicles?</blockquote>",
        subtype="html",
    )
    document = read(mail.as_bytes())
    assert said(document, "other-version") == []
    assert seen(document).count("The council owns 412 vehicles.") == 1


def test_two_versions_that_differ() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Answer"
    mail.set_content("The officer was Imogen Thistlewood.\nThe council owns 412 vehicles.\n")
    mail.add_alternative("<p>The council owns 412 vehicles.</p><p style='display:none'>draft two</p>", subtype="html")
    document = read(mail.as_bytes())
    assert said(document, "other-version") == ["The officer was Imogen Thistlewood."]
    assert said(document, "hidden-element") == ["draft two"]


def test_attachments_are_parts_and_messages_in_messages_too() -> None:
    mail = message()
    mail.add_attachment(b"officer,year\nA,2019\nB,2020\n", maintype="text", subtype="csv", filename="cases.csv")
    mail.add_attachment(message())
    document = read(mail.as_bytes())
    assert document.grids[0].where.part == "cases.csv"
    assert any(block.where.part == "message.eml" and "412" in block.text for block in document.blocks)
    assert document.status == "read"


def test_an_attachment_that_cannot_be_read_is_named() -> None:
    mail = message()
    mail.add_attachment(bytes(range(256)) * 9, maintype="application", subtype="octet-stream", filename="noise.bin")
    document = read(mail.as_bytes())
    assert document.status == "partly-read"
    assert "holds 'noise.bin', which" in document.problems[0]


def test_an_attachment_of_any_character_set_is_decoded() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Answer"
    mail.set_content("Café of the owner", charset="iso-8859-15")
    assert "Café of the owner" in seen(read(mail.as_bytes()))


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\nContent-Type: multipart/mixed\n\nno boundary at all",
        b"Subject: =?utf-8?b?!!!?=\nFrom: <<>>@@\nTo: x\n\ntext",
        b"Subject: x\nContent-Type: text/plain; charset=no-such-set\n\ntext \xff\xfe",
        b"Subject: x\nContent-Transfer-Encoding: base64\n\n@@@@",
        b"From: a\nTo: b\nSubject: " + b"x" * 100_000 + b"\n\nText",
    ],
)
def test_damaged_messages_do_not_raise(data: bytes) -> None:
    assert read(data).status in ("read", "partly-read", "unreadable")


def test_multiparts_nested_without_end() -> None:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(400))
    document = read(("Subject: x\n" + head + "Content-Type: text/plain\n\nInnermost").encode())
    assert document.status in ("read", "partly-read", "unreadable")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=20))
def test_no_damage_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(message().as_bytes(policy=policy.SMTP))
    for place, value in changes:
        data[place % len(data)] = value
    assert read(bytes(data)).status in ("read", "partly-read", "unreadable")
