"""Small random tables for the comparison with brute force, and the known answers where they are at hand."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

SDC = Path(__file__).parents[4] / "shared" / "data" / "sdc"
VALUES = ["a", "A ", "b", "", "c  d", "c d", "e"]

Columns = list[list[str]]


@st.composite
def tables(draw: st.DrawFn, most_rows: int = 12, most_columns: int = 5, least_columns: int = 1) -> Columns:
    """Columns of the same length, with blanks and with spellings that are the same value."""
    rows = draw(st.integers(1, most_rows))
    values = draw(st.sampled_from([VALUES, VALUES[:3], ["a", "", "b"]]))
    column = st.lists(st.sampled_from(values), min_size=rows, max_size=rows)
    return draw(st.lists(column, min_size=least_columns, max_size=most_columns))


def known_answer(name: str) -> dict[str, Any]:
    """An entry of the known answers; skips the test where they are not at hand."""
    if not SDC.is_dir():
        pytest.skip("the known answers are not at hand")
    entries = json.loads((SDC / "known_answers.json").read_text(encoding="utf-8"))
    return next(entry for entry in entries if entry["id"] == name)


def known_columns(file: str, delimiter: str = ",") -> dict[str, list[str]]:
    """The columns of a file beside the known answers; skips the test where it is not at hand."""
    if not (SDC / file).is_file():
        pytest.skip(f"{file} is not at hand")
    with (SDC / file).open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle, delimiter=delimiter)
    return {name: list(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)}
