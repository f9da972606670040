"""Compound files ([MS-CFB] version 3) made for tests: storages and streams from a nested dictionary."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    start: int = _END
    child: int = _FREE
    right: int = _FREE


def compound(tree: dict[str, Any]) -> bytes:
    """A compound file; bytes are streams and dictionaries storages."""
    entries = [_Entry("Root Entry", 5)]
    _collect(tree, 0, entries)
    for entry in entries:
        # A chain to the right is a valid, if lopsided, tree of siblings.
        for left, right in zip(entry.children, entry.children[1:], strict=False):
            entries[left].right = right
        entry.child = entry.children[0] if entry.children else _FREE
    mini, mini_fat = bytearray(), []
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.data) < _CUTOFF:
            entry.start = len(mini) // _MINI
            count = -(-len(entry.data) // _MINI)
            mini_fat += [*range(entry.start + 1, entry.start + count), _END]
            mini += entry.data.ljust(count * _MINI, b"\0")
    entries[0].data = bytes(mini)
    sectors: list[bytes] = []
    fat: list[int] = []

    def add(data: bytes) -> int:
        start, count = len(sectors), -(-len(data) // _SECTOR)
        sectors.extend(data[i * _SECTOR : (i + 1) * _SECTOR].ljust(_SECTOR, b"\0") for i in range(count))
        fat.extend([*range(start + 1, start + count), _END] if count else [])
        return start if count else _END

    for entry in entries:
        if entry.kind == 5 or len(entry.data) >= _CUTOFF:
            entry.start = add(entry.data)
    mini_start = add(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) // 128) * _SECTOR, b"\xff"))
    directory = add(b"".join(map(_packed, entries)).ljust(-(-len(entries) // 4) * _SECTOR, b"\0"))
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    first = len(sectors)
    fat += [_FAT] * count
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(count * _SECTOR, b"\xff")
    sectors += [packed[i * _SECTOR : (i + 1) * _SECTOR] for i in range(count)]
    header = struct.pack(
        "<8s16sHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, _CUTOFF,
        mini_start, -(-len(mini_fat) // 128), _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(first, first + count), *[_FREE] * (109 - count))
    return header + b"".join(sectors)


def _collect(tree: dict[str, Any], parent: int, entries: list[_Entry]) -> None:
    for name in sorted(tree, key=lambda n: (len(n), n.upper())):
        index = len(entries)
        entries[parent].children.append(index)
        value = tree[name]
        entries.append(_Entry(name, 1 if isinstance(value, dict) else 2, b"" if isinstance(value, dict) else value))
        if isinstance(value, dict):
            _collect(value, index, entries)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name),
        entry.kind,
        1,
        _FREE,
        entry.right,
        entry.child,
        b"",
        0,
        0,
        0,
        entry.start,
        len(entry.data),
    )
