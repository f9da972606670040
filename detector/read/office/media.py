"""Pictures in an Office file: what the camera or the program wrote into them (EXIF, GPS, XMP is read as text)."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.office.owners import Owners
from detector.read.office.package import Package
from detector.types import Where

_PICTURES = r"(?:(?:word|xl|ppt)/media/).*\.(?:png|jpe?g|gif|tiff?|bmp|webp|emf|wmf|svg)$|pictures/"
# OpenDocument programs draw their small picture anew with every save; that of Office files may be old.
_THUMBNAILS = r"docprops/thumbnail"
_MOST = 200
_MOST_TEXT = 5_000
# EXIF 2.32, tags that hold words of people; the names are those of the standard.
_TAGS = {
    0x010E: "ImageDescription",
    0x010F: "Make",
    0x0110: "Model",
    0x013B: "Artist",
    0x8298: "Copyright",
    0x9C9B: "XPTitle",
    0x9C9C: "XPRemark",
    0x9C9D: "XPAuthor",
    0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
}
_EXIF_TAGS = {
    0x9286: "Remark",
    0xA430: "CameraOwnerName",
    0xA431: "BodySerialNumber",
    0xA435: "LensSerialNumber",
}
_USERS = frozenset({"Artist", "XPAuthor", "CameraOwnerName"})
_DEVICE = frozenset({"Make", "Model"})
_EXIF, _GPS = 0x8769, 0x8825
_MOST_PIXELS = 200_000_000


def read_media(package: Package, builder: DocumentBuilder, owners: Owners | None = None) -> None:
    """Add the metadata of every picture as hidden parts, and say how many pictures nobody has looked at."""
    from detector.read.image.metadata import add_metadata

    parts = package.names(_PICTURES)
    for part in parts[:_MOST]:
        data = package.data(part)
        if data:
            place = owners.place(part) if owners else Where()
            add_metadata(data, "a picture", builder, replace(place, part=part.rpartition("/")[2]))
    if len(parts) > _MOST:
        builder.incomplete(f"holds {len(parts):,} pictures; the metadata of only {_MOST:,} were read")
    if parts:
        builder.problem(f"holds {len(parts):,} picture{'s' if len(parts) > 1 else ''}, which nobody has looked at here")
    for part in package.names(_THUMBNAILS):
        if has_ink(package.data(part) or b""):
            builder.hide(
                "thumbnail", Where(part=part.rpartition("/")[2]), "a small picture of the first page as it was"
            )


def has_ink(data: bytes) -> bool:
    """Whether a picture has more than one colour, which a picture of an empty page has not."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS // 100:
                return True
            low, high = image.convert("L").getextrema()
            return bool(low != high)
    except Exception:
        return bool(data)


def picture_metadata(data: bytes) -> Iterator[tuple[str, str, str]]:
    """(kind, label, text) of each telling field of a picture; nothing where there is none or it is no picture."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return
                yield from _fields(image)
    except Exception:
        # A picture that cannot be opened shows nothing either; it stays among those that nobody has looked at.
        return


def _fields(image: Any) -> Iterator[tuple[str, str, str]]:
    exif = image.getexif()
    found = {name: _words(exif.get(tag)) for tag, name in _TAGS.items()}
    inner = exif.get_ifd(_EXIF)
    found |= {name: _words(inner.get(tag)) for tag, name in _EXIF_TAGS.items()}
    device = " ".join(found.pop(name) for name in sorted(_DEVICE) if found.get(name))
    found = {name: text for name, text in found.items() if text and name not in _DEVICE}
    for key, value in image.info.items():
        if isinstance(value, str) and str(key).lower() in ("author", "description", "title", "copyright"):
            found.setdefault(str(key).capitalize(), _words(value))
    comment = image.info.get("comment")
    if isinstance(comment, bytes):
        found.setdefault("Remark", _words(comment))
    position = _position(exif.get_ifd(_GPS))
    if position:
        yield "picture-position", "position", f"position: {position}"
    for name, text in found.items():
        if re.search(r"[^\W\d_]{2}|\d{5}", text):
            yield "picture-metadata", "user" if name in _USERS or name == "Author" else name, f"{name}: {text}"
    if position and device:
        yield "picture-metadata", "device", f"camera: {device}"


def _position(gps: dict[int, Any]) -> str:
    """Latitude and longitude in degrees, north and east positive; empty where they are not given."""
    try:
        north, east = (_degrees(gps[tag]) for tag in (2, 4))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    north = -north if str(gps.get(1, "N")).upper().startswith("S") else north
    east = -east if str(gps.get(3, "E")).upper().startswith("W") else east
    return f"{north:.5f}, {east:.5f}" if (north, east) != (0, 0) else ""


def _degrees(value: Any) -> float:
    degrees, minutes, seconds = (float(item) for item in value)
    return degrees + minutes / 60 + seconds / 3600


def _words(value: Any) -> str:
    """A field as text: fields of Windows are UTF-16, comments name their character code first."""
    if isinstance(value, tuple) and all(isinstance(item, int) and 0 <= item < 256 for item in value):
        value = bytes(value)
    if isinstance(value, bytes):
        marked = value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"\0" * 8)
        body = value[8:] if marked else value
        wide = value.startswith(b"UNICODE\0") or (len(body) > 3 and body[1:4:2] == b"\0\0")
        value = body.decode("utf-16-le" if wide else "utf-8", "replace")
    text = value if isinstance(value, str) else ""
    return " ".join(text.replace("\0", " ").split())[:_MOST_TEXT]
