"""Places: towns and villages of OS Open Names (OGL v3) where the list is at hand, and names made of them."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from corpora.generator.splits import Split, in_split, sliced

_PLAIN = re.compile(r"[A-Z][^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
_KINDS = frozenset({"Town", "City", "Village", "Suburban Area"})
_BUILT_IN_SHARE = 0.15
_AREAS = ("NM", "WX", "TS", "LL", "BT", "CF", "LS", "SW", "EH", "B", "M", "PO", "KT", "NE", "CA", "IP")


@dataclass(frozen=True, slots=True)
class PlacePool:
    """The places of one split."""

    towns: tuple[str, ...]
    listed: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, tuple[str, ...]]

    def town(self, rng: random.Random) -> str:
        """A town, village or suburb."""
        return rng.choice(self.towns if not self.listed or rng.random() < _BUILT_IN_SHARE else self.listed)

    def word(self, rng: random.Random, kind: str) -> str:
        """One of the words that local names are made of."""
        return rng.choice(self.words[kind])


@cache
def place_pool(data: Path | None, split: Split) -> PlacePool:
    """The places of a split, the built-in ones alone where ``data`` is None or lacks the list."""
    built_in = yaml.safe_load((Path(__file__).parent / "data" / "places.yaml").read_text("utf-8"))
    patterns = {kind: tuple(shapes) for kind, shapes in built_in.pop("patterns").items()}
    listed: list[str] = []
    path = data / "gb_places.csv" if data else None
    if path is not None and path.is_file():
        with path.open(encoding="utf-8") as file:
            names = dict.fromkeys(row["name"] for row in csv.DictReader(file) if row["type"] in _KINDS)
        listed = [name for name in names if _PLAIN.fullmatch(name) and in_split(name, split)]
    words = {kind: sliced(items, split) for kind, items in built_in.items()}
    return PlacePool(words["towns"], tuple(listed), MappingProxyType(words), MappingProxyType(patterns))


def postcode(rng: random.Random) -> str:
    """A postcode of the common shapes."""
    unit = "".join(rng.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    return f"{rng.choice(_AREAS)}{rng.randint(1, 29)} {rng.randint(1, 9)}{unit}"


def street(rng: random.Random, pool: PlacePool) -> str:
    """A street name without a number."""
    return f"{pool.word(rng, 'streets')} {pool.word(rng, 'street_kinds')}"


def street_address(rng: random.Random, pool: PlacePool) -> str:
    """House and street of a home."""
    flat = f"Flat {rng.randint(1, 40)}, " if rng.random() < 0.2 else ""
    return f"{flat}{rng.randint(1, 220)}{rng.choice(('', '', '', 'A', 'b'))} {street(rng, pool)}"


def location(rng: random.Random, pool: PlacePool, kind: str) -> str:
    """A place of a kind: one of the patterns, or a ``street``, ``road``, ``outcode`` or ``town_lower``.

    Raises ValueError for another kind.
    """
    if kind == "street":
        return street(rng, pool)
    if kind == "road":
        return rng.choice((f"A{rng.randint(1, 999)}", f"M{rng.randint(1, 90)}", f"B{rng.randint(1000, 6999)}"))
    if kind == "outcode":
        return postcode(rng).split()[0]
    if kind == "town_lower":
        return pool.town(rng).lower()
    if kind not in pool.patterns:
        raise ValueError(f"slot LOCATION: no such kind as {kind}")
    return rng.choice(pool.patterns[kind]).format(
        town=pool.town(rng),
        county=pool.word(rng, "counties"),
        saint=pool.word(rng, "saints"),
        ward=pool.word(rng, "wards"),
        letter=rng.choice("ABCDEFG"),
        point=rng.choice(("North", "South", "East", "West", "Central")),
    )
