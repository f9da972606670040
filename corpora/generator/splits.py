"""Which half of a vocabulary, name list or place list belongs to which split."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Literal, TypeAlias

Split: TypeAlias = Literal["train", "test"]
SPLITS: tuple[Split, ...] = ("train", "test")
_TEST_SHARE = 4


def in_split(item: str, split: Split) -> bool:
    """Whether an item of a large list belongs to the split: a quarter is ``test``, by a hash of its spelling."""
    return (zlib.crc32(item.casefold().encode()) % _TEST_SHARE == 0) == (split == "test")


def sliced(items: Iterable[str], split: Split) -> tuple[str, ...]:
    """The split's part of a short list, none empty for two items or more: in hash order, the first quarter is ``test``."""
    ordered = sorted(dict.fromkeys(items), key=lambda item: (zlib.crc32(item.casefold().encode()), item))
    cut = max(1, len(ordered) // _TEST_SHARE) if len(ordered) > 1 else 0
    chosen = set(ordered[:cut] if split == "test" else ordered[cut:])
    return tuple(item for item in dict.fromkeys(items) if item in chosen)
