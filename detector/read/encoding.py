"""Bytes -> text, saying when not all bytes made sense.

Order: byte order mark, zero bytes of UTF-16 and UTF-32, UTF-8, Windows-1252 (what British Office programs write), and
charset-normalizer for the rest. Line ends stay as they are; the byte order mark is no part of the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 16_384
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file. ``replaced`` counts the places where bytes made no sense; ``cut`` says that a limit cut it."""

    text: str
    encoding: str
    replaced: int = 0
    cut: bool = False


def decode(data: bytes, limit: int, declared: str | None = None) -> Decoded:
    """At most ``limit`` characters of text. ``declared`` is an encoding that the content itself names."""
    encoding, skip = _encoding(data, declared)
    piece = data[skip : skip + 4 * limit + 4]
    decoder = codecs.getincrementaldecoder(encoding)
    whole = skip + len(piece) == len(data)
    try:
        text = decoder("strict").decode(piece, final=whole)
        replaced = 0
    except UnicodeError:
        text = decoder("replace").decode(piece, final=whole)
        replaced = text.count("\ufffd") - _genuine(piece, encoding)
    cut = not whole or len(text) > limit
    return Decoded(text[:limit] if cut else text, encoding, max(replaced, 0), cut)


def bom_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for bom, name in _BOMS if data.startswith(bom)), None)


def is_text(data: bytes) -> bool:
    """Whether the bytes can be text at all: a byte order mark, UTF-16 by its zero bytes, or hardly any control bytes."""
    sample = data[:_SAMPLE]
    if bom_encoding(sample) or _zero_bytes(sample):
        return True
    return len(_CONTROL.findall(sample)) <= len(sample) // 200


def _encoding(data: bytes, declared: str | None) -> tuple[str, int]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name, len(bom)
    by_zeros = _zero_bytes(data[:_SAMPLE])
    if by_zeros:
        return by_zeros, 0
    return _usable(declared) or _guess(data), 0


def _zero_bytes(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: Latin text has its zero bytes all in the same places."""
    if b"\0" not in sample or len(sample) < 4:
        return None
    zeros = [sample[i::4].count(0) / max(len(sample[i::4]), 1) for i in range(4)]
    if min(zeros[1:]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:3]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3 and _MULTIBYTE.search(data):
            return "utf-8"
    if len(_MULTIBYTE.findall(data[:1_000_000])) > len(re.findall(rb"[\x80-\xff]", data[:1_000_000])) / 3:
        return "utf-8"
    return "cp1252" if not _UNDEFINED_1252.search(data) else _unusual(data[:100_000])


def _unusual(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return _usable(best.encoding if best else None) or "cp1252"


def _usable(name: str | None) -> str | None:
    """The codec of a declared name; the two Latin-1 names mean Windows-1252, as in the WHATWG encoding standard."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in (
        "utf-7",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    ):
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def _genuine(data: bytes, encoding: str) -> int:
    """Replacement characters that stand in the file itself."""
    try:
        return data.count("\ufffd".encode(encoding))
    except UnicodeError:
        return 0
