"""The command as a user runs it, on files, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.slow


def detector(
    *arguments: str | Path, cwd: Path | None = None, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DETECTOR_")}
    command = [sys.executable, "-m", "detector", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=stdin, cwd=cwd, env={**clean, **environment}, timeout=120)


def test_the_example_draft(tmp_path: Path) -> None:
    done = detector("scan", ROOT / "corpora" / "examples", cwd=tmp_path)
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "DO NOT PUBLISH YET" in text
    assert "LETTER-CONTRADICTION" in text
    assert "TABLE-UNIQUE" in text
    assert "TEXT-COMBINATION" in text
    assert "44220051508" not in text
    assert "Whitfield" not in text
    shown = detector("scan", ROOT / "corpora" / "examples", "--show-values", "--fail-on", "never", cwd=tmp_path)
    assert shown.returncode == 0
    assert "44220051508" in shown.stdout.decode()


def test_bad_input_is_one_clear_line_each_and_nothing_else_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    with zipfile.ZipFile(folder / "renamed.docx", "w") as archive:
        archive.writestr("notes.txt", "hello")
    book = openpyxl.Workbook()
    book.active.append(["Rank", "Year"])
    book.save(folder / "whole.xlsx")
    (folder / "truncated.xlsx").write_bytes((folder / "whole.xlsx").read_bytes()[:900])
    (folder / "good.txt").write_text("Her sister's partner was arrested on 3 March 2021 in Leeds.")
    (folder / "utf16.csv").write_bytes("Rank,Year\r\nPC,2021\r\nSergeant,2022\r\n".encode("utf-16"))
    done = detector("scan", folder, "--format", "json", "-o", tmp_path / "out.json", cwd=tmp_path)
    assert done.returncode == 3
    documents = {Path(d["path"]).name: d for d in json.loads((tmp_path / "out.json").read_text())["documents"]}
    assert documents["empty.txt"]["status"] == "read"
    assert documents["empty.txt"]["problems"]
    assert documents["truncated.xlsx"]["status"] == "unreadable"
    assert len(documents["truncated.xlsx"]["problems"]) == 1
    assert documents["renamed.docx"]["media_type"] == "application/zip"
    assert documents["good.txt"]["findings"]
    assert documents["utf16.csv"]["tables"][0]["rows"] == 2


def test_usage_errors_are_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "detector.toml").write_text("k = 5\nsurprise = 1\n")
    (tmp_path / "a.txt").write_text("Nothing here.")
    done = detector("scan", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "line 2" in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert b"Traceback" not in done.stderr
    (tmp_path / "detector.toml").unlink()
    assert detector("scan", "missing.txt", cwd=tmp_path).returncode == 2
    assert detector("scan", "a.txt", "--fail-on", "sometimes", cwd=tmp_path).returncode == 2
    assert detector("scan", "a.txt", "--column", "x", cwd=tmp_path).returncode == 2
    assert detector("scan", "a.txt", cwd=tmp_path).returncode == 0


def test_a_folder_without_files_is_3_and_a_text_over_the_limit_is_3(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert detector("scan", "empty", cwd=tmp_path).returncode == 3
    (tmp_path / "long.txt").write_text("All is well here. " * 80_000)
    done = detector("scan", "long.txt", "--max-text-mb", "1", cwd=tmp_path)
    assert done.returncode == 3
    assert b"NOT READ IN FULL" in done.stdout


def test_standard_input_and_stable_bytes(tmp_path: Path) -> None:
    text = b"PC 4512 Smith's brother was arrested in May 2021. Contact: foi@northmoor.police.uk"
    first = detector("scan", "-", "--stdin-name", "note.txt", "--format", "json", cwd=tmp_path, stdin=text)
    second = detector("scan", "-", "--stdin-name", "note.txt", "--format", "json", cwd=tmp_path, stdin=text)
    assert first.stdout == second.stdout
    assert first.returncode == 1
    document = json.loads(first.stdout)["documents"][0]
    assert document["path"] == "note.txt"
    for mention in document["mentions"]:
        assert text.decode()[mention["start"] : mention["end"]] == mention["text"]


def test_the_hook_scans_staged_files(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "draft.txt").write_text("DC Ann Example's sister was arrested on 3 March 2021.")
    (tmp_path / "code.py").write_text("x = 1\n")
    assert detector("hook", "run", cwd=tmp_path).returncode == 0
    git("add", ".")
    done = detector("hook", "run", cwd=tmp_path)
    assert done.returncode == 1
    assert b"draft.txt" in done.stdout
    assert b"code.py" not in done.stdout
    assert detector("hook", "install", cwd=tmp_path).returncode == 0
    assert os.access(tmp_path / ".git" / "hooks" / "pre-commit", os.X_OK)


def test_explain_and_recognizers(tmp_path: Path) -> None:
    explained = detector("explain", "TABLE-UNIQUE").stdout.decode()
    assert "Sources:" in explained
    assert detector("explain", "NO-SUCH-RULE").returncode == 2
    tried = detector("recognizers", "try", "her sister's partner was arrested in March 2021").stdout.decode()
    assert "RELATIONSHIP" in tried
    assert "DATE_TIME" in tried
