"""Hidden parts -> findings: the risk follows what they hold, and every kind has its rule."""

import re
from pathlib import Path

import pytest

from detector.risk.hidden import hidden_findings, places
from detector.risk.rules import rules
from detector.types import Block, Document, Finding, HiddenPart, Mention, TableReport, TypedTable, Where

READERS = Path(__file__).parents[2] / "detector" / "read"


def document(kind: str, text: str, label: str = "", visible: str = "Example Police, FOI Team") -> Document:
    where = Where(block=1, hidden=kind)
    blocks = (Block(visible, Where(block=0)), Block(text, where, "note", 0, label))
    part = HiddenPart(kind, where, "something", (1,))
    return Document("a", "", "", "read", (), blocks, (), False, (part,))


def mention(text: str, entity: str, block: int, about: str = "unknown", hidden: str | None = None) -> Mention:
    return Mention("m", entity, text, 0.9, about, "r", Where(block=block, hidden=hidden), 0, len(text))  # type: ignore[arg-type]


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def test_a_kind_has_its_rule_and_says_how_to_remove_it() -> None:
    found = only(hidden_findings(document("pivot-cache", "Name: x"), [], []))
    assert found.rule == "HIDDEN-PIVOT"
    assert "To remove it: copy the pivot table and paste it as values" in found.why


def test_every_rule_of_a_hiding_place_is_explained() -> None:
    assert {place.rule for place in places().values()} <= set(rules())


def test_every_kind_that_a_reader_tells_has_a_rule() -> None:
    told = set()
    for path in READERS.rglob("*.py"):
        told |= set(re.findall(r"""(?:hide|hidden_block|Hidden)\(\s*"([a-z-]+)",""", path.read_text("utf-8")))
    assert told
    assert told <= set(places())


@pytest.mark.parametrize(
    ("label", "text", "risk"),
    [
        ("author", "author: Jane Example", "high"),
        ("author", "author: Example Police", "low"),
        ("author", "author: FOI Team", "low"),
        ("author", "author: ", "low"),
        ("company", "company: Example Police", "low"),
        ("user", "user: \nBest case 5", "low"),
    ],
)
def test_who_is_named_in_a_property(label: str, text: str, risk: str) -> None:
    assert only(hidden_findings(document("property", text, label), [], [])).risk == risk


def test_a_property_that_says_what_the_letterhead_says_is_information() -> None:
    phone = "020 7946 0000"
    letterhead = mention(phone, "PHONE_NUMBER", 0, "public")
    inside = mention(phone, "PHONE_NUMBER", 1, hidden="property")
    paper = document("property", f"company: {phone}", "company", visible=f"Example Police {phone}")
    assert only(hidden_findings(paper, [letterhead, inside], [])).risk == "low"
    assert only(hidden_findings(paper, [inside], [])).risk == "high"


def test_the_name_of_an_authority_is_no_person_whatever_its_first_word_is() -> None:
    paper = document("property", "author: Whitfield Constabulary", "author")
    assert only(hidden_findings(paper, [mention("Whitfield", "PERSON", 1, hidden="property")], [])).risk == "low"
    paper = document("property", "author: Jane Whitfield, FOI Team", "author")
    assert only(hidden_findings(paper, [mention("Jane Whitfield", "PERSON", 1, hidden="property")], [])).risk == "high"


def test_the_figures_of_a_chart_are_no_case_of_their_own() -> None:
    paper = document("chart-data", "Dismissals 2019: 110")
    assert only(hidden_findings(paper, [mention("2019", "DATE_TIME", 1, "case", "chart-data")], [])).risk == "low"
    assert only(hidden_findings(paper, [mention("Al Whitfield", "PERSON", 1, "case", "chart-data")], [])).risk == "high"


def test_a_comment_in_a_page_is_no_name_of_a_person() -> None:
    assert only(hidden_findings(document("html-comment", "navigation starts here"), [], [])).risk == "low"


def test_the_place_of_a_photograph_is_always_high() -> None:
    assert (
        only(hidden_findings(document("picture-position", "position: 51.5, -0.1", "position"), [], [])).risk == "high"
    )


@pytest.mark.parametrize(("kind", "risk"), [("hidden-row", "high"), ("far-cell", "low"), ("outside-print-area", "low")])
def test_a_table_that_scrolling_shows_is_no_alarm_of_its_own(kind: str, risk: str) -> None:
    table = TypedTable(Where(table=0), "counts", (), ())
    part = HiddenPart(kind, Where(table=0), "something", (), (0,))
    paper = Document("a", "", "", "read", (), (), (), False, (part,))
    assert only(hidden_findings(paper, [], [TableReport(table)])).risk == risk
