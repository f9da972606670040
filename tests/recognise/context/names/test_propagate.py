"""A name found once is found in its other mentions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.recognise.context.names.propagate import name_index


def found(names: list[str], text: str) -> list[str]:
    return [text[start:end] for start, end in name_index(names, [text]).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Sarah Thornley", "SARAH THORNLEY said that sarah thornley left.", ["SARAH THORNLEY", "sarah thornley"]),
        ("Sarah Thornley", "Ms Thornley's car. Sarah drove.", ["Thornley", "Sarah"]),
        ("Sarah\nThornley", "Sarah Thornley and Sarah\r\nThornley", ["Sarah Thornley", "Sarah\r\nThornley"]),
        ("Thornley, Sarah", "Sarah Thornley (THORNLEY)", ["Sarah Thornley", "THORNLEY"]),
        ("Niamh O'Brien", "O'Brien’s report by O’Brien", ["O'Brien", "O’Brien"]),
        ("Mark Baker", "He is a baker; Mr Baker made a mark.", []),
        ("Police Officer", "The Police Officer", ["Police Officer"]),
    ],
)
def test_variants(name: str, text: str, expected: list[str]) -> None:
    assert found([name], text) == expected


@given(st.text(max_size=60))
def test_spans_are_in_order_and_inside(text: str) -> None:
    spans = list(name_index(["Ann Example", "Bo Sample"], [text]).find(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_no_names_nothing() -> None:
    assert found([], "Ann Example") == []
