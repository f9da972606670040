"""Zip archives (APPNOTE 6.3.10): every member is a part of the one document, and names and comments are read like text."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator

from detector.read.builder import DocumentBuilder
from detector.read.inside.names import as_words, tidy_name
from detector.read.inside.parts import add_part
from detector.read.limits import Limits, UnreadableError
from detector.types import Where

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_SYSTEM = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I)
_ACCOUNT = re.compile(r"(?:^|/)(?:users|home|documents and settings|profiles)/([^/?#]{2,64})/", re.I)
_CHUNK = 1 << 20


def read_archive(data: bytes, builder: DocumentBuilder) -> None:
    """Add every member. Raises UnreadableError where the archive is damaged or unpacks to more than the limits allow."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        raise UnreadableError("is damaged or cut off (its zip archive is not complete); it was not read") from None
    members = archive.infolist()
    _refuse_bomb(members, len(data), builder.limits)
    files = [info for info in members if not info.is_dir()]
    if not files:
        builder.problem("is an archive without files")
    _add_names(members, builder)
    _add_comments(archive, members, builder)
    for number, info in enumerate(files, 1):
        _add_member(archive, info, tidy_name(info.filename, f"member {number}"), builder)


def _add_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, builder: DocumentBuilder) -> None:
    if _SYSTEM.search(name):
        return
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        builder.problem(f"holds '{name}', whose path leads out of the archive; it was read and written nowhere")
    if info.flag_bits & 1:
        builder.incomplete(f"holds '{name}', which is password-protected and was not read")
        return
    try:
        content = _content(archive, info, builder.limits)
    except _DAMAGE:
        builder.incomplete(f"holds '{name}', which is damaged and was not read")
        return
    if content is None:
        builder.incomplete(f"holds '{name}', which unpacks to more than it says and was not read")
        return
    add_part(content, name, builder)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes | None:
    """The bytes of a member; None where there are more than its header said, which a bomb hides so."""
    most = min(info.file_size, limits.archive_member_bytes)
    pieces, size = [], 0
    with archive.open(info) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most:
                return None
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(info.file_size for info in members)
    if len(members) > limits.archive_members:
        raise UnreadableError(
            f"has {len(members):,} members, more than the limit of {limits.archive_members:,}; it was not read"
        )
    if unpacked > limits.archive_bytes or max((i.file_size for i in members), default=0) > limits.archive_member_bytes:
        raise UnreadableError(f"unpacks to {unpacked:,} bytes, more than the limit; it was not read")
    if unpacked > limits.archive_free_bytes and unpacked > packed * limits.archive_ratio:
        raise UnreadableError(
            f"unpacks to {unpacked:,} bytes from {packed:,}, as decompression bombs do; it was not read"
        )
    # Members that share their bytes are how a small archive is made to unpack to a huge one.
    starts = sorted((info.header_offset, info.compress_size) for info in members)
    if any(start + size > following for (start, size), (following, _) in itertools.pairwise(starts)):
        raise UnreadableError("has members that lie over each other, as decompression bombs do; it was not read")


def _add_names(members: list[zipfile.ZipInfo], builder: DocumentBuilder) -> None:
    names = [tidy_name(info.filename, "") for info in members]
    said = [words for name in names for words in _spoken(name) if re.search(r"[^\W\d_]{2}|\d{5}", words)]
    builder.hidden_block("file-name", "\n".join(dict.fromkeys(said)), "names of files and folders in the archive")
    for account in dict.fromkeys(match.group(1) for name in names for match in _ACCOUNT.finditer(name)):
        builder.hidden_block("file-name", f"account: {account}", "a user account in a path", label="account")


def _spoken(name: str) -> Iterator[str]:
    for piece in name.strip("/").split("/"):
        if piece and not _SYSTEM.search(piece):
            yield as_words(piece)


def _add_comments(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], builder: DocumentBuilder) -> None:
    builder.hidden_block("archive-comment", _decoded(archive.comment), "the comment of the archive")
    for info in members:
        if info.comment:
            place = Where(part=tidy_name(info.filename, "member"))
            builder.hidden_block(
                "archive-comment", _decoded(info.comment), "the comment of a file in the archive", place
            )


def _decoded(comment: bytes) -> str:
    try:
        return comment.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        return comment.decode("cp437").replace("\0", "")
