"""What a page keeps out of sight through its style sheets, its attributes and its scripts, and what it shows all the same."""

import base64
import io
import time

import pytest
from office_files import hidden, read, texts, visible
from PIL import Image

from detector.types import Document


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def kinds(document: Document) -> set[str]:
    return {part.kind for part in document.hidden}


@pytest.mark.parametrize(
    ("css", "html"),
    [
        (".a .b { display: none }", '<div class="a"><p class="b">PC Example</p></div>'),
        ("div > p.b, q { visibility: hidden }", '<div><p class="b">PC Example</p></div>'),
        ("aside { opacity: 0 }", "<aside>PC Example</aside>"),
        ("[data-x] { display:none }", "<p data-x>PC Example</p>"),
        ("@media screen { .s { display: none } }", '<p class="s">PC Example</p>'),
        (".z { width: 0; height: 0; overflow: hidden }", '<div class="z">PC Example</div>'),
        (".z { max-height:0px; overflow-y:hidden }", '<div class="z">PC Example</div>'),
        (".c { position: absolute; clip: rect(0 0 0 0) }", '<span class="c">PC Example</span>'),
        (".w { color: #fff }", '<p class="w">PC Example</p>'),
        (".w { color: white } .g { background: #FEFEFE }", '<div class="g"><p class="w">PC Example</p></div>'),
        (".r { background: black; color: rgb(0,0,0) }", '<span class="r">PC Example</span>'),
        (".t { color: transparent }", '<p class="t">PC Example</p>'),
        ("", '<font color="#FFFFFF">PC Example</font>'),
        ("", '<p style="color:white">PC Example</p>'),
        ("", '<p style="transform: scale(0)">PC Example</p>'),
        ("", "<dialog>PC Example</dialog>"),
    ],
)
def test_elements_out_of_sight(css: str, html: str) -> None:
    document = read(page(f"<p>Seen</p>{html}", f"<style>{css}</style>"), "a.html")
    assert visible(document) == ["Seen"]
    assert hidden(document, "hidden-element") == ["PC Example"]


@pytest.mark.parametrize(
    ("css", "html"),
    [
        (".tab { display: none } .tab.on { display: block }", '<p class="tab on">Shown</p>'),
        ("p { display: none } #x { display: block }", '<p id="x">Shown</p>'),
        (".a { display: none }", '<p class="a" style="display:block">Shown</p>'),
        (".a { display: none } .a { display: block }", '<p class="a">Shown</p>'),
        (".w { color: #fff } .g { background-color: #000080 }", '<div class="g"><p class="w">Shown</p></div>'),
        (".w { color: #fff } .g { background: url(x.png) }", '<div class="g"><p class="w">Shown</p></div>'),
        ("", '<table><tr bgcolor="#003366"><td><font color="white">Shown</font></td><td>Shown</td></tr></table>'),
        (".w { color: #fff } .i { background: #333 }", '<div class="w"><p class="i">Shown</p></div>'),
        (".h:hover { display: none } p::before { color: white }", '<p class="h">Shown</p>'),
        ("@media print { p { display: none } }", "<p>Shown</p>"),
        ("", "<dialog open>Shown</dialog>"),
        ("", '<p style="overflow:hidden;width:100%">Shown</p>'),
        ("", '<p aria-hidden="true">Shown</p>'),
        ("", '<p style="margin-left:-15px">Shown</p>'),
    ],
)
def test_elements_in_sight(css: str, html: str) -> None:
    document = read(page(html, f"<style>{css}</style>"), "a.html")
    assert document.hidden == ()
    assert {*visible(document), *(cell for grid in document.grids for row in grid.cells for cell in [row[0].text])} == {
        "Shown"
    }


def test_comments_wherever_they_stand() -> None:
    html = (
        "<!-- before Ann Example --><html><head><!-- head Bo Example --></head><body><p>x</p><div hidden>gone"
        "<!-- inside Cy Example --><img alt='Photo of Dee Example'></div></body></html><!-- after Eve Example -->"
    )
    document = read(html.encode(), "a.html")
    assert set(hidden(document, "html-comment")) == {
        "before Ann Example",
        "head Bo Example",
        "inside Cy Example",
        "after Eve Example",
    }
    assert hidden(document, "attribute") == ["Photo of Dee Example"]


def test_files_in_data_addresses() -> None:
    table = base64.b64encode(b"Name,Rank\nAl Example,PC\nBo Example,Sgt\nCy Example,PC\n").decode()
    html = (
        f'<p>Seen</p><a href="data:text/csv;base64,{table}">table</a><a href="data:,Flo%20Example%20wrote%20this">x</a>'
    )
    document = read(page(html), "a.html")
    assert texts(document)[1] == ["Al Example", "PC"]
    assert document.grids[0].where.hidden == "data-uri"
    assert hidden(document, "data-uri")[-1] == "Flo Example wrote this"


def test_a_photograph_in_a_data_address() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 0.0, 0.0), 3: "W", 4: (1.0, 0.0, 0.0)})
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif)
    data = base64.b64encode(stream.getvalue()).decode()
    document = read(page(f'<p>Seen</p><img src="data:image/jpeg;base64,{data}">'), "a.html")
    assert hidden(document, "picture-position") == ["position: 51.00000, -1.00000"]


@pytest.mark.parametrize(
    "broken",
    ["data:", "data:image/png;base64,!!!!", "data:text/csv;base64,A", "data:;;;,x", "data:font/woff;base64,AAAA"],
)
def test_data_addresses_that_hold_nothing(broken: str) -> None:
    document = read(page(f'<p>Seen</p><img src="{broken}">'), "a.html")
    assert "picture-position" not in kinds(document)
    assert visible(document)[0] == "Seen"


def test_what_scripts_are_given() -> None:
    script = (
        '<script>var menu = [\'home\', \'search\']; window.__STATE__ = {"case": {"officer": "Al Example", "mail": "al@example.org", '
        '"url": "https://www.example.org/a b", "rank": ["Bo Example left"]}}; f(x);</script>'
    )
    document = read(page(f"<p>Seen</p>{script}"), "a.html")
    assert hidden(document, "script-data") == ["Al Example\nal@example.org\nBo Example left"]


def test_an_ordinary_script_is_no_data() -> None:
    script = "<script>(function(){ var a = {}; if (x) { return [1, 2]; } console.log('Hello World'); })();</script>"
    assert read(page(f"<p>Seen</p>{script}"), "a.html").hidden == ()


def test_frames_drawings_and_values() -> None:
    html = (
        '<p>Seen</p><iframe srcdoc="&lt;p&gt;Framed text&lt;/p&gt;"></iframe><svg><title>Chart of Al Example</title><text>Drawn</text></svg>'
        '<input type="radio" value="Bo Example"><span itemprop="author" content="Cy Example"></span>'
    )
    document = read(page(html), "a.html")
    assert {"Seen", "Drawn", "Framed text"} <= {text.strip() for text in visible(document)}
    assert hidden(document, "attribute") == ["Chart of Al Example\nBo Example\nCy Example"]


def test_many_rules_and_elements_take_bounded_time() -> None:
    css = "".join(f"div div .c{i} p {{ color: #fff }}" for i in range(3000))
    started = time.monotonic()
    document = read(
        page("<div><div>" + "<p class=c1>text</p>" * 20_000 + "</div></div>", f"<style>{css}</style>"), "a.html"
    )
    assert document.status == "read"
    assert time.monotonic() - started < 30
