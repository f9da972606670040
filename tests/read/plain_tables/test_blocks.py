"""Headings, paragraphs and list items of what is no table."""

from __future__ import annotations

import pytest

from detector.read.plain_tables import Line, split
from detector.read.text import text_lines
from detector.types import Where


def kinds(text: str) -> list[tuple[str, str]]:
    blocks, grids = split(list(text_lines(text)), True)
    assert not grids
    return [(block.kind, block.text) for block in blocks]


WRAPPED = (
    "I write further to your request dated 3 March 2024 in which you asked for the number\n"
    "of officers dismissed between 2019 and 2021. Your request has been considered under\n"
    "the Freedom of Information Act 2000 and I can confirm that the constabulary, which\n"
    "Northmoor council funds, holds some of it."
)


def test_wrapped_lines_are_one_paragraph() -> None:
    assert kinds(f"{WRAPPED}\n\nYours sincerely") == [("paragraph", WRAPPED), ("paragraph", "Yours sincerely")]


def test_one_line_a_paragraph_stays_so() -> None:
    lines = [
        "I note you seek access to the following information about officers:",
        "Full disclosure would have the effect of compromising law enforcement processes and would hinder the force in its aim.",
        "By disclosing all the requested information, people would be likely to use it to disrupt our services.",
        "Section 31(1)(a)(b) - Law Enforcement",
        "Section 40(2)(3)&(4) - Personal Information",
    ]
    assert [text for _, text in kinds("\n".join(lines))] == lines


@pytest.mark.parametrize("mark", ["•", "-", "*", "1)", "1.", "a)", "(i)", "(a)", "1b)", "2.1", "–"])
def test_list_items(mark: str) -> None:
    text = f"{mark} the rank of the officer concerned"
    assert kinds(f"You asked for:\n{text}\n{text} too") == [
        ("paragraph", "You asked for:"),
        ("list_item", text),
        ("list_item", f"{text} too"),
    ]


def test_list_items_keep_their_wrapped_lines() -> None:
    first = "• the rank of each officer who was dismissed, and the station at\n  which he or she served"
    assert kinds(f"{first}\n• the month") == [("list_item", first), ("list_item", "• the month")]


def test_headings() -> None:
    assert kinds("# Decision\nWe refuse.")[0] == ("heading", "# Decision")
    assert kinds("Decision\n========\nWe refuse.")[0] == ("heading", "Decision\n========")
    long = "The force has decided to disclose the information that it holds about officers who were dismissed for misconduct."
    assert kinds(f"Reason for decision\n{long}") == [("heading", "Reason for decision"), ("paragraph", long)]


@pytest.mark.parametrize("end", ["\r\n", "\f", "\u2028"])
def test_line_ends_stay_inside_a_block(end: str) -> None:
    text = WRAPPED.replace("\n", end)
    ((_, found),) = kinds(text)
    assert found == text


def test_place_of_a_block_is_that_of_its_first_line() -> None:
    lines = [Line(text, 0, Where(page=page)) for page, text in enumerate(WRAPPED.split("\n"), 1)]
    ((block,), _) = split(lines, False)
    assert (block.where.page, block.where.block, block.start) == (1, 0, 0)
    assert block.text == WRAPPED


def test_nothing_comes_of_nothing() -> None:
    assert split([], True) == ([], [])
    assert split(list(text_lines("\n \n\n")), True) == ([], [])
