"""What is hidden goes, what is seen stays, in every format: with files that real programs wrote and their clean counterparts."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from detector.fix.clean import run_clean
from detector.read import Limits, read_bytes
from detector.rewrite.clean import clean
from detector.rewrite.clean.characters import without_invisible
from detector.rewrite.clean.picture import without_metadata
from detector.rewrite.errors import RefusedError
from tests.end_to_end.test_hidden_places import FILES, SECRET
from tests.read.office_files import edited


def everything(data: bytes) -> str:
    """All text of a file, its packed parts included."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("name", FILES)
def test_what_is_hidden_goes_and_the_counterpart_shows_the_same(name: str, tmp_path: Path) -> None:
    write, _ = FILES[name]
    write(tmp_path / name, True)
    result = clean((tmp_path / name).read_bytes(), name, Limits())
    document = read_bytes(result.data, name, Limits())
    assert document.status == "read"
    assert document.hidden == ()
    assert result.left == ()
    assert result.removed
    assert "Whitfield" not in everything(result.data)
    again = clean(result.data, name, Limits())
    assert again.data == result.data


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_copy(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name, (write, _) in FILES.items():
        write(tmp_path / name, True)
        copy = tmp_path / "out" / f"{name.replace('.', '-')}.{name.rpartition('.')[2]}"
        copy.write_bytes(clean((tmp_path / name).read_bytes(), name, Limits()).data)
    files = sorted(map(str, (tmp_path / "out").iterdir()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path / "pdf"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    printed = {path.stem for path in (tmp_path / "pdf").iterdir() if path.read_bytes().startswith(b"%PDF")}
    assert printed == {Path(file).stem for file in files}


def test_tracked_changes_comments_and_controls_of_word() -> None:
    document = docx.Document()
    document.core_properties.author = "Ann Example"
    document.add_paragraph("Seen and kept.")
    out = io.BytesIO()
    document.save(out)
    body = (
        '<w:p><w:ins w:id="1" w:author="Bo Example"><w:r><w:t>Added.</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Bo Example"><w:r><w:delText>Cy Secret</w:delText></w:r></w:del>'
        '<w:sdt><w:sdtPr><w:alias w:val="Name of Dee Secret"/></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve"> Inside.</w:t></w:r>'
        "</w:sdtContent></w:sdt><w:r><w:rPr><w:vanish/></w:rPr><w:t>Eve Secret</w:t></w:r></w:p>"
    )
    data = edited(
        out.getvalue(),
        lambda name, part: (
            part.replace(b"<w:sectPr", body.encode() + b"<w:sectPr") if name == "word/document.xml" else part
        ),
    )
    result = clean(data, "a.docx", Limits())
    text = everything(result.data)
    assert [p.text for p in docx.Document(io.BytesIO(result.data)).paragraphs] == ["Seen and kept.", "Added. Inside."]
    assert not any(secret in text for secret in ("Secret", "Example"))


def test_sheets_formulas_and_names_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Year", "Count"], ["2020", 5], ["2021", 7]):
        sheet.append(row)
    sheet["A2"].comment = openpyxl.comments.Comment("Ask Ann Example", "Bo Example")
    hidden = book.create_sheet("Working")
    hidden["A1"] = SECRET
    hidden.sheet_state = "veryHidden"
    shown = book.create_sheet("Shown")
    shown["A1"] = "Kept"
    book.defined_names["who"] = openpyxl.workbook.defined_name.DefinedName("who", attr_text='"Cy Example"')
    out = io.BytesIO()
    book.save(out)
    result = clean(out.getvalue(), "a.xlsx", Limits())
    again = openpyxl.load_workbook(io.BytesIO(result.data))
    assert again.sheetnames == ["Sheet", "Shown"]
    assert again["Shown"]["A1"].value == "Kept"
    assert again["Sheet"]["A2"].comment is None
    assert not any(secret in everything(result.data) for secret in ("Whitfield", "Example"))


def test_a_file_without_anything_hidden_keeps_its_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "a.odt"):
        write, _ = FILES[name]
        write(tmp_path / name, False)
        data = clean((tmp_path / name).read_bytes(), name, Limits()).data
        assert clean(data, name, Limits()).data == data


def test_pixels_of_a_picture_stay() -> None:
    picture = Image.new("RGB", (20, 10), (10, 200, 30))
    exif = Image.Exif()
    exif[0x013B] = "Ann Example"
    for format_ in ("JPEG", "PNG", "WEBP"):
        out = io.BytesIO()
        picture.save(out, format_, exif=exif)
        plain = without_metadata(out.getvalue())
        assert b"Ann Example" in out.getvalue()
        assert b"Ann Example" not in plain
        with Image.open(io.BytesIO(plain)) as one, Image.open(io.BytesIO(out.getvalue())) as other:
            assert one.tobytes() == other.tobytes()


def test_characters_that_no_screen_shows() -> None:
    smuggled = "".join(chr(0xE0000 + ord(c)) for c in "Ann Example")
    assert without_invisible(f"Re\u200bdacted{smuggled} text \u202eeht") == "Redacted text eht"
    welsh_flag = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert without_invisible(f"Cymru {welsh_flag}") == f"Cymru {welsh_flag}"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.eml", b"From: Ann Example <ann@police.uk>\nX-Secret: Bo\nSubject: FOI\n\nText of an answer.\n", "e-mail"),
        ("a.zip", b"PK\x03\x04broken", "damaged"),
    ],
)
def test_what_cannot_be_written_is_refused(name: str, data: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        clean(data, name, Limits())


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write, _ = FILES["a.xlsx"]
    write(tmp_path / "a.xlsx", True)
    assert run_clean(tmp_path / "a.xlsx", tmp_path / "b.xlsx", None) == 0
    said = capsys.readouterr().out
    assert "Taken out:" in said
    assert "far away" in said
    assert "Whitfield" not in said
