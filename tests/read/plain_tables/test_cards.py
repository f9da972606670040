"""One case a card."""

from __future__ import annotations

from detector.policy import Policy
from detector.read import Limits, read_bytes
from detector.scan import typed_tables

CARDS = """Detained persons

Ref: 2210-11
Name: Gareth PROSSER
Age: 41

Ref: 2210-12
Name: Aisha SIDDIQUI
Age: 29
Officer: 1180 OKORO
"""


def test_cards_become_rows() -> None:
    document = read_bytes(CARDS.encode(), "draft.txt", Limits())
    (table,) = typed_tables(document, Policy())
    assert table.shape == "records"
    assert [column.name for column in table.columns] == ["Ref", "Name", "Age", "Officer"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["2210-11", "Gareth PROSSER", "41", ""],
        ["2210-12", "Aisha SIDDIQUI", "29", "1180 OKORO"],
    ]
    for row in table.rows:
        for cell in row:
            assert CARDS[cell.start : cell.start + len(cell.text)] == cell.text


def test_mail_headers_and_a_single_card_are_none() -> None:
    mail = "From: A\nTo: B\nSubject: C\n\nHello\n\nFrom: D\nTo: E\nSubject: F\n\nBye\n"
    single = "Name: A B\nAge: 41\nRef: 12345\n"
    for text in (mail, single):
        document = read_bytes(text.encode(), "draft.txt", Limits())
        assert not [grid for grid in document.grids if grid.origin == "cards"]
