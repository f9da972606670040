import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from office_files import read, saved

from detector.read import Input, Limits, read_bytes, read_input, walk
from detector.types import Document


def of(path: Path, limits: Limits = Limits()) -> Document:
    (item,) = walk([str(path)])
    return read_input(item, limits)


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Dear Ms Example,\r\n")
    document = of(tmp_path / "a.txt")
    assert (document.status, document.media_type, document.plain_text) == ("read", "text/plain", True)
    assert document.sha256 == hashlib.sha256(b"Dear Ms Example,\r\n").hexdigest()
    assert document.path == str(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.txt", "text/plain"), ("a.csv", "text/csv"), ("a.docx", "application/vnd.")]
)
def test_an_empty_file_is_read_with_a_problem(name: str, media_type: str) -> None:
    document = read(b"", name)
    assert (document.status, document.problems) == ("read", (f"{name} is empty",))
    assert document.media_type.startswith(media_type)


def test_blank_files_say_that_they_hold_nothing() -> None:
    assert read(b" \n\n", "a.txt").problems == ("a.txt holds no text",)
    assert read(b"<html><body></body></html>", "a.html").problems == ("a.html holds no text",)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    document = of(tmp_path / "a.txt", Limits(file_bytes=10))
    assert document.status == "unreadable"
    assert "11 bytes" in document.problems[0]
    assert read_bytes(b"x" * 11, "b.txt", Limits(file_bytes=10)).status == "unreadable"


def test_more_text_than_the_limit_is_partly_read() -> None:
    document = read(b"word " * 100, "a.txt", Limits(decoded_chars=50))
    assert document.status == "partly-read"
    assert sum(len(block.text) for block in document.blocks) <= 50
    assert "only its first 50 characters" in document.problems[0]


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_the_limit_holds_in_every_format(name: str) -> None:
    letter = docx.Document()
    for _ in range(30):
        letter.add_paragraph("A sentence of some length.")
    data = saved(letter) if name == "a.docx" else b"<html><body>" + b"<p>A sentence of some length.</p>" * 30
    document = read(data, name, Limits(decoded_chars=100))
    assert document.status == "partly-read"
    assert 50 < sum(len(block.text) for block in document.blocks) <= 100
    assert any("only its first 100 characters" in problem for problem in document.problems)


def test_a_dangling_link_a_pipe_and_a_device(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, reason in (("link.txt", "is a link to a file that is not there"), ("pipe.txt", "is a named pipe")):
        document = of(tmp_path / name)
        assert document.status == "unreadable"
        assert len(document.problems) == 1
        assert document.problems[0].startswith(f"{tmp_path / name} {reason}")
    if stat.S_ISCHR(os.stat("/dev/null").st_mode):
        assert "is a device" in read_input(Input(Path("/dev/null"), "null"), Limits()).problems[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert "permission denied" in of(tmp_path / "a.txt").problems[0]


def test_an_error_of_the_system_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(os, "open", refuse)
    document = of(tmp_path / "a.txt")
    assert document.status == "unreadable"
    assert document.problems == (f"{tmp_path / 'a.txt'} could not be opened (permission denied); it was not read",)


def test_an_exception_inside_a_reader_has_no_values(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, builder: object) -> None:
        raise ValueError("Jane Example")

    monkeypatch.setattr("detector.read.text.read_text", fail)
    document = read(b"Jane Example", "a.txt")
    assert document.status == "unreadable"
    assert document.problems == ("a.txt could not be read: it is damaged (ValueError)",)


def test_an_exception_after_something_was_read_is_partly_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("Jane Example")

    letter = docx.Document()
    letter.add_paragraph("Visible.")
    monkeypatch.setattr("detector.read.word.read_comments", fail)
    document = read(saved(letter), "a.docx")
    assert document.status == "partly-read"
    assert [block.text for block in document.blocks] == ["Visible."]
    assert not any("Jane" in problem for problem in document.problems)


def test_a_file_under_a_wrong_name_is_read_as_what_it_is() -> None:
    document = read(saved(docx.Document()), "a.xlsx")
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.problems[0].startswith("a.xlsx is a Word document, not an Excel workbook")


def test_nothing_heavy_is_loaded_before_a_file_is_read() -> None:
    code = "import sys, detector.read; print([m for m in ('openpyxl', 'docx', 'lxml', 'charset_normalizer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
