"""Printer settings of a file: the printer's name, often with the server and the person it belongs to."""

from __future__ import annotations

import re

from detector.read.builder import DocumentBuilder
from detector.read.office.package import Package

_PARTS = r"(?:xl|word|ppt)/printersettings/.*\.bin$"
_MOST = 50
# DEVMODEW begins with the device name, 32 UTF-16 characters, cut off and padded with zeros ([MS-RPRN] 2.2.2.1).
_NAME_BYTES = 64
_DRIVERS = re.compile(r"microsoft|print to pdf|xps|onenote|fax|adobe", re.I)


def read_printers(package: Package, builder: DocumentBuilder) -> None:
    """Add the names of printers other than those that every computer has."""
    names = dict.fromkeys(device_name(package.data(part) or b"") for part in package.names(_PARTS)[:_MOST])
    told = [name for name in names if len(name) > 2 and not _DRIVERS.search(name)]
    builder.hidden_block("printer", "\n".join(told), "the name of a printer")


def device_name(data: bytes) -> str:
    """The device name at the start of a DEVMODE structure; empty where there is none."""
    name = data[:_NAME_BYTES].decode("utf-16-le", "ignore").partition("\0")[0].strip()
    return name if name.isprintable() else ""
