"""Objects of other programs inside an Office file ([MS-OLEDS], [MS-CFB]) -> the files that they hold."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01ole10native"
_CONTENTS = ("package", "contents", "embeddedodf")
# A document of an old program is read whole: its streams mean nothing apart.
_DOCUMENTS = ("worddocument", "workbook", "book", "powerpoint document", "__properties_version1.0")
_MOST_STREAMS = 200


@dataclass(frozen=True, slots=True)
class Inner:
    """A file inside an object: its name as far as it is known, its bytes, and the paths that the object tells of it."""

    name: str
    data: bytes
    paths: tuple[str, ...] = ()


def is_compound(data: bytes) -> bool:
    """Whether bytes are a compound file."""
    return data.startswith(_MAGIC)


def inner_files(data: bytes, name: str, most: int) -> Iterator[Inner]:
    """The files in an object of at most ``most`` bytes each; nothing where it holds none that is known.

    Raises what olefile raises for a damaged file.
    """
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        streams = {path[-1].lower(): path for path in ole.listdir()[:_MOST_STREAMS]}
        if not streams.keys().isdisjoint(_DOCUMENTS):
            yield Inner(name, data)
            return
        for known in (_NATIVE, *_CONTENTS):
            path = streams.get(known)
            if path is None or ole.get_size(path) > most:
                continue
            content = ole.openstream(path).read(most)
            yield _native(content, name) if known == _NATIVE else Inner(name, content)


def _native(content: bytes, name: str) -> Inner:
    """A packaged file: size, flags, label, path, flags, path of a temporary copy, size, bytes ([MS-OLEDS] 2.3.6)."""
    label, at = _string(content, 6)
    path, at = _string(content, at)
    size = struct.unpack_from("<I", content, at + 4)[0] if len(content) >= at + 8 else 0
    temporary = content[at + 8 : at + 8 + size].split(b"\0")[0].decode("cp1252", "replace")
    at += 8 + size
    length = struct.unpack_from("<I", content, at)[0] if len(content) >= at + 4 else 0
    return Inner(label or name, content[at + 4 : at + 4 + length], tuple(p for p in (path, temporary) if p))


def _string(content: bytes, at: int) -> tuple[str, int]:
    end = content.find(b"\0", at)
    return ("", len(content)) if end < 0 else (content[at:end].decode("cp1252", "replace"), end + 1)
