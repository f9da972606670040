"""ORGANIZATION and LOCATION from data and patterns: forces, public bodies, stations, hospitals, schools, towns, roads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

_W = r"(?<![\w’'&.-])[A-Z][\w’'&.-]{0,30}"
_NAME = rf"{_W}(?:[ \t]{{1,4}}(?:{_W}|of|and|the|upon|in|on|&)){{0,7}}?"
_BODIES = re.compile(
    rf"\b(?:{_NAME}[ \t]{{1,4}}(?:Police(?![ \t]+(?:Station|Officer|Constable|Sergeant|Staff|Inspector))(?:[ \t]+Service)?|Constabulary|(?:Borough|County|City|District|Town|Parish|Metropolitan)[ \t]+Council|Council|NHS(?:[ \t]+Foundation)?[ \t]+Trust|"
    rf"Fire(?:[ \t]+(?:and|&)[ \t]+Rescue)?[ \t]+(?:Service|Authority)|Magistrates['’]?[ \t]+Court|Crown[ \t]+Court|County[ \t]+Court|Housing[ \t]+Association)"
    rf"|London[ \t]+Borough[ \t]+of[ \t]+{_W}(?:[ \t]+(?:and[ \t]+)?{_W}){{0,2}}"
    r"|(?:MPS|GMP|PSNI|BTP|NCA|IOPC|IPCC|CPS|HMICFRS|HMCTS|HMPPS|DVLA|ICO|NPCC|NHS[ \t]+England|Home[ \t]+Office|Metropolitan[ \t]+Police(?:[ \t]+Service)?|"
    r"Police[ \t]+Scotland|Ministry[ \t]+of[ \t]+Justice|Crown[ \t]+Prosecution[ \t]+Service|College[ \t]+of[ \t]+Policing|Information[ \t]+Commissioner['’]?s?[ \t]+Office|"
    r"Police[ \t]+Service[ \t]+of[ \t]+Northern[ \t]+Ireland|British[ \t]+Transport[ \t]+Police|Ministry[ \t]+of[ \t]+Defence))(?![\w-])"
)
_SITES = re.compile(
    rf"\b(?:{_W}(?:[ \t]{{1,4}}(?:{_W}|of|and|upon)){{0,3}}?[ \t]{{1,4}}(?:[Pp]olice[ \t]+[Ss]tation|[Ff]ire[ \t]+[Ss]tation|Hospital|Infirmary|School|Academy|College|University|Prison|Airport|[Cc]ustody[ \t]+(?:[Ss]uite|[Cc]entre)|BCU|Ward|Primary[ \t]+School|Nursery|Barracks|[Rr]ailway[ \t]+[Ss]tation|Division|Area[ \t]+Command|Care[ \t]+Home|Surgery|Health[ \t]+Centre)"
    rf"|HM[PY](?:OI|P)?[ \t]+{_W}(?:[ \t]+{_W})?|University[ \t]+of[ \t]+{_W})(?![\w-])"
)
_ROAD = re.compile(r"\b(?:A\d{1,4}(?:\(M\))?|M\d{1,2}|B\d{3,4})\b(?=[ \t,.;)]|$)")
# What a state calls itself before its name: "the Republic of Poland", "the Kingdom of Norway".
_STATE = r"(?:(?:(?:Federal|Islamic|People['’]s|Democratic)[ \t])*(?:Republic|Kingdom|Principality|Grand Duchy)[ \t]of[ \t])?"
_NO_SITE = re.compile(
    r"^(?:The|This|That|A|An|In|At|Any|No|Each|Every|Our|Your|Local|Primary|Secondary|High|My|Their|Police|Old)[ \t]+(?:\w+)$|^(?:College|University) of Policing$"
)
_PREPOSITION = re.compile(
    r"\b(?:against|against the Republic of|v\.?|in|at|near|from|around|outside|to|of|across|within|for|based in|lives in)[ \t]+$",
    re.I,
)


@cache
def _gazetteer() -> tuple[dict[str, tuple[str, ...]], frozenset[str], re.Pattern[str]]:
    data = yaml.safe_load((files("recognizers") / "data" / "vocabularies" / "places.yaml").read_text("utf-8"))
    places: dict[str, tuple[str, ...]] = {
        str(place): (str(place), region, entry["nation"])
        for region, entry in data["regions"].items()
        for place in entry["places"]
    } | {country: (country, "abroad") for country in data["countries"]}
    places |= {name: (name,) for name in data["whole country"]}
    longest = sorted(places, key=lambda p: (-len(p), p))
    either = [re.escape(p) for p in longest] + [re.escape(p.upper()) for p in longest if len(p) > 4]
    return (
        places,
        frozenset(data["ambiguous"]),
        re.compile(rf"(?<![\w-]){_STATE}(?P<place>" + "|".join(either) + r")(?![\w-]|['’]s?\s+[A-Z])"),
    )


@cache
def known_places() -> frozenset[str]:
    """The names of the places of the vocabulary."""
    return frozenset(_gazetteer()[0])


@cache
def wide_areas() -> frozenset[str]:
    """The names of regions, nations and foreign countries."""
    data = yaml.safe_load((files("recognizers") / "data" / "vocabularies" / "places.yaml").read_text("utf-8"))
    return frozenset((*data["regions"], *data["countries"], *data["whole country"])) | {
        entry["nation"] for entry in data["regions"].values()
    }


class OrganisationRecognizer(LocalRecognizer):
    """Public bodies and places, with (place, region, nation) as the value of a known place."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=["ORGANIZATION", "LOCATION"], supported_language="en", name="OrganisationRecognizer"
        )
        _gazetteer()

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result an organisation or place."""
        return [result(self, *found) for found in _find(text)]


def _find(text: str) -> Iterator[tuple[str, int, int, float, Concept | None]]:
    for match in _BODIES.finditer(text):
        yield "ORGANIZATION", *match.span(), 0.8, None
    for match in _SITES.finditer(text):
        if not _NO_SITE.match(match[0]):
            yield "LOCATION", *match.span(), 0.8, _site_value(match[0])
    for match in _ROAD.finditer(text):
        yield "LOCATION", *match.span(), 0.35, None
    places, ambiguous, pattern = _gazetteer()
    for match in pattern.finditer(text):
        name = match["place"] if match["place"] in places else match["place"].title()
        if name not in ambiguous or _PREPOSITION.search(text[max(0, match.start() - 20) : match.start()]):
            yield "LOCATION", *match.span(), 0.75, Concept(places.get(name, (name,)))


def _site_value(text: str) -> Concept:
    """A site in a known town generalises to the town's region."""
    places, _, pattern = _gazetteer()
    town = pattern.search(text)
    above = places.get(town["place"] if town["place"] in places else town["place"].title(), ()) if town else ()
    return Concept(tuple(dict.fromkeys((text, *above))))


def parse_place(cell: str) -> tuple[Concept, ...]:
    """The known place that a whole table cell names, if it names one."""
    found = [
        value
        for entity, start, end, _, value in _find(cell)
        if entity == "LOCATION" and value is not None and end - start >= len(cell.strip()) - 1
    ]
    places = _gazetteer()[0]
    if not found and cell.strip().title() in places:
        return (Concept(places[cell.strip().title()]),)
    return tuple(found[:1])
