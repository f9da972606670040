"""Files and data that stand in the source of a page: data addresses, frames, and what its scripts are given."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from detector.read.builder import DocumentBuilder
from detector.read.image.metadata import add_metadata
from detector.read.inside.parts import add_part
from detector.types import Where

_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w.+-]+(?:=[^;,]{0,100})?)*),", re.I)
_FORMATS = re.compile(
    r"font/|application/(?:x-)?font|text/css|(?:text|application)/(?:java|ecma)script|image/svg", re.I
)
_ENDINGS = {
    "text/html": ".html",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/pdf": ".pdf",
}
_ASSIGNED = re.compile(r"(?:=|\(|\breturn\b|JSON\.parse\(\s*['\"])\s*(?=[{\[])")
_MOST, _MOST_VALUES, _MOST_SCRIPT = 100, 20_000, 5_000_000
_TELLS = re.compile(r"[^\W\d_]{2}\W+[^\W\d_]{2}|@|\d{5}")
_ADDRESS = re.compile(r"^(?:https?:)?//|^[/.#][\w./-]*$|^[\w-]+(?:/[\w.-]+)+$")


def add_data_addresses(addresses: list[str], builder: DocumentBuilder) -> None:
    """Add the files that are written into attributes of the page."""
    for number, address in enumerate(addresses[:_MOST], 1):
        media_type, data = decoded(address)
        if not data or _FORMATS.match(media_type):
            continue
        name = f"data-{number}"
        if media_type.startswith("image/"):
            add_metadata(data, "a picture", builder, Where(part=name))
            builder.problem("holds pictures in its source, which nobody has looked at here")
        else:
            add_part(data, name + _ENDINGS.get(media_type, ""), builder, "data-uri")
    if len(addresses) > _MOST:
        builder.incomplete(
            f"holds {len(addresses):,} files in its source, of which {len(addresses) - _MOST:,} were not read"
        )


def decoded(address: str) -> tuple[str, bytes]:
    """The media type and the bytes of a data address (RFC 2397); no bytes where it cannot be decoded."""
    match = _DATA.match(address.strip())
    if match is None:
        return "", b""
    payload = address.strip()[match.end() :]
    raw = unquote_to_bytes(payload)
    if ";base64" in match.group(2).lower():
        try:
            raw = base64.b64decode(re.sub(rb"\s+", b"", raw) + b"==")
        except (binascii.Error, ValueError):
            raw = b""
    return (match.group(1) or "text/plain").lower(), raw


def script_state(script: str) -> str:
    """The texts in the objects that a script is given as data; its own words and addresses are left out."""
    found: dict[str, None] = {}
    decoder, at = json.JSONDecoder(), 0
    script = script[:_MOST_SCRIPT]
    while (match := _ASSIGNED.search(script, at)) is not None:
        try:
            value, at = decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            at = match.end()
            continue
        for text in _strings(value):
            if _TELLS.search(text) and not _ADDRESS.search(text):
                found.setdefault(text)
            if len(found) > _MOST_VALUES:
                return "\n".join(found)
    return "\n".join(found)


def _strings(value: object) -> Iterator[str]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))
