"""A passage that the models cannot read is never called clean."""

from __future__ import annotations

import pytest

from detector.recognise.language import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Diolch am eich cais am wybodaeth. Mae'r heddlu wedi penderfynu nad yw'r wybodaeth ar gael yn y ffurf hon.",
            "Welsh",
        ),
        (
            "Mężczyzna był w domu, kiedy policja przyjechała, i nie chciał z nimi rozmawiać, ale potem się zgodził.",
            "Polish",
        ),
        ("Мужчина был дома, когда приехала полиция, и не хотел разговаривать.", "another script"),
        (
            "Le requérant est né en 1974 et il réside dans la ville où les faits ont été commis par un des agents.",
            "French",
        ),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "I have today decided to disclose some of the requested information held by the force.",
        "Heddlu Dyfed-Powys Police",
        "Aberystwyth Machynlleth Llanelli Caerphilly Pontypridd Merthyr Tydfil Ystradgynlais Llandrindod",
        "Burglary Robbery Theft Assault Harassment Fraud Stalking Criminal damage Arson",
        "PC Wojciech Kowalski, DS Agnieszka Nowak, PC Ana Popescu, PS Ion Ionescu, DC Li Wei",
        "12 | 34 | 56 | 78 | 90 | 12 | 34 | 56",
        "",
    ],
)
def test_english_names_and_lists_are_not_foreign(text: str) -> None:
    assert foreign_language(text) is None
