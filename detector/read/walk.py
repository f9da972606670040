"""Paths on the command line -> the inputs to read, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detector.errors import UsageError

_LOCKS = ("~$", "~WRL", "~WRD")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_SYSTEM_FOLDERS = frozenset({"__MACOSX"})


class MissingPathError(UsageError):
    """A path that was named and is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{printable(path)}: no such file or folder")
        self.path = path


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: a file, or bytes that came on standard input. ``shown`` is its path as given, with ``/``."""

    path: Path | None
    shown: str
    data: bytes | None = None

    @classmethod
    def of_bytes(cls, data: bytes, name: str) -> Input:
        """Bytes under a file name."""
        return cls(None, printable(name), data)


def walk(paths: Sequence[str]) -> list[Input]:
    """Every file named, and every file under a folder named, sorted within the folder.

    Below a folder, hidden files and folders, lock files of Office programs and system files are no documents and left
    out; every other file has an entry, also one of a kind that cannot be read. Links are followed, each real folder
    once. Raises MissingPathError.
    """
    return [item for path in paths for item in _inputs(path)]


def printable(path: str) -> str:
    """A path with ``/`` whose undecodable bytes are replaced, so that it can be written as UTF-8."""
    text = path.replace(os.sep, "/")
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _inputs(given: str) -> Iterator[Input]:
    path = Path(given)
    if path.is_dir():
        base = given if given.endswith(("/", os.sep)) else given + "/"
        yield from _folder(path, base, {os.path.realpath(path)})
    elif path.exists() or path.is_symlink():
        yield Input(path, printable(given))
    else:
        raise MissingPathError(given)


def _folder(folder: Path, shown: str, seen: set[str]) -> Iterator[Input]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield Input(folder, printable(shown))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            real = os.path.realpath(path)
            if entry.name not in _SYSTEM_FOLDERS and real not in seen:
                seen.add(real)
                yield from _folder(path, f"{shown}{entry.name}/", seen)
        elif _is_document(entry):
            yield Input(path, printable(shown + entry.name))


def _is_document(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(_LOCKS) or entry.name.lower() in _SYSTEM_FILES:
        return False
    return entry.is_file() or entry.is_symlink()
