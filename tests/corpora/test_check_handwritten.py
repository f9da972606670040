"""The hand-written corpus keeps its own rules, and the checker notices when a document does not."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "corpora" / "check_handwritten.py"
HEADER = "---\nid: dev-001\ngenre: {genre}\nlanguage: en\nclean: {clean}\nsource: written for this project\n---\n"
FILLER = " The reply is made in good faith." * 25


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_handwritten", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _problems(check: ModuleType, folder: Path, text: str, clean: bool = False) -> list[str]:
    path = folder / "001-letter.txt"
    header = HEADER.format(genre="clean-letter" if clean else "letter", clean=str(clean).lower())
    path.write_text(header + text + FILLER, "utf-8")
    return list(check.problems(check.read(path, "dev")))


def test_the_corpus_has_no_error(check: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    status = check.main([])
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("error")] == []
    assert status == 0


def test_a_document_that_keeps_the_rules_passes(check: ModuleType, tmp_path: Path) -> None:
    assert _problems(check, tmp_path, "Mr [[PERSON case #a|Idris Vane]], [[DATE_TIME case month|May 2021]].") == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[PERSN case|Idris Vane]]", "unknown type"),
        ("[[PERSON nobody|Idris Vane]]", "unknown 'about'"),
        ("[[DATE_TIME case|May 2021]]", "granularity"),
        ("[[AGE case month|31]]", "granularity"),
        ("[[DATE_TIME case decade|the twenties]]", "unknown granularity"),
        ("[[PERSON case|Mr Vane]]", "title or rank"),
        ("[[PERSON case|Vane ]]", "space"),
        ("[[PERSON case #a|Vane]] [[ORGANIZATION case #a|Vane Ltd]]", "different types"),
    ],
)
def test_a_wrong_mark_is_reported(check: ModuleType, tmp_path: Path, text: str, complaint: str) -> None:
    found = _problems(check, tmp_path, text)
    assert len(found) == 1
    assert complaint in found[0]


def test_a_case_in_a_clean_letter_is_reported(check: ModuleType, tmp_path: Path) -> None:
    assert len(_problems(check, tmp_path, "[[PERSON staff|Idris Vane]] [[PERSON requester|Odile Marsh]]", True)) == 1


@pytest.mark.parametrize("text", ["[[LOCATION case|the [[PERSON case|Vane]] ward]]", "[[PERSON case|Vane"])
def test_nested_and_open_marks_cannot_be_read(check: ModuleType, tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        _problems(check, tmp_path, text)
