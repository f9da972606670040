"""Rich text: paragraphs, tables, and what is hidden, deleted, noted or embedded."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.read import Limits, read_bytes
from detector.types import Document

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"


def read(body: str | bytes) -> Document:
    data = body if isinstance(body, bytes) else (HEAD + body + "}").encode("cp1252")
    return read_bytes(data, "a.rtf", Limits())


def seen(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.where.hidden is None]


def said(document: Document, kind: str) -> list[str]:
    return [document.blocks[i].text for part in document.hidden if part.kind == kind for i in part.blocks]


def test_paragraphs_and_characters() -> None:
    document = read(r"\pard Caf\'e9 \u8364?100 \ldblquote x\rdblquote\par Second\~line \{brace\}\par ")
    assert seen(document) == ["Café €100 “x”", "Second line {brace}"]
    assert document.status == "read"
    assert document.media_type == "application/rtf"
    assert document.hidden == ()


def test_a_control_word_after_a_line_end_is_one() -> None:
    assert seen(read("\\pard First\r\n\\par\r\n\\pard Second\r\n\\par\r\n")) == ["First", "Second"]


def test_a_table_and_the_text_around_it() -> None:
    row = r"\trowd\cellx2000\cellx4000\intbl {}\cell {}\cell\row"
    document = read(
        r"Before.\par " + row.format("Rank", "Year") + row.format("Constable", "2019") + r"\pard After.\par "
    )
    assert [[cell.text for cell in r] for r in document.grids[0].cells] == [["Rank", "Year"], ["Constable", "2019"]]
    assert seen(document) == ["Before.", "After."]
    assert document.grids[0].before == 1


def test_hidden_deleted_white_and_tiny_text() -> None:
    document = read(
        r"{\*\revtbl{Unknown;}{Barnaby Quill;}}Seen {\v hidden} and {\deleted\revauthdel1 struck out} and {\cf2 white} "
        r"and {\fs2 tiny}.\par {\cf2\highlight1 shown on black}\par "
    )
    assert said(document, "vanished-text") == ["hidden"]
    assert said(document, "tracked-deletion") == ["struck out"]
    assert document.blocks[document.hidden[1].blocks[0]].label == "author: Barnaby Quill"
    assert said(document, "white-text") == ["white"]
    assert said(document, "tiny-text") == ["tiny"]
    assert "shown on black" in seen(document)


def test_comments_with_their_author() -> None:
    document = read(
        r"Text{\*\atnid IT}{\*\atnauthor Imogen Thistlewood}{\*\annotation{\*\atnref 1}Ask her again}.\par "
    )
    assert said(document, "comment") == ["Ask her again"]
    assert document.blocks[document.hidden[0].blocks[0]].label == "author: Imogen Thistlewood"
    assert seen(document) == ["Text."]


def test_properties_of_the_file_and_of_users() -> None:
    document = read(
        r"{\info{\title Answer}{\author Imogen Thistlewood}{\operator Barnaby Quill}{\*\company Calder Council}{\creatim\yr2026}}"
        r"{\*\userprops{\propname Reviewer}\proptype30{\staticval The second officer}}Text\par "
    )
    assert said(document, "property") == [
        "author: Imogen Thistlewood",
        "company: Calder Council",
        "last modified by: Barnaby Quill",
        "title: Answer",
        "Reviewer: The second officer",
    ]


def test_headers_footnotes_and_links() -> None:
    document = read(
        r"{\header Calder Council\par}Text{\footnote A note.}"
        r'{\field{\*\fldinst HYPERLINK "mailto:i.t@calder.example"}{\fldrslt write to us}}.\par '
    )
    assert seen(document) == ["Textwrite to us.", "Calder Council", "A note."]
    assert said(document, "link-target") == ["i.t@calder.example"]


def test_an_embedded_file_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("cases.csv", "officer,year\nA,2019\nB,2020\n")
    document = read(r"Text{\object\objemb{\*\objdata 01050000" + out.getvalue().hex() + "}}\\par ")
    assert document.grids[0].where.hidden == "embedded-file"


def test_pictures_are_said_not_to_have_been_looked_at() -> None:
    document = read(r"Text{\pict\pngblip 89504e47}\par ")
    assert "1 picture, which nobody has looked at" in document.problems[0]
    assert seen(document) == ["Text"]


def test_binary_data_is_left_out() -> None:
    assert seen(read(HEAD.encode() + b"Text{\\pict\\bin9 }}}}}}}}} here}\\par}")) == ["Text"]


def test_cut_off_and_too_deep() -> None:
    assert read((HEAD + r"Text\par {{{").encode()).status == "partly-read"
    assert read(HEAD + "{" * 5000).status == "unreadable"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                "\\v ",
                "\\par ",
                "\\u-1?",
                "\\'e9",
                "\\bin5 ",
                "x",
                "\\cell ",
                "\\row ",
                "\\*",
                "\\trowd ",
                "\\info ",
                "\\object ",
                "\\objdata 0g1",
                "\\fs-3 ",
                "\\uc99 ",
                "\\annotation ",
            ]
        ),
        max_size=60,
    )
)
def test_no_damage_raises(pieces: list[str]) -> None:
    assert read("".join(pieces)).status in ("read", "partly-read", "unreadable")
