"""The built wheel works outside the checkout, with its data and models inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(run, check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    run = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(run, check=True, capture_output=True, cwd=folder)
    return target


def _run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DETECTOR_")} | {
        "PYTHONPATH": str(installed)
    }
    return subprocess.run([sys.executable, *arguments], capture_output=True, cwd=folder, env=environment, timeout=180)


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    code = "import detector, recognizers; print(detector.__file__); print(recognizers.__file__)"
    for line in _run(installed, tmp_path, "-c", code).stdout.decode().split():
        assert Path(line).is_relative_to(installed)
    assert not {"models", "corpora", "tests"} & {path.name for path in installed.iterdir()}


def test_the_wheel_scans_a_draft(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(
        "In March 2021 a sergeant in Leeds declared her sister's partner, crime ref 12230168131."
    )
    done = _run(installed, tmp_path, "-m", "detector", "scan", "draft.txt", "--format", "json")
    assert done.returncode == 1, done.stderr.decode()
    assert b"RELATIONSHIP" in done.stdout
    assert b"CRIME_REFERENCE" in done.stdout
    html = _run(installed, tmp_path, "-m", "detector", "scan", "draft.txt", "--format", "html")
    assert b"<html" in html.stdout


def test_the_wheel_fixes_a_draft(installed: Path, tmp_path: Path) -> None:
    text = "On 3 March 2021 a sergeant in Leeds declared that her sister's partner had been arrested."
    (tmp_path / "draft.txt").write_text(text)
    done = _run(installed, tmp_path, "-m", "detector", "fix", "draft.txt", "-o", "safe.txt")
    assert done.returncode == 0, done.stderr.decode()
    assert "sister" not in (tmp_path / "safe.txt").read_text()
