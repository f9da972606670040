"""Found values as they may be shown on a screen or in a log."""

from __future__ import annotations


def masked(value: str, show: bool) -> str:
    """The value, or its first character and dots, which do not tell its length beyond a few."""
    value = " ".join(value.split())
    return value if show or not value else value[0] + "•" * min(max(len(value) - 1, 3), 6)
