"""The files of one folder are one release: the letter against the tables beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LETTER = """Dear Ms Hall

Freedom of Information request FOI/2023/118

Please find attached a spreadsheet of the 12 misconduct cases. The rank and the exact month of each case have been redacted
under section 40(2) of the Act as they would identify the officers. Figures lower than five have been suppressed.

Yours sincerely
J Cole
"""
CASES = "Rank,Month,Allegation,Outcome\nPC,Mar 2021,Theft,Dismissed\nPC,Apr 2021,Assault,Warning\nSergeant,May 2021,Fraud,Resigned\n"
COUNTS = "Year,Complaints\n2019,12\n2020,3\n2021,8\nTotal,23\n"


def contradictions(folder: Path, *options: str) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "detector", "scan", str(folder), "--format", "json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    documents: list[dict[str, Any]] = json.loads(done.stdout)["documents"]
    return {Path(d["path"]).name: [f["why"] for f in d["findings"] if f["kind"] == "contradiction"] for d in documents}


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_letter_is_held_against_the_files_that_it_sends(tmp_path: Path, jobs: str) -> None:
    found = contradictions(write(tmp_path / "r", letter_txt=LETTER, cases_csv=CASES, counts_csv=COUNTS), "--jobs", jobs)
    assert any("“Rank”, “Month” are withheld" in why and "letter.txt" in why for why in found["cases.csv"])
    assert any("counts below 5" in why for why in found["counts.csv"])
    assert found["letter.txt"] == []


def test_files_of_other_folders_and_other_requests_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "r" / "one", letter_txt=LETTER)
    write(tmp_path / "r" / "two", cases_csv=CASES)
    assert contradictions(tmp_path / "r") == {"letter.txt": [], "cases.csv": []}


def test_two_letters_do_not_speak_for_each_other(tmp_path: Path) -> None:
    other = (
        "Dear Mr Lowe\n\nRequest FOI/2022/009\n\nMonths and ranks are withheld under section 40.\n\n"
        + CASES.replace(",", " | ")
    )
    found = contradictions(write(tmp_path / "r", letter_txt=LETTER, second_txt=other))
    assert not any("letter.txt" in why for why in found["second.txt"])


def test_a_table_that_keeps_the_letters_word_is_clean(tmp_path: Path) -> None:
    kept = "Allegation,Outcome\nTheft,Dismissed\nAssault,Warning\nFraud,Resigned\n"
    letter = LETTER.replace("the 12 misconduct cases", "the misconduct cases")
    assert contradictions(write(tmp_path / "r", letter_txt=letter, cases_csv=kept))["cases.csv"] == []
