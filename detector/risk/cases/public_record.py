"""Events that are on public record: a court appearance, a conviction, a misconduct hearing, an inquest, a news report.

Whoever has the month, the place and the matter finds the report, and with it the name: no number of others who share the
details protects against that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from detector.recognise.about import QUASI, SENSITIVE
from detector.records.cases import is_unit
from detector.risk.cases.combinations import date_at_least
from detector.types import Mention, Risk
from recognizers.values import DateValue


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """``event``: the kind of event ("an inquest"); ``keys``: in words what leads to its report; ``risk``: high with all three."""

    event: str
    keys: tuple[str, ...]
    risk: Risk


@dataclass(frozen=True, slots=True)
class _Event:
    words: str
    pattern: re.Pattern[str]
    is_offence: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    events: tuple[_Event, ...]
    place: re.Pattern[str]
    not_a_case: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    data = yaml.safe_load((files("detector") / "risk" / "data" / "public_record.yaml").read_text("utf-8"))
    events = tuple(
        _Event(e["words"], _any_of(e["cues"]), bool(e.get("event_is_offence", False))) for e in data["events"]
    )
    return _Vocabulary(events, _any_of(data["place"]), _any_of(data["not_a_case"]))


def _any_of(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.I)


def public_event(mentions: list[Mention], text: str) -> PublicEvent | None:
    """The event on public record that a case's words speak of, where two of matter, month and place are given with it.

    A case without any quasi-identifier has none: there is nothing to look for.
    """
    known = _vocabulary()
    event = next((e for e in known.events if e.pattern.search(text)), None)
    if event is None or known.not_a_case.search(text) or not any(m.entity_type in QUASI for m in mentions):
        return None
    month = any(
        m.entity_type == "DATE_TIME" and isinstance(m.value, DateValue) and date_at_least(m.value, "month")
        for m in mentions
    )
    # A court's own name and place, as in a letterhead, is no event: that takes a date or what happened.
    matter = any(m.entity_type in SENSITIVE for m in mentions) or (event.is_offence and month)
    place = any(m.entity_type == "LOCATION" or is_unit(m) for m in mentions) or known.place.search(text) is not None
    keys = tuple(
        words
        for there, words in ((matter, "what it was about"), (month, "the month or day"), (place, "the place"))
        if there
    )
    if len(keys) < 2:
        return None
    return PublicEvent(event.words, keys, "high" if len(keys) == 3 else "medium")
