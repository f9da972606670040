"""One run of ``detector clean``: a file in, a copy without hidden content out, and what is left."""

from __future__ import annotations

import sys
from pathlib import Path

from detector.errors import UsageError
from detector.fix.flow import read_draft
from detector.fix.run import check_output, write_whole
from detector.policy import Policy, load_policy
from detector.read import Input, read_bytes, walk
from detector.rewrite.clean import Cleaned, clean
from detector.rewrite.errors import RefusedError
from detector.run import FINDINGS, NOT_READ, NOTHING
from detector.scan import limits, scan_document


def run_clean(path: Path, output: Path, policy_file: Path | None) -> int:
    """Write the copy and say what was taken out and what is left. 0 where a scan finds nothing hidden in the copy, 1 where it does
    at the policy's level, 3 where the file was refused. Raises UsageError for a folder and for an output that cannot be."""
    policy = load_policy({}, policy_file)
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file")
    (item,) = walk([str(path)])
    check_output(item, output)
    try:
        result = clean(read_draft(item, policy), Path(item.shown).name, limits(policy))
    except RefusedError as error:
        print(f"detector: {item.shown} {error}", file=sys.stderr)
        return NOT_READ
    write_whole(output, result.data)
    sys.stdout.write(_said(item, output, result))
    return _status(item, result, policy)


def _said(item: Input, output: Path, result: Cleaned) -> str:
    lines = [f"{item.shown} -> {output.as_posix()}"]
    for title, sentences in (
        ("Taken out:", result.removed),
        ("Left, because it cannot be taken out safely:", result.left),
    ):
        if sentences:
            lines += [title, *(f"  - {sentence}" for sentence in sentences)]
    if not result.removed and not result.left:
        lines.append("Nothing is hidden in it; the copy has the same bytes.")
    return "\n".join(lines) + "\n"


def _status(item: Input, result: Cleaned, policy: Policy) -> int:
    report = scan_document(read_bytes(result.data, Path(item.shown).name, limits(policy)), policy)
    levels = ("high", "medium", "low") if policy.fail_on == "low" else ("high", "medium")
    hidden = any(f.kind == "hidden" and f.risk in levels for f in report.findings)
    return FINDINGS if hidden and policy.fail_on != "never" else NOTHING
