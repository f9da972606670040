import pytest
from office_files import hidden, read, texts, visible


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def test_blocks_in_order_with_their_kinds() -> None:
    document = read(
        page("<h2>Response</h2><p>Dear <b>Ms</b>\n  Example</p><ul><li>One<li><p>Two</p></ul><div>After</div>tail"),
        "a.html",
    )
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "Response"),
        ("paragraph", "Dear Ms Example"),
        ("list_item", "One"),
        ("list_item", "Two"),
        ("paragraph", "After"),
        ("paragraph", "tail"),
    ]
    assert not document.plain_text


def test_a_line_break_breaks_the_line() -> None:
    assert "\n".join(visible(read(page("<p>1 High Street<br/>Anytown</p>"), "a.html"))) == "1 High Street\nAnytown"


def test_entities_of_html_are_characters() -> None:
    assert visible(read(page("<p>fine of &pound;50 &amp; costs</p>"), "a.html")) == ["fine of £50 & costs"]


def test_the_declared_encoding_is_used() -> None:
    data = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"></head><body><p>Łódź</p>'
    )
    assert visible(read(data.encode("iso-8859-2"), "a.html")) == ["Łódź"]


def test_a_table_with_head_and_caption() -> None:
    html = "<p>Above</p><table><caption>Table 1</caption><thead><tr><th>Rank<th>Year</thead><tr><td>PC<td>2019<tr><td>Sgt<td>2020</table>"
    document = read(page(html), "a.html")
    (grid,) = document.grids
    assert texts(document) == [["Rank", "Year"], ["PC", "2019"], ["Sgt", "2020"]]
    assert (grid.header_rows, grid.caption, grid.before, grid.origin) == (1, "Table 1", 1, "table")
    assert [cell.ref for cell in grid.cells[1]] == ["A2", "B2"]


def test_spans_are_repeated() -> None:
    html = "<table><tr><th rowspan=2>Force<th colspan=2>2021<tr><th>M<th>F<tr><td>A<td>1<td>2</table>"
    document = read(page(html), "a.html")
    assert texts(document) == [["Force", "2021", "2021"], ["Force", "M", "F"], ["A", "1", "2"]]
    assert document.grids[0].header_rows == 2


def test_a_row_header_is_no_header_row() -> None:
    document = read(page("<table><tr><th>PC<td>4<tr><th>Sgt<td>6</table>"), "a.html")
    assert document.grids[0].header_rows is None


def test_foot_rows_come_last() -> None:
    document = read(page("<table><tfoot><tr><td>Total<td>3</tfoot><tbody><tr><td>PC<td>3</tbody></table>"), "a.html")
    assert texts(document) == [["PC", "3"], ["Total", "3"]]


def test_a_layout_table_is_text_with_the_table_inside_it() -> None:
    inner = "<table><tr><td>Rank</td><td>Number</td></tr><tr><td>Constable</td><td>12</td></tr></table>"
    document = read(page(f"<table><tr><td>Menu</td><td><p>Intro</p>{inner}</td></tr></table>"), "a.html")
    assert visible(document) == ["Menu", "Intro"]
    assert texts(document) == [["Rank", "Number"], ["Constable", "12"]]


def test_a_small_table_in_a_cell_is_a_table_of_its_own() -> None:
    html = "<table><tr><td>A long first cell</td><td>More text here<table><tr><td>x</td><td>y</td></tr></table></td></tr></table>"
    document = read(page(html), "a.html")
    assert texts(document, 0) == [["A long first cell", "More text here"]]
    assert texts(document, 1) == [["x", "y"]]


def test_a_table_for_presentation_is_text() -> None:
    document = read(page('<table role="presentation"><tr><td>One</td><td>Two</td></tr></table>'), "a.html")
    assert (visible(document), document.grids) == (["One", "Two"], ())


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>PC Example</p>",
        '<p style="display : none">PC Example</p>',
        '<div style="color:red;visibility:hidden"><b>PC Example</b></div>',
        '<span style="font-size:0">PC Example</span>',
        '<div style="position:absolute;left:-9999px">PC Example</div>',
        '<p class="x gone">PC Example</p>',
        '<p id="away">PC Example</p>',
        "<template><p>PC Example</p></template>",
    ],
)
def test_hidden_elements(html: str) -> None:
    style = "<style>.other{color:red} p.gone, #away { display:none !important }</style>"
    document = read(page(f"<p>Seen</p>{html}<p>Seen too</p>", style), "a.html")
    assert visible(document) == ["Seen", "Seen too"]
    assert hidden(document, "hidden-element") == ["PC Example"]
    assert document.blocks[-1].where.hidden == "hidden-element"


def test_what_only_print_hides_is_seen() -> None:
    document = read(page("<p class=np>Seen</p>", "<style>@media print { .np { display: none } }</style>"), "a.html")
    assert visible(document) == ["Seen"]


def test_text_after_something_hidden_is_kept() -> None:
    assert visible(read(page("<p>a <span hidden>b</span> c<!-- d e --> f</p>"), "a.html")) == ["a c f"]


def test_comments_attributes_fields_and_links() -> None:
    html = (
        '<!-- checked by Ann Example --><p title="Case of Bo Example">Text</p><img alt="Photo of Cy Example" src="x">'
        '<input type=hidden name=u value="dee.example"><a href="mailto:eve@example.org?subject=x">Write</a>'
        '<a href="https://www.example.org/page">public</a><div data-owner="Flo Example"></div>'
    )
    document = read(page(html), "a.html")
    assert hidden(document, "html-comment") == ["checked by Ann Example"]
    assert hidden(document, "attribute") == ["Case of Bo Example\nPhoto of Cy Example\nFlo Example"]
    assert hidden(document, "hidden-field") == ["dee.example"]
    assert hidden(document, "link-target") == ["eve@example.org?subject=x"]


def test_an_attribute_that_repeats_the_text_is_not_hidden() -> None:
    document = read(page('<a title="Read more" href="mailto:foi@example.org">Read more: foi@example.org</a>'), "a.html")
    assert document.hidden == ()


def test_properties_of_the_page() -> None:
    head = '<title>FOI answer</title><meta name="Author" content="Jane Example"><meta name="viewport" content="width=device-width">'
    document = read(page("<p>x</p>", head), "a.html")
    assert hidden(document, "property") == ["title: FOI answer", "author: Jane Example"]
    assert document.blocks[-1].label == "author"


def test_scripts_and_styles_are_no_text() -> None:
    html = "<script>var name = 'Jane Example';</script><style>p{}</style><p>Text</p>"
    document = read(page(html), "a.html")
    assert (visible(document), document.hidden) == (["Text"], ())


def test_data_for_scripts_is_a_hidden_part() -> None:
    document = read(page('<p>x</p><script type="application/ld+json">{"author": "Jane Example"}</script>'), "a.html")
    assert hidden(document, "script-data") == ['{"author": "Jane Example"}']


def test_hidden_cells_of_a_table_keep_their_place() -> None:
    html = "<table><tr><th>Rank<th hidden>Name<tr><td>PC<td hidden>Al Example<tr style='display:none'><td>Sgt<td>Bo Example</table>"
    document = read(page(html), "a.html")
    assert [[cell.hidden for cell in row] for row in document.grids[0].cells] == [
        [None, "hidden-element"],
        [None, "hidden-element"],
        ["hidden-element", "hidden-element"],
    ]
    (part,) = document.hidden
    assert (part.kind, part.grids, part.where.table) == ("hidden-element", (0,), 0)
    assert part.content == "4 cells of a table that the page does not show"


def test_preformatted_text_keeps_its_lines() -> None:
    assert "\n".join(visible(read(page("<pre>one\ntwo</pre>"), "a.html"))) == "one\ntwo"
