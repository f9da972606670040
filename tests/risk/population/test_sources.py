"""Which number is the population of a case: the text's own, a table's, the policy's, or the published headcount."""

from __future__ import annotations

from datetime import date

import pytest

from detector.risk.population import populations
from detector.risk.population.sources import published_headcount
from detector.types import Block, Cell, Column, Mention, Record, TypedTable, Where
from recognizers.values import Concept, DateValue

DISMISSED = "In March 2021 a sergeant was dismissed."


def blocks(*texts: str) -> list[Block]:
    return [Block(text, Where(block=number)) for number, text in enumerate(texts)]


def record(text: str = DISMISSED, *, officer: bool = True) -> Record:
    day = DateValue("month", date(2021, 3, 1), date(2021, 3, 31))
    rank = Concept(("sergeant", "sergeant", "police officer") if officer else ("nurse", "health care"))
    return Record(
        Where(block=0),
        {
            "DATE_TIME": (Mention("m1", "DATE_TIME", "March 2021", 0.9, "case", "r", Where(block=0), 3, 13, day),),
            "OCCUPATION": (Mention("m2", "OCCUPATION", "x", 0.9, "case", "r", Where(block=0), 16, 24, rank),),
        },
        text,
    )


def chosen(
    texts: list[Block], tables: list[TypedTable] | None = None, policy: int | None = None, officer: bool = True
) -> tuple[str, int] | None:
    found = populations(texts, tables or [], [], policy).of_case(record(officer=officer), DISMISSED)
    return None if found is None else (found.source, found.size)


def count_table(caption: str, *values: str, total: str = "") -> TypedTable:
    rows = [(f"Area {i}", value) for i, value in enumerate(values)] + ([("Total", total)] if total else [])
    return TypedTable(
        Where(table=0),
        "counts",
        (Column("Area", "location", "quasi"), Column("Number", "count", "count")),
        tuple((Cell(a, "A1"), Cell(b, "B1")) for a, b in rows),
        caption,
    )


def test_the_smallest_total_of_the_kind_is_taken() -> None:
    assert chosen(blocks("There were 310 dismissals, of which 37 officers were dismissed without notice.")) == (
        "stated",
        37,
    )


def test_the_texts_own_total_comes_before_the_tables_and_these_before_persons() -> None:
    table = count_table("Officers dismissed", "12", "30", total="42")
    text = blocks("Kent Police dismissed 90 officers.")
    assert chosen(text, [table], 500) == ("stated", 90)
    assert chosen(blocks("Kent Police"), [table], 500) == ("table", 42)
    assert chosen(blocks("Kent Police"), [], 500) == ("policy", 500)
    assert chosen(blocks("Kent Police")) == ("headcount", 3600)
    assert chosen(blocks("A council")) is None


def test_a_table_without_a_total_is_added_up_and_one_of_another_kind_is_none() -> None:
    assert chosen(blocks(), [count_table("Officers dismissed", "12", "30")]) == ("table", 42)
    assert chosen(blocks(), [count_table("Stop and search", "12", "30")]) is None


def test_headcounts_are_of_officers_only() -> None:
    assert chosen(blocks("Kent Police"), officer=False) is None
    assert chosen(blocks("Kent Police"), policy=500, officer=False) == ("policy", 500)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("The Metropolitan  Police\nService and the MPS; Kent Police once.", 31600),
        ("Kent Police and Essex Police", None),
        ("Wharfedale Police", None),
        ("the police in Kent", None),
    ],
)
def test_the_force_that_is_named_most_often(text: str, size: int | None) -> None:
    found = published_headcount(blocks(text))
    assert (found.size if found else None) == size


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 an officer was dismissed.",
        "Aged 34, officers are dismissed.",
        "Under section 12 officers may be dismissed.",
        "After 12 years an officer was dismissed.",
        "No more than 40 officers were dismissed.",
        "Were 40 officers dismissed?",
        "1 officer was dismissed.",
        "£400 reports on dismissed officers",
    ],
)
def test_numbers_that_are_no_total(text: str) -> None:
    assert chosen(blocks(text)) is None


def test_hidden_text_gives_no_population() -> None:
    hidden = [Block("There were 310 dismissals.", Where(block=0, hidden="comment"))]
    assert chosen(hidden) is None
