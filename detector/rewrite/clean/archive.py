"""An archive whose members are cleaned one by one; comments and extra fields of the archive go."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from detector.read import Limits
from detector.rewrite.errors import RefusedError
from detector.types import Document


def clean_archive(data: bytes, document: Document, limits: Limits) -> bytes:
    """The archive with clean members under their names. Raises RefusedError where one of them cannot be cleaned."""
    from detector.rewrite.clean import clean

    if limits.depth <= 0:
        raise RefusedError("is nested too deeply; it was not written")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            fresh = zipfile.ZipInfo(info.filename, date_time=info.date_time)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            if info.is_dir():
                new.writestr(fresh, b"")
                continue
            inner = clean(old.read(info), info.filename.rpartition("/")[2], replace(limits, depth=limits.depth - 1))
            new.writestr(fresh, inner.data)
    return out.getvalue()
