"""Who writes to whom: addressee, senders, recipients, signatures, and who attended a meeting."""

from __future__ import annotations

from detector.evaluate.systems import scan_text
from detector.policy import Policy

LETTER = """BRAYFORD COUNCIL

Ms T Okafor
17 Lime Tree Avenue
Brayford BR4 6TT

12 June 2024

Our ref: LDS/FOI/0771

Dear Ms Okafor

I refer to your request under the Freedom of Information Act 2000 of 20 May 2024. The information is not held.

Yours sincerely

Helen Fairbrother
Information Officer
"""

THREAD = """From: Rhiannon Clarke <rhiannon.clarke@eastfordshire.police.uk>
Sent: 14 March 2023 16:42
To: FOI Team <foi@eastfordshire.police.uk>
Cc: DCI Malik, Farouk
Subject: RE: FOI 2023/118

Hi Jo

The one in Traffic is Gary Pugh, who runs a dog grooming business with his wife.

Thanks
Rhiannon

Rhiannon Clarke | Vetting Manager | 07700 900142

> From: FOI Team
> Sent: 10 March 2023 09:05
> To: Vetting
> Subject: FOI 2023/118
>
> Please see the request below from Mr A Pettifer (a.pettifer88@example.com). He asks for numbers.
"""

MINUTES = """Minutes of a misconduct meeting, 9 November 2023
Present: Alison Whyte (HR), Supt Graeme Dunlop, PC Callum Strachan, Moira Beattie (Federation)
1. It was alleged that on 22 August 2023 PC Strachan shouted at a nurse.
"""


def about(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in scan_text(text, Policy()).mentions:
        found.setdefault(mention.text, set()).add(mention.about)
    return found


def test_the_addressee_of_a_letter_is_the_applicant() -> None:
    found = about(LETTER)
    assert found["T Okafor"] == found["Okafor"] == found["17 Lime Tree Avenue"] == found["BR4 6TT"] == {"requester"}
    assert found["Helen Fairbrother"] == {"staff"}


def test_a_thread_tells_staff_the_applicant_and_the_case_apart() -> None:
    found = about(THREAD)
    assert found["Rhiannon Clarke"] == found["Malik, Farouk"] == found["Jo"] == {"staff"}
    assert found["07700 900142"] == {"staff"}
    assert found["A Pettifer"] == found["a.pettifer88@example.com"] == {"requester"}
    assert found["Gary Pugh"] == {"case"}


def test_who_attended_is_staff_unless_the_minutes_are_about_that_person() -> None:
    found = about(MINUTES)
    assert found["Alison Whyte"] == found["Moira Beattie"] == {"staff"}
    assert found["Callum Strachan"] == {"case"}


def test_an_address_in_a_personal_record_is_somebodys_home() -> None:
    record = "NAME: BARRATT, WAYNE   DOB: 14.02.1989\nADDRESS: FLAT 4, 118 LORDSHIP LANE, LONDON N22 5HN\n"
    assert about(record)["N22 5HN"] == {"case"}


def test_the_number_beside_a_teams_mailbox_is_the_teams() -> None:
    assert about("Agenda\n\n1 Apologies\n\nCommittee Services 01632 960555 democratic.services@portsea.gov.uk\n")[
        "01632 960555"
    ] == {"public"}


FROM_OUTSIDE = """From: Kim Macready <kim.mcr91@quickpost.example>
Date: 3 October 2023 at 21:05
To: FOI <foi@ashford.gov.example>
Subject: your letter

Please do not publish it, everyone here will know.

Kim

On 2 Oct 2023, at 09:14, Ifan Onslow <ifan.onslow@ashford.gov.example> wrote:

> Dear Ms Macready, we have a request about your case.
"""


def test_a_sender_outside_the_authority_is_no_staff() -> None:
    report = scan_text(FROM_OUTSIDE, Policy())
    about = {m.text: m.about for m in report.mentions if m.entity_type in ("PERSON", "EMAIL_ADDRESS")}
    assert about["Kim Macready"] != "staff"
    assert about["kim.mcr91@quickpost.example"] != "staff"
    assert about["Ifan Onslow"] == "staff"


def test_who_is_the_applicant_in_one_header_is_in_the_others() -> None:
    text = (
        "From: Mustafa Ndiaye <m.ndiaye.76@webpost.example>\nSent: 27 February 2024 23:58\nTo: foi@ashford.police.uk\n"
        "Subject: RE: my request\n\nPlease reply.\n\n-----Original Message-----\nFrom: foi@ashford.police.uk\n"
        "Sent: 19 January 2024\nTo: Mustafa Ndiaye\nSubject: Acknowledgement\n\nDear Mr Ndiaye\n\nWe have your request.\n"
    )
    report = scan_text(text, Policy())
    assert {m.about for m in report.mentions if m.entity_type == "PERSON"} == {"requester"}
