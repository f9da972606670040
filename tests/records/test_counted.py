"""Count tables of things have no small counts; where people are meant, or may be, they have."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy


def rules(table: str) -> set[str]:
    return {finding.rule for finding in scan_text(table, Policy(), "a.md").findings}


def of(*rows: str, above: str = "") -> str:
    lines = [f"| {row} |" for row in rows]
    columns = rows[0].count("|") + 1
    return "\n".join([above, "", lines[0], "|" + "---|" * columns, *lines[1:]]).strip() + "\n"


@pytest.mark.parametrize(
    "table",
    [
        of("Device | 2021 | 2022", "Laptops | 3 | 12", "Tablets | 1 | 4", above="Devices lost or stolen"),
        of("Exemption | Number of requests", "Section 12 | 41", "Section 40 | 3"),
        of("Make | Number of vehicles", "Ford | 212", "Tesla | 1"),
        of("Year | Contracts awarded | Tenders withdrawn", "2021 | 14 | 2", "2022 | 9 | 1"),
        of(
            "Ward | April | May",
            "Northfield | 31 | 2",
            "Southmead | 1 | 14",
            above="Number of potholes reported by ward",
        ),
        of("Breed | Number of police dogs", "German Shepherd | 14", "Springer Spaniel | 3"),
        of("Drug | Seizures", "Cocaine | 14", "Heroin | 3"),
        of("Site | CCTV cameras | Meeting rooms", "HQ | 31 | 4", "North depot | 2 | 1"),
    ],
)
def test_things(table: str) -> None:
    assert "TABLE-SMALL-COUNT" not in rules(table)


@pytest.mark.parametrize(
    "table",
    [
        of("Offence | Officers arrested", "Assault | 14", "Rape | 3"),
        of("Ethnicity | 2021 | 2022", "White | 31 | 28", "Black | 2 | 1"),
        of("Station | Complaints", "Bath | 2", "Wells | 11"),
        of("Year | Number", "2021 | 2", "2022 | 11"),
        of("Make | 2021 | 2022", "Ford | 12 | 3", "BMW | 1 | 2", above="Cars of officers who were disqualified"),
        of("Breed | Attacks", "Terrier | 12", "Alsatian | 3"),
        of("Device | Staff dismissed for its misuse", "Laptop | 3", "Phone | 12"),
        of("Rank | Laptops lost", "Inspector | 1", "Constable | 12"),
    ],
)
def test_people(table: str) -> None:
    assert "TABLE-SMALL-COUNT" in rules(table)
