"""One run of ``detector fix``: a draft in, a copy out, and the exit status of the copy."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detector.errors import UsageError
from detector.fix import summary
from detector.fix.as_text import visible_text
from detector.fix.flow import Fixed, fixed, read_draft
from detector.fix.reviewer import name_of, reviewers_copy
from detector.policy import Policy, load_policy
from detector.read import Input, read_bytes, walk
from detector.rewrite.errors import RefusedError
from detector.run import NOT_READ, exit_status, usable_waivers
from detector.scan import limits
from detector.types import ScanResult

_TEXT = frozenset({".txt", ".md", ".text", ".markdown"})
_NAMES = {".htm": ".html", ".jpeg": ".jpg", ".markdown": ".md", ".text": ".txt"}


def run_fix(
    path: Path, output: Path, options: Mapping[str, Any], policy_file: Path | None, as_json: bool, mark_up: bool = False
) -> int:
    """Fix a file, or every file of a folder into another folder, print what was done, and return the worst exit status.

    Raises UsageError for a path that is not there, and for an output that would overwrite the draft or is of another format.
    """
    policy = load_policy(options, policy_file)
    inputs = walk([str(path)])
    if not path.is_dir():
        return max(_one(item, output, policy, as_json, mark_up) for item in inputs)
    if output.resolve() == path.resolve() or path.resolve() in output.resolve().parents:
        raise UsageError(f"{output}: lies in the folder of the drafts; name another one")
    output.mkdir(parents=True, exist_ok=True)
    status = 0
    for item in inputs:
        relative = Path(item.shown).relative_to(path.as_posix()) if item.path is None else item.path.relative_to(path)
        target = output / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        status = max(status, _one(item, target, policy, as_json, mark_up))
    return status if inputs else NOT_READ


def _one(item: Input, output: Path, policy: Policy, as_json: bool, mark_up: bool) -> int:
    check_output(item, output)
    if mark_up and output.suffix.lower() != ".docx":
        raise UsageError(f"{output}: a marked-up copy is written for Word files (.docx) only")
    try:
        data = read_draft(item, policy)
        name = Path(item.shown).name
        if output.suffix.lower() in _TEXT and Path(name).suffix.lower() not in _TEXT:
            document = read_bytes(data, name, limits(policy))
            data, name = visible_text(document).encode(), output.name
        # A tracked change is shown where a text was; a row that is gone has no such place.
        result = fixed(data, name, policy, usable_waivers(policy.waivers), whole_lines=not mark_up)
        review = reviewers_copy(result, policy) if mark_up else None
    except RefusedError as error:
        print(f"detector: {item.shown} {error}{_offer(item, output)}", file=sys.stderr)
        return NOT_READ
    write_whole(output, result.data)
    if review is not None:
        write_whole(name_of(output), review)
        print(f"The reviewer's copy, with the personal data in it: {name_of(output).as_posix()}", file=sys.stderr)
    _say(result, item.shown, output, policy, as_json)
    return exit_status(ScanResult(policy.effective(), {}, (result.after,)), policy.fail_on)


def check_output(item: Input, output: Path) -> None:
    """Raise UsageError for an output that is the draft itself, lies nowhere, or has the ending of another format."""
    if item.path is not None and output.exists() and output.samefile(item.path):
        raise UsageError(f"{output}: is the draft itself, which is never overwritten")
    if not output.parent.is_dir():
        raise UsageError(f"{output}: the folder does not exist")
    if output.is_dir():
        raise UsageError(f"{output}: is a folder; name a file")
    old, new = (_NAMES.get(s, s) for s in (Path(item.shown).suffix.lower(), output.suffix.lower()))
    if new != old and new not in _TEXT:
        raise UsageError(f"{output}: must end in {old or 'nothing'} like the draft, or in .txt for its text alone")


def _offer(item: Input, output: Path) -> str:
    return (
        ""
        if output.suffix.lower() in _TEXT
        else f" (its changed text can be had with -o {output.with_suffix('.txt').name})"
    )


def write_whole(output: Path, data: bytes) -> None:
    """Whole or not at all: a copy that was cut off must not be taken for one."""
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=".fix-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, output)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None


def _say(result: Fixed, source: str, output: Path, policy: Policy, as_json: bool) -> None:
    target = output.as_posix()
    text = (
        summary.as_json(result, source, target)
        if as_json
        else summary.as_text(result, source, target, policy.show_values)
    )
    sys.stdout.write(text)
