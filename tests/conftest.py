"""Shared fixtures: the seed letter where it is at hand, and a scan in this process (the model loads once)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def seed_path() -> Path:
    files = sorted((SHARED / "seed").glob("*.txt")) if SHARED.is_dir() else []
    if not files:
        pytest.skip("the seed letter is not at hand")
    return files[0]


@pytest.fixture(autouse=True)
def _no_outside_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DETECTOR_"):
            monkeypatch.delenv(name)


@pytest.fixture
def scan_json(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Scan paths with options and give back the JSON report as values, with the exit status under "exit"."""

    def scan(*paths: Path | str, **options: Any) -> dict[str, Any]:
        from detector.run import run_scan

        output = tmp_path / "scan-output.json"
        status = run_scan([str(p) for p in paths], {"format": "json", **options}, None, output, "stdin.txt")
        return {**json.loads(output.read_text(encoding="utf-8")), "exit": status}

    return scan


@pytest.fixture
def scan_text(tmp_path: Path, scan_json: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Scan a text and give back its document entry."""

    def scan(text: str, name: str = "draft.txt", **options: Any) -> dict[str, Any]:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return scan_json(path, **options)["documents"][0]

    return scan
