"""Office files made for tests, and ways to break them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from detector.read import Limits, read_bytes
from detector.types import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document or an openpyxl workbook."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def edited(
    data: bytes, edit: Callable[[str, bytes], bytes] = lambda _, part: part, added: Mapping[str, bytes] = {}
) -> bytes:
    """An Office file with its parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if info.filename not in added:
                target.writestr(info.filename, edit(info.filename, source.read(info)))
        for name, part in added.items():
            target.writestr(name, part)
    return out.getvalue()


def read(data: bytes, name: str, limits: Limits = Limits()) -> Document:
    return read_bytes(data, name, limits)


def visible(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.where.hidden is None]


def hidden(document: Document, kind: str) -> list[str]:
    """The texts of all hidden parts of a kind."""
    return [document.blocks[i].text for part in document.hidden if part.kind == kind for i in part.blocks]


def texts(document: Document, grid: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.grids[grid].cells]
