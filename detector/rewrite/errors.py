"""Why a file is not written."""

from __future__ import annotations


class RefusedError(Exception):
    """A file that cannot be written safely. The message is one sentence without its subject: "is a PDF, in which ..."."""
