"""Contacts, ages, amounts and lengths: values that are made, not looked up."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpora.generator.bodies import Body, slug
from corpora.generator.names import Person

Maker = Callable[[random.Random], str]
_PROVIDERS = (
    "example.com",
    "gmail.com",
    "hotmail.co.uk",
    "btinternet.com",
    "outlook.com",
    "yahoo.co.uk",
    "mail.example.org",
)
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def email(rng: random.Random, kind: str, body: Body, person: Person | None) -> str:
    """An address: ``mailbox`` of the FOI team, another ``role`` mailbox, ``work`` or ``private`` of a person.

    Raises ValueError for another kind.
    """
    if kind == "mailbox":
        return body.mailbox
    if kind == "role":
        box = rng.choice(
            (
                "info",
                "complaints",
                "enquiries",
                "customer.services",
                "press.office",
                "hr.helpdesk",
                "admissions",
                "switchboard",
                "psd",
                "contact.centre",
                "records",
                "pals",
            )
        )
        return f"{box}@{body.domain}"
    if person is None or kind not in ("work", "private"):
        raise ValueError(f"no such kind of e-mail address: {kind}")
    first, last = slug(person.forename), slug(person.surname)
    if kind == "work":
        names = (f"{first}.{last}", f"{first[0]}.{last}", f"{last}{first[0]}", f"{first}.{last}{rng.randint(1, 9)}")
        return f"{rng.choice(names)}@{body.domain}"
    names = (f"{first}{last}{rng.randint(1, 99)}", f"{first[0]}{last}", f"{first}_{last}", f"{last}.{first}")
    return f"{rng.choice(names)}@{rng.choice(_PROVIDERS)}"


def _landline(rng: random.Random) -> str:
    # Ranges that Ofcom keeps for drama, so that nobody's telephone rings.
    area = rng.choice(
        (
            "0113 496",
            "0114 496",
            "0115 496",
            "0116 496",
            "0117 496",
            "0118 496",
            "0121 496",
            "0131 496",
            "0141 496",
            "0151 496",
            "0161 496",
            "01632 960",
            "020 7946",
            "0191 498",
            "029 2018",
        )
    )
    tail = f"{rng.randint(0, 999):03}" if area.startswith("01632") else f"0{rng.randint(0, 999):03}"
    return rng.choice(
        (
            f"{area}{tail}" if area.startswith("01632") else f"{area} {tail}",
            f"{area} {tail}".replace("01632 960 ", "01632 960"),
        )
    )


PHONES: Mapping[str, Maker] = MappingProxyType(
    {
        "direct": _landline,
        "switchboard": lambda rng: rng.choice(
            (
                "101",
                f"0300 123 {rng.randint(1000, 9999)}",
                f"0845 {rng.randint(100, 999)} {rng.randint(1000, 9999)}",
                _landline(rng),
            )
        ),
        "ico": lambda rng: rng.choice(("0303 123 1113", "01625 545745", "0303 123 1113")),
        "mobile": lambda rng: rng.choice(
            (
                f"07700 900{rng.randint(0, 999):03}",
                f"07700900{rng.randint(0, 999):03}",
                f"+44 7700 900{rng.randint(0, 999):03}",
            )
        ),
        "extension": lambda rng: rng.choice(
            (f"ext {rng.randint(1000, 79999)}", f"x{rng.randint(2000, 9999)}", f"Ext. {rng.randint(1000, 9999)}")
        ),
    }
)

AGES: Mapping[str, Maker] = MappingProxyType(
    {
        "phrase": lambda rng: rng.choice((f"{rng.randint(17, 91)}-year-old", f"{rng.randint(17, 91)} year old")),
        "aged": lambda rng: rng.choice(
            (
                f"aged {rng.randint(17, 91)}",
                f"aged {rng.randint(17, 91)} years",
                f"then aged {rng.randint(17, 60)}".removeprefix("then "),
            )
        ),
        "child": lambda rng: rng.choice(
            (f"{rng.randint(4, 17)}-year-old", f"{rng.randint(4, 17)} year old", f"{rng.randint(4, 17)}yo")
        ),
        "decade": lambda rng: rng.choice(
            (
                "in his twenties",
                "in her thirties",
                "in their forties",
                "in his late fifties",
                "in her early sixties",
                "in his mid-thirties",
                "in their 20s",
                "in her 70s",
            )
        ),
        "bare": lambda rng: str(rng.randint(17, 91)),
        "band": lambda rng: rng.choice(
            (
                "18-24",
                "25-34",
                "35-44",
                "45-54",
                "55-64",
                "65+",
                "16-17",
                "Under 18",
                "75 and over",
                "26 to 30",
                "41-50",
            )
        ),
        "year_group": lambda rng: f"Year {rng.randint(1, 13)}",
        "generic": lambda rng: rng.choice(
            (
                "under 18",
                "over 65",
                "aged 16 or over",
                "aged 10 to 17",
                "under the age of 18",
                "18 and over",
                "under 16",
            )
        ),
    }
)

AMOUNTS: Mapping[str, Maker] = MappingProxyType(
    {
        "small": lambda rng: rng.choice(
            (
                f"£{rng.randint(10, 990)}",
                f"£{rng.randint(10, 99)}.{rng.randint(0, 99):02}",
                f"£{rng.randint(1, 99)},{rng.randint(0, 999):03}",
            )
        ),
        "large": lambda rng: rng.choice(
            (
                f"£{rng.randint(1, 900)},{rng.randint(0, 999):03}",
                f"£{rng.randint(1, 60)}.{rng.randint(1, 9)} million",
                f"£{rng.randint(10, 900)}k",
                f"£{rng.randint(1000, 99999):,}.00",
            )
        ),
        "cell": lambda rng: rng.choice(
            (
                f"£{rng.randint(100, 99999):,}",
                f"{rng.randint(100, 9999)}.{rng.randint(0, 99):02}",
                f"£{rng.randint(10, 999)}.{rng.randint(0, 99):02}",
            )
        ),
        "limit": lambda rng: rng.choice(("£450", "£600", "£25 per hour", "£25")),
    }
)

QUANTITIES: Mapping[str, Maker] = MappingProxyType(
    {
        "service": lambda rng: rng.choice(
            (
                f"{rng.randint(2, 32)} years' service",
                f"{rng.randint(2, 32)} years’ service",
                f"{rng.choice(_NUMBER_WORDS)} years' service",
                f"{rng.randint(3, 22)} months' service",
            )
        ),
        "los_cell": lambda rng: str(rng.randint(0, 31)),
        "los_words": lambda rng: rng.choice(
            (
                f"{rng.randint(1, 30)} years",
                f"{rng.randint(1, 30)} yrs",
                f"{rng.randint(1, 11)} months",
                f"{rng.randint(0, 29)}y {rng.randint(0, 11)}m",
            )
        ),
        "los_band": lambda rng: rng.choice(
            ("0-2 years", "2-5 years", "5-10 years", "10-15 years", "15-20 years", "Over 20 years", "<1 yr", "20+")
        ),
        "days": lambda rng: str(rng.randint(1, 380)),
        "drug": lambda rng: rng.choice(
            (
                f"{rng.randint(1, 40)} grams",
                f"{rng.randint(1, 9)} wraps",
                f"{rng.randint(1, 4)}kg",
                f"{rng.randint(2, 60)} tablets",
            )
        ),
        "speed": lambda rng: rng.choice((f"{rng.randint(36, 128)}mph", f"{rng.randint(36, 128)} mph")),
        "percent": lambda rng: rng.choice(
            (f"{rng.randint(1, 99)}%", f"{rng.randint(1, 99)}.{rng.randint(0, 9)}%", f"{rng.randint(2, 98)} per cent")
        ),
        "hours": lambda rng: rng.choice(("18 hours", "24 hours", "3.5 days", f"{rng.randint(19, 90)} hours")),
    }
)
