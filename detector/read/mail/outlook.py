"""Outlook messages (MS-OXMSG): a compound file with a stream for each MAPI property."""

from __future__ import annotations

import email
import io
import struct
from collections.abc import Iterator
from email import policy
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.mail.compressed import decompressed
from detector.read.mail.parts import Attachment, add_attachments, add_bodies, add_headers, add_subject

_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_PEOPLE = {
    0x0C1A: "From", 0x0C1F: "From", 0x5D01: "From", 0x0042: "Sender", 0x0065: "Sender", 0x5D02: "Sender", 0x0E04: "To", 0x0E03: "Cc",
    0x0E02: "Bcc", 0x0E28: "Account", 0x3FFA: "Last modified by", 0x3FF8: "Created by", 0x0050: "Reply-To",
}  # fmt: skip
_RECIPIENT = (0x3001, 0x3003, 0x39FE, 0x3A00)
_ATTACHMENT_NAMES = (0x3707, 0x3704, 0x3001)
_ATTACHMENT_DATA, _CODEPAGES = 0x3701, (0x3FFD, 0x3FDE)
_MOST = 2_000
_DEEPEST = 5


def read_outlook(data: bytes, builder: DocumentBuilder) -> None:
    """Add a message. Raises UnreadableError where the file is damaged."""
    import olefile

    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
    except Exception:
        raise UnreadableError("is damaged or cut off (it is not a complete Outlook message); it was not read") from None
    with ole:
        _message(_Storage(ole, ()), builder, 0)


class _Storage:
    """One storage of the file: its properties and the storages in it."""

    def __init__(self, ole: Any, path: tuple[str, ...]) -> None:
        self.ole, self.path = ole, path
        self._codepage = "cp1252"
        for tag in _CODEPAGES:
            number = self.number(tag)
            if number:
                self._codepage = {65001: "utf-8", 20127: "cp1252", 28591: "cp1252"}.get(number, f"cp{number}")
                break

    def stream(self, tag: int, kind: int) -> bytes | None:
        """The bytes of a property of variable length."""
        name = [*self.path, f"__substg1.0_{tag:04X}{kind:04X}"]
        if not self.ole.exists(name):
            return None
        data: bytes = self.ole.openstream(name).read()
        return data

    def text(self, tag: int) -> str:
        """A text property, empty where there is none."""
        wide = self.stream(tag, 0x001F)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(tag, 0x001E)
        if narrow is None:
            return ""
        try:
            return narrow.decode(self._codepage).rstrip("\0")
        except (LookupError, UnicodeDecodeError):
            return narrow.decode("cp1252", "replace").rstrip("\0")

    def number(self, tag: int) -> int | None:
        """A property of fixed length, from the property stream."""
        name = [*self.path, "__properties_version1.0"]
        if not self.ole.exists(name):
            return None
        data = self.ole.openstream(name).read()
        header = 32 if not self.path else 24 if self.path[-1].startswith("__substg1.0_3701") else 8
        for start in range(header, min(len(data), 200_000) - 15, 16):
            kind, found = struct.unpack_from("<HH", data, start)
            if found == tag and kind in (0x0003, 0x0002):
                return int(struct.unpack_from("<I", data, start + 8)[0])
        return None

    def children(self, prefix: str) -> Iterator[_Storage]:
        """The storages directly inside whose names begin so, in order."""
        depth = len(self.path)
        names = {
            path[depth]
            for path in self.ole.listdir(streams=True, storages=True)
            if len(path) > depth and tuple(path[:depth]) == self.path and path[depth].lower().startswith(prefix)
        }
        yield from (_Storage(self.ole, (*self.path, name)) for name in sorted(names)[:_MOST])


def _message(storage: _Storage, builder: DocumentBuilder, depth: int) -> None:
    add_subject(storage.text(_SUBJECT), builder)
    page = storage.stream(_HTML, 0x0102)
    if page is None and storage.text(_HTML):
        page = storage.text(_HTML).encode()
    plain = storage.text(_BODY).replace("\r\n", "\n").replace("\r", "\n") or None
    add_bodies(plain, page, builder)
    if plain is None and page is None:
        _rich(storage, builder)
    add_headers(_headers(storage), builder)
    for recipient in storage.children("__recip"):
        said = [text for tag in _RECIPIENT if (text := recipient.text(tag)) and not text.startswith("/")]
        add_headers([("Recipient", " ".join(dict.fromkeys(said)))], builder)
    add_attachments(list(_attachments(storage)), builder)
    _inner_messages(storage, builder, depth)


def _headers(storage: _Storage) -> list[tuple[str, str]]:
    result = [(name, storage.text(tag)) for tag, name in _PEOPLE.items()]
    result = [(name, text) for name, text in dict.fromkeys(result) if not text.upper().startswith("/O=")]
    exchange = [
        (name, storage.text(tag)) for tag, name in _PEOPLE.items() if storage.text(tag).upper().startswith("/O=")
    ]
    result += [(name, text.rpartition("=")[2]) for name, text in exchange]
    transport = storage.text(_HEADERS)
    if transport:
        message = email.message_from_string(transport, policy=policy.compat32)
        result += [(str(name), str(value)) for name, value in message.raw_items()]
    return result[:_MOST]


def _rich(storage: _Storage, builder: DocumentBuilder) -> None:
    packed = storage.stream(_RTF, 0x0102)
    if packed is None:
        return
    from detector.read.inside.parts import copy_part
    from detector.read.reading import read_bytes

    unpacked = decompressed(packed, builder.limits.archive_member_bytes)
    document = read_bytes(unpacked, "body.rtf", builder.limits) if unpacked else None
    if document is None or document.status == "unreadable":
        builder.incomplete("has a body as rich text that could not be read")
        return
    copy_part(document, "", builder)


def _attachments(storage: _Storage) -> Iterator[Attachment]:
    for item in storage.children("__attach"):
        data = item.stream(_ATTACHMENT_DATA, 0x0102)
        if data is not None:
            name = next((text for tag in _ATTACHMENT_NAMES if (text := item.text(tag))), "")
            yield Attachment(name, data)


def _inner_messages(storage: _Storage, builder: DocumentBuilder, depth: int) -> None:
    """Messages that are attached to the message; they lie in the same file."""
    from detector.read.inside.parts import copy_part

    for item in storage.children("__attach"):
        for inner in item.children("__substg1.0_3701000d"):
            if depth >= _DEEPEST:
                builder.incomplete("holds messages in messages in messages: the innermost were not read")
                return
            if not any(path for path in inner.children("__properties")):
                builder.incomplete("holds an embedded object that was not read")
                continue
            own = DocumentBuilder(builder.name, builder.limits)
            _message(inner, own, depth + 1)
            document = own.document("", "", False)
            for problem in document.problems:
                builder.incomplete(problem.removeprefix(builder.name).strip())
            copy_part(document, item.text(0x3001) or "message", builder)
