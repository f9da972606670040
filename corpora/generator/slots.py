"""Templates -> pieces: choices taken, slots filled, articles mended.

A template is text with slots and choices. ``{TYPE about kind #label}`` is an annotated slot: an entity type, whom it is
about (``@`` for what the table says), the kind of expression, and a label by which a later slot means the same person or
value. ``{_ kind #label}`` is filled but not annotated (a pronoun, a number). ``{TYPE about =words}`` annotates the words
as they stand; a date says its granularity before them. ``((this|that))`` is a choice; ``a/an`` before a slot becomes
the right article.
"""

from __future__ import annotations

import re

from corpora.generator import dates, names, values
from corpora.generator.context import Context
from corpora.generator.pieces import Piece, with_articles
from corpora.generator.places import location, postcode, street, street_address
from corpora.generator.references import REFERENCES

_CHOICE = re.compile(r"\(\(([^()]*(?:\([^()]+\)[^()]*)*)\)\)")
_SLOT = re.compile(r"\{([A-Z_]+) ([^{}]*)\}")
_ABOUTS = frozenset({"case", "staff", "requester", "public", "unknown"})
_KIND_OF_SECTOR = {
    "police": "police_staff",
    "council": "council",
    "nhs": "nhs",
    "school": "school",
    "fire": "fire",
    "university": "university",
    "prison": "prison",
    "dvla": "civil",
    "hmcts": "civil",
}
_WORKPLACES = {
    "police": ("station", "division", "station"),
    "council": ("site", "town"),
    "nhs": ("hospital", "ward"),
    "school": ("school",),
    "fire": ("site", "town"),
    "university": ("town",),
    "prison": ("prison",),
    "dvla": ("site", "town"),
    "hmcts": ("court", "town"),
}
_OFFICES = ("{house}, {number} {street}", "{house}, {street}", "{number} {street}", "PO Box {number}")
_TITLED = frozenset({"formal", "formal_full"})
_PRONOUNS = frozenset(names.PRONOUNS["male"])


def fill(template: str, context: Context, about: str | None = None) -> list[Piece]:
    """The pieces of a filled template; ``about`` is what ``@`` stands for. Raises ValueError for an unknown slot."""
    rng = context.rng
    text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
    pieces: list[Piece] = []
    position = 0
    for match in _SLOT.finditer(text):
        if match.start() > position:
            pieces.append(Piece(text[position : match.start()]))
        pieces.extend(_slot(match[1], match[2], context, about))
        position = match.end()
    if position < len(text):
        pieces.append(Piece(text[position:]))
    context.close_template()
    return with_articles(pieces)


def _slot(entity: str, inside: str, context: Context, table_about: str | None) -> list[Piece]:
    described, _, literal = inside.partition(" =")
    words = described.split()
    label = next((word[1:] for word in words if word.startswith("#")), None)
    plain = [word for word in words if not word.startswith("#")]
    if entity == "_":
        return [Piece(_plain(plain[0], label, context))]
    about = table_about if plain[0] == "@" else plain[0]
    if about not in _ABOUTS:
        raise ValueError(f"slot {entity}: {about} says not whom it is about")
    kind = plain[1] if len(plain) > 1 else ""
    if literal:
        return [Piece(literal, entity, about, kind or None)]
    if entity == "PERSON":
        return _person(kind, label, about, context)
    key = (f"{entity} {kind}", label or "")
    if label and key in context.values:
        text, granularity = context.values[key]
    else:
        text, granularity = _value(entity, kind, label, context)
        if label:
            context.values[key] = text, granularity
    link = (
        f"{entity}:{context.person(label).entity.split(':')[1]}"
        if entity in ("EMAIL_ADDRESS", "GENDER") and label
        else None
    )
    return [Piece(text, entity, about, granularity, link)]


def _person(kind: str, label: str | None, about: str, context: Context) -> list[Piece]:
    person = context.person(label)
    before = f"{names.title(person, context.rng)} " if kind in _TITLED or kind == "pseudonym" else ""
    form = {"formal": "surname", "formal_full": "full", "pseudonym": "letter"}.get(kind, kind)
    if not form:
        form = names.usual_form(context.rng)
    if form not in names.FORMS:
        raise ValueError(f"slot PERSON: no such kind as {kind}")
    piece = Piece(names.FORMS[form](context.rng, person), "PERSON", about, None, person.entity)
    return [Piece(before), piece] if before else [piece]


def _plain(kind: str, label: str | None, context: Context) -> str:
    rng, body = context.rng, context.body
    if kind.lower() in _PRONOUNS or kind in _PRONOUNS:
        word = names.PRONOUNS[context.person(label).sex][kind if kind in _PRONOUNS else kind.lower()]
        return word if kind in _PRONOUNS else word[0].upper() + word[1:]
    if context.has_words(f"_.{kind}"):
        return rng.choice(context.words(f"_.{kind}"))
    simple = {
        "n": lambda: str(rng.randint(2, 9)),
        "tens": lambda: str(rng.randint(11, 98)),
        "big": lambda: f"{rng.randint(120, 9800):,}",
        "few": lambda: rng.choice(("one", "two", "three", "four", "a single", "1", "2", "3")),
        "short": lambda: body.short,
        "Short": lambda: body.short[0].upper() + body.short[1:],
        "day_number": lambda: str(rng.randint(1, 28)),
        "team": lambda: body.team,
        "house": lambda: body.house,
        "year": lambda: str(context.letter_date.year),
        "title": lambda: names.title(context.person(label), rng),
    }
    if kind not in simple:
        raise ValueError(f"slot _: no such kind as {kind}")
    return simple[kind]()


def _value(entity: str, kind: str, label: str | None, context: Context) -> tuple[str, str | None]:
    rng = context.rng
    if entity == "DATE_TIME":
        return _date(kind, context)
    if entity == "DATE_OF_BIRTH":
        return dates.KINDS["birth"](rng, context.letter_date)[0], None
    if entity == "EMAIL_ADDRESS":
        owner = context.person(label) if kind in ("work", "private") else None
        return values.email(rng, kind, context.body, owner), None
    if entity == "FOI_REFERENCE" and kind != "other":
        return context.foi_reference, None
    if entity in REFERENCES:
        return REFERENCES[entity](rng), None
    if entity == "LOCATION":
        return _location(kind, context), None
    if entity == "OCCUPATION" and kind == "sector":
        ranked = context.body.sector == "police" and rng.random() < 0.6
        return rng.choice(
            context.words("OCCUPATION.rank" if ranked else f"OCCUPATION.{_KIND_OF_SECTOR[context.body.sector]}")
        ), None
    if entity == "ORGANIZATION" and kind == "body":
        return context.body.name, None
    if entity == "STREET_ADDRESS":
        return (_office(context) if kind == "office" else street_address(rng, context.places)), None
    if entity == "UK_POSTCODE":
        return (context.body.postcode if kind == "body" else postcode(rng)), None
    if entity == "GENDER" and kind in _PRONOUNS:
        return names.PRONOUNS[context.person(label).sex][kind], None
    if entity == "IP_ADDRESS":
        return f"10.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}", None
    makers = {
        "PHONE_NUMBER": values.PHONES,
        "AGE": values.AGES,
        "MONEY": values.AMOUNTS,
        "QUANTITY": values.QUANTITIES,
    }.get(entity)
    if makers is not None and kind in makers:
        return makers[kind](rng), None
    name = f"{entity}.{kind}"
    if not context.has_words(name):
        raise ValueError(f"slot {entity}: no such kind as {kind}")
    return rng.choice(context.words(name)), None


def _date(kind: str, context: Context) -> tuple[str, str]:
    rng = context.rng
    if kind == "today":
        return dates.KINDS["letter"](rng, context.letter_date)
    if kind == "received":
        return dates.KINDS["letter"](rng, context.request_day())
    if kind == "header":
        return dates.KINDS["header"](rng, context.letter_date)
    kind = kind or dates.any_kind(rng)
    if kind not in dates.KINDS:
        raise ValueError(f"slot DATE_TIME: no such kind as {kind}")
    return dates.KINDS[kind](rng, context.past_day())


def _location(kind: str, context: Context) -> str:
    if kind == "body_town":
        return context.body.town
    if kind == "workplace":
        kind = context.rng.choice(_WORKPLACES[context.body.sector])
    return location(context.rng, context.places, kind)


def _office(context: Context) -> str:
    return context.rng.choice(_OFFICES).format(
        house=context.body.house,
        number=context.rng.randint(1, 200),
        street=street(context.rng, context.places),
    )
