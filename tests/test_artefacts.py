"""Trained artefacts: found, opened safely, and missed with a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from detector import artefacts
from detector.evaluate.systems import scan_text
from detector.policy import load_policy


def test_all_of_them_are_there() -> None:
    assert artefacts.losses() == []
    assert "missing" not in artefacts.versions().values()


def test_a_missing_model_is_said_and_the_scan_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefacts, "artefact", lambda name: None)
    report = scan_text("In March 2021 a sergeant declared her brother.", load_policy({}))
    assert report.document.status == "read"
    assert len([p for p in report.document.problems if "models/" in p]) == 3
    assert report.findings


def test_a_file_with_other_types_inside_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.skops"
    schema = '{"__class__": "system", "__module__": "os", "__loader__": "TypeNode", "content": 1, "protocol": 0, "_skops_version": "0"}'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("schema.json", schema)
    monkeypatch.setattr(artefacts, "artefact", lambda name: path)
    with pytest.raises(ValueError, match="not expected"):
        artefacts.load_pipeline("bad.skops")
