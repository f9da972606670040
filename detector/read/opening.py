"""The bytes of an input, without waiting for a pipe and without reading more than the limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from detector.read.limits import Limits, UnreadableError
from detector.read.walk import Input

_KINDS = (
    (stat.S_ISDIR, "a folder that could not be opened"),
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)


def content(item: Input, limits: Limits) -> bytes:
    """The whole content. Raises UnreadableError with the reason where there is none to be had or it is over the limit."""
    if item.data is not None:
        _refuse_size(len(item.data), limits)
        return item.data
    if item.path is None:
        raise UnreadableError("has no content; it was not read")
    try:
        return _of_file(item.path, limits)
    except FileNotFoundError:
        link = item.path.is_symlink()
        reason = "is a link to a file that is not there" if link else "is not there any more"
        raise UnreadableError(f"{reason}; it was not read") from None
    except OSError as error:
        raise UnreadableError(f"could not be opened ({(error.strerror or 'error').lower()}); it was not read") from None


def _of_file(path: Path, limits: Limits) -> bytes:
    # A pipe without a writer would block an ordinary open for ever. What it is is asked of the open file, so that
    # nobody can put another in its place in between.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(descriptor)
        for is_kind, what in _KINDS:
            if is_kind(found.st_mode):
                raise UnreadableError(f"is {what}; it was not read")
        _refuse_size(found.st_size, limits)
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.read(limits.file_bytes + 1)
    finally:
        os.close(descriptor)
    _refuse_size(len(data), limits)
    return data


def _refuse_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise UnreadableError(
            f"is larger than a file may be ({size:,} bytes, the limit is {limits.file_bytes:,}); it was not read"
        )
