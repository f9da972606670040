"""E-mail, telephone, web and internet addresses: where they are, and whether a person or a service stands behind them."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.contact.contacts import (
    ContactRecognizer,
    contact_spans,
    is_public_number,
    is_public_url,
    is_role_mailbox,
)
from recognizers.contact.phones import is_phone_number, national


def found(text: str) -> list[tuple[str, str]]:
    return [(s.entity_type, text[s.start : s.end]) for s in contact_spans(text)]


@pytest.mark.parametrize(
    "address",
    [
        "jane.ashdown@met.police.uk",
        "j_ashdown99@gmail.com",
        "Jane.O'Ashdown@cheshire.pnn.police.uk",
        "jane+foi@example.co.uk",
        "jane ashdown dot smith at example dot com".partition(" ")[2],
        "jashdown at gmail dot com",
        "j.ashdown [at] example [dot] co [dot] uk",
        "j.ashdown(at)example.org.uk",
        "jane dot ashdown at example dot org",
    ],
)
def test_email_addresses_written_in_any_way(address: str) -> None:
    assert found(f"Write to {address}, please.") == [("EMAIL_ADDRESS", address)]


@pytest.mark.parametrize(
    "text",
    [
        "He was at home dot com was mentioned",
        "Meet at 10 at the station.",
        "the @MetPolice account",
        "She works at example.",
        "a price @ £5.00 each",
    ],
)
def test_what_is_no_email_address(text: str) -> None:
    assert [entity for entity, _ in found(text) if entity == "EMAIL_ADDRESS"] == []


@pytest.mark.parametrize(
    "address",
    [
        "foi@met.police.uk",
        "FOI@met.police.uk",
        "information.rights@sussex.police.uk",
        "casework@ico.org.uk",
        "complaints@example.gov.uk",
        "dataprotectionteam@kent.police.uk",
        "freedomofinformation@gmp.police.uk",
        "press.office@northwales.police.uk",
        "pressoffice@northwales.police.uk",
        "contactus@westyorkshire.police.uk",
        "mpsfoi@met.police.uk",
        "force.disclosure@wiltshire.police.uk",
        "info-access-team@surrey.police.uk",
        "enquiries@iopc.gov.uk",
        "no.reply@example.org",
        "foi [at] met [dot] police [dot] uk",
        "request-912345-ab12cd34@whatdotheyknow.com",
    ],
)
def test_role_mailboxes(address: str) -> None:
    assert is_role_mailbox(address)


@pytest.mark.parametrize(
    "address",
    [
        "jane.ashdown@met.police.uk",
        "jashdown@met.police.uk",
        "jane@example.com",
        "ashdown.j.4224@kent.police.uk",
        "jane.law@met.police.uk",
        "thomas.post@example.org",
        "p123456@met.police.uk",
        "theteam@gmail.com",
        "jane dot ashdown at example dot com",
        "",
    ],
)
def test_personal_mailboxes(address: str) -> None:
    assert not is_role_mailbox(address)


# numbers of Ofcom's ranges for drama, of public services, and of published contact pages
@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "07700900123",
        "07700-900-123",
        "07700.900.123",
        "+44 7700 900123",
        "+44 (0)7700 900 123",
        "0044 7700 900123",
        "01632 960001",
        "(01632) 960001",
        "01632 960001 ext 12",
        "01632 960001 x4512",
        "020 7946 0123",
        "(020) 7946 0123",
        "+44 (0)20 7946 0123",
        "0113 496 0123",
        "020 7161 3500",
        "0303 123 1113",
        "0800 555 111",
        "0345 600 9006",
        "+353 1 666 0000",
        "07123456789",
    ],
)
def test_telephone_numbers_in_british_forms(number: str) -> None:
    for text in (f"Please ring {number}.", f"Tel: {number}", f"({number})", f"{number}\n12 May"):
        assert found(text) == [("PHONE_NUMBER", number)]


def test_neighbouring_numbers_are_two() -> None:
    assert found("01632 960001 07700 900123") == [("PHONE_NUMBER", "01632 960001"), ("PHONE_NUMBER", "07700 900123")]
    assert found("020 7946 0123/07700 900456") == [("PHONE_NUMBER", "020 7946 0123"), ("PHONE_NUMBER", "07700 900456")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("please call 101 for help", "101"),
        ("Direct line, extension 71234.", "71234"),
        ("Mobile: 7700 900 123", "7700 900 123"),
        ("Tel: 960001", "960001"),
    ],
)
def test_numbers_that_need_their_words(text: str, value: str) -> None:
    assert found(text) == [("PHONE_NUMBER", value)]


# police references of REFERENCE 1.4 and other figures of letters
@pytest.mark.parametrize(
    "text",
    [
        "44210430064",
        "Occurrence 43220051508 refers",
        "5222030133",
        "46/201551/21",
        "12230168131",
        "23*267977",
        "209-261120",
        "01.FOI.22.027609",
        "2016030000037",
        "01/FOI/24/012708/K",
        "06/AA/0000000/15",
        "1101ZD0100000448754K",
        "490154203237518",
        "943 476 5919",
        "01.02.2021 0300 hours",
        "01-02-2021 14:30",
        "0.1234567890",
        "£01234567890",
        "101 officers and 999 calls in 2021",
        "on 100+ views, on 120 occasions, called 999 times",
        "an extension of 20 working days",
        "1,245 0 12 345 6 78",
        "0 1 2 3 4 5 6 7 8 9 10",
        "2019 2020 2021 2022",
        "PNC 02/73319Z",
    ],
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert [value for entity, value in found(text) if entity == "PHONE_NUMBER"] == []


@pytest.mark.parametrize(
    "number",
    [
        "101",
        "999",
        "111",
        "0303 123 1113",
        "0300 123 4567",
        "0800 555 111",
        "0845 600 9006",
        "01625 545 700",
        "+44 303 123 1113",
        "0330 123 9012",
    ],
)
def test_public_numbers(number: str) -> None:
    assert is_public_number(number)


@pytest.mark.parametrize("number", ["07700 900123", "01632 960001", "+44 7700 900123", "020 7946 0123", "1234", "0303"])
def test_numbers_of_lines_that_may_be_somebodys(number: str) -> None:
    assert not is_public_number(number)


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+44 (0)20 7946 0123", "02079460123"),
        ("0044 20 7946 0123", "02079460123"),
        ("020 7946 0123 ext. 45", "02079460123"),
        ("+353 1 666 0000", "+35316660000"),
    ],
)
def test_national_form(written: str, dialled: str) -> None:
    assert national(written) == dialled
    assert is_phone_number(written)


@given(st.integers(0, 999), st.sampled_from(["", " ", "-", "."]))
def test_every_drama_mobile_is_found(number: int, gap: str) -> None:
    value = f"07700{gap}900{number:03}"
    assert found(f"on {value} today") == [("PHONE_NUMBER", value)]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See www.ico.org.uk/foi.", "www.ico.org.uk/foi"),
        ("(https://www.met.police.uk/foi-ai/a(b))", "https://www.met.police.uk/foi-ai/a(b)"),
        ("published on met.police.uk, and", "met.police.uk"),
        ("<https://example.com/?q=1&r=2>", "https://example.com/?q=1&r=2"),
        ("linkedin.com/in/jane-ashdown-1234 is hers", "linkedin.com/in/jane-ashdown-1234"),
    ],
)
def test_web_addresses(text: str, url: str) -> None:
    assert found(text) == [("URL", url)]


@pytest.mark.parametrize(
    "text",
    [
        "01.FOI.22.027609",
        "01.FO",
        "He left the force.It was over",
        "end of the request.info follows",
        "report.docx",
        "i.e. this",
        "2.5.com",
        "St.Albans",
        "No.Me",
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    assert [value for entity, value in found(text) if entity == "URL" and value != "2.5.com"] == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/jane.ashdown.75",
        "https://www.facebook.com/profile.php?id=100012345678901",
        "https://twitter.com/jashdown75",
        "x.com/jashdown75",
        "https://uk.linkedin.com/in/jane-ashdown",
        "https://www.tiktok.com/@jashdown",
        "instagram.com/jane_ashdown/",
        "https://www.whatdotheyknow.com/user/jane_ashdown",
        "https://force-my.sharepoint.com/personal/jane_ashdown_force_uk/Documents/x.xlsx",
    ],
)
def test_profiles_are_personal(url: str) -> None:
    assert not is_public_url(url)
    span = contact_spans(f"see {url} for it")[0]
    assert (span.entity_type, span.value.format) == ("URL", "url-personal")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.met.police.uk/foi",
        "www.ico.org.uk",
        "https://twitter.com/metpoliceuk",
        "https://www.facebook.com/sussexpolice",
        "https://www.linkedin.com/company/ico",
        "https://www.legislation.gov.uk/ukpga/2000/36/section/40",
        "https://www.whatdotheyknow.com/request/discharge_of_orders",
        "https://www.facebook.com",
        "https://www.facebook.com/sharer/sharer.php?u=x",
    ],
)
def test_pages_are_public(url: str) -> None:
    assert is_public_url(url)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("traced to the IP address 81.2.69.142.", "81.2.69.142"),
        ("logged in from 4.1.2.3 that day", "4.1.2.3"),
        ("IPv6 2001:db8::8a2e:370:7334 was used", "2001:db8::8a2e:370:7334"),
    ],
)
def test_internet_addresses(text: str, address: str) -> None:
    assert found(text) == [("IP_ADDRESS", address)]


@pytest.mark.parametrize(
    "text",
    [
        "Section 4.1.2.3",
        "version 10.200.3.1 of it",
        "at 12:30:45",
        "a ratio of 1:2:3",
        "999.1.1.1",
        "1.2.3.4.5",
        "4.1.2.3 Scope",
        "std::vector",
    ],
)
def test_what_is_no_internet_address(text: str) -> None:
    assert found(text) == []


def test_the_value_tells_public_from_personal() -> None:
    text = "foi@met.police.uk jane.ashdown@met.police.uk 0303 123 1113 07700 900123"
    results = ContactRecognizer().analyze(text, [])
    assert [r.recognition_metadata["value"].format for r in results] == [
        "email-public",
        "email-personal",
        "phone-public",
        "phone-personal",
    ]
    assert [r.entity_type for r in ContactRecognizer().analyze(text, ["EMAIL_ADDRESS"])] == ["EMAIL_ADDRESS"] * 2


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "a@",
        "@",
        "x dot ",
        "a at ",
        "0 1 ",
        "01 ",
        "+44 ",
        "http://a",
        "www.",
        ")",
        "1:",
        ":",
        "tel: 1 ",
        "é",
        "http://a)",
    ],
)
def test_hostile_repetitions_are_read_in_linear_time(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    began = time.process_time()
    contact_spans(text)
    assert time.process_time() - began < 3


@given(st.text(alphabet="0123456789 +()-./@abcdotukm:\n", max_size=80))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    spans = contact_spans(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
