"""Pictures: their metadata is read, what they show only where a program for it is installed."""

import io
import struct
import subprocess
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from detector.read import Limits, read_bytes
from detector.types import Document

SECRET = "Imogen Thistlewood"


@pytest.fixture(autouse=True)
def _no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)


def picture(kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 180, 160)).save(stream, kind, **options)
    return stream.getvalue()


def read(data: bytes, limits: Limits = Limits()) -> Document:
    return read_bytes(data, "photo.jpg", limits)


def said(document: Document) -> dict[str, str]:
    return {document.blocks[i].text: part.kind for part in document.hidden for i in part.blocks}


def exif(position: bool = True) -> Image.Exif:
    result = Image.Exif()
    result[0x013B] = SECRET
    result[0x010E] = "The garden of number 12"
    if position:
        result.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    return result


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_exif_with_its_position(kind: str) -> None:
    document = read(picture(kind, exif=exif()))
    texts = said(document)
    assert any(SECRET in text for text, where in texts.items() if where == "picture-metadata")
    # Pillow writes no position into TIFF files.
    assert kind == "TIFF" or any(
        "51.50722, -0.12750" in text for text, where in texts.items() if where == "picture-position"
    )
    assert document.status == "partly-read"
    assert "what it shows was not read" in document.problems[-1]
    assert document.media_type == f"image/{kind.lower()}"


def test_a_picture_without_metadata_is_not_read_and_nothing_else() -> None:
    document = read(picture("JPEG"))
    assert document.hidden == ()
    assert document.status == "unreadable"
    assert document.problems == ("photo.jpg is a picture: what it shows was not read",)


def test_texts_of_a_png_file() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("Note", "The garden of number 12")
    info.add_text("Software", "A program")
    texts = said(read(picture("PNG", pnginfo=info)))
    assert [text.partition(": ")[2] for text in texts] == [SECRET, "The garden of number 12"]


XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="A program" xmp:CreateDate="2026-05-04"><dc:creator><rdf:Seq><rdf:li>'
    f'{SECRET}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def test_xmp() -> None:
    assert said(read(picture("JPEG", xmp=XMP.encode()))) == {f"author: {SECRET}": "picture-metadata"}


def test_xmp_that_declares_entities_is_not_followed() -> None:
    evil = '<!DOCTYPE x [<!ENTITY a "ha">]>' + XMP
    assert read(picture("JPEG", xmp=evil.encode())).status in ("partly-read", "unreadable")


def test_what_a_program_reads_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/tesseract")
    monkeypatch.setattr("subprocess.run", lambda c, **o: subprocess.CompletedProcess(c, 0, b"Notice of 4 May", b""))
    document = read(picture("PNG"))
    assert document.status == "read"
    assert [block.text for block in document.blocks] == ["Notice of 4 May"]
    monkeypatch.setattr("subprocess.run", lambda c, **o: subprocess.CompletedProcess(c, 1, b"", b"cannot"))
    assert read(picture("PNG")).status == "unreadable"


def test_a_picture_of_absurd_size_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/tesseract")
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = bytearray(picture("PNG"))
    data[16:29] = head
    data[29:33] = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    assert read(bytes(data)).status == "unreadable"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_a_picture_that_is_cut_off(kind: str, share: float) -> None:
    data = picture(kind, exif=exif())
    document = read(data[: int(len(data) * share)])
    assert document.status in ("partly-read", "unreadable")
    assert document.problems[0].startswith("photo.jpg")
