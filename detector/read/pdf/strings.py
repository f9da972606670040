"""Strings of PDF objects, whatever object holds them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from detector.read.pdf.streams import unpacked

_MOST_CHARS = 1_000_000
_MOST_BYTES = 5_000_000
_DEEPEST = 8


def as_text(value: Any) -> str:
    """The text of a string or of a stream that holds text; empty for anything else."""
    import pikepdf

    if value is None:
        return ""
    try:
        if isinstance(value, pikepdf.String):
            return str(value)[:_MOST_CHARS].replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(value, pikepdf.Stream):
            data = unpacked(value, _MOST_BYTES) or b""
            text = data.decode("utf-16") if data[:2] in (b"\xfe\xff", b"\xff\xfe") else data.decode("utf-8", "replace")
            return text[:_MOST_CHARS]
    except (ValueError, RuntimeError, pikepdf.PdfError, UnicodeError):
        return ""
    return ""


def texts_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Every string in an object and the arrays and dictionaries in it."""
    import pikepdf

    if value is None or depth > _DEEPEST:
        return
    if isinstance(value, pikepdf.Array):
        for item in list(value)[:10_000]:  # type: ignore[call-overload]
            yield from texts_in(item, depth + 1)
    elif isinstance(value, pikepdf.Dictionary):
        for key in sorted(value.keys())[:1_000]:
            yield from texts_in(value.get(key), depth + 1)
    else:
        text = as_text(value)
        if text:
            yield text


def plain(text: str) -> str:
    """Rich text (XHTML) as plain text."""
    if "<" not in text:
        return text.strip()
    lines = re.sub(r"</p>|<br\s*/?>", "\n", text[:_MOST_CHARS])
    return html.unescape(re.sub(r"<[^<>]{0,2000}>", "", lines)).strip()
