"""Sentences and sanctions with their length, and results told by a verb."""

from __future__ import annotations

import pytest

from recognizers.facts.disposals import disposals


def found(text: str) -> set[str]:
    return {text[start:end] for start, end, _ in disposals(text)}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "sentenced to 18 months' imprisonment, suspended for two years",
            "sentenced to 18 months' imprisonment, suspended for two years",
        ),
        ("a 12-month community order", "12-month community order"),
        ("200 hours of unpaid work", "200 hours of unpaid work"),
        ("she was excluded for five days", "excluded for five days"),
        ("He was arrested and bailed", "arrested"),
        ("they were evicted", "evicted"),
        ("The appeal succeeded.", "succeeded"),
        ("He was barred from working with children", "barred from working with children"),
    ],
)
def test_disposals(text: str, span: str) -> None:
    assert span in found(text)


@pytest.mark.parametrize(
    "text",
    ["within 20 working days", "the number of persons arrested", "in three years of service", "the search failed"],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == set()


def test_years_in_the_job_are_no_sentence() -> None:
    assert list(disposals("The second, who'd served 27 years, resigned.")) == []
    assert list(disposals("He served 27 years for it."))
