"""Metadata of pictures: EXIF with GPS, XMP, IPTC, comments, texts of PNG files, thumbnails."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.metadata.xmp import xmp_properties
from detector.types import Where

_KEEP = {
    0x010E: "description", 0x013B: "artist", 0x8298: "copyright", 0x9C9B: "title", 0x9C9C: "comments", 0x9C9D: "author",
    0x9C9E: "keywords", 0x9C9F: "subject", 0x9286: "comments", 0xA430: "owner of the camera", 0xA431: "camera serial number",
    0xA435: "lens serial number", 0x010D: "document name", 0x013C: "host computer", 0x927C: "maker note",
    0x9003: "taken", 0x0132: "changed",
}  # fmt: skip
_IPTC = {
    (2, 5): "title", (2, 80): "author", (2, 85): "author's title", (2, 90): "city", (2, 92): "location", (2, 95): "state",
    (2, 101): "country", (2, 105): "headline", (2, 110): "credit", (2, 115): "source", (2, 116): "copyright",
    (2, 118): "contact", (2, 120): "caption", (2, 122): "caption writer", (2, 25): "keywords", (2, 40): "instructions",
}  # fmt: skip
_GPS = 0x8825
_EXIF = 0x8769
_PLAIN_TEXTS = frozenset(
    {
        "software",
        "creation time",
        "date:create",
        "date:modify",
        "date:timestamp",
        "dpi",
        "xml:com.adobe.xmp",
        "gamma",
        "srgb",
    }
)
_MOST_CHARS = 100_000


def add_metadata(data: bytes, what: str, builder: DocumentBuilder, part: str | None = None) -> bool:
    """Add what a picture says about itself as hidden parts. False where it cannot be opened as a picture."""
    from PIL import Image

    _know_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                values = list(dict.fromkeys(_values(image, data)))
                place = _position(image)
                thumbnail = _thumbnail(image)
    except Exception:
        return False
    for name, value in values:
        _add(name, value, what, builder, part)
    if place:
        builder.hidden_block(
            "picture-position", place, f"the position where {what} was taken", Where(part=part), "position"
        )
    if thumbnail:
        builder.problem(
            f"holds {what} with a small preview of its own, which may show what was cut away or blacked out"
        )
    return True


def _add(name: str, value: str, what: str, builder: DocumentBuilder, part: str | None) -> None:
    value = re.sub(r"[\x00-\x08\x0b-\x1f]", "", value).strip()[:_MOST_CHARS]
    if re.search(r"[^\W\d_]{2}|\d{5}", value) and name not in ("taken", "changed"):
        label = "author" if name in ("artist", "author", "owner of the camera", "host computer") else name
        builder.hidden_block(
            "picture-metadata", f"{name}: {value}", f"'{name}' in the metadata of {what}", Where(part=part), label
        )


def _values(image: Any, data: bytes) -> Iterator[tuple[str, str]]:
    exif = image.getexif()
    for directory in (exif, exif.get_ifd(_EXIF)):
        for tag, name in _KEEP.items():
            if tag in directory and name != "maker note":
                yield name, _as_text(directory[tag], wide=tag >= 0x9C00 and tag <= 0x9C9F)
    for name, value in sorted((str(k), v) for k, v in (getattr(image, "text", None) or image.info).items()):
        if isinstance(value, str | bytes) and _is_telling(name):
            yield name.lower(), _as_text(value)
    for packet in re.findall(rb"<x:xmpmeta.{0,2000000}?</x:xmpmeta>", data, re.S)[:4]:
        yield from xmp_properties(packet)
    packed = getattr(image, "text", {}).get("XML:com.adobe.xmp") if hasattr(image, "text") else None
    if isinstance(packed, str):
        yield from xmp_properties(packed.encode())
    yield from _iptc(image)


def _is_telling(name: str) -> bool:
    return (name.lower() not in _PLAIN_TEXTS and name.lower() in (
        "comment", "author", "artist", "title", "description", "copyright", "source", "disclaimer", "warning", "parameters",
        "keywords", "owner", "subject", "location", "contact",
    )) or name[:1].isupper()  # fmt: skip


def _iptc(image: Any) -> Iterator[tuple[str, str]]:
    from PIL import IptcImagePlugin

    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:
        return
    for key, value in found.items():
        if key in _IPTC:
            for item in value if isinstance(value, list) else [value]:
                yield _IPTC[key], _as_text(item)


def _position(image: Any) -> str:
    """Latitude and longitude in degrees, as EXIF 2.3 (4.6.6) gives them."""
    gps = image.getexif().get_ifd(_GPS)
    try:
        north, east = _degrees(gps[2]), _degrees(gps[4])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return ""
    north = -north if str(gps.get(1, "N")).upper().startswith("S") else north
    east = -east if str(gps.get(3, "E")).upper().startswith("W") else east
    return f"latitude {north:.5f}, longitude {east:.5f}" if (north, east) != (0, 0) else ""


def _degrees(value: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in value)
    result = degrees + minutes / 60 + seconds / 3600
    if not -180 <= result <= 180:
        raise ValueError
    return result


def _thumbnail(image: Any) -> bool:
    return bool(image.getexif().get_ifd(1).get(0x0201))


def _as_text(value: Any, wide: bool = False) -> str:
    if isinstance(value, bytes):
        if wide:
            return value.decode("utf-16-le", "replace").strip("\0")
        if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"\0" * 8):
            code = "utf-16" if value[:8] == b"UNICODE\0" else "utf-8"
            return value[8:].decode(code, "replace").strip("\0")
        return value.decode("utf-8", "replace").strip("\0")
    if isinstance(value, tuple | list) and wide:
        return bytes(int(v) & 255 for v in value).decode("utf-16-le", "replace").strip("\0")
    return str(value)


def _know_heif() -> None:
    """HEIC files, where pillow-heif is installed."""
    try:
        import pillow_heif

        pillow_heif.register_heif_opener()
    except ImportError:
        pass
