"""What only looks like a date: numbers, scores, sections, versions, words that are months elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from recognizers.dates.grammar import find

REFERENCE_DATE = date(2022, 7, 6)


@pytest.mark.parametrize(
    "text",
    [
        "you may wish to ask for a review",
        "You may not copy it.",
        "May I remind you that the exemption is absolute?",
        "question 3 may be refused",
        "Question 4 May the force say so?",
        "officers march through the town",
        "They marched on the town hall.",
        "a march took place",
        "version 3.5.1 of the software",
        "section 12/3 of the manual",
        "section 40(2) and section 31(1)(a)",
        "we operate 24/7",
        "a score of 9/10",
        "10/12 officers agreed",
        "3/4 of the applicants",
        "1 in 5 cases",
        "a ratio of 12/15",
        "the match ended 3-1",
        "a 2-1 win",
        "call 020 7230 1212",
        "telephone 01273 470101 ext 2021",
        "07700 900 123",
        "PC 1234 attended",
        "PC 2021 Example attended",
        "collar number 2011",
        "room 2019",
        "reference 01.FOI.22.023919",
        "our reference 982-2023",
        "log 1554",
        "crime reference 44210430064",
        "a second officer attended",
        "the first of these questions",
        "the sun was out",
        "he sat down and wed her",
        "£2,021 was spent",
        "£2021 was spent",
        "2,021 incidents were recorded",
        "2021 incidents were recorded",
        "over 2000 people attended",
        "2,021",
        "the cost limit of 18 hours",
        "within 20 working days",
        "45p per mile",
        "paragraphs 3 to 5",
        "pages 10-12",
        "the A23 and the M1",
        "AB12 3CD",
        "a coil spring of the mattress",
        "a spring in her step",
        "the decision will follow in due course",
        "an august body of persons",
        "the fall of the wall",
        "he ran 3.5 miles",
        "IP address 10.20.30.40",
        "1.2.3",
        "100-2000",
        "ISO 9001",
        "NG5 2021 units",
        "the 9/11 attacks",
        "http://example.org/2021/05/03/news",
        "foi-2021-05@example.org",
        "April Example, the press officer",
        "PC May Example",
        "Dear June",
        "reference 20220212",
        "a total of 2021",
        "there were 1999 in total",
        "of which 2014 were detected",
        "in 30 minutes",
        "the 5th Floor",
        "his 3rd complaint",
        "Monday",
        "on call",
        "a dec of cards",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert [text[e.start : e.end] for e in find(text)] == []
