"""Synthetic examples: templates filled with names of all origins, with the spans of persons, places and organisations.

Names, places and templates are split by a hash of their spelling, so that a test example never shares one with training.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml

HERE = Path(__file__).parent
SHARE_HELD_OUT = 7
T = TypeVar("T")
SLOT = re.compile(r"\{(\w+)\}|\[(PER|LOC|ORG):([^\]]+)\]")


class Example(NamedTuple):
    """A text and its (start, end, label) spans in code points."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def held_out(key: str) -> bool:
    """Whether a template, name or place belongs to the test set."""
    return zlib.crc32(key.casefold().encode()) % SHARE_HELD_OUT == 0


def _capitalised(name: str) -> str:
    name = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
    name = re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), name)
    return re.sub(r"['’]S\b", "'s", name)


def _by_country(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        local = row["Localized Name"]
        name = local if local and all(ord(c) < 0x250 or not c.isalpha() for c in local) else row["Romanized Name"]
        found += [part for part in name.split("/") if len(part) > 1]
    return found


class Pools:
    """The names, places and words of one side of the split."""

    def __init__(self, data: Path, test: bool) -> None:
        self.lists: dict[str, list[str]] = yaml.safe_load((HERE / "lists.yaml").read_text("utf-8"))

        def mine(names: list[str]) -> list[str]:
            return [n for n in names if held_out(n) == test]

        with gzip.open(data / "uk_forenames.csv.gz", "rt", encoding="utf-8") as file:
            counted = [(_capitalised(r["name"]), int(r["count"])) for r in csv.DictReader(file)]
        counted = [(n, c) for n, c in counted if held_out(n) == test and len(n) > 1 and c >= 3]
        self.uk_forenames, self.forename_weights = [n for n, _ in counted], _cumulative([c**0.6 for _, c in counted])
        with (data / "uk_surnames.csv").open(encoding="utf-8") as file:
            ranked = [(_capitalised(r["surname"]), float(r["freq"] or 0)) for r in csv.DictReader(file)]
        ranked = [(n, f) for n, f in ranked if held_out(n) == test and len(n) > 1]
        self.uk_surnames, self.surname_weights = (
            [n for n, _ in ranked],
            _cumulative([(f + 2e-5) ** 0.5 for _, f in ranked]),
        )
        countries = data / "names_by_country"
        self.forenames = mine(
            [*self.lists["forenames_elsewhere"], *_by_country(countries / "common-forenames-by-country.csv")]
        )
        listed = mine(self.lists["surnames_elsewhere"])
        self.surnames = [*listed * 4, *mine(_by_country(countries / "common-surnames-by-country.csv"))]
        with (data / "gb_places.csv").open(encoding="utf-8") as file:
            rows = [r for r in csv.DictReader(file) if held_out(r["name"]) == test]
        self.towns = [r["name"] for r in rows if r["type"] in ("Town", "City")] + mine(self.lists["london"]) * 4
        self.villages = [r["name"] for r in rows]
        self.foreign_places = mine(self.lists["foreign_places"])
        with (data / "occupations.json").open(encoding="utf-8") as file:
            self.occupations: list[str] = json.load(file)["occupations"]


def _cumulative(weights: list[float]) -> list[float]:
    total, running = 0.0, []
    for weight in weights:
        total += weight
        running.append(total)
    return running


class Filler:
    """Fills templates from pools with its own random numbers; ``foreign`` follows the nationality of a text."""

    def __init__(self, pools: Pools, rng: random.Random) -> None:
        self.pools, self.rng = pools, rng
        self.foreign = False
        self._slots: dict[str, tuple[str, Callable[[], str]]] = {
            **{k: ("PER", getattr(self, k)) for k in ("per", "full", "sur", "fore", "ini", "rev", "let", "fsur")},
            **{k: ("LOC", getattr(self, k)) for k in ("place", "street", "fplace")},
            **{
                k: ("LOC", self._listed(v))
                for k, v in (("county", "counties"), ("country", "countries"), ("site", "sites"))
            },
            **{k: ("ORG", self._listed(v)) for k, v in _ORGANISATIONS.items()},
            "org": ("ORG", self.org),
            **{k: ("O", self._listed(v)) for k, v in _WORDS.items()},
            **{k: ("O", getattr(self, k)) for k in _VALUES},
            "country_bare": ("O", lambda: self.pick(self.pools.lists["countries"]).removeprefix("the ")),
        }

    def pick(self, items: list[T]) -> T:
        """One of the items, all alike."""
        return items[int(self.rng.random() * len(items))]

    def _listed(self, name: str) -> Callable[[], str]:
        return lambda: self.plain(self.pick(self.pools.lists[name]))

    def plain(self, pattern: str) -> str:
        """A pattern inside a slot, filled without spans."""
        return SLOT.sub(lambda m: self._slots[m[1]][1](), pattern)

    def fore(self) -> str:
        roll = self.rng.random()
        if self.foreign or roll < 0.3:
            return self.pick(self.pools.forenames)
        if roll < 0.4:
            return self.pick(self.pools.uk_forenames)
        return self.rng.choices(self.pools.uk_forenames, cum_weights=self.pools.forename_weights)[0]

    def sur(self) -> str:
        roll = self.rng.random()
        if self.foreign or roll < 0.3:
            return self.pick(self.pools.surnames)
        if roll < 0.6:
            name = self.pick(self.pools.uk_surnames)
        else:
            name = self.rng.choices(self.pools.uk_surnames, cum_weights=self.pools.surname_weights)[0]
        if roll > 0.96:
            return f"{name}-{self.pick(self.pools.uk_surnames)}"
        if roll > 0.94:
            return self.pick(self.pools.uk_forenames)
        return name

    def fsur(self) -> str:
        return self.pick(self.pools.surnames)

    def full(self) -> str:
        roll, fore = self.rng.random(), self.fore()
        if roll < 0.08:
            fore += " " + self.fore()
        elif roll < 0.14:
            fore += " " + self._letter() + self.pick(["", "."])
        elif roll < 0.16:
            fore += "-" + self.fore()
        return f"{fore} {self.sur()}"

    def ini(self) -> str:
        dot, gap = self.pick([".", ".", ""]), self.pick([" ", " ", ""])
        letters = [self._letter() + dot for _ in range(self.pick([1, 1, 2, 3]))]
        joined = (gap if dot else "").join(letters)
        return f"{joined} {self.sur()}" if dot == "" or self.rng.random() < 0.85 else f"{joined}{self.sur()}"

    def rev(self) -> str:
        sur, fore = self.sur(), self.fore()
        if self.rng.random() < 0.5:
            sur = sur.upper()
        if self.rng.random() < 0.2:
            fore = self._letter() + self.pick(["", "."])
        elif self.rng.random() < 0.2:
            fore += " " + self.fore()
        return sur + self.pick([", ", ", ", " "]) + fore

    def per(self) -> str:
        return self.rng.choices(
            [self.full, self.ini, self.rev, self.sur, self.fore, lambda: self.full().upper()], [45, 12, 15, 14, 9, 5]
        )[0]()

    def let(self) -> str:
        roll = self.rng.random()
        return (
            self._letter() if roll < 0.7 else self.pick(["A.B.", "X.Y.", "AB", "M.K.", "B1", "J.", "S.P.", "XX", "N."])
        )

    def _letter(self) -> str:
        return self.pick(list("ABCDEFGHIJKLMNOPRSTVWYZ"))

    def place(self) -> str:
        return self.pick(self.pools.towns if self.rng.random() < 0.6 else self.pools.villages)

    def fplace(self) -> str:
        return self.pick(self.pools.foreign_places)

    def street(self) -> str:
        roll, kinds = self.rng.random(), self.pools.lists["street_types"]
        name = self.sur() if roll < 0.3 else self.place() if roll < 0.5 else self.pick(self.pools.lists["street_names"])
        return f"{name} {self.pick(kinds)}"

    def org(self) -> str:
        return self._slots[
            self.rng.choices(
                ["body", "force", "council", "trust", "company", "school", "ministry", "charity"],
                [30, 15, 12, 8, 15, 5, 8, 5],
            )[0]
        ][1]()

    def n(self) -> str:
        return str(int(self.rng.random() ** 2 * 90) + 1)

    num = n

    def big(self) -> str:
        return str(self.rng.randint(100, 79999))

    def year(self) -> str:
        return str(self.rng.randint(1950, 2025))

    def date(self) -> str:
        day, month, year = self.rng.randint(1, 28), self.rng.randint(1, 12), self.year()
        name = self.pick(self.pools.lists["months"])
        return self.pick(
            [
                f"{day} {name} {year}",
                f"{day:02}/{month:02}/{year}",
                f"{name} {year}",
                f"{day}.{month}.{year[2:]}",
                f"{day}th {name}",
                f"{year}-{month:02}-{day:02}",
            ]
        )

    def time(self) -> str:
        return self.pick(
            [
                f"{self.rng.randint(0, 23):02}:{self.rng.randint(0, 59):02}",
                f"{self.rng.randint(0, 23):02}{self.rng.randint(0, 59):02}",
                "9.30am",
                "midnight",
            ]
        )

    def ref(self) -> str:
        big = self.big()
        return self.pick(
            [
                f"01.FOI.23.{big}",
                f"FOI{big}",
                f"CR/{big}/21",
                f"FOI-2023-{big}",
                f"{big}/22",
                f"AB{big[:2]} CDE",
                f"F{big}",
                f"CAD {big}",
            ]
        )

    def collar(self) -> str:
        return self.pick(
            [str(self.rng.randint(100, 9999)), f"{self.rng.randint(10, 999)}AB", f"P{self.rng.randint(1000, 9999)}"]
        )

    def phone(self) -> str:
        return self.pick(
            [
                "101",
                f"020 7946 0{self.rng.randint(100, 999)}",
                f"07700 900{self.rng.randint(100, 999)}",
                f"01632 960{self.rng.randint(100, 999)}",
                "ext 4417",
            ]
        )

    def email(self) -> str:
        local = self.pick(
            [
                "foi",
                "information.rights",
                "data.protection",
                "enquiries",
                f"{self.fore()}.{self.sur()}",
                f"{self._letter()}{self.sur()}",
            ]
        )
        local = re.sub(r"[^\w.'-]", "", local).lower()
        return f"{local}@{self.pick(['example.police.uk', 'example.gov.uk', 'example.org', 'example.com', 'example.nhs.uk'])}"

    def occ(self) -> str:
        return self.pick(self.pools.occupations)

    def money(self) -> str:
        return self.pick(["£", "EUR ", "€"]) + self.pick(["500", "12,000", "3,450.50", "1.2 million"])

    def fill(self, template: str, foreign: bool) -> Example:
        """The template with every slot filled, and the spans of the names."""
        self.foreign = foreign or self.rng.random() < 0.15
        out: list[str] = []
        spans: list[tuple[int, int, str]] = []
        length = at = 0
        for match in SLOT.finditer(template):
            before = template[at : match.start()]
            label, value = (match[2], self.plain(match[3])) if match[2] else self._fill_slot(match[1])
            out += [before, value]
            length += len(before)
            skip = 4 if value.startswith("the ") and label in ("LOC", "ORG") else 0
            if label == "PER" and before == " " and spans and spans[-1][1:] == (length - 1, "PER"):
                spans[-1] = (spans[-1][0], length + len(value), label)
            elif label != "O":
                spans.append((length + skip, length + len(value), label))
            length += len(value)
            at = match.end()
        return Example("".join(out) + template[at:], tuple(spans))

    def _fill_slot(self, slot: str) -> tuple[str, str]:
        label, make = self._slots[slot]
        return label, make()


_ORGANISATIONS = {"force": "forces", "body": "bodies", "council": "councils", "trust": "trusts", "court": "courts", "company": "companies",
                  "school": "schools", "ministry": "ministries", "fcourt": "foreign_courts", "fcompany": "foreign_companies",
                  "fbank": "foreign_banks", "funi": "foreign_universities", "fparty": "parties", "fpaper": "papers", "ngo": "ngos",
                  "union": "unions", "charity": "charities"}  # fmt: skip
_WORDS = {"title": "titles", "rank": "ranks", "month": "months", "off": "offences", "rel": "relations", "outcome": "outcomes",
          "act": "statutes", "nat": "nationalities", "eth": "ethnicities", "word": "company_words", "saint": "saints"}  # fmt: skip
_VALUES = ("n", "num", "big", "year", "date", "time", "ref", "collar", "phone", "email", "occ", "money")


def swapped(example: Example, filler: Filler) -> Example:
    """The example with its persons and places replaced by others: known sentences, unseen names."""
    filler.foreign = filler.rng.random() < 0.3
    text, spans, at = "", [], 0
    for start, end, label in example.spans:
        text += example.text[at:start]
        old = example.text[start:end]
        new = old
        if old[:1].isupper() and label == "PER":
            new = (
                filler.pick([filler.full, filler.full, filler.ini])()
                if " " in old
                else filler.pick([filler.sur, filler.fore])()
            )
        elif old[:1].isupper() and label == "LOC":
            new = filler.fplace() if filler.foreign else filler.place()
        spans.append((len(text), len(text) + len(new), label))
        text += new
        at = end
    return Example(text + example.text[at:], tuple(spans))


def join(parts: list[Example], gap: str) -> Example:
    """Several examples as one text."""
    text, spans = "", []
    for part in parts:
        if text:
            text += gap
        spans += [(s + len(text), e + len(text), label) for s, e, label in part.spans]
        text += part.text
    return Example(text, tuple(spans))


def _templates(split: str) -> dict[str, list[str]]:
    """Six sevenths of templates.yaml train, the rest is dev by half and test by half; held_out.yaml is all test."""
    found: dict[str, list[str]] = {}
    for name in ("templates.yaml", "held_out.yaml") if split == "test" else ("templates.yaml",):
        for group, texts in yaml.safe_load((HERE / name).read_text("utf-8")).items():
            kept = [t for t in texts if name == "held_out.yaml" or _template_split(t) == split]
            found.setdefault(group, []).extend(kept)
    return {group: texts for group, texts in found.items() if texts}


def _template_split(template: str) -> str:
    if not held_out(template):
        return "train"
    return "dev" if zlib.crc32(template.encode()) % 2 else "test"


def synthetic(data: Path, count: int, seed: int, split: str = "train") -> list[Example]:
    """``count`` texts of one to five templates each; dev and test texts use held-out templates, names and places only."""
    rng = random.Random(seed)
    filler = Filler(Pools(data, split != "train"), rng)
    groups = _templates(split)
    weights = {"negatives": 1.0, "case_list": 1.2, "echr": 1.1, "police_log": 1.3, "foi_letter": 1.3}
    names = list(groups)
    examples = []
    for _ in range(count):
        group = rng.choices(names, [weights.get(g, 0.7) for g in names])[0]
        parts = []
        for _ in range(rng.choices([1, 2, 3, 5], [60, 18, 14, 8])[0]):
            source = group if rng.random() < 0.75 else rng.choices(names, [weights.get(g, 0.7) for g in names])[0]
            parts.append(filler.fill(rng.choice(groups[source]), foreign=source == "echr"))
        examples.append(join(parts, rng.choice([" ", "\n", "\n", "\n\n"])))
    return examples
