"""A number and its format code -> what the cell shows (ECMA-376 part 1, 18.8.31), as a British installation shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[(?P<bracket>[^\]]*)\]?|(?P<general>General)|'
    r"(?P<ampm>AM/PM|A/P)|(?P<exp>E[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_BRITISH = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm", 5: "£#,##0", 6: "£#,##0", 7: "£#,##0.00", 8: "£#,##0.00"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_DATE, _LONG_TIME = "$-f800", "$-f400"
_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format code: ``kind`` is literal, digit, date, elapsed, ampm, exp, general, text or mark."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of a format code that semicolons part, with the condition under which it holds."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or a time."""
        return any(token.kind in ("date", "elapsed") for token in self.tokens)


def code_of(number: int, custom: dict[int, str]) -> str:
    """The format code of a format number."""
    return custom.get(number) or _BRITISH.get(number) or BUILTIN_FORMATS.get(number, "General")


@lru_cache(maxsize=65_536)
def shown_number(raw: str, code: str, from_1904: bool = False) -> str:
    """What a cell with a number shows; the number as it stands where the code makes no sense."""
    try:
        value = Decimal(raw.strip())
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return raw
    parts = _sections(code)
    section, sign = _chosen(parts, float(value))
    try:
        if section.is_date:
            return _date(section, float(value), from_1904)
        return sign + _number(section, abs(value) if sign or value < 0 else value)
    except (OverflowError, ValueError, InvalidOperation):
        return _general(value)


def shown_text(text: str, code: str) -> str:
    """What a cell with text shows: the text, unless the fourth part of the code says otherwise."""
    parts = _sections(code)
    if len(parts) < 4:
        return text
    return "".join(text if token.kind == "text" else token.text for token in parts[3].tokens)


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    for match in _TOKEN.finditer(code[:1000]):
        if match.group() == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
            continue
        bracket = match.group("bracket")
        if bracket is not None and (found := _CONDITION.fullmatch(bracket.strip())):
            condition = found.group(1), float(found.group(2))
        else:
            tokens.extend(_tokens(match))
    return (*sections, Section(tuple(tokens), condition))


def _tokens(match: re.Match[str]) -> list[Token]:
    kind, text = match.lastgroup, match.group()
    if kind in ("quoted", "escaped"):
        return [Token("literal", match.group(kind))]
    if kind == "space":
        return [Token("literal", " ")]
    if kind == "bracket":
        return _bracket(match.group("bracket"))
    if kind == "other":
        if text == "@":
            return [Token("text", text)]
        return [Token("mark" if text in ".,%/" else "literal", text)]
    return [Token(kind, text)] if kind else []


def _bracket(text: str) -> list[Token]:
    low = text.lower()
    if re.fullmatch(r"h+|m+|s+", low):
        return [Token("elapsed", low)]
    if low.startswith((_LONG_DATE, _LONG_TIME)):
        code = "dd mmmm yyyy" if low.startswith(_LONG_DATE) else "hh:mm:ss"
        return [Token("system", ""), *_sections(code)[0].tokens]
    return [Token("literal", text[1:].partition("-")[0])] if text.startswith("$") else []


def _chosen(parts: tuple[Section, ...], value: float) -> tuple[Section, str]:
    """The section for a value, and the minus sign where the section does not say itself that it is negative."""
    if any(part.condition for part in parts[:2]):
        for part in parts[:3]:
            if part.condition is None or _holds(part.condition, value):
                return part, "-" if value < 0 and part.condition is None else ""
        return parts[-1], ""
    if value < 0:
        return (parts[1], "") if len(parts) > 1 else (parts[0], "" if parts[0].is_date else "-")
    if value == 0 and len(parts) > 2:
        return parts[2], ""
    return parts[0], ""


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return (value < limit and "<" in sign) or (value > limit and ">" in sign) or (value == limit and "=" in sign)


def _general(value: Decimal) -> str:
    """Whole numbers in full, others in the eleven places of a cell of ordinary width."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}" if value else "0"
    places = max(10 - max(value.adjusted() + 1, 1), 1)
    text = f"{value:.{places}f}"
    if not text.strip("-0."):
        return f"{value:.5E}"
    return text.rstrip("0").rstrip(".")


def _number(section: Section, value: Decimal) -> str:
    tokens = section.tokens
    if any(token.kind in ("general", "text") for token in tokens):
        return "".join(
            _general(value) if token.kind in ("general", "text") else token.text
            for token in tokens
            if token.kind != "mark" or token.text == "%"
        )
    places = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(token.text for token in tokens if token.kind in ("literal", "mark"))
    first, last = places[0], places[-1]
    before = "".join(t.text for t in tokens[:first] if t.kind in ("literal", "mark"))
    after = "".join(t.text for t in tokens[last + 1 :] if t.kind == "literal" or t.text == "%")
    body = tokens[first : last + 1]
    value *= 100 ** sum(1 for t in tokens if t == Token("mark", "%"))
    for token in tokens[last + 1 :]:
        if token != Token("mark", ","):
            break
        value /= 1000
    if any(t.kind == "exp" for t in body):
        decimals = sum(1 for t in _after_point(body) if t.kind == "digit") - sum(
            1 for t in _after_exp(body) if t.kind == "digit"
        )
        return before + f"{value:.{max(decimals, 0)}E}" + after
    if Token("mark", "/") in body:
        return before + _general(value) + after
    return before + _digits(body, value) + after


def _digits(body: tuple[Token, ...], value: Decimal) -> str:
    fraction = _after_point(body)
    whole = body[: len(body) - len(fraction)]
    decimals = sum(1 for token in fraction if token.kind == "digit")
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    integer, _, decimal = f"{rounded:f}".partition(".")
    least = sum(1 for token in whole if token.text == "0")
    integer = integer.lstrip("0").rjust(least, "0")
    if Token("mark", ",") in whole:
        text = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    else:
        text = _spread(whole, integer)
    keep = max((i + 1 for i, t in enumerate(x for x in fraction if x.kind == "digit") if t.text != "#"), default=0)
    decimal = decimal[:keep] + decimal[keep:].rstrip("0")
    return text + ("." + decimal if decimal else "")


def _spread(whole: tuple[Token, ...], digits: str) -> str:
    """Put digits into their places from the right, so that "0000 000000" shows a telephone number."""
    result: list[str] = []
    left = digits
    open_places = sum(1 for token in whole if token.kind == "digit")
    for token in reversed(whole):
        if token.kind == "digit":
            open_places -= 1
            result.append(left if open_places == 0 else left[-1:])
            left = "" if open_places == 0 else left[:-1]
        elif token.kind == "literal" and (left or open_places == 0):
            result.append(token.text)
    return "".join(reversed(result))


def _after_point(body: tuple[Token, ...]) -> tuple[Token, ...]:
    point = next((i for i, token in enumerate(body) if token == Token("mark", ".")), len(body))
    return body[point:]


def _after_exp(body: tuple[Token, ...]) -> tuple[Token, ...]:
    return body[next((i for i, token in enumerate(body) if token.kind == "exp"), len(body)) :]


def _date(section: Section, serial: float, from_1904: bool) -> str:
    if serial < 0:
        return _general(Decimal(str(serial)))
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)
    tokens = section.tokens
    if tokens and any(token.kind == "system" for token in tokens):
        first = next(i for i, token in enumerate(tokens) if token.kind == "system")
        tokens = tokens[first + 1 : first + 6]
    moment = start + timedelta(seconds=round(serial * 86_400))
    half_day = any(token.kind == "ampm" for token in tokens)
    named = [i for i, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    shown: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind == "date":
            at = named.index(index)
            before = tokens[named[at - 1]].text.lower()[0] if at else ""
            after = tokens[named[at + 1]].text.lower()[0] if at + 1 < len(named) else ""
            shown.append(_date_part(token.text.lower(), moment, half_day, before == "h" or after == "s"))
        elif token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            shown.append(str(round(serial * 86_400) // unit).rjust(len(token.text), "0"))
        elif token.kind == "ampm":
            shown.append("AM" if moment.hour < 12 else "PM")
        elif token.kind in ("literal", "mark"):
            shown.append(token.text)
    return "".join(shown).strip()


def _date_part(code: str, moment: datetime, half_day: bool, minutes: bool) -> str:
    letter, length = code[0], len(code)
    if letter == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if letter == "d":
        if length > 2:
            return _DAYS[moment.weekday()][: 3 if length == 3 else None]
        return str(moment.day).rjust(length, "0")
    if letter == "m" and not (minutes and length < 3):
        if length > 2:
            name = _MONTHS[moment.month - 1]
            return name[:3] if length == 3 else name[:1] if length == 5 else name
        return str(moment.month).rjust(length, "0")
    number = {"m": moment.minute, "s": moment.second}.get(letter, moment.hour)
    if letter == "h" and half_day:
        number = number % 12 or 12
    return str(number).rjust(min(length, 2), "0")
