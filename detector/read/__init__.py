"""Bytes -> Document: what to read, and reading it. Formats are told by content, and nothing that is wrong with one raises."""

from detector.read.limits import Limits
from detector.read.reading import read_bytes, read_input
from detector.read.walk import Input, MissingPathError, walk

__all__ = ["Input", "Limits", "MissingPathError", "read_bytes", "read_input", "walk"]
