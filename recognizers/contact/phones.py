"""Telephone numbers: where they stand, whether they are valid, and whether they are a service's or somebody's.

A candidate begins with 0, + or 00, so that an occurrence number such as 44210430064 never is one; libphonenumber's
metadata decide on the rest (github.com/google/libphonenumber), with Ofcom's numbers for drama added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import phonenumbers
import yaml

_CANDIDATE = re.compile(
    r"(?<![\w£$€+@])(?<![0-9A-Za-z][-.*])(?P<number>(?:(?:\+|\(\+|\b00)[1-9]|44(?=[ ]?\(0\))|44(?=[ ]?7[1-9])|\(?0(?=[1-9]))[0-9]{0,12}\)?"
    r"(?:[ .()-]{1,3}[0-9]{1,12}){0,7})(?![0-9])"
)
_GROUP = re.compile(r"[0-9]+")
_EXTENSION = re.compile(
    r"[ ]?(?:[,;]?[ ]?(?:ext(?:ension|n)?\.?|x)[ ]?(?:no\.?|number)?[ :.]{0,2}[0-9]{2,7}|\((?:ext(?:ension|n)?\.?|x)[ :.]{0,2}[0-9]{2,7}\))(?![\w/])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:(?:ext(?:n|ension)?\b\.?[ ]?(?:no\.?|number)?[ :.]{0,2}(?P<ext>(?!(?:19|20)[0-9]{2}\b)(?:[0-9]{3}[ ][0-9]{4}|[0-9]{3,7})))"
    r"|(?:t|tel(?:ephone)?|phone|mobile|mob|landline|fax|direct line|ddi)\b\.?(?:[ ](?:no\.?|number))?(?:[ ]?:|[ ]is)[ ]?(?P<local>[1-9][0-9]{2,9}(?:[ -][0-9]{3,6}){0,2})"
    r"|(?:mobile|mob|phone|tel|telephone)\b\.?(?:[ ](?:no\.?|number))?:?[ ]?(?P<lost>7[1-9][0-9]{2}[ ]?[0-9]{3}[ ]?[0-9]{3})"
    r"|(?:call(?:ing|ed)?|dial(?:ling|led)?|r[ai]ng(?:ing)?|(?:tele)?phon(?:e|ing)|text(?:ing)?|via|on)[ ](?:the[ ])?(?:police[ ])?(?:on[ ])?(?P<short>18001(?:[ ][0-9]{3,5}){0,3}|10[15]|11[1289]|123|159|999|116[0-9]{3}|6[0-9]{4}))"
    r"(?![\w/%£*+]|[.,:-][0-9]|[ ](?:[a-z]+s|of|in|from|per)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"[0-3]?[0-9][.-][01]?[0-9][.-](?:20)?[0-9]{2}(?![0-9])|(?:19|20)[0-9]{2}-")
_LENGTHS = (11, 10, 8)
_MAX_GROUPS = 6


@cache
def contact_data() -> dict[str, Any]:
    """``data/contacts.yaml``."""
    data: dict[str, Any] = yaml.safe_load((files("recognizers") / "data" / "contacts.yaml").read_text("utf-8"))
    return data


def phone_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every telephone number and extension; may overlap."""
    text = text.replace("\u00a0", " ").replace("\u2013", "-").replace("\u2011", "-")
    place = 0
    while (match := _CANDIDATE.search(text, place)) is not None:
        start = match.start("number")
        end = _valid_end(text, start, match.end("number"))
        if end is None:
            # the next number may begin inside the groups of this one
            place = _GROUP.search(text, start).end()  # type: ignore[union-attr]
        else:
            extension = _EXTENSION.match(text, end)
            place = extension.end() if extension else end
            yield start + (text[start] == "(" and text.count("(", start, end) > text.count(")", start, end)), place
    for match in _ALONE.finditer(text):
        group = match.lastgroup or "ext"
        if (
            group == "local"
            and len(re.sub(r"\D", "", match["local"])) < 5
            and match["local"] not in contact_data()["short_numbers"]
        ):
            continue
        yield match.span(group)


def _valid_end(text: str, start: int, end: int) -> int | None:
    """Where the number that begins at ``start`` ends: the longest run of whole groups that is valid."""
    if _DATE.match(text, start):
        return None
    groups = list(_GROUP.finditer(text, start, end))
    for count in range(min(len(groups), _MAX_GROUPS), 0, -1):
        value = text[start : groups[count - 1].end()].lstrip("(")
        thin = [g for g in groups[1:count] if len(g[0]) < 2 and text[g.start() - 1 : g.end() + 1] != "(0)"]
        abroad = value.startswith("+") and not value.startswith("+44")
        if (abroad or not thin) and is_phone_number(value):
            return groups[count - 1].end()
    return None


@lru_cache(maxsize=4096)
def is_phone_number(value: str) -> bool:
    """Whether the text is a valid number, British where no country is given, with any of the usual separators."""
    number = national(value)
    if number.startswith("+"):
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number))
        except phonenumbers.NumberParseException:
            return False
    if not number.startswith("0") or len(number) not in _LENGTHS:
        return False
    data = contact_data()
    if number in data["public_numbers"] or (len(number) == 11 and number.startswith(tuple(data["reserved_prefixes"]))):
        return True
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "GB"))
    except phonenumbers.NumberParseException:
        return False


def national(value: str) -> str:
    """The digits as dialled within Britain, or "+" and the digits for another country; without the extension."""
    value = _EXTENSION.sub("", value)
    digits = re.sub(r"\D", "", value.replace("(0)", ""))
    abroad = value.lstrip(" (").startswith("+")
    if digits.startswith("00"):
        digits, abroad = digits[2:], True
    if digits.startswith("44") and (abroad or len(digits) == 12 or "(0)" in value):
        return "0" + digits[2:].removeprefix("0")
    return "+" + digits if abroad else digits


def is_public_number(text: str) -> bool:
    """Whether a number is a service's (101, 999, 0300 and 0800 numbers, the ICO's) rather than a person's line."""
    data = contact_data()
    number = national(text)
    if number[:5] in ("18001", "18002") and len(number) > 5:
        number = number[5:]  # the text relay's prefix goes before the number that is called
    public = number in data["short_numbers"] or number in data["public_numbers"]
    return public or (len(number) >= 10 and number.startswith(tuple(data["public_prefixes"])))
