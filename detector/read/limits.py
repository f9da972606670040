"""How much of one input is read before reading stops. Hostile files are normal input."""

from __future__ import annotations

from dataclasses import dataclass


class PartsBudget:
    """What is left for the files inside one document, at every depth together: their bytes and their number."""

    def __init__(self, size: int, number: int) -> None:
        self._size, self._number = size, number

    def take(self, size: int) -> bool:
        """Count one more part; False once there is no room for it."""
        self._size -= size
        self._number -= 1
        return self._size >= 0 and self._number >= 0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input.

    ``decoded_chars`` is the text kept of a document; beyond it the document is ``partly-read``. ``file_bytes`` is the
    most that is taken from the disk. The ``archive_*`` bounds refuse decompression bombs before anything is unpacked:
    members, unpacked bytes of all members and of one, and unpacked over packed size (from ``archive_free_bytes``
    upward, because small files of zeros are harmless). ``cells`` bounds the cells of a workbook and of one table, merged
    ranges included. XML entities are refused without a limit: no Office file has them. ``depth`` is how many files may
    lie in one another; ``parts`` counts what all files inside one document took so far, None for the document itself.
    ``pages`` and ``pixels`` bound what is laid out and drawn.
    """

    decoded_chars: int = 50_000_000
    file_bytes: int = 500_000_000
    archive_members: int = 10_000
    archive_bytes: int = 500_000_000
    archive_member_bytes: int = 300_000_000
    archive_ratio: int = 200
    archive_free_bytes: int = 20_000_000
    cells: int = 2_000_000
    depth: int = 6
    pages: int = 5_000
    pixels: int = 100_000_000
    parts: PartsBudget | None = None


class LimitReachedError(Exception):
    """Reading stopped at a limit; what was read before stands."""


class UnreadableError(Exception):
    """The content cannot be read; the message completes the sentence "NAME ..."."""
