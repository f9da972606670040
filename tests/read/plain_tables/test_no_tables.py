"""What only looks like a table: it stays running text."""

from __future__ import annotations

import pytest

from detector.read.plain_tables import split
from detector.read.text import text_lines

TEXTS = {
    "address": "Information Rights Unit\nNorthmoor House\n12 Castle Way\nNorthmoor\nNM1 2AB\n",
    "address on one line each with numbers": "Flat 3\n12 High Street\nUnit 7\nNorthmoor NM1 2AB\n",
    "signature": "Yours sincerely,\n\nEleanor Whitfield\nInformation Rights Manager\nNorthmoor Constabulary\nTel: 0300 123 4567\n",
    "signature with tabs": "Signed\tDate\n\tEleanor Whitfield\nName:\tEleanor Whitfield\nPost:\tManager\n",
    "letterhead": "Our ref:      02.FOI.24.004417\nYour ref:     AB/12\nDate:         4 March 2024\nTel:          0300 123 4567\n",
    "letterhead on two sides": (
        "Information Rights Unit        Your ref: AB/12\nNorthmoor House                Our ref: 4417\n"
        "Northmoor NM1 2AB              Tel: 0300 123 4567\n"
    ),
    "front matter": "Reference: 4417\nDate: 3 May 2023\nPage: 1\nVersion: 2\n",
    "references": "Ref: 12345\nRequest number: 4417\nCase number: 98\n",
    "email header": "From: requester@example.org\nTo: foi@northmoor.police.uk\nSent: 3 May 2023 10:12\nSubject: Request 4\n",
    "numbered questions": "1. How many officers were dismissed?\n2. What rank were they, by year?\n3. Why, and in which month?\n",
    "numbered questions with tabs": "1.\tHow many officers were dismissed?\n2.\tWhat rank were they?\n3.\tWhen?\n",
    "lettered questions": "a) the rank of each officer\nb) the date, month and year\nc) the outcome of each case\n",
    "agenda": "10.00  Welcome\n10.15  Minutes of the last meeting\n11.00  Any other business\n",
    "agenda numbered": "1. Apologies\n2. Minutes of the last meeting\n3. Any other business\n",
    "agenda without stops": "1 Apologies\n2 Minutes of the last meeting\n3 Any other business\n",
    "contents with leaders": "Introduction ..... 3\nBackground ..... 5\nFindings ..... 12\nRecommendations ..... 20\n",
    "contents without leaders": "Contents\nIntroduction 3\nBackground 5\nFindings 12\nRecommendations 20\n",
    "contents in columns": "Contents\n\n1. Introduction        3\n2. The request         4\n3. What we found       9\n4. Next steps          12\n",
    "telephone list": "Control room      01632 960001\nFront counter     01632 960002\nCustody suite     01632 960003\n",
    "telephone list with colons": "Control room: 01632 960001\nFront counter: 01632 960002\nCustody suite: 01632 960003\n",
    "telephone list with bars": "Control room | 01632 960001\nFront counter | 01632 960002\nPress office | 01632 960003\n",
    "exemptions": "Section 40 - Personal Information\nSection 31 - Law Enforcement\nSection 30 - Investigations\n",
    "exemptions with subsections": "Section 40(2) - Personal Information\nSection 31(1)(a) - Law Enforcement\n",
    "section numbers": "Section 40\nSection 31\nSection 12\n",
    "acts": "Freedom of Information Act 2000\nData Protection Act 2018\nPolice Act 1996\n",
    "bullets": "• may have unspent convictions;\n• are under investigation; or\n• are the subject of intelligence.\n",
    "dash bullets": "- full details of the association\n- the exact month and year\n- the reason for declaring\n",
    "quoted request": 'You asked: "Please give the 10 most common offences for 2019, 2020 and 2021 and the 5 ranks concerned."\n',
    "months asked for": "Please tell me how many officers were dismissed in March 2019, June 2019 and May 2021.\n",
    "dates of letters": "We wrote to you about officers in letters received on 3 March 2019, 4 June 2019 and 5 May 2021.\n",
    "two dates": "Officers were dismissed in March 2019 and May 2021.\n",
    "years of statistics": "Officers were dismissed in 2019, 2020 and 2021.\n",
    "cookie banner": "We use some essential cookies to make our website work.\nAccept all | Reject all | Settings\nSkip to content\n",
    "navigation": "Home | About us | Contact us\n",
    "page footers": "Page 1 of 3\nOFFICIAL\nPage 2 of 3\nOFFICIAL\n",
    "contact footer with bars": "Tel: 0300 123 4567 | Email: foi@northmoor.police.uk\nwww.northmoor.example | Northmoor NM1 2AB\n",
    "questions and answers": (
        "How long will it take?\nWe aim to answer within 20 working days.\nWhat does it cost?\nMost requests cost nothing.\n"
    ),
    "opening hours": "Monday: 9am - 5pm\nTuesday: 9am - 5pm\nSaturday: 10am - 2pm\n",
    "room numbers": "Room 12\nRoom 14\nRoom 20\n",
    "dates alone": "3 March 2024\n14 May 2024\n6 June 2024\n",
    "months and years": "March 2019\nJune 2019\nMay 2021\n",
    "year ranges": "2015 - 2016\n2016 - 2017\n",
    "double spaced sentences": (
        "The force holds this information.  It is held in a local system that is searched by hand.\n"
        "The cost limit applies to it.  We have therefore refused that part of your request today.\n"
        "You may complain to us first.  The Commissioner would expect you to do so before writing.\n"
    ),
    "sentences with commas": (
        "The force, as you know, holds records in March 2019, and these are old.\n"
        "The unit, however, did not exist then, so that nothing can be said.\n"
        "The officer, who has left, was not asked, since we cannot reach them.\n"
    ),
    "addresses with commas": "12 High Street, Northmoor, NM1 2AB\n3 Castle Way, Northmoor, NM1 3CD\n7 Mill Lane, Eastbury, NM4 5EF\n",
    "time limits": "20 working days\n40 working days\n3 months\n",
    "dates of the request": "Date received: 3 March 2024\nDate due: 1 April 2024\nDate sent: 28 March 2024\n",
    "dates of the request in columns": "Date received      3 March 2024\nDate due           1 April 2024\nDate of reply      28 March 2024\n",
    "dates of the page": "Published\n3 May 2024\nUpdated\n4 June 2024\nReview due\n5 July 2025\nOwner\n6 August 2026\n",
    "years to browse": "Freedom of Information\nDisclosure log\n2019\n2020\n2021\n2022\n2023\nContact us\n",
    "menu": "Home\nNews\nSport\nJobs\nAbout us\nPrivacy\nCookies\nAccessibility\nTerms\n",
    "chapters": "Chapter 1\n3\nChapter 2\n9\nChapter 3\n12\nChapter 4\n20\n",
    "dates of handling": "The request was received on 3 March 2024, 4 April 2024 and 5 May 2024.\n",
    "meetings": "The Act was passed and members met in January 2019, March 2020, and May 2021 to agree policy.\n",
    "road numbers": "A23\nM1\nB1234\n",
    "a sentence that ends in a number": "The number of working days is 20\nYou may write to us at PO Box 12\nThe law is in section 40\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_table(name: str) -> None:
    blocks, grids = split(list(text_lines(TEXTS[name])), True)
    assert [[[cell.text for cell in row] for row in grid.cells] for grid in grids] == []
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(TEXTS[name].split())
