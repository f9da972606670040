"""What a PDF carries beside its pages, and files made to do harm."""

import io
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_files import drawn, edited, letter, lines

from detector.read import Limits, read_bytes
from detector.types import Document

SECRET = "Imogen Thistlewood"


def read(data: bytes, limits: Limits = Limits()) -> Document:
    return read_bytes(data, "a.pdf", limits)


def found(document: Document) -> dict[str, str]:
    return {part.kind: " ".join(document.blocks[i].text for i in part.blocks) for part in document.hidden}


def with_annotation(**entries: Any) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[10, 10, 30, 30], **entries)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    return edited(drawn(letter), edit)


def test_annotations_with_their_author() -> None:
    document = read(with_annotation(Subtype=pikepdf.Name.Text, Contents="Ask her again", T=SECRET))
    assert found(document) == {"annotation": "Ask her again"}
    assert document.blocks[document.hidden[0].blocks[0]].label == f"author: {SECRET}"
    assert document.hidden[0].where.page == 1


def test_an_annotation_without_words_still_tells_its_author() -> None:
    assert found(read(with_annotation(Subtype=pikepdf.Name.Highlight, T=SECRET))) == {"annotation": f"author: {SECRET}"}


def test_a_link_to_a_web_page_is_no_find_and_one_to_a_mailbox_is() -> None:
    def link(address: str) -> bytes:
        return with_annotation(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address))

    assert found(read(link("https://www.calder.example/foi"))) == {}
    assert found(read(link("mailto:i.thistlewood@calder.example"))) == {"link-target": "i.thistlewood@calder.example"}


def test_form_fields_with_what_was_there_before() -> None:
    def page(p: Any) -> None:
        letter(p)
        p.acroForm.textfield(name="officer", value=SECRET, x=100, y=500, width=200, height=20)
        p.acroForm.textfield(name="blank", value="", x=100, y=450, width=200, height=20)
        p.acroForm.checkbox(name="agree", checked=True, x=100, y=400)

    def before(pdf: pikepdf.Pdf) -> None:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == "officer":
                field.DV = pikepdf.String("Barnaby Quill")

    assert found(read(edited(drawn(page), before))) == {"form-field": f"{SECRET}\nBarnaby Quill"}


def test_properties_in_both_places() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:creator"] = ["Barnaby Quill"]
            meta["dc:title"] = "Answer"
            meta["xmp:CreatorTool"] = "A program"
        pdf.docinfo["/Reviewer"] = "Case of the second floor"

    document = read(edited(drawn(letter, author=SECRET, title="Answer"), edit))
    said = [document.blocks[part.blocks[0]].text for part in document.hidden]
    assert said == [f"author: {SECRET}", "Reviewer: Case of the second floor", "title: Answer", "author: Barnaby Quill"]


def test_an_attached_file_is_read_like_the_document() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["cases.csv"] = f"officer,year\n{SECRET},2019\nBarnaby Quill,2020\n".encode()

    document = read(edited(drawn(letter), attach))
    kinds = [part.kind for part in document.hidden]
    assert kinds == ["file-name", "attachment"]
    assert document.grids[0].where.part == "cases.csv"
    assert document.grids[0].where.hidden == "attachment"
    assert document.grids[0].cells[1][0].text == SECRET


def test_an_attachment_that_cannot_be_read_is_told() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["noise.bin"] = bytes(range(256)) * 8

    document = read(edited(drawn(letter), attach))
    assert document.status == "partly-read"
    assert "holds 'noise.bin', which" in document.problems[0]


def test_scripts_bookmarks_and_alternative_texts() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{SECRET}')")
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Interview of the second officer", 0))
            outline.root.append(pikepdf.OutlineItem("Calder Council", 0))
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructTreeRoot,
                K=pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt="The house of the complainant")),
            )
        )

    assert found(read(edited(drawn(letter), edit))) == {
        "bookmark": "Interview of the second officer",
        "alternative-text": "The house of the complainant",
        "script": f"app.alert('{SECRET}')",
    }


def revised(first: bytes, second: bytes) -> bytes:
    """A file that was changed by appending: the stream of its page is written anew at its end."""
    with pikepdf.open(io.BytesIO(second)) as new, pikepdf.open(io.BytesIO(first)) as old:
        content = new.pages[0].Contents.read_bytes()
        number = old.pages[0].Contents.objgen[0]
        root, size = old.Root.objgen[0], len(old.objects) + 1
    start = first.rindex(b"startxref") + len("startxref")
    previous = int(first[start:].split()[0])
    packed = zlib.compress(content)
    at = len(first)
    body = (
        b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % (number, len(packed))
        + packed
        + b"\nendstream\nendobj\n"
    )
    table = at + len(body)
    trailer = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        number, at, size, root, previous, table,
    )  # fmt: skip
    return first + body + trailer


def test_an_earlier_revision() -> None:
    first = drawn(lambda p: lines(p, 700, "We hold the information.", f"The officer was {SECRET}."))
    second = drawn(lambda p: lines(p, 700, "We hold the information.", "The officer is not named."))
    document = read(revised(first, second))
    assert "The officer is not named." in [block.text for block in document.blocks]
    assert found(document) == {"earlier-revision": f"The officer was {SECRET}."}


def test_a_revision_that_changed_nothing_is_no_find() -> None:
    same = drawn(lambda p: lines(p, 700, "We hold the information."))
    assert found(read(revised(same, same))) == {}


def test_a_linearised_file_has_one_revision() -> None:
    assert found(read(edited(drawn(letter), lambda pdf: None, linearize=True))) == {}


def test_encryption() -> None:
    locked = edited(drawn(letter), lambda pdf: None, encryption=pikepdf.Encryption(user="a", owner="b"))
    document = read(locked)
    assert document.status == "unreadable"
    assert document.problems == ("a.pdf is password-protected; it was not read",)
    open_to_read = edited(drawn(letter), lambda pdf: None, encryption=pikepdf.Encryption(user="", owner="b"))
    assert read(open_to_read).status == "read"


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.97])
def test_a_file_that_is_cut_off(share: float) -> None:
    data = drawn(letter, letter, letter)
    document = read(data[: int(len(data) * share)])
    assert document.status in ("unreadable", "partly-read") or "is damaged" in document.problems[0]
    assert document.problems[0].startswith("a.pdf")


def test_a_tree_of_pages_and_bookmarks_that_leads_back_into_itself() -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        item = pdf.make_indirect(pikepdf.Dictionary(Title="Round and round"))
        item.Next = item
        item.First = item
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=item))
        field = pdf.make_indirect(pikepdf.Dictionary(T="a", V="A value"))
        field.Kids = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    assert found(read(edited(drawn(letter), loop)))["bookmark"] == "Round and round"


def zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()


def test_a_page_that_unpacks_without_end_is_refused() -> None:
    def blow(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pikepdf.Stream(pdf, zeros(320_000_000), Filter=pikepdf.Name.FlateDecode)

    document = read(edited(drawn(letter), blow))
    assert document.status == "unreadable"
    assert "decompression bomb" in document.problems[0]


def test_a_picture_of_absurd_size_is_refused() -> None:
    def blow(pdf: pikepdf.Pdf) -> None:
        picture = pikepdf.Stream(
            pdf, zeros(1_000_000), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=90_000, Height=90_000,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.FlateDecode,
        )  # fmt: skip
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(I=picture)
        pdf.pages[0].contents_add(b"q 100 0 0 100 0 0 cm /I Do Q")

    assert read(edited(drawn(letter), blow)).status == "unreadable"


def test_an_attachment_that_unpacks_without_end_is_told() -> None:
    def blow(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["zeros.txt"] = b"x"
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and str(item.get("/Type", "")) == "/EmbeddedFile":
                item.write(zeros(20_000_000), filter=pikepdf.Name.FlateDecode)

    document = read(edited(drawn(letter), blow), Limits(archive_member_bytes=10_000_000))
    assert document.status == "partly-read"
    assert any("'zeros.txt' that is damaged or larger than the limit" in problem for problem in document.problems)
    assert "412 vehicles" in " ".join(block.text for block in document.blocks)


def test_more_pages_than_the_limit() -> None:
    document = read(drawn(*[letter] * 5), Limits(pages=2))
    assert document.status == "partly-read"
    assert "has 5 pages, of which the first 2 were read" in document.problems[0]


def test_attachments_in_attachments_come_to_an_end() -> None:
    data = drawn(lambda p: lines(p, 700, "Innermost page."))
    for number in range(9):
        inner = data

        def attach(pdf: pikepdf.Pdf, inner: bytes = inner, number: int = number) -> None:
            pdf.attachments[f"inner{number}.pdf"] = inner

        data = edited(drawn(lambda p: lines(p, 700, "A page.")), attach)
    document = read(data)
    assert document.status == "partly-read"
    assert any("lies too deep" in problem for problem in document.problems)


BASE = drawn(letter)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(BASE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_no_damage_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(BASE)
    for place, value in changes:
        data[place] = value
    assert read(bytes(data)).status in ("read", "partly-read", "unreadable")
