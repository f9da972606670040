"""Names that a title, rank or label announces; all people are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.people.names import NamePatternRecognizer, is_plausible_name, trim_name

recognizer = NamePatternRecognizer()


def found(text: str) -> list[str]:
    spans = {(r.start, r.end) for r in recognizer.analyze(text, ["PERSON"])}
    return [text[start:end] for start, end in sorted(spans)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Oswin Tarrant wrote", ["Oswin Tarrant"]),
        ("Mrs. Tarrant-Hale", ["Tarrant-Hale"]),
        ("Dear Ms Quillfeather,", ["Quillfeather"]),
        ("Dr O'Marrow", ["O'Marrow"]),
        ("PC TARRANT attended", ["TARRANT"]),
        ("PC 1234 Tarrant attended", ["Tarrant"]),
        ("DS J. Tarrant", ["J. Tarrant"]),
        ("T/Sgt Tarrant", ["Tarrant"]),
        ("Detective Inspector Oswin Tarrant", ["Oswin Tarrant"]),
        ("Cllr Tarrant", ["Tarrant"]),
        ("Name: Oswin Tarrant", ["Oswin Tarrant"]),
        ("Surname: tarrant", ["tarrant"]),
        ("TARRANT, Oswin", ["TARRANT, Oswin"]),
        ("It was Officer A who said", ["Officer A"]),
        ("Mr McTarrant", ["McTarrant"]),
        ("Mr van der Tarrant", ["van der Tarrant"]),
        ("Sgt\nTarrant", ["Tarrant"]),
    ],
)
def test_announced_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "PC attended the scene",
        "Inspector of Constabulary",
        "Dear Sir or Madam",
        "Chief Constable of the force",
        "the Police Constable Degree Apprenticeship",
        "Subject: Freedom of Information Request",
        "Police Sergeant and Inspector ranks",
        "The Officer Was Dismissed",
        "Sister and sister's partner",
        "Data Protection Act 2018",
    ],
)
def test_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Oswin Tarrant", "Tarrant", "O'Marrow", "Oswin Grant Tarrant"])
def test_plausible(text: str) -> None:
    assert is_plausible_name(text)


@pytest.mark.parametrize(
    "text", ["", "Freedom of Information", "March", "PC 1234", "tarrant", "Oswin\nTarrant", "a@example.org", "Sergeant"]
)
def test_implausible(text: str) -> None:
    assert not is_plausible_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PC Tarrant's", "Tarrant"),
        ("Mr Oswin Tarrant", "Oswin Tarrant"),
        (" (Tarrant) ", "Tarrant"),
        ("Tarrant Attended", "Tarrant"),
        ("O. T.", "O. T."),
    ],
)
def test_trimming(text: str, name: str) -> None:
    start, end = trim_name(text, 0, len(text))
    assert text[start:end] == name


@given(st.text(max_size=150))
def test_any_text_is_survived(text: str) -> None:
    for result in recognizer.analyze(text, []):
        assert 0 <= result.start < result.end <= len(text)
    trim_name(text, 0, len(text))


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("Mr ", "Mr A ", "van ", "PC Tarrant ", "TARRANT, ", "name: "):
        text = piece * 5_000
        assert all(0 <= r.start < r.end <= len(text) for r in recognizer.analyze(text, []))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("author: Thames Valley Police", []),
        ("From: Anytown Borough Council", []),
        ("Contact: Leigh Road School", []),
        ("author: Jane Whitfield", ["Jane Whitfield"]),
        ("author: Jane Whitfield, Police FOI", ["Jane Whitfield"]),
    ],
)
def test_a_labelled_body_is_no_person(text: str, found: list[str]) -> None:
    results = NamePatternRecognizer().analyze(text, ["PERSON"])
    assert [text[r.start : r.end] for r in results] == found
