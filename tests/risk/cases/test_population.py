"""Single cases and the population that they come from, through the whole scan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Scan = Callable[..., dict[str, Any]]


def combination(document: dict[str, Any]) -> dict[str, Any] | None:
    found = [f for f in document["findings"] if f["kind"] == "combination"]
    assert len(found) <= 1
    return found[0] if found else None


TOTAL = "Dear Applicant,\n\n{total}\n\nIn March 2021 an officer was dismissed for lying about his overtime.\n"
SPECIFIC = "Dear Applicant,\n\n{total}\n\nIn March 2021 a sergeant was dismissed for lying about his overtime.\n"


def test_without_a_population_a_single_case_is_high(scan_text: Scan) -> None:
    found = combination(scan_text(TOTAL.format(total="We answer below.")))
    assert found is not None
    assert (found["risk"], found["k"]) == ("high", 1)


@pytest.mark.parametrize(
    ("total", "risk", "k"),
    [
        ("There were 20 dismissals in 2020 and 2021.", "high", 1),
        ("There were 37 officers dismissed in 2021.", "medium", 3),
        ("In 2021, 48 police officers were dismissed from the force.", "medium", 4),
    ],
)
def test_a_stated_total_of_the_kind_is_the_population(scan_text: Scan, total: str, risk: str, k: int) -> None:
    found = combination(scan_text(TOTAL.format(total=total)))
    assert found is not None
    assert (found["risk"], found["k"]) == (risk, k)
    assert "that the text itself states" in found["why"]
    assert "independent" in found["why"]


def test_a_total_of_no_stated_kind_is_named_but_never_clears(scan_text: Scan) -> None:
    found = combination(scan_text(TOTAL.format(total="20 reports were received in 2020 and 2021.")))
    assert found is not None
    assert (found["risk"], found["k"]) == ("high", 1)
    assert "the 20 reports that the text itself states" in found["why"]
    found = combination(scan_text(TOTAL.format(total="900 reports were received in 2021.")))
    assert found is not None
    assert found["risk"] == "medium"


def test_a_large_enough_stated_total_clears_the_case(scan_text: Scan) -> None:
    assert combination(scan_text(TOTAL.format(total="There were 240 dismissals in 2020 and 2021."))) is None


@pytest.mark.parametrize(
    "more",
    [
        " He had driven a hired tractor through the gates of the training college during a farewell party.",
        " His name is Gareth Pennington.",
    ],
)
def test_what_has_no_share_keeps_a_case_from_being_cleared(scan_text: Scan, more: str) -> None:
    text = TOTAL.format(total="There were 240 dismissals in 2020 and 2021.").rstrip() + more
    found = combination(scan_text(text))
    assert found is not None
    assert found["risk"] == "medium"


@pytest.mark.parametrize(
    "total",
    [
        "The force recorded 24,000 complaints in 2021.",  # another kind of event
        "There were 2,400 dismissals in 2015.",  # another period
        "Fewer than 2,400 officers were dismissed in 2021.",  # no total
        "Have 2,400 officers been dismissed in 2021?",
    ],
)
def test_other_numbers_are_no_population(scan_text: Scan, total: str) -> None:
    found = combination(scan_text(TOTAL.format(total=total)))
    assert found is not None
    assert (found["risk"], found["k"]) == ("high", 1)


def test_a_published_headcount_never_clears_a_case(scan_text: Scan) -> None:
    text = "Metropolitan Police Service\n\n" + TOTAL.format(total="The Metropolitan Police Service answers below.")
    found = combination(scan_text(text))
    assert found is not None
    assert found["risk"] == "medium"
    assert "31,600 officers of Metropolitan Police Service" in found["why"]
    small = combination(scan_text(SPECIFIC.format(total="Wiltshire Police answers below.")))
    assert small is not None
    assert (small["risk"], small["k"]) == ("high", 1)
    assert "1,000 officers of Wiltshire Police" in small["why"]


def test_of_several_cases_k_is_counted_among_them(scan_text: Scan) -> None:
    text = "Metropolitan Police Service\n\nIn March 2021 an officer was dismissed for theft. In May 2021 a sergeant was dismissed for assault."
    found = [f for f in scan_text(text)["findings"] if f["kind"] == "combination"]
    assert [(f["risk"], f["k"]) for f in found] == [("high", 1)] * 2
    assert all("one of 2 cases" in f["why"] and "31,600" not in f["why"] for f in found)


def test_an_unknown_body_has_no_headcount(scan_text: Scan) -> None:
    found = combination(scan_text(TOTAL.format(total="Severnshire Police answers below.")))
    assert found is not None
    assert (found["risk"], found["k"]) == ("high", 1)
    assert "expected" not in found["why"]


def test_the_policys_population_is_used_and_never_clears(scan_text: Scan) -> None:
    found = combination(scan_text(TOTAL.format(total="We answer below."), population=500_000))
    assert found is not None
    assert found["risk"] == "medium"
    assert "population of 500,000 (policy)" in found["why"]


def test_the_workforce_in_the_text_is_persons_not_events(scan_text: Scan) -> None:
    found = combination(scan_text(TOTAL.format(total="The force employs 2,300 officers.")))
    assert found is not None
    assert found["risk"] == "high"
    assert "2,300 officers" in found["why"]


def test_the_rows_of_a_table_of_the_kind_are_the_population(scan_text: Scan) -> None:
    rows = "".join(
        f"| {rank} | {year} |\n" for rank in ("Constable", "Sergeant") for year in (2020, 2021) for _ in range(5)
    )
    table = "Officers dismissed\n\n| Rank | Year |\n|---|---|\n" + rows
    text = f"{table}\nIn March 2021 an officer was dismissed for lying about his overtime.\n"
    found = combination(scan_text(text, "draft.md"))
    assert found is not None
    assert (found["risk"], found["k"]) == ("high", 1)
    assert "20 rows of the table" in found["why"]


def test_the_way_out_reaches_k_in_the_population(scan_text: Scan) -> None:
    found = combination(scan_text(TOTAL.format(total="There were 37 officers dismissed in 2021.")))
    assert found is not None
    (first, *_) = found["suggestions"]
    assert (first["from"], first["to"]) == ("March 2021", "January to March 2021")
