"""Print in a picture, read by tesseract where it is installed. It runs on this machine and leaves no file behind."""

from __future__ import annotations

import shutil
import subprocess

_SECONDS = 120


def can_recognise() -> bool:
    """Whether tesseract is there."""
    return shutil.which("tesseract") is not None


def recognise_print(picture: bytes) -> str | None:
    """The text in a picture, empty where there is none; None where it could not be read."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", "eng"], input=picture, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    return done.stdout.decode("utf-8", "replace").replace("\f", "\n").strip()
