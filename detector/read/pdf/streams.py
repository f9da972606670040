"""The bytes of PDF streams, never more of them than allowed: a few kilobytes can unpack to gigabytes."""

from __future__ import annotations

import zlib
from typing import Any

from detector.read.limits import Limits, UnreadableError

_CHUNK = 1 << 20
_SMALL = 100_000
_MOST_OBJECTS = 300_000
_MOST_PIXEL_BYTES = 250_000_000
# The most that one byte of a filter can unpack to (zlib's own bound is 1,032).
_OTHER_RATIO = 130


def unpacked(stream: Any, most: int) -> bytes | None:
    """The content of a stream; None where it is longer than ``most`` or damaged."""
    import pikepdf

    try:
        raw = bytes(stream.read_raw_bytes())
        filters = _filters(stream)
        if not filters:
            return raw if len(raw) <= most else None
        if filters == ["/FlateDecode"] and stream.get("/DecodeParms") is None:
            return _inflated(raw, most)
        if len(raw) * (_OTHER_RATIO if "/FlateDecode" not in filters else 1032) > max(most, _SMALL * 1032):
            return None
        data = bytes(stream.read_bytes())
        return data if len(data) <= most else None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, zlib.error):
        return None


def refuse_bombs(pdf: Any, limits: Limits) -> None:
    """Raise UnreadableError where what is drawn on the pages unpacks to more than the limits allow.

    Of pictures the number of pixels counts.
    """
    room = limits.archive_bytes
    for number, item in enumerate(pdf.objects):
        if number >= _MOST_OBJECTS:
            return
        size = _drawn_size(item, min(limits.archive_member_bytes, room))
        if size is None:
            raise UnreadableError("unpacks to more bytes than the limit, as decompression bombs do; it was not read")
        room -= size


def _drawn_size(item: Any, most: int) -> int | None:
    import pikepdf

    if not isinstance(item, pikepdf.Stream):
        return 0
    kind = str(item.get("/Subtype", ""))
    if kind == "/Image":
        return 0 if _pixel_bytes(item) <= _MOST_PIXEL_BYTES else None
    is_content = kind == "/Form" or item.get("/Type") is None
    if not is_content or "/FlateDecode" not in _filters(item):
        return 0
    try:
        raw = bytes(item.read_raw_bytes())
        return _inflated_size(raw, most) if len(raw) >= _SMALL else 0
    except (pikepdf.PdfError, RuntimeError, zlib.error):
        return 0


def _pixel_bytes(image: Any) -> int:
    """The room that a picture takes when it is drawn, by what it says of itself."""
    try:
        width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
        return width * height if str(image.get("/BitsPerComponent", 8)) != "1" else width * height // 8
    except (TypeError, ValueError):
        return 0


def _filters(stream: Any) -> list[str]:
    import pikepdf

    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(item) for item in found] if isinstance(found, pikepdf.Array) else [str(found)]  # type: ignore[attr-defined]


def _inflated(raw: bytes, most: int) -> bytes | None:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, most + 1)
    return data if len(data) <= most else None


def _inflated_size(raw: bytes, most: int) -> int | None:
    unpacker = zlib.decompressobj()
    size, rest = 0, raw
    while rest and not unpacker.eof:
        size += len(unpacker.decompress(rest, _CHUNK))
        rest = unpacker.unconsumed_tail
        if size > most:
            return None
    return size
