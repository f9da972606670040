"""Ages that only what stands beside them tells, and numbers that are none."""

from __future__ import annotations

import pytest

from recognizers.people.bare_ages import bare_ages


def found(text: str) -> list[str]:
    return sorted({text[start:end] for start, end, _, _ in bare_ages(text)})


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("the death of Ollie Bartram, 17. The inquest", ["17"]),
        ("his grandson Noah, 6, on Boxing Day", ["6"]),
        ("a special constable, 22 - flatmate", ["22"]),
        ("Lowenna PASCOE, 19 yrs, brought in", ["19 yrs"]),
        ("Staff Nurse E. was 23 and in her first post", ["23"]),
        ("who was fifteen, was questioned", ["fifteen"]),
        ('gave name as "Jago", about forty, no fixed abode', ["forty"]),
        ("she was thirty-two when it began", ["thirty-two"]),
        ("12/06/2019, Redditch, 17, White British, none", ["17"]),
        ("Tunde Soyinka was 22, a paddleboard instructor", ["22"]),
        ("There were fifteen, of which two were upheld", []),
        ("It was 22 and rising", []),
    ],
)
def test_ages(text: str, ages: list[str]) -> None:
    assert found(text) == ages
