"""Metadata of pictures: EXIF with its position, XMP, IPTC, texts of PNG files, previews."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.metadata.xmp import xmp_properties
from detector.read.office.media import picture_metadata
from detector.types import Where

# IPTC Information Interchange Model 4.2, record 2.
_IPTC = {
    (2, 5): "title", (2, 80): "author", (2, 85): "author's title", (2, 90): "city", (2, 92): "location", (2, 95): "state",
    (2, 101): "country", (2, 105): "headline", (2, 110): "credit", (2, 115): "source", (2, 116): "copyright",
    (2, 118): "contact", (2, 120): "caption", (2, 122): "author of the caption", (2, 25): "keywords", (2, 40): "instructions",
}  # fmt: skip
_NOT_SAID = frozenset(
    {"software", "xml:com.adobe.xmp", "gamma", "srgb", "dpi", "author", "description", "title", "copyright"}
)
_TIMES = re.compile(r"(?:creation|create|modify|date|time)", re.I)
_PACKET = re.compile(rb"<x:xmpmeta.{0,2000000}?</x:xmpmeta>", re.S)
_MOST_CHARS = 100_000
_PREVIEW = 0x0201


def add_metadata(data: bytes, what: str, builder: DocumentBuilder, where: Where = Where()) -> bool:
    """Add what a picture says about itself as hidden parts. False where it cannot be opened as a picture."""
    from PIL import Image

    _know_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                values = list(dict.fromkeys(_values(image, data)))
                preview = bool(image.getexif().get_ifd(1).get(_PREVIEW))
    except Exception:
        return False
    said = set()
    for kind, label, text in picture_metadata(data):
        said.add(text.partition(": ")[2])
        place = "the place where it was taken" if kind == "picture-position" else f"the field '{label}'"
        builder.hidden_block(kind, text, f"{place} in {what}", where, label)
    for name, value in values:
        value = re.sub(r"[\x00-\x08\x0b-\x1f]", "", value).strip()[:_MOST_CHARS]
        if value not in said and re.search(r"[^\W\d_]{2}|\d{5}", value):
            builder.hidden_block(
                "picture-metadata", f"{name}: {value}", f"the field '{name[:40]}' in {what}", where, name
            )
    if preview:
        builder.problem(
            f"holds {what} with a small preview of its own, which may show what was cut away or blacked out"
        )
    return True


def _values(image: Any, data: bytes) -> Iterator[tuple[str, str]]:
    texts = getattr(image, "text", None)
    if isinstance(texts, dict):
        for name, value in texts.items():
            if str(name).lower() not in _NOT_SAID and not _TIMES.search(str(name)):
                yield str(name).lower(), str(value)
        if isinstance(packed := texts.get("XML:com.adobe.xmp"), str):
            yield from xmp_properties(packed.encode())
    for packet in _PACKET.findall(data)[:4]:
        yield from xmp_properties(packet)
    yield from _iptc(image)


def _iptc(image: Any) -> Iterator[tuple[str, str]]:
    from PIL import IptcImagePlugin

    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:
        return
    for key, value in found.items():
        if key in _IPTC:
            for item in value if isinstance(value, list) else [value]:
                yield _IPTC[key], item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)


def _know_heif() -> None:
    """HEIC files, where pillow-heif is installed."""
    try:
        import pillow_heif

        pillow_heif.register_heif_opener()
    except ImportError:
        pass
