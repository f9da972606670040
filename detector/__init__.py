"""Checks the draft of a public answer for anything that would identify a living person."""

__version__ = "0.1.0"
