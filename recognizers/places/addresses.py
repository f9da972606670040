"""Street addresses and full postcodes.

An address is a house number or name with the street: "Flat 2, 14 Acacia Avenue", "Rose Cottage, Mill Lane". A street
alone is a place, unless a town and a postcode follow. Towns behind it belong to the span, the postcode has its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from recognizers.spans import Span, best_spans
from recognizers.values import ReferenceValue

_STRONG, _WEAK, _LOWER, _POSTCODE, _JOINED_POSTCODE = 0.85, 0.6, 0.7, 0.9, 0.5
_GAP = r"(?:,?[ \t]{1,2}|[ \t]{0,2},?[ \t]{0,2}\r?\n[ \t]{0,4})"
_NUMBER = r"[0-9]{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?[0-9]{1,4}[A-Za-z]?)?"
_WORD = r"(?:[A-ZÀ-ÖØ-ÞŴŶ][^\W\d_]{0,20}(?:['’][^\W\d_]{1,20})?(?:-[^\W\d_]{1,20}){0,3}|(?:St|Mt|Dr)\.|[0-9]{1,2}(?:st|nd|rd|th))"
_SMALL = r"(?:of|the|and|on|de|la|le|upon|in|y|yr|an)"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_PLACE_WORD = re.compile(
    r"\b(?:at|of|in|address|lives?|living|lived|resid(?:es|ed|ing|ent)|home|near|outside|opposite|visited|premises)\b[^.\n]{0,30}$",
    re.IGNORECASE,
)
_ADDRESS_NEAR = re.compile(r"\b(?:post ?code|address)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"[ \t]+(?:cases?|officers?|incidents?|offences?|judges?|hearings?|appeals?|results?|staff|arrests?|reports?|crimes?)\b"
)

_TOWN_BEFORE = re.compile(r"[A-Z][a-z]{2,20}(?:,[ ]{1,2}|,?\n[ ]{0,4})$|\bpost ?code:?[ ]$", re.IGNORECASE)
_PO_BOX = re.compile(r"\bP\.?[ ]?O\.?[ ]?Box[ ](?:[Nn]o\.?[ ])?[0-9]{1,6}\b")
_TOWN_WINDOW, _LINE_WINDOW = 60, 120
_TOWNS_BETWEEN = re.compile(rf"(?:,?[ \t]{{1,2}}{_WORD}(?:[ \t](?:{_WORD}|{_SMALL})){{0,3}}){{1,3}}[,.]?[ \t]{{0,2}}")
_SENTENCE_END = re.compile(r"[.:;!?][ \t]+|\b(?:at|to|of|in|is|and)[ \t]+(?=[A-Z0-9])|[|()\t]|[ ]{3,}")
_PIECE = re.compile(r"[^,\s][^,]{0,60}")
_ADDRESS_PIECE = re.compile(rf"(?:{_NUMBER}[ ])?{_WORD}(?:[ ](?:{_WORD}|{_SMALL})){{0,4}}|{_NUMBER}")


@dataclass(frozen=True, slots=True)
class _Grammar:
    numbered: re.Pattern[str]
    named: re.Pattern[str]
    flat: re.Pattern[str]
    lower: re.Pattern[str]
    strong: frozenset[str]
    not_before_weak: frozenset[str]
    not_after: re.Pattern[str]
    postcode: re.Pattern[str]
    towns: re.Pattern[str]
    premises: re.Pattern[str]
    bodies: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    data = yaml.safe_load((files("recognizers") / "data" / "addresses.yaml").read_text("utf-8"))
    strong, weak = data["street_types"], data["weak_types"]
    kinds = _either([*strong, *weak])
    upper = _either([*(w.upper() for w in strong), *(w.upper() for w in weak)])
    units, houses = _either(data["units"]), _either(data["house_names"])
    unit = rf"(?:(?i:{units})[ ](?:[Nn]o\.?[ ]?)?[0-9]{{1,4}}[A-Za-z]?(?:/[0-9]{{1,3}})?|(?:Ground|First|Second|Third|Top|Basement|Upper|Lower)[ ][Ff]loor(?:[ ][Ff]lat)?)"
    words = rf"(?:{_WORD}[ ](?:{_SMALL}[ ]){{0,2}}){{1,4}}?"
    # a street of one word needs "the" ("12 The Green") or is a word of its own ("1 Broadway")
    street = rf"(?:{words}(?P<type>{kinds})(?![ ](?:{kinds})\b)|(?P<the>The)[ ]{_WORD}|(?P<one>Broadway|Kingsway|Parkway))\b(?:\.(?=,))?"
    house = rf"(?:(?:The[ ])?(?:{_WORD}[ ]){{1,3}}(?:{houses})|The[ ](?:[A-Z][a-z]{{2,20}}[ ]){{0,2}}(?:{houses}))"
    areas = _either(data["areas"])
    return _Grammar(
        numbered=re.compile(
            rf"(?<![\w£$€.:/#&-])(?<![0-9],)(?:(?P<unit>{unit}){_GAP})?(?:{house}{_GAP})?(?P<number>{_NUMBER}),?[ \t]+(?:{street}|(?P<caps>(?:[A-Z'’-]{{2,20}}[ ]){{1,3}}?(?:{upper}))\b)(?![\w-])"
        ),
        named=re.compile(
            rf"(?<![\w£-])(?:{unit}{_GAP})?{house}(?:,[ \t]{{0,2}}|,?[ \t]{{0,2}}\r?\n[ \t]{{0,4}}){words}(?:{kinds})\b(?![\w-])"
        ),
        flat=re.compile(rf"(?<![\w£-]){unit}(?:{_GAP}{house})?(?:{_GAP}{words}(?:{kinds}))?\b(?![\w-])"),
        lower=re.compile(
            rf"(?<![\w£$€.:/#&-])(?<![0-9],)(?P<number>{_NUMBER}),?[ ](?:[a-z'’-]{{3,20}}[ ]){{1,2}}?(?:street|road|avenue|lane|close|drive|crescent|terrace)\b"
        ),
        strong=frozenset(strong),
        not_before_weak=frozenset(data["not_before_weak"]),
        not_after=re.compile(rf"(?:\b(?:{_either(data['not_after'])})\.?|[(/-])[ ]?$", re.IGNORECASE),
        postcode=re.compile(
            rf"(?<![\w/-])(?:GIR[ ]?0AA|(?:(?P<area>{areas})|[A-Z]{{1,2}})(?:[0-9][A-HJKPSTUW]?|[0-9]{{2}}|[0-9][ABEHMNPRVWXY])(?P<gap>[ \t\u00a0]{{0,2}})[0-9][ABD-HJLNP-UW-Z]{{2}})(?![\w-])",
            re.IGNORECASE,
        ),
        towns=re.compile(
            rf"(?:,[ \t]{{1,2}}(?:{_either([*_known_places(), *data['counties']])})\b(?![ \t]+[A-Z]|['’-])){{1,3}}"
        ),
        premises=re.compile(
            rf"^(?:[0-9]{{1,4}}[A-Za-z]?|T[ŷy]|L[ôo]n|Heol|Ffordd|Stryd|Rhodfa|Cwrt|Llys|Plas)\b|\b(?:{_either([*strong, *weak, *data['house_names'], *data['sites']])})$"
        ),
        bodies=re.compile(rf"\b(?:{_either(data['bodies'])})\b"),
    )


def _known_places() -> Iterator[str]:
    """The names in ``data/vocabularies/places.yaml``."""
    data = yaml.safe_load((files("recognizers") / "data" / "vocabularies" / "places.yaml").read_text("utf-8"))
    for region in data["regions"].values():
        yield from (str(place) for place in region["places"])


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def address_spans(text: str) -> list[Span]:
    """Street addresses and full postcodes in order, none overlapping another."""
    postcodes = list(_postcodes(text))
    streets = [_with_town(text, street, postcodes) for street in _streets(text)]
    return best_spans([*streets, *_before_postcodes(text, postcodes), *postcodes])


def _with_town(text: str, street: Span, postcodes: Sequence[Span]) -> Span:
    """The address with the towns and counties behind it: known ones, or whatever leads to a postcode on the same line."""
    known = _grammar().towns.match(text, street.end)
    end = known.end() if known else street.end
    place = bisect_left(postcodes, end, key=lambda p: p.start)
    if place < len(postcodes) and postcodes[place].start - end <= _TOWN_WINDOW:
        between = text[end : postcodes[place].start]
        if _TOWNS_BETWEEN.fullmatch(between):
            end += len(between.rstrip(" \t,."))
    return replace(street, end=end)


def _before_postcodes(text: str, postcodes: Sequence[Span]) -> Iterator[Span]:
    """Address lines in front of a postcode, house number or not: "Clough Road Headquarters, Hull, HU5 1SW"."""
    grammar = _grammar()
    for postcode in postcodes:
        start, end = postcode.start, 0
        line = text[max(0, postcode.start - _LINE_WINDOW) : postcode.start].rpartition("\n")[2]
        line = _SENTENCE_END.split(line)[-1]
        offset = postcode.start - len(line)
        for piece in reversed(list(_PIECE.finditer(line))):
            if grammar.bodies.search(piece[0]) or not _ADDRESS_PIECE.fullmatch(piece[0].strip()):
                break
            value = piece[0].strip()
            # a town may be called "Harrowgate Hill": alone it has to be a street
            town = not end and not value[0].isdigit() and value.split()[-1] not in grammar.strong
            end = end or offset + piece.start() + len(piece[0].rstrip())
            if grammar.premises.search(value) and not town:
                start = offset + piece.start()
        if start < end:
            yield _span(start, end, "STREET_ADDRESS", _LOWER, "address-line")


def _streets(text: str) -> Iterator[Span]:
    grammar = _grammar()
    for match in grammar.numbered.finditer(text):
        if _is_house(text, match, grammar):
            score = _STRONG if (match["type"] in grammar.strong or match["unit"] or match["caps"]) else _WEAK
            yield _span(*match.span(), "STREET_ADDRESS", score, "street")
    for match in _PO_BOX.finditer(text):
        yield _span(*match.span(), "STREET_ADDRESS", _WEAK, "po-box")
    for match in grammar.named.finditer(text):
        yield _span(*match.span(), "STREET_ADDRESS", _STRONG, "house-name")
    for match in grammar.flat.finditer(text):
        if match[0].startswith(("Flat", "FLAT", "flat", "Apartment", "Apt", "Maisonette")) and any(
            c.isdigit() for c in match[0]
        ):
            yield _span(*match.span(), "STREET_ADDRESS", _WEAK, "flat")
    for match in grammar.lower.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if _PLACE_WORD.search(before) and not _YEAR.match(match["number"]) and not grammar.not_after.search(before):
            yield _span(*match.span(), "STREET_ADDRESS", _LOWER, "street")


def _is_house(text: str, match: re.Match[str], grammar: _Grammar) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if grammar.not_after.search(before) or (_YEAR.match(match["number"]) and not match["unit"]):
        return False
    if match["caps"] or match["unit"] or match["type"] in grammar.strong:
        return not _COUNTED.match(text, match.end())
    words = match[0].split()
    if match["type"] and len(words) >= 2 and words[-2] in grammar.not_before_weak:
        return False
    # a weak name needs the look of an address around it
    after = text[match.end() : match.end() + 60]
    return bool(
        _PLACE_WORD.search(text[max(0, match.start() - 40) : match.start()])
        or re.match(r"[ ]?[,\n]|[ ]+[A-Z]{1,2}[0-9]", after)
    ) and not _COUNTED.match(after)


def _postcodes(text: str) -> Iterator[Span]:
    for match in _grammar().postcode.finditer(text):
        value = match[0]
        if not match["area"] and not value.startswith("GIR") and not _stands_as_postcode(text, match):
            continue
        if value.upper() == value and (match["gap"] or value.startswith("GIR")):
            yield _span(*match.span(), "UK_POSTCODE", _POSTCODE, "postcode")
            continue
        near = _ADDRESS_NEAR.search(text[max(0, match.start() - 60) : match.start()])
        long = value.upper() == value and len(value) >= 6
        if near or long or (match["gap"] and re.search(r",\s*$", text[max(0, match.start() - 4) : match.start()])):
            yield _span(*match.span(), "UK_POSTCODE", _POSTCODE if near else _JOINED_POSTCODE, "postcode")


def _stands_as_postcode(text: str, match: re.Match[str]) -> bool:
    """Whether a shape with an area that is none stands where a postcode does: behind a town, or as a whole table cell."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 3]
    cell = re.search(r"[|\t\n][ ]{0,3}$", before if match.start() > len(before) else "\n" + before)
    return bool(_TOWN_BEFORE.search(before) or (cell and re.match(r"[ ]{0,2}(?:$|[|\t\n])", after)))


def _span(start: int, end: int, entity: str, score: float, name: str) -> Span:
    return Span(start, end, entity, score, ReferenceValue(name))
