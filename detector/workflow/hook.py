"""The check before a commit: scan what changed, in git or under pre-commit."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

from detector.errors import UsageError
from detector.run import NOTHING, run_scan

PUBLISHABLE = frozenset([".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".docx", ".docm", ".xlsx", ".xlsm"])
_HOOK = "#!/bin/sh\n# Written by `detector hook install`: scans staged drafts and tables.\nexec detector hook run\n"


def run_hook(files: Sequence[str] | None, policy_file: Path | None, fail_on: str | None) -> int:
    """Scan the changed files of a publishable kind; nothing to scan is fine. Returns the exit status of the scan."""
    changed = list(files) if files else staged_files()
    chosen = [name for name in changed if Path(name).suffix.lower() in PUBLISHABLE and Path(name).is_file()]
    if not chosen:
        return NOTHING
    return run_scan(chosen, {"fail_on": fail_on}, policy_file, None, "stdin.txt")


def staged_files() -> list[str]:
    """Added, copied, modified and renamed files in the index, relative to the working directory."""
    git = _git("diff", "--cached", "--name-only", "--relative", "--diff-filter=ACMR", "-z")
    return [name for name in git.split("\0") if name]


def install_hook(folder: Path, force: bool) -> Path:
    """Write the pre-commit hook of the repository that ``folder`` is in. Raises UsageError if there is one already."""
    path = folder / _git("rev-parse", "--git-path", "hooks/pre-commit").strip()
    if path.exists() and not force and path.read_text(errors="replace") != _HOOK:
        raise UsageError(f"{path}: there is a pre-commit hook already; --force replaces it")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HOOK)
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def _git(*arguments: str) -> str:
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=True, env=environment)
    except (OSError, subprocess.CalledProcessError):
        raise UsageError("this is not a git repository, or git is not installed") from None
    return done.stdout.decode("utf-8", "surrogateescape")
