import os
from pathlib import Path

import pytest

from detector.read import Input, MissingPathError, walk


def shown(*paths: Path) -> list[str]:
    return [Path(item.shown).name for item in walk([str(path) for path in paths])]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/z.txt", "c/d/y.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert shown(tmp_path) == ["a.txt", "b.txt", "y.txt", "z.txt"]


def test_hidden_lock_and_system_files_are_left_out_of_folders(tmp_path: Path) -> None:
    for name in (".git/config", ".hidden", "~$answer.docx", "Thumbs.db", "__MACOSX/a.txt", "answer.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert shown(tmp_path) == ["answer.txt"]
    assert shown(tmp_path / ".hidden") == [".hidden"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("x")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert shown(tmp_path) == ["a.txt"]


def test_a_dangling_link_has_an_entry(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert shown(tmp_path) == ["gone.txt"]


def test_a_missing_path_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match=r"missing\.txt: no such file or folder"):
        walk([str(tmp_path / "missing.txt")])


def test_a_name_that_is_not_utf_8_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "w") as stream:
            stream.write("x")
    except OSError:
        pytest.skip("the file system refuses such names")
    assert walk([str(tmp_path)])[0].shown.endswith("caf\ufffd.txt")


def test_bytes_under_a_name() -> None:
    assert Input.of_bytes(b"x", "stdin.txt") == Input(None, "stdin.txt", b"x")
