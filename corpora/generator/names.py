"""Invented people: names of many origins in the forms that drafts use.

Sources, read at generation time: forenames of ukbabynames (CC0), surnames of the Office for National Statistics through
sdglinkage (MIT), common names by country (CC0); ``data/names.yaml`` beside them and without them.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

from corpora.generator.splits import Split, in_split, sliced

Sex = Literal["female", "male", "other"]
_WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_LEAST_FORENAME_COUNT = 20
_BUILT_IN_SHARE = 0.25
_ABROAD_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. ``letter`` is the pseudonym that a draft may use instead of the name."""

    forename: str
    surname: str
    sex: Sex
    nickname: str
    letter: str
    entity: str


@dataclass(frozen=True, slots=True)
class _Group:
    forenames: Mapping[str, tuple[str, ...]]
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamePool:
    """The names of one split. ``british`` has names with cumulative weights; the rest is by origin."""

    forenames: tuple[str, ...]
    forename_weights: tuple[float, ...]
    surnames: tuple[str, ...]
    surname_weights: tuple[float, ...]
    abroad: tuple[_Group, ...]
    built_in: tuple[_Group, ...]
    nicknames: tuple[str, ...]

    def person(self, rng: random.Random, entity: str) -> Person:
        """A new person."""
        sex: Sex = rng.choices(("female", "male", "other"), (48, 48, 4))[0]
        drawn = rng.random()
        if drawn < _BUILT_IN_SHARE or not self.forenames:
            forename, surname = _of_group(rng, rng.choice(self.built_in), sex)
        elif drawn < _BUILT_IN_SHARE + _ABROAD_SHARE and self.abroad:
            forename, surname = _of_group(rng, rng.choice(self.abroad), sex)
        else:
            forename = rng.choices(self.forenames, cum_weights=self.forename_weights)[0]
            surname = rng.choices(self.surnames, cum_weights=self.surname_weights)[0]
        if rng.random() < 0.05:
            other = _of_group(rng, rng.choice(self.built_in), sex)[1]
            surname = f"{surname}-{other}" if " " not in surname + other and "-" not in surname else surname
        return Person(forename, surname, sex, rng.choice(self.nicknames), rng.choice("ABCDEFGHJKLMNPRSTWXYZ"), entity)


def _of_group(rng: random.Random, group: _Group, sex: Sex) -> tuple[str, str]:
    names = group.forenames.get(sex) or tuple(itertools.chain.from_iterable(group.forenames.values()))
    return rng.choice(names), rng.choice(group.surnames)


@cache
def name_pool(data: Path | None, split: Split) -> NamePool:
    """The names of a split, of the built-in list alone where ``data`` is None or lacks the lists."""
    built_in = yaml.safe_load((Path(__file__).parent / "data" / "names.yaml").read_text("utf-8"))
    groups = tuple(
        _Group(
            MappingProxyType({sex: sliced(origin[sex], split) for sex in ("female", "male")}),
            sliced(origin["surnames"], split),
        )
        for origin in built_in["origins"].values()
    )
    forenames = _weighted(_forenames(data), split)
    surnames = _weighted(_surnames(data), split)
    if not forenames[0] or not surnames[0]:
        forenames = surnames = ((), ())
    return NamePool(*forenames, *surnames, _abroad(data, split), groups, sliced(built_in["nicknames"], split))


def _weighted(names: Mapping[str, float], split: Split) -> tuple[tuple[str, ...], tuple[float, ...]]:
    kept = {name: weight for name, weight in names.items() if in_split(name, split)}
    # The square root keeps common names common and lets rare ones, which a model must learn to see, occur.
    return tuple(kept), tuple(itertools.accumulate(weight**0.5 for weight in kept.values()))


def _forenames(data: Path | None) -> dict[str, float]:
    path = data / "uk_forenames.csv.gz" if data else None
    if path is None or not path.is_file():
        return {}
    found: dict[str, float] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name, count = _capitalised(row["name"]), float(row["count"])
            if count >= _LEAST_FORENAME_COUNT and len(name) > 1 and _WORD.fullmatch(name):
                found[name] = found.get(name, 0) + count
    return found


def _surnames(data: Path | None) -> dict[str, float]:
    path = data / "uk_surnames.csv" if data else None
    if path is None or not path.is_file():
        return {}
    with path.open(encoding="utf-8") as file:
        rows = [(_capitalised(row["surname"]), float(row["freq"])) for row in csv.DictReader(file)]
    return {name: weight for name, weight in rows if len(name) > 1 and _WORD.fullmatch(name)}


def _abroad(data: Path | None, split: Split) -> tuple[_Group, ...]:
    folder = data / "names_by_country" if data else None
    if folder is None or not folder.is_dir():
        return ()
    forenames: dict[str, dict[str, list[str]]] = {}
    for country, sex, name in _country_rows(folder / "common-forenames-by-country.csv", split):
        forenames.setdefault(country, {}).setdefault("female" if sex == "F" else "male", []).append(name)
    surnames: dict[str, list[str]] = {}
    for country, _, name in _country_rows(folder / "common-surnames-by-country.csv", split):
        surnames.setdefault(country, []).append(name)
    return tuple(
        _Group(
            MappingProxyType({sex: tuple(names) for sex, names in forenames[country].items()}), tuple(surnames[country])
        )
        for country in sorted(forenames.keys() & surnames.keys())
    )


def _country_rows(path: Path, split: Split) -> list[tuple[str, str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        rows = [(row["Country"], row.get("Gender", ""), row["Romanized Name"].strip()) for row in csv.DictReader(file)]
    return [row for row in rows if len(row[2]) > 1 and _WORD.fullmatch(row[2]) and in_split(row[2], split)]


def _capitalised(name: str) -> str:
    spelt = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name.strip())
    return re.sub(r"\b(Mc|O['’])([a-z])", lambda m: m[1] + m[2].upper(), spelt)


def _initials(person: Person) -> str:
    return person.forename[0]


def _typo(rng: random.Random, name: str) -> str:
    if len(name) < 5:
        return name
    at = rng.randrange(1, len(name) - 2)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return swapped if swapped.replace(" ", "") != "" and not swapped.endswith(" ") else name


FORMS: Mapping[str, Callable[[random.Random, Person], str]] = MappingProxyType(
    {
        "full": lambda rng, p: f"{p.forename} {p.surname}",
        "surname": lambda rng, p: p.surname,
        "forename": lambda rng, p: p.forename,
        "nickname": lambda rng, p: p.nickname,
        "initial": lambda rng, p: rng.choice(
            (f"{_initials(p)}. {p.surname}", f"{_initials(p)} {p.surname}", f"{p.surname}, {_initials(p)}.")
        ),
        "initials": lambda rng, p: f"{_initials(p)}. {p.surname[0].upper()}.",
        "letters": lambda rng, p: f"{_initials(p)}{p.surname[0].upper()}",
        "letter": lambda rng, p: p.letter,
        "surname_first": lambda rng, p: f"{p.surname.upper()}, {p.forename}",
        "upper": lambda rng, p: f"{p.forename} {p.surname}".upper(),
        "surname_upper": lambda rng, p: p.surname.upper(),
        "lower": lambda rng, p: f"{p.forename} {p.surname}".lower(),
        "known_as": lambda rng, p: f"{p.forename} '{p.nickname}' {p.surname}",
        "middle": lambda rng, p: f"{p.forename} {rng.choice('ABCDEJMPRST')} {p.surname}",
        "typo": lambda rng, p: _typo(rng, f"{p.forename} {p.surname}"),
    }
)
"""The forms that a slot may ask for; titles and ranks are never part of them."""

_USUAL: Sequence[str] = (
    ("full",) * 10 + ("initial",) * 2 + ("upper", "lower", "known_as", "middle", "typo", "surname_first", "initials")
)


def usual_form(rng: random.Random) -> str:
    """A form drawn about as often as drafts use it."""
    return rng.choice(_USUAL)


def title(person: Person, rng: random.Random) -> str:
    """Mr, Ms, Mx and their kin."""
    return {"male": "Mr", "female": rng.choice(("Ms", "Mrs", "Miss", "Ms")), "other": "Mx"}[person.sex]


PRONOUNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "female": {
            "he": "she",
            "his": "her",
            "him": "her",
            "himself": "herself",
            "man": "woman",
            "boy": "girl",
            "M": "F",
            "male": "female",
            "son": "daughter",
        },
        "male": {
            "he": "he",
            "his": "his",
            "him": "him",
            "himself": "himself",
            "man": "man",
            "boy": "boy",
            "M": "M",
            "male": "male",
            "son": "son",
        },
        "other": {
            "he": "the individual",
            "his": "their",
            "him": "them",
            "himself": "themselves",
            "man": "person",
            "boy": "pupil",
            "M": "X",
            "male": "non-binary",
            "son": "child",
        },
    }
)
"""What the sex of a person changes in a sentence, by the masculine word."""
