"""Errors that a user can mend: the message is one sentence, printed without a traceback, exit status 2."""

from __future__ import annotations


class UsageError(Exception):
    """Wrong usage: a path, an option, a policy or a waiver file that cannot be used."""
