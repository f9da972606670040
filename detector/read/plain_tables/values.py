"""What a short text can be: a count, a mark in place of one, a year, a date, a page number, a contact."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d{0,6})"
MARK = (
    r"(?:[<≤>]=?\s?\d{1,4}|x{1,4}|\*{1,4}|[-–—]{1,3}|\[[a-z:*]\]|\([a-z*]\)|#{1,3}|~|n/?a|nil|none|zero|redacted|withheld|suppressed|exempt|"
    r"(?:fewer|less|more) than (?:\d{1,4}|[a-z]{3,5})|(?:under|over|up to) \d{1,4}|\d{1,4} or (?:fewer|less|more|under)|\d{1,4}\+|"
    r"s\.?\s?\d\d(?:\(\d\))*|\[?(?:redacted|withheld|suppressed)\]?|not held|no data|unknown)"
)
COUNT = rf"(?:{NUMBER}(?:\s?\(\d{{1,3}}(?:\.\d+)?\s?%\))?|{MARK})"
YEAR = r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[-/–]\s?(?:\d\d|(?:19|20)\d\d))?"

_LONGEST = 40
_COUNT = re.compile(COUNT, re.I)
_NUMBER = re.compile(rf"{NUMBER}(?:\s?\(\d{{1,3}}(?:\.\d+)?\s?%\))?")
_QUANTITY = re.compile(r"[£€$]?\s?-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?\s?(?:%|k|m|bn)?", re.I)
_YEAR = re.compile(YEAR, re.I)
_DATE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?[\s./-]?)?{MONTH}(?:(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?[\s,/'’-]{{0,3}}(?:(?:19|20)\d\d|\d\d))?|"
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{1,2}/(?:19|20)\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?|"
    rf"Q[1-4](?:\s*[-/]?\s*{YEAR})?|{YEAR}\s*Q[1-4]|(?:spring|summer|autumn|winter)\s+{YEAR}",
    re.I,
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]m)?(?:\s?[-–]\s?\d{1,2}[:.]\d\d(?:\s?[ap]m)?)?|\d{1,2}\s?[ap]m", re.I)


@cache
def words(name: str) -> re.Pattern[str]:
    """A vocabulary of ``data/words.yaml`` as one pattern."""
    data = yaml.safe_load((files("detector.read.plain_tables") / "data" / "words.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{entry})" for entry in data[name]), re.I)


def is_count(text: str) -> bool:
    """A count in figures or a mark in place of one."""
    return len(text) <= _LONGEST and _COUNT.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """A count in figures."""
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """A calendar, academic or financial year."""
    return len(text) <= _LONGEST and _YEAR.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """A date, month, quarter, season or month of a year; a bare year is none."""
    return len(text) <= _LONGEST and _DATE.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """A time of day."""
    return len(text) <= _LONGEST and _TIME.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """What stands in the body of a table under a heading: count, mark, amount, year or date."""
    return len(text) <= _LONGEST and (
        is_count(text) or is_date(text) or is_year(text) or _QUANTITY.fullmatch(text) is not None
    )


def is_furniture(text: str) -> bool:
    """A line that a page break leaves in a text: page number, marking, "Table 1 continued"."""
    return len(text) <= 60 and words("page_furniture").fullmatch(text.strip()) is not None


def is_contact(text: str) -> bool:
    """A telephone number, address, reference or salutation."""
    return len(text) <= 120 and words("contact").fullmatch(text) is not None


def is_form_label(text: str) -> bool:
    """What stands before the date or reference of a letter in its heading ("Date received")."""
    return len(text) <= _LONGEST and words("form_label").match(text) is not None
