"""Several told as one: sentences written by hand."""

from __future__ import annotations

import pytest

from detector.generalise.wording.several import said_of_several


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("An officer declared that a relative had been arrested.", 3, "Three officers declared that a relative had been arrested."),
        ("A member of staff was given words of advice.", 2, "Two members of staff were given words of advice."),
        ("A police officer has declared his partner.", 4, "Four police officers have declared their partner."),
        ("In 2021, a woman resigned after she was arrested.", 2, "In 2021, two women resigned after they were arrested."),
        ("A constable at the station admitted that he knew the suspect.", 13, "13 constables at the station admitted that they knew the suspect."),
        ("Officer, relative, 2021", 3, "Officer, relative, 2021 (3 cases)"),
        ("Officer: family member, no action.", 2, "Officer: family member, no action (2 cases)."),
        ("An officer whose relative was arrested resigned.", 2, "An officer whose relative was arrested resigned (2 cases)."),
    ],
)  # fmt: skip
def test_said_of_several(text: str, number: int, expected: str) -> None:
    assert said_of_several(text, number) == expected
