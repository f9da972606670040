"""Results of one text -> mentions, with ``about`` by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presidio_analyzer import RecognizerResult

from detector.recognise.about.rules import QUASI, SENSITIVE, about_direct, is_case_sentence, is_request_date
from detector.recognise.about.zones import Zone
from detector.recognise.overlaps import recognizer_name
from detector.recognise.sentences import sentence_spans
from detector.types import About, Mention, Where


def mention_of(result: RecognizerResult, text: str, where: Where) -> Mention:
    """A mention of which is not known yet whom it is about."""
    value = (result.recognition_metadata or {}).get("value")
    return Mention(
        id="",
        entity_type=result.entity_type,
        text=text[result.start : result.end],
        score=round(float(result.score), 2),
        about="unknown",
        recognizer=recognizer_name(result),
        where=where,
        start=result.start,
        end=result.end,
        value=value,
    )


def placed(
    mentions: Sequence[Mention], text: str, zone: Zone, requesters: frozenset[str], staff: frozenset[str]
) -> list[Mention]:
    """The mentions of one text with ``about`` filled in: identifiers first, then quasi-identifiers sentence by sentence."""
    direct = [
        m if m.entity_type in QUASI | SENSITIVE else replace(m, about=about_direct(m, zone, text, requesters, staff))
        for m in mentions
    ]
    if not any(m.entity_type in QUASI | SENSITIVE for m in direct):
        return direct
    result = []
    for start, end in sentence_spans(text):
        inside = [m for m in direct if start <= m.start < end]
        judged = [m for m in inside if not (m.entity_type == "DATE_TIME" and is_request_date(text, m.start))]
        about: About = "case" if is_case_sentence(text[start:end], judged, zone) else "public"
        for mention in inside:
            if mention.entity_type in QUASI | SENSITIVE:
                mention = replace(mention, about=about if mention in judged else "public")
            result.append(mention)
    return result
