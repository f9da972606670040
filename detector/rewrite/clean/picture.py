"""Pictures without what the camera or a program wrote into them; the pixels stay as they are.

Segments of JPEG (ITU T.81) and chunks of PNG (W3C) and WebP that hold words are cut out without touching the others. Formats that would have
to be encoded anew are left.
"""

from __future__ import annotations

import struct

from detector.read import Limits
from detector.types import Document

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_WORDS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
# APP1 (EXIF, XMP), APP3 to APP13 (Photoshop, Ducky, maker notes), APP15 and COM; APP0, APP2 (colours) and APP14 (Adobe) are needed.
_JPEG_WORDS = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def clean_image(data: bytes, document: Document, limits: Limits) -> bytes:
    """A picture file without its metadata."""
    return without_metadata(data)


def without_metadata(data: bytes) -> bytes:
    """A JPEG, PNG or WebP picture without its metadata; the same bytes for what is neither, or is damaged."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return _jpeg(data) if data.startswith(b"\xff\xd8") else data


def _webp(data: bytes) -> bytes:
    """Chunks of words go, and the flags that announce them (WebP container specification)."""
    kept, at = [], 12
    while at + 8 <= len(data):
        name, (length,) = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])
        end = at + 8 + length + length % 2
        chunk = data[at:end]
        if name == b"VP8X" and len(chunk) > 8:
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if name not in (b"EXIF", b"XMP "):
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        end = at + 12 + length
        if end > len(data):
            return data
        if data[at + 4 : at + 8] not in _PNG_WORDS:
            kept.append(data[at:end])
        at = end
        if data[at - length - 8 : at - length - 4] == b"IEND":
            break
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _STANDALONE:
            kept.append(data[at : at + 2])
            at += 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker == 0xDA:
            end = data.rfind(b"\xff\xd9")
            kept.append(data[at : end + 2] if end > at else data[at:])
            return b"".join(kept)
        if marker not in _JPEG_WORDS:
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    return data
