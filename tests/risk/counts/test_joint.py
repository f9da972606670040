"""Tables that are safe alone and not together; the clean counterpart stays silent."""

from __future__ import annotations

import pytest

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document

BY_RANK = """Table 1: dismissals by year and rank

Year | Constable | Sergeant | Inspector |
2019 | 12 | 8 | 6 |
2020 | 14 | 9 | 7 |
2021 | 11 | {} | 5 |

"""
BY_OUTCOME = """Table 2: dismissals by year and reason

Year | Dishonesty | Violence | Total |
2019 | 20 | 6 | 26 |
2020 | 16 | 14 | 30 |
2021 | 9 | {} | {} |
"""


def rules(text: str) -> list[tuple[str, str]]:
    report = scan_document(read_bytes(text.encode(), "letter.txt", Limits()), load_policy({}))
    return [(f.rule, f.title) for f in report.findings if f.rule == "TABLE-RECOVERABLE"]


def test_the_total_of_the_other_table_gives_the_count_back() -> None:
    found = rules(BY_RANK.format("*") + BY_OUTCOME.format("10", "19"))
    assert found == [("TABLE-RECOVERABLE", "Two tables together give back a withheld count")]


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [("*", "*", "*"), ("3", "10", "19")],
)
def test_the_counterpart_is_silent(first: str, second: str, total: str) -> None:
    assert rules(BY_RANK.format(first) + BY_OUTCOME.format(second, total)) == []


def test_tables_whose_totals_differ_are_not_linked() -> None:
    other = BY_OUTCOME.format("10", "19").replace("| 20 | 6 | 26", "| 20 | 9 | 29").replace("| 14 | 30", "| 19 | 35")
    assert rules(BY_RANK.format("*") + other) == []
