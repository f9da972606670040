"""The taxonomy of relationships: its terms, what each discloses, and where each stands in the hierarchy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from recognizers.values import Sex

APOSTROPHES = "'’‘`´ʼ"
DASHES = r"\-‐‑‒–—−\u00ad"


@dataclass(frozen=True, slots=True)
class Term:
    """A canonical term: its class and family, the sex it discloses, its sex-neutral term, whether it is often generic
    (``weak``), and whether it is a relationship only as the entry of a table cell (``cell``)."""

    name: str
    class_: str
    family: str
    sex: Sex | None
    neutral: str
    weak: bool
    cell: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """``owned`` are forms that are a relationship only behind a possessive. ``forms`` maps each printed form, normalised, to (term, plural); ``wording`` a term, class or family to its plural."""

    forms: dict[str, tuple[Term, bool]]
    wording: dict[str, tuple[str, str]]
    terms: dict[str, Term]
    top: tuple[str, str]
    quantifiers: frozenset[str]
    owned: frozenset[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]


def normal_form(text: str) -> str:
    """Lower case, one space, plain apostrophe, hyphen of any kind as a space."""
    return re.sub(rf"[\s{DASHES}]+", " ", re.sub(f"[{APOSTROPHES}]", "'", text)).strip().casefold()


@cache
def taxonomy() -> Taxonomy:
    """The shipped taxonomy. Raises ValueError if an entry lacks its family or wording."""
    data = yaml.safe_load((files("recognizers") / "data" / "relationships.yaml").read_text("utf-8"))
    forms: dict[str, tuple[Term, bool]] = {}
    wording = {name: (words[0], words[1]) for name, words in data["families"].items()}
    terms: dict[str, Term] = {}
    for class_, entry in data["classes"].items():
        if entry["family"] not in data["families"]:
            raise ValueError(f"relationships.yaml: class {class_}: unknown family {entry['family']}")
        wording[class_] = (entry["words"][0], entry["words"][1])
        for name, extra in entry["terms"].items():
            term = Term(
                name,
                class_,
                entry["family"],
                extra.get("sex"),
                extra.get("neutral", name),
                bool(extra.get("weak") or extra.get("vague")),
                bool(extra.get("cell")),
            )
            terms[name] = term
            plurals = extra.get("plural") or [plural_of(name)]
            wording.setdefault(name, (name, plurals[0]))
            for form in [name, *extra.get("also", [])]:
                forms.setdefault(normal_form(form), (term, bool(extra.get("vague"))))
                forms.setdefault(normal_form(plural_of(form)), (term, True))
            for form in plurals:
                forms[normal_form(form)] = (term, name != form)
    return Taxonomy(
        forms,
        wording,
        terms,
        (data["top"][0], data["top"][1]),
        frozenset(str(q) for q in data["quantifiers"]),
        frozenset(normal_form(form) for form in data["owned"]),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, data['not_before']))})\W+$", re.I),
        re.compile(rf"^(?:[{APOSTROPHES}]s?)?\W{{0,2}}\s*(?:{'|'.join(map(re.escape, data['not_after']))})\b", re.I),
    )


def plural_of(form: str) -> str:
    """The regular English plural of the head of a form ("member of family" -> "members of family")."""
    head, of, rest = form.partition(" of ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head += "es"
    elif head.endswith("wife"):
        head = head[:-2] + "ves"
    elif head.endswith("child"):
        head += "ren"
    else:
        head += "s"
    return head + of + rest
