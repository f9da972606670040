"""One run of the command: inputs and options in, a report out, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from detector.errors import UsageError
from detector.policy import Policy, load_policy
from detector.read import Input, walk
from detector.types import ScanResult
from detector.workflow.waivers import Waiver, current, load_waivers

NOTHING, FINDINGS, NOT_READ = 0, 1, 3
_LEVELS = {"high": ("high",), "medium": ("high", "medium"), "low": ("high", "medium", "low"), "never": ()}


def run_scan(
    paths: Sequence[str], options: Mapping[str, Any], policy_file: Path | None, output: Path | None, stdin_name: str
) -> int:
    """Scan, write the report, and return the exit status. Raises UsageError for anything that the user must mend."""
    policy = load_policy(options, policy_file)
    _refuse_what_is_not_there(policy)
    inputs = find_inputs(paths, stdin_name)
    if output is not None:
        _check_output(output, inputs)
    from detector.scan import scan

    with progress_bar(len(inputs)) as progress:
        result = scan(inputs, policy, usable_waivers(policy.waivers), progress)
    if not inputs:
        print("detector: no readable files in " + ", ".join(paths), file=sys.stderr)
    write_report(result, policy, output)
    return exit_status(result, policy.fail_on)


def find_inputs(paths: Sequence[str], stdin_name: str) -> list[Input]:
    """Every file under the paths; ``-`` reads standard input. Raises UsageError for a missing path."""
    inputs: list[Input] = []
    for path in paths:
        if path == "-":
            inputs.append(Input.of_bytes(sys.stdin.buffer.read(), stdin_name))
        else:
            inputs.extend(walk([path]))
    return inputs


def exit_status(result: ScanResult, fail_on: str) -> int:
    """3 if anything was not read in full (or there was nothing to read), else 1 for findings at the level, else 0."""
    if not result.documents or any(d.document.status != "read" for d in result.documents):
        return NOT_READ
    levels = _LEVELS[fail_on]
    return (
        FINDINGS
        if any(f.risk in levels and f.waiver is None for d in result.documents for f in d.findings)
        else NOTHING
    )


def write_report(result: ScanResult, policy: Policy, output: Path | None) -> None:
    """The report in the format of the policy, to a file or to standard output."""
    text = render(result, policy, colour=output is None and sys.stdout.isatty())
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None


def render(result: ScanResult, policy: Policy, colour: bool) -> str:
    """The scan in the format that the policy names."""
    from detector.report import as_html, as_json, as_sarif, as_text

    formats: dict[str, Callable[[], str]] = {
        "json": lambda: as_json.as_json(result),
        "jsonl": lambda: as_json.as_jsonl(result),
        "sarif": lambda: as_sarif.as_sarif(result),
        "html": lambda: as_html.as_html(result),
        "text": lambda: as_text.as_text(result, policy.show_values, colour),
    }
    return formats[policy.format]()


def usable_waivers(path: Path | None) -> tuple[Waiver, ...]:
    """The waivers that have not expired; how many have is said on standard error."""
    if path is None:
        return ()
    every = load_waivers(path)
    usable = current(every, date.today())
    if len(usable) < len(every):
        print(f"detector: {path}: {len(every) - len(usable)} waivers have expired and do not count", file=sys.stderr)
    return usable


def try_text(text: str) -> str:
    """What is recognised in a text: one line a mention."""
    from detector.read import Limits, read_bytes
    from detector.scan import scan_document

    report = scan_document(read_bytes(text.encode(), "text.txt", Limits()), load_policy({}))
    lines = [f"{m.entity_type:<26}{m.score:<6}{m.about:<10}{m.text!r}  {m.value or ''}" for m in report.mentions]
    return "\n".join(lines) + "\n" if lines else "Nothing was recognised.\n"


class progress_bar:  # noqa: N801
    """Progress on standard error for long runs; silent when it is not a terminal."""

    def __init__(self, total: int) -> None:
        self._show = total > 1 and sys.stderr.isatty()

    def __enter__(self) -> Callable[[int, int, str], None]:
        return self._say

    def _say(self, number: int, total: int, name: str) -> None:
        if self._show:
            sys.stderr.write(f"\r\x1b[K[{number}/{total}] {name[-70:]}")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._show:
            sys.stderr.write("\r\x1b[K")


def _refuse_what_is_not_there(policy: Policy) -> None:
    if policy.engine == "spark":
        raise UsageError("--engine spark is not part of this version; use --engine local")
    if policy.register_url is not None:
        raise UsageError("--register is not part of this version; earlier releases are not compared yet")


def _check_output(output: Path, inputs: Sequence[Input]) -> None:
    for item in inputs:
        if item.path is not None and output.exists() and output.samefile(item.path):
            raise UsageError(f"{output}: is one of the files to scan and would be overwritten")
    if not output.parent.is_dir():
        raise UsageError(f"{output}: the folder does not exist")
