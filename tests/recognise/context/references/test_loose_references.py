"""References that only the words around them explain, and officers' cells."""

from __future__ import annotations

import pytest

from detector.recognise.context.names.officer_cells import officer_cell
from detector.recognise.context.references.loose_references import loose_references


def found(*texts: str) -> list[tuple[str, str]]:
    results = loose_references(texts, [[] for _ in texts])
    return [(r.entity_type, texts[i][r.start : r.end]) for i, group in enumerate(results) for r in group]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Detained persons", "YK/4471/22 - male, 33"], ("CUSTODY_RECORD", "YK/4471/22")),
        (["The complaint AB/00412/22 was upheld"], ("COMPLAINT_REFERENCE", "AB/00412/22")),
        (["Safeguarding referral 2023/SG/0441"], ("CASE_URN", "2023/SG/0441")),
    ],
)
def test_the_nearest_word_tells_the_kind(texts: list[str], expected: tuple[str, str]) -> None:
    assert expected in found(*texts)


@pytest.mark.parametrize(
    "text",
    [
        "Crime Recording policy CRP/0012/21 applies",
        "the complaint form AB/2021/0001",
        "ISO-27001 and COVID-19",
        "Detained in FY 2020/21 and 2021-22",
        "the value is AB/1234/22",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [("3319 HALE", "3319", "HALE"), ("PC 441 A Rahimi", "441", "A Rahimi"), ("Dunne (2207)", "2207", "Dunne")],
)
def test_officer_cells(text: str, number: str, name: str) -> None:
    assert {(r.entity_type, text[r.start : r.end]) for r in officer_cell(text)} == {
        ("COLLAR_NUMBER", number),
        ("PERSON", name),
    }


@pytest.mark.parametrize("text", ["12 Years", "Section 40", "Sergeant", "2021 Total", "Leeds North"])
def test_other_cells(text: str) -> None:
    assert list(officer_cell(text)) == []
