"""Which function reads a format. Each is imported when the first file of its kind comes, so that starting takes no longer."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detector.read.builder import DocumentBuilder

LAZY = {
    "pdf": ("detector.read.pdf", "read_pdf"),
    "zip": ("detector.read.inside.archive", "read_archive"),
    "eml": ("detector.read.mail.message", "read_message"),
    "msg": ("detector.read.mail.outlook", "read_outlook"),
    "rtf": ("detector.read.rich_text", "read_rich_text"),
    "xls": ("detector.read.old_workbook", "read_old_workbook"),
    "json": ("detector.read.values", "read_json"),
    "jsonl": ("detector.read.values", "read_json_lines"),
    "image": ("detector.read.image", "read_image"),
}


def lazy_reader(format_: str) -> Callable[[bytes, DocumentBuilder], None]:
    """The reader of a format that is in ``LAZY``."""
    module, name = LAZY[format_]
    reader: Callable[[bytes, DocumentBuilder], None] = getattr(import_module(module), name)
    return reader
