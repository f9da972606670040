"""A fix of a draft in every format that is written: nothing that was found survives, and nothing else is touched."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from detector.errors import UsageError
from detector.fix.flow import Fixed, fixed
from detector.fix.run import run_fix
from detector.policy import load_policy
from detector.rewrite.errors import RefusedError

LETTER = """Dear Ms Okafor,

Thank you for your request of 3 May 2024 about declarable associations.

On 3 March 2021 a Detective Sergeant at Brixton police station declared that her sister's partner, Wayne Hollis, had been arrested for burglary. She was given words of advice.

An officer aged 45 reported in June 2022 that his son had been cautioned for theft.

Yours sincerely,

Helen Carmichael
Information Rights Officer
"""
HEADINGS = ("No", "Rank", "Date of dismissal", "Reason")
CASES = (
    ("PC", "3 March 2021", "Drugs"), ("PC", "14 March 2021", "Drugs"), ("Sergeant", "2 May 2021", "Assault"),
    ("PC", "9 June 2021", "Fraud"), ("Inspector", "1 July 2021", "Sexual misconduct"), ("PC", "8 August 2021", "Drugs"),
    ("DC", "4 January 2022", "Assault"), ("PC", "7 February 2022", "Fraud"), ("Sergeant", "9 March 2022", "Drugs"),
    ("PC", "1 June 2022", "Drugs"), ("PC", "2 July 2022", "Assault"), ("DS", "3 September 2022", "Fraud"),
)  # fmt: skip


def fix(data: bytes, name: str, **options: object) -> Fixed:
    return fixed(data, name, load_policy(options, start=Path("/")))


def open_findings(result: Fixed) -> list[str]:
    return [f.rule for f in result.after.findings if f.risk != "low"]


def test_a_letter_reads_as_english_and_keeps_the_rest() -> None:
    result = fix(LETTER.encode(), "letter.txt")
    text = result.data.decode()
    assert open_findings(result) == []
    assert "Hollis" not in text
    assert "Okafor" not in text
    assert "Dear [redacted: s.40(2)]," in text
    assert "Between January and March 2021 a Detective Sergeant declared that a relative's partner" in text
    assert (
        "An officer aged 40 to 49 reported between April and June 2022 that a family member had been cautioned" in text
    )
    before, after = LETTER.splitlines(), text.splitlines()
    assert [b for b, a in zip(before, after, strict=True) if b != a] == [before[0], before[4], before[6]]


def test_what_is_kept_is_kept() -> None:
    text = fix(LETTER.encode(), "letter.txt", keep=["relationship"]).data.decode()
    assert "sister's partner" in text
    assert "his son" in text


def test_line_ends_byte_order_mark_and_encoding_stay() -> None:
    data = b"\xef\xbb\xbf" + LETTER.replace("\n", "\r\n").encode()
    result = fix(data, "letter.md").data
    assert result.startswith(b"\xef\xbb\xbf")
    assert result.count(b"\r\n") == data.count(b"\r\n")
    wide = fix(LETTER.encode("utf-16"), "letter.txt").data
    assert "Helen Carmichael" in wide.decode("utf-16")


def test_a_numbered_mark_is_the_same_for_the_same_person() -> None:
    text = LETTER.replace(
        "She was given", "Wayne Hollis denied it. Mr Hollis's sister, Priya Nair, agreed. She was given"
    )
    result = fix(text.encode(), "letter.txt", mark="[person {n}: s.40(2)]").data.decode()
    numbers = [part[0] for part in result.split("[person ")[1:]]
    assert "Hollis" not in result
    assert "Nair" not in result
    assert len(set(numbers)) == 3
    assert max(numbers.count(n) for n in numbers) >= 3


def test_a_csv_of_cases() -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    names = ["Oduya, Jane", "Wayne Hollis", 'Peter "Pete" Mills']
    writer.writerow(["Name", *HEADINGS[1:]])
    writer.writerows([names[i % 3], *case] for i, case in enumerate(CASES))
    result = fix(out.getvalue().encode(), "cases.csv")
    rows = list(csv.reader(io.StringIO(result.data.decode())))
    assert open_findings(result) == []
    assert rows[0] == ["Name", *HEADINGS[1:]]
    assert {row[0] for row in rows[1:]} == {"[redacted: s.40(2)]"}
    assert [row[3] for row in rows[1:]] == [case[2] for case in CASES]
    (table,) = result.after.tables
    assert table.plain is not None
    assert table.plain.k_min >= 5


def test_a_word_file_keeps_its_formatting() -> None:
    document = docx.Document()
    document.add_heading("Response", 1)
    paragraph = document.add_paragraph("We found that Wayne ")
    paragraph.add_run("Hol").bold = True
    paragraph.add_run("lis of 14 Acacia Road, Croydon was ")
    paragraph.add_run("interviewed").italic = True
    paragraph.add_run(" in March 2021.")
    table = document.add_table(1, 4)
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = text
    for number, case in enumerate(CASES, 1):
        for cell, text in zip(table.add_row().cells, (str(number), *case), strict=True):
            cell.text = text
    document.sections[0].footer.paragraphs[0].text = "Drafted about Wayne Hollis"
    out = io.BytesIO()
    document.save(out)
    result = fix(out.getvalue(), "letter.docx")
    changed = docx.Document(io.BytesIO(result.data))
    assert open_findings(result) == []
    assert changed.paragraphs[0].style.name == "Heading 1"
    assert [r.text for r in changed.paragraphs[1].runs if r.italic] == ["interviewed"]
    assert "Hollis" not in "".join(p.text for p in changed.paragraphs)
    assert "Hollis" not in changed.sections[0].footer.paragraphs[0].text
    assert [c.text for c in changed.tables[0].rows[0].cells] == list(HEADINGS)
    assert [row.cells[3].text for row in changed.tables[0].rows[1:]] == [case[2] for case in CASES]


def test_a_workbook_keeps_no_old_text_behind_its_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", *HEADINGS[1:]])
    for number, case in enumerate(CASES):
        sheet.append([["Jane Oduya", "Wayne Hollis", "Peter Mills"][number % 3], *case])
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    result = fix(out.getvalue(), "cases.xlsx")
    again = openpyxl.load_workbook(io.BytesIO(result.data)).active
    assert again is not None
    assert open_findings(result) == []
    assert again["A1"].font.bold
    assert {again.cell(row, 1).value for row in range(2, 14)} == {"[redacted: s.40(2)]"}
    with zipfile.ZipFile(io.BytesIO(result.data)) as package:
        assert not any(b"Oduya" in package.read(name) for name in package.namelist())


def test_a_page_keeps_every_byte_that_is_not_changed() -> None:
    page = (
        "<!DOCTYPE html><html><body><p class='a'>Dear Ms&nbsp;<b>Ok</b>afor,</p>\n<p>Wayne <i>Hollis</i> &amp; his dog &pound;5 "
        "lived at 14 Acacia Road.</p><!-- --><p>Yours sincerely</p></body></html>"
    )
    result = fix(page.encode(), "page.html").data.decode()
    assert "Hollis" not in result
    assert "afor" not in result
    assert "&amp; his dog &pound;5 " in result
    assert result.startswith("<!DOCTYPE html><html><body><p class='a'>Dear ")
    assert result.endswith("<p>Yours sincerely</p></body></html>")


def test_nothing_to_do_gives_the_same_bytes() -> None:
    clean = b"Dear applicant,\r\n\r\nWe hold no information. Section 1(1)(a) applies.\r\n"
    assert fix(clean, "letter.txt").data == clean


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be written"):
        fix(b"{\\rtf1 Wayne Hollis of 14 Acacia Road was arrested.}", "letter.rtf")


def test_the_draft_is_never_overwritten(tmp_path: Path) -> None:
    draft = tmp_path / "letter.txt"
    draft.write_text(LETTER, "utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(draft)
    for output in (draft, link, tmp_path / "letter.docx"):
        with pytest.raises(UsageError):
            run_fix(draft, output, {}, None, False)
    assert draft.read_text("utf-8") == LETTER


def test_the_text_of_a_format_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "letter.rtf"
    draft.write_bytes(b"{\\rtf1 Wayne Hollis of 14 Acacia Road was arrested in March 2021.}")
    assert run_fix(draft, tmp_path / "out.rtf", {}, None, False) == 3
    assert "-o out.txt" in capsys.readouterr().err
    assert run_fix(draft, tmp_path / "out.txt", {}, None, False) == 0
    text = (tmp_path / "out.txt").read_text("utf-8")
    assert "Hollis" not in text
    assert "Hollis" not in capsys.readouterr().out


def test_slides_and_open_documents(tmp_path: Path) -> None:
    import pptx
    from odf import table, text
    from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

    sentence = "We found that Wayne Hollis of 14 Acacia Road, Croydon was interviewed in March 2021."
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Answer to your request"
    slide.placeholders[1].text = sentence
    grid = slide.shapes.add_table(len(CASES) + 1, 3, 0, 0, 100000, 100000).table
    for row, case in enumerate((HEADINGS[1:], *CASES)):
        for column, value in enumerate(case):
            grid.cell(row, column).text = value
    deck.save(str(tmp_path / "a.pptx"))
    letter = OpenDocumentText()
    paragraph = text.P(text="We found that Wayne ")
    paragraph.addElement(text.Span(text="Hollis"))
    paragraph.addText(" of 14 Acacia Road, Croydon was interviewed in March 2021.")
    letter.text.addElement(paragraph)
    letter.save(str(tmp_path / "a.odt"))
    book = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Cases")
    for number, case in enumerate((HEADINGS[1:], *CASES)):
        line = table.TableRow()
        for value in ("Name" if not number else "Wayne Hollis", *case):
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=value))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(tmp_path / "a.ods"))
    for name in ("a.pptx", "a.odt", "a.ods"):
        result = fix((tmp_path / name).read_bytes(), name)
        shown = "\n".join(
            [b.text for b in result.after.document.blocks]
            + [c.text for g in result.after.document.grids for row in g.cells for c in row]
        )
        assert open_findings(result) == [], name
        assert "Hollis" not in shown, name
        assert "[redacted: s.40(2)]" in shown, name
        assert ("Drugs" in shown) == (name != "a.odt"), name


def test_a_reviewers_copy_shows_every_change_and_says_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph("Dear applicant,")
    document.add_paragraph("We found that Wayne Hollis was interviewed on 3 March 2021.")
    document.save(str(tmp_path / "draft.docx"))
    assert run_fix(tmp_path / "draft.docx", tmp_path / "out.docx", {}, None, False, True) == 0
    copy = tmp_path / "out MARKED-UP NOT FOR PUBLICATION.docx"
    with zipfile.ZipFile(copy) as package:
        body, comments = package.read("word/document.xml").decode(), package.read("word/comments.xml").decode()
    assert "NOT FOR PUBLICATION" in body
    assert "<w:delText" in body
    assert "Hollis</w:delText>" in body.replace(' xml:space="preserve"', "")
    assert "TEXT-NAME" in comments
    assert docx.Document(str(copy)).paragraphs[0].text.startswith("REVIEWER'S COPY")
    with pytest.raises(UsageError, match="Word"):
        run_fix(tmp_path / "draft.docx", tmp_path / "out.txt", {}, None, False, True)
    assert "Hollis" not in capsys.readouterr().out


def test_linked_tables_are_protected_together() -> None:
    from tests.risk.counts.test_joint import BY_OUTCOME, BY_RANK

    result = fix((BY_RANK.format("*") + BY_OUTCOME.format("10", "19")).encode(), "letter.txt")
    assert open_findings(result) == []
    assert result.data.decode().count("[c]") + result.data.decode().count("*") >= 2


def test_counts_are_rounded_where_the_policy_says_so() -> None:
    table = "Ward,2020,2021,Total\nA,12,3,15\nB,40,22,62\nC,9,18,27\nTotal,61,43,104\n"
    result = fix(table.encode(), "t.csv", threshold=8, rounding=5)
    rows = list(csv.reader(io.StringIO(result.data.decode())))
    assert rows[1][2] == "<8"
    assert all(int(cell) % 5 == 0 for row in rows[1:] for cell in row[1:] if cell != "<8")
    assert open_findings(result) == []


def test_a_zero_is_small_where_the_policy_says_so() -> None:
    table = "Ward,Number\nA,12\nB,0\nC,40\nD,61\n"
    assert fix(table.encode(), "t.csv").data.decode() == table
    assert "B,<5" in fix(table.encode(), "t.csv", zeros_sensitive=True).data.decode()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_fix_wrote(tmp_path: Path) -> None:
    import pptx

    document = docx.Document()
    document.add_paragraph("We found that Wayne Hollis was interviewed on 3 March 2021.")
    document.save(str(tmp_path / "draft-docx.docx"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", *HEADINGS[1:]])
    for case in CASES:
        sheet.append(["Wayne Hollis", *case])
    book.save(tmp_path / "draft-xlsx.xlsx")
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Wayne Hollis was interviewed in March 2021"
    deck.save(str(tmp_path / "draft-pptx.pptx"))
    (tmp_path / "safe").mkdir()
    copies = []
    for draft in sorted(tmp_path.glob("draft-*")):
        copy = tmp_path / "safe" / draft.name
        assert run_fix(draft, copy, {}, None, False) == 0
        copies.append(str(copy))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path / "pdf"), *copies]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for copy in copies:
        text = pypdfium2.PdfDocument(tmp_path / "pdf" / f"{Path(copy).stem}.pdf")[0].get_textpage().get_text_range()
        assert "Hollis" not in text
        assert "redacted" in text


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx", "a.odt"])
def test_hostile_packages_are_refused_with_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = {
        "docx": "word/document.xml",
        "xlsx": "xl/workbook.xml",
        "pptx": "ppt/presentation.xml",
        "odt": "content.xml",
    }[name[2:]]
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    for label, body in (("entity", entity), ("bomb", b"<x>" + b" " * 300_000_000 + b"</x>"), ("cut", b"<x")):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.text" if name == "a.odt" else "x")
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(main, body)
        assert run_fix(tmp_path / name, tmp_path / f"out.{name[2:]}", {}, None, False) == 3, label
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert name in said
        assert not (tmp_path / f"out.{name[2:]}").exists()


def test_a_new_value_is_no_formula(tmp_path: Path) -> None:
    result = fix(b"Name,Note\nWayne Hollis,ok\nJane Oduya,ok\nPeter Mills,ok\n", "t.csv", mark="=cmd()")
    assert b"\n'=cmd()," in result.data


def test_markup_in_a_mark_is_no_markup() -> None:
    page = b"<html><body><p>Wayne Hollis of 14 Acacia Road &amp; others</p></body></html>"
    result = fix(page, "a.html", mark="[a & b]")
    assert b"[a &amp; b]" in result.data
