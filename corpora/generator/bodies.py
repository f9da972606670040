"""The public authority that a document comes from."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpora.generator.places import PlacePool, postcode
from corpora.generator.splits import Split, sliced


@dataclass(frozen=True, slots=True)
class Body:
    """A public authority. ``short`` is what its letters call it, ``domain`` the end of its addresses."""

    sector: str
    name: str
    short: str
    domain: str
    team: str
    house: str
    town: str
    postcode: str
    mailbox: str


@cache
def _sectors() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "bodies.yaml").read_text("utf-8"))
    return data


_WEIGHTS = {
    "police": 10,
    "council": 5,
    "nhs": 4,
    "school": 3,
    "fire": 2,
    "university": 2,
    "prison": 3,
    "dvla": 2,
    "hmcts": 2,
}


def draw_body(rng: random.Random, places: PlacePool, split: Split) -> Body:
    """An authority of a sector drawn about as often as its answers are published."""
    sector = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    facts = _sectors()[sector]
    town = places.town(rng)
    pattern = rng.choice(sliced(facts["names"], split))
    name = pattern.format(place=town, county=places.word(rng, "counties"), saint=places.word(rng, "saints"))
    domain = f"{slug(name)[:24]}.{facts['domain']}"
    mailbox = rng.choice(
        (
            "foi",
            "freedomofinformation",
            "information.rights",
            "foi.requests",
            "dataprotection",
            "informationaccess",
            "foi-team",
            "disclosure",
        )
    )
    return Body(
        sector,
        name,
        rng.choice(facts["short"]),
        domain,
        rng.choice(facts["teams"]),
        places.word(rng, "houses"),
        town,
        postcode(rng),
        f"{mailbox}@{domain}",
    )


def slug(name: str) -> str:
    """A name as part of an address: lower case, ASCII, no spaces."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", plain) or "office"
