"""The command on files of every format: what is found, what stays silent, and the exit status."""

import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen import canvas

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]

CLEAN = ["Freedom of Information request 1234/26", "", "Dear applicant,", "", "You asked how many vehicles the force owns.",
         "The force owns 412 vehicles. The figure is of 31 March 2026.", "", "Yours faithfully,", "", "Information Access Team"]  # fmt: skip
SECRET = "Imogen Thistlewood was dismissed"


def pdf(*extra: Callable[[Any], None]) -> bytes:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, invariant=1)
    for number, line in enumerate(CLEAN):
        page.drawString(60, 780 - 15 * number, line)
    for draw in extra:
        draw(page)
    page.save()
    return stream.getvalue()


def boxed(page: Any) -> None:
    page.drawString(60, 500, SECRET)
    page.rect(55, 495, 300, 18, fill=1)


def rules(report: dict[str, Any]) -> set[tuple[str, str]]:
    return {(f["rule"], f["risk"]) for f in report["documents"][0]["findings"]}


def eml(**headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in {"Subject": CLEAN[0], "From": "foi@calder.police.example", **headers}.items():
        mail[name] = value
    mail.set_content("\n".join(CLEAN[2:]))
    return mail.as_bytes()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


TEXT = "\n".join(CLEAN).encode()
RTF = b"{\\rtf1\\ansi " + b"\\par ".join(line.encode() for line in CLEAN)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf()),
        ("a.eml", eml()),
        ("a.zip", zipped(answer_txt=TEXT, answer_pdf=pdf())),
        ("a.rtf", RTF + b"\\par}"),
        ("a.json", json.dumps({"title": "Vehicles", "total": 412}).encode()),
    ],
)
def test_a_clean_file_has_no_finding(name: str, data: bytes, tmp_path: Path, scan_json: Scan) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    report = scan_json(path)
    assert [f for f in report["documents"][0]["findings"] if f["risk"] != "low"] == []
    assert report["documents"][0]["status"] == "read"
    assert report["exit"] == 0


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.pdf", pdf(boxed), "HIDDEN-COVERED"),
        ("a.eml", eml(Bcc="imogen.thistlewood@home.example"), "HIDDEN-MAIL-HEADER"),
        ("a.zip", zipped(answer_txt=TEXT, answer_pdf=pdf(boxed)), "HIDDEN-COVERED"),
        ("a.rtf", RTF + b"{\\v " + SECRET.encode() + b"}\\par}", "HIDDEN-VANISHED"),
    ],
)
def test_what_is_hidden_is_a_high_finding(name: str, data: bytes, rule: str, tmp_path: Path, scan_json: Scan) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    report = scan_json(path)
    assert (rule, "high") in rules(report)
    assert report["exit"] == 1


def test_one_entry_for_an_archive_with_its_parts(tmp_path: Path, scan_json: Scan) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(answer_txt=TEXT, answer_pdf=pdf(boxed), noise_bin=bytes(range(256)) * 9))
    report = scan_json(path)
    assert len(report["documents"]) == 1
    assert report["exit"] == 3
    finding = next(f for f in report["documents"][0]["findings"] if f["rule"] == "HIDDEN-COVERED")
    assert (finding["where"]["part"], finding["where"]["page"]) == ("answer.pdf", 1)
    assert any("noise.bin" in problem for problem in report["documents"][0]["problems"])


def test_a_locked_file_stops_nothing(tmp_path: Path, scan_json: Scan) -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    (tmp_path / "open.pdf").write_bytes(pdf())
    report = scan_json(tmp_path / "locked.pdf", tmp_path / "open.pdf")
    assert [document["status"] for document in report["documents"]] == ["unreadable", "read"]
    assert report["documents"][0]["problems"][0].endswith("locked.pdf is password-protected; it was not read")
    assert report["exit"] == 3
