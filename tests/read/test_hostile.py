"""Files made to do harm: each is refused, or read in part, with one clear sentence, and quickly."""

import io
import zipfile

import docx
import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf import text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from office_files import edited, read, saved

from detector.read import Limits

LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def word() -> bytes:
    letter = docx.Document()
    letter.add_paragraph("Visible text.")
    return saved(letter)


def book() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Rank", "Year"])
    workbook.active.append(["PC", 2019])
    return saved(workbook)


WORD, BOOK = word(), book()


@pytest.mark.parametrize(
    ("data", "name", "part"),
    [
        (word(), "a.docx", "word/document.xml"),
        (book(), "a.xlsx", "xl/worksheets/sheet1.xml"),
        (book(), "a.xlsx", "xl/workbook.xml"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(data: bytes, name: str, part: str, encoding: str) -> None:
    def plant(found: str, content: bytes) -> bytes:
        if found != part:
            return content
        text = LAUGHS.decode() + content.decode().partition("?>")[2]
        return text.replace('"1.0"', f'"1.0" encoding="{encoding}"', 1).encode(encoding)

    document = read(edited(data, plant), name)
    assert document.status == "unreadable"
    assert document.problems == (f"{name} declares XML entities, which no Office file does; it was not read",)


@pytest.mark.parametrize(("data", "name"), [(word(), "a.docx"), (book(), "a.xlsx")])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(data: bytes, name: str) -> None:
    document = read(edited(data, added={"word/zeros.xml": b"0" * 30_000_000}), name)
    assert document.status == "unreadable"
    assert "decompression bomb" in document.problems[0]


def test_limits_of_an_archive() -> None:
    many = edited(word(), added={f"word/x{i}.xml": b"<a/>" for i in range(50)})
    assert "parts, more than the limit" in read(many, "a.docx", Limits(archive_members=40)).problems[0]
    assert "unpacks to" in read(many, "a.docx", Limits(archive_bytes=1000)).problems[0]
    assert "unpacks to" in read(many, "a.docx", Limits(archive_member_bytes=1000)).problems[0]


@pytest.mark.parametrize(("data", "name"), [(word(), "a.docx"), (book(), "a.xlsx")])
def test_every_way_to_cut_a_file_off_is_told(data: bytes, name: str) -> None:
    for share in (0.02, 0.3, 0.7, 0.99):
        document = read(data[: int(len(data) * share)], name)
        assert document.status == "unreadable"
        assert len(document.problems) == 1
        assert document.problems[0].startswith(name)


def test_a_damaged_part_is_told_and_the_rest_read() -> None:
    document = read(edited(word(), lambda name, part: part if name != "docProps/core.xml" else part[:200]), "a.docx")
    assert next(block.text for block in document.blocks) == "Visible text."
    assert document.status == "partly-read"
    assert "core.xml" in document.problems[0]


def test_a_wrong_checksum_of_a_sheet_is_partly_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "First sheet"
    workbook.create_sheet("Second")["A1"] = "Second sheet"
    data = saved(workbook)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("xl/worksheets/sheet2.xml")
    start = info.header_offset + 30 + len(info.filename) + 20
    document = read(data[:start] + bytes(byte ^ 255 for byte in data[start : start + 8]) + data[start + 8 :], "a.xlsx")
    assert [block.text for block in document.blocks][:1] == ["First sheet"]
    assert document.status == "partly-read"
    assert "'Second'" in document.problems[0]


def test_a_merge_over_the_whole_sheet_takes_no_room() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Rank", "Year"])
    workbook.active.append(["PC", 2019])

    def plant(name: str, part: bytes) -> bytes:
        merge = b'</sheetData><mergeCells count="1"><mergeCell ref="D1:XFD1048576"/></mergeCells>'
        return part.replace(b"</sheetData>", merge) if name.endswith("sheet1.xml") else part

    document = read(edited(saved(workbook), plant), "a.xlsx")
    assert document.status == "read"
    assert [[cell.text for cell in row] for row in document.grids[0].cells] == [["Rank", "Year"], ["PC", "2019"]]


def test_cells_far_apart_take_no_room() -> None:
    workbook = openpyxl.Workbook()
    for step in range(1, 40):
        workbook.active.cell(step * 20_000, step * 400, "x")
    document = read(saved(workbook), "a.xlsx")
    assert sum(len(row) for grid in document.grids for row in grid.cells) < 40_000


def test_too_many_cells_are_partly_read() -> None:
    workbook = openpyxl.Workbook()
    for number in range(50):
        workbook.active.append([f"case {number}", "PC", number])
    document = read(saved(workbook), "a.xlsx", Limits(cells=60))
    assert document.status == "partly-read"
    assert "more than 60 cells" in document.problems[0]


def test_a_huge_span_is_bounded() -> None:
    html = (
        b"<html><table><tr><td colspan=999999 rowspan=999999>x</td></tr>"
        + b"<tr><td>y</td></tr>" * 50
        + b"</table></html>"
    )
    document = read(html, "a.html", Limits(cells=5000))
    assert document.status == "partly-read"
    assert sum(len(row) for grid in document.grids for row in grid.cells) <= 60_000


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "span", "b"])
def test_deep_nesting_is_read_or_told(tag: str) -> None:
    document = read(b"<html><body>" + f"<{tag}>".encode() * 20_000 + b"deep text", "a.html")
    assert document.status != "read" or any("deep text" in block.text for block in document.blocks)


def test_deep_nesting_in_a_word_document_is_told() -> None:
    def plant(name: str, part: bytes) -> bytes:
        deep = b"<w:sdt><w:sdtContent>" * 3000 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 3000
        return part.replace(b"<w:body>", b"<w:body>" + deep) if name == "word/document.xml" else part

    assert read(edited(word(), plant), "a.docx").status != "read"


def test_a_style_that_is_its_own_parent_ends() -> None:
    def plant(name: str, part: bytes) -> bytes:
        loop = b'<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>'
        if name == "word/styles.xml":
            return part.replace(b"</w:styles>", loop)
        return part.replace(b"<w:p>", b'<w:p><w:pPr><w:pStyle w:val="Loop"/></w:pPr>')

    assert next(block.text for block in read(edited(word(), plant), "a.docx").blocks) == "Visible text."


def test_a_file_that_embeds_itself_over_and_over_ends() -> None:
    data = word()
    for _ in range(12):
        data = edited(word(), added={"word/embeddings/inner.docx": data})
    document = read(data, "a.docx", Limits(archive_bytes=50_000_000))
    assert document.status == "partly-read"


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.csv", "a.html", "a.docx", "a.xlsx", "a"]))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    document = read(data, name)
    assert document.status in ("read", "partly-read", "unreadable")
    assert all(problem.startswith(name) for problem in document.problems)
    assert document.status == "read" or document.problems


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text("<>/=\"' abdehilnoprtuv!-&;1", max_size=200))
def test_no_markup_raises(body: str) -> None:
    assert read(f"<!DOCTYPE html><html><body><table><tr><td>{body}".encode(), "a.html").status in (
        "read",
        "partly-read",
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_no_damage_inside_a_part_raises(data: st.DataObject) -> None:
    base, name = data.draw(st.sampled_from([(WORD, "a.docx"), (BOOK, "a.xlsx")]))
    victim = data.draw(st.sampled_from(zipfile.ZipFile(io.BytesIO(base)).namelist()))
    place, bytes_ = data.draw(st.floats(0, 1)), data.draw(st.binary(min_size=1, max_size=20))

    def damage(part: str, content: bytes) -> bytes:
        at = int(place * len(content))
        return content[:at] + bytes_ + content[at + len(bytes_) :] if part == victim else content

    document = read(edited(base, damage), name)
    assert not any("damaged (" in problem for problem in document.problems)


def deck() -> bytes:
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = "Visible text."
    return saved(presentation)


def opened(kind: type, add: str) -> bytes:
    document = kind()
    if add == "text":
        document.text.addElement(text.P(text="Visible text."))
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


OTHERS = [
    (deck(), "a.pptx", "ppt/slides/slide1.xml"),
    (opened(OpenDocumentText, "text"), "a.odt", "content.xml"),
    (opened(OpenDocumentSpreadsheet, ""), "a.ods", "content.xml"),
]


@pytest.mark.parametrize(("data", "name", "part"), OTHERS)
def test_other_packages_refuse_entities_bombs_and_cuts(data: bytes, name: str, part: str) -> None:
    entities = edited(data, lambda found, content: LAUGHS + content[38:] if found == part else content)
    assert read(entities, name).status == "unreadable"
    bomb = read(edited(data, added={"zeros.xml": b"0" * 30_000_000}), name)
    assert "decompression bomb" in bomb.problems[0]
    for share in (0.02, 0.5, 0.99):
        assert read(data[: int(len(data) * share)], name).status == "unreadable"


@pytest.mark.parametrize(("data", "name", "part"), OTHERS)
def test_deep_nesting_in_other_packages_ends(data: bytes, name: str, part: str) -> None:
    for tag in (b"g", b"p:grpSp", b"text:section", b"draw:g", b"table:table", b"text:span"):
        deep = b"<" + tag + b">"
        nested = deep * 3000 + b"x" + deep.replace(b"<", b"</") * 3000

        def plant(found: str, content: bytes, nested: bytes = nested) -> bytes:
            for end in (b"</p:spTree>", b"</office:text>", b"</office:spreadsheet>", b"<office:spreadsheet/>"):
                content = content.replace(end, nested + end) if found == part else content
            return content

        assert read(edited(data, plant), name).status in ("read", "partly-read", "unreadable")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_no_damage_inside_a_part_of_other_packages_raises(data: st.DataObject) -> None:
    base, name, _ = data.draw(st.sampled_from(OTHERS))
    victim = data.draw(st.sampled_from(zipfile.ZipFile(io.BytesIO(base)).namelist()))
    place, bytes_ = data.draw(st.floats(0, 1)), data.draw(st.binary(min_size=1, max_size=20))

    def damage(part: str, content: bytes) -> bytes:
        at = int(place * len(content))
        return content[:at] + bytes_ + content[at + len(bytes_) :] if part == victim else content

    document = read(edited(base, damage), name)
    assert not any("damaged (" in problem for problem in document.problems)


def test_one_object_that_holds_itself_ends() -> None:
    data = opened(OpenDocumentText, "text")
    for _ in range(12):
        data = edited(opened(OpenDocumentText, "text"), added={"Versions/Version1": data})
    assert read(data, "a.odt").status == "partly-read"
