"""Columns and lists of numbers that tell what they are. Numbers with a right check digit, made for the test."""

from __future__ import annotations

import pytest

from detector.recognise.context.references.identifier_values import kind_of_values, nhs_numbers

NHS = ["9434765919", "943 476 5870", "4010232137"]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (NHS, "UK_NHS"),
        (["43186/98", "36022/97", "9102/07"], "COURT_CASE_NUMBER"),
        (["1234567890", "2345678901", "3456789012"], None),
        (["2020/21", "2021/22"], None),
        (["9434765919"], None),
        ([], None),
    ],
)
def test_kinds(texts: list[str], kind: str | None) -> None:
    assert kind_of_values(texts) == kind


def test_numbers_in_a_text_count_only_together() -> None:
    assert [len(found) for found in nhs_numbers([f"Patient {n}" for n in NHS])] == [1, 1, 1]
    assert nhs_numbers([f"Patient {NHS[0]}", "Order 1234567890"]) == [[], []]
