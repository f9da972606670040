"""Lists without headings, and tables whose rows are no persons."""

from __future__ import annotations

import pytest

from detector.policy import Policy
from detector.read import Limits, read_bytes
from detector.scan import typed_tables
from detector.types import TypedTable


def table(text: str) -> TypedTable:
    (found,) = typed_tables(read_bytes(text.encode(), "draft.txt", Limits()), Policy())
    return found


def test_numbers_beside_a_sex_are_ages() -> None:
    text = "1. YK/4471/22 - male, 33, burglary, charged\n2. YK/4472/22 - female, 20, theft, cautioned\n3. YK/4480/22 - male, 71, arson, released\n"
    assert [column.kind for column in table(text).columns][2] == "age"


@pytest.mark.parametrize(
    "text",
    [
        "| Supplier | Value | Start |\n| Grant Thornton LLP | £12,400 | 01/04/2019 |\n| Mott MacDonald | £45,000 | 01/09/2020 |\n",
        "| FOI ref | Received | Subject |\n| FOI-0012-24 | 02/01/2024 | Parking |\n| FOI-0013-24 | 04/01/2024 | Tasers |\n",
    ],
)
def test_registers_are_no_lists_of_persons(text: str) -> None:
    assert table(text).shape == "layout"
