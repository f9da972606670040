"""Files with something out of sight and their clean counterparts, through the command as a user runs it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

pytestmark = pytest.mark.slow

LETTER = "Thank you for your request. Thames Valley Police recorded 120 dismissals in 2020 and 140 in 2021."
SECRET = "Sergeant Alan Whitfield was dismissed for theft in March 2021."


def scan(folder: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DETECTOR_")}
    command = [sys.executable, "-m", "detector", "scan", str(folder), "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=clean, timeout=300, check=False)
    return done.returncode, {Path(d["path"]).name: d for d in json.loads(done.stdout)["documents"]}


def word(path: Path, secret: bool) -> None:
    letter = docx.Document()
    letter.core_properties.author, letter.core_properties.comments = "Thames Valley Police", ""
    paragraph = letter.add_paragraph(LETTER)
    if secret:
        paragraph.add_run(" " + SECRET).font.hidden = True
    letter.save(str(path))


def excel(path: Path, secret: bool) -> None:
    book = openpyxl.Workbook()
    book.properties.creator = "Thames Valley Police"
    for row in (["Year", "Number of dismissals"], ["2020", 120], ["2021", 140], ["Total", 260]):
        book.active.append(row)
    if secret:
        book.active["BA900"] = SECRET
    book.save(path)


def slides(path: Path, secret: bool) -> None:
    deck = pptx.Presentation()
    for name in ("author", "comments", "title", "last_modified_by"):
        setattr(deck.core_properties, name, "")
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Dismissals in 2020 and 2021"
    if secret:
        slide.notes_slide.notes_text_frame.text = SECRET
    deck.save(str(path))


def opened_text(path: Path, secret: bool) -> None:
    document = OpenDocumentText()
    document.text.addElement(text.P(text=LETTER))
    if secret:
        section = text.Section(name="s", display="none")
        section.addElement(text.P(text=SECRET))
        document.text.addElement(section)
    written(document, path)


def opened_sheet(path: Path, secret: bool) -> None:
    document = OpenDocumentSpreadsheet()
    grid = table.Table(name="Data")
    rows = [["Year", "Number of dismissals", "Note"], ["2020", "120", "-"], ["2021", "140", SECRET if secret else "-"]]
    for number, values in enumerate(rows):
        row = table.TableRow(visibility="collapse" if number == 2 and secret else "visible")
        for value in values:
            cell = table.TableCell()
            cell.addElement(text.P(text=value))
            row.addElement(cell)
        grid.addElement(row)
    document.spreadsheet.addElement(grid)
    written(document, path)


def written(document: Any, path: Path) -> None:
    stream = io.BytesIO()
    document.write(stream)
    path.write_bytes(stream.getvalue())


def page(path: Path, secret: bool) -> None:
    style = "<style>.n .b { display: none }</style>"
    hidden = f'<div class="n"><p class="b">{SECRET}</p></div>' if secret else '<div class="n"><p>Contact us</p></div>'
    path.write_text(f"<!DOCTYPE html><html><head>{style}</head><body><p>{LETTER}</p>{hidden}</body></html>", "utf-8")


FILES = {
    "a.docx": (word, "HIDDEN-VANISHED"),
    "a.xlsx": (excel, "HIDDEN-FAR"),
    "a.pptx": (slides, "HIDDEN-NOTES"),
    "a.odt": (opened_text, "HIDDEN-VANISHED"),
    "a.ods": (opened_sheet, "HIDDEN-CELLS"),
    "a.html": (page, "HIDDEN-ELEMENT"),
}


def test_every_format_gives_away_what_is_out_of_sight_and_its_counterpart_nothing(tmp_path: Path) -> None:
    for folder, secret in (("clean", False), ("leaking", True)):
        (tmp_path / folder).mkdir()
        for name, (write, _) in FILES.items():
            write(tmp_path / folder / name, secret)
    status, documents = scan(tmp_path / "clean")
    alarms = {
        name: [(f["rule"], f["risk"], f["where"]) for f in document["findings"] if f["risk"] != "low"]
        for name, document in documents.items()
    }
    assert alarms == {name: [] for name in FILES}
    assert status == 0
    status, documents = scan(tmp_path / "leaking")
    assert status == 1
    for name, (_, rule) in FILES.items():
        found = [f for f in documents[name]["findings"] if f["rule"] == rule]
        assert [f["risk"] for f in found] == ["high"], name
        assert "To remove it:" in found[0]["why"]
        assert any(m["text"] == "Alan Whitfield" and m["where"]["hidden"] for m in documents[name]["mentions"]), name
    assert documents["a.xlsx"]["whatdotheyknow"]["would_hide"] is False
    assert documents["a.ods"]["whatdotheyknow"]["counts"]["hidden_rows"] == 1
