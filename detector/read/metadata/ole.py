"""Properties of compound files (MS-OLEPS): SummaryInformation and DocumentSummaryInformation, custom ones too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_SUMMARY = {2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "comments", 7: "template", 8: "last modified by"}
_DOCUMENT = {2: "category", 14: "manager", 15: "company"}
_MOST = 500


def ole_properties(ole: Any) -> Iterator[tuple[str, str]]:
    """Name and value of every property that people fill in."""
    for stream, names in (("\x05SummaryInformation", _SUMMARY), ("\x05DocumentSummaryInformation", _DOCUMENT)):
        if not ole.exists(stream):
            continue
        try:
            found = ole.getproperties(stream, convert_time=True)
        except Exception:
            continue
        codepage = found.get(1)
        for number, name in names.items():
            if text := _as_text(found.get(number), codepage):
                yield name, text
    yield from _custom(ole)


def _custom(ole: Any) -> Iterator[tuple[str, str]]:
    """The second section of DocumentSummaryInformation holds what users added; its texts are taken as they stand."""
    try:
        fields = ole.get_userdefined_properties("\x05DocumentSummaryInformation")
    except Exception:
        return
    for field in fields[:_MOST]:
        name, value = _as_text(field.get("property_name"), None), _as_text(field.get("value"), None)
        if value:
            yield name or "custom", value


def _as_text(value: Any, codepage: Any) -> str:
    if isinstance(value, bytes):
        for name in (f"cp{codepage}" if isinstance(codepage, int) and 0 < codepage < 65_000 else "utf-8", "cp1252"):
            try:
                return value.decode(name).replace("\0", "").strip()
            except (LookupError, UnicodeDecodeError):
                continue
        return value.decode("cp1252", "replace").strip()
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
