"""References that concern the request or the law and nobody's case: FOI_REFERENCE and LEGAL_REFERENCE.

They are recognised so that they, and the dates and numbers inside them, stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.references.citations import citation_spans
from recognizers.spans import Span, as_results, best_spans
from recognizers.values import ReferenceValue

_SHAPE, _LABELLED, _PLAIN = 0.9, 0.95, 0.6
_WS = r"[ \t\u00a0]*"
_SEP = rf"{_WS}(?:\.{_WS})?(?:(?:is|was|:|=|#|\||–|—|-)+{_WS}){{0,3}}(?:\r?\n{_WS}){{0,2}}(?:\|{_WS})?[(\[\"“'‘]?"
_TOKEN = r"[A-Za-z0-9]{1,16}(?:[./_\\-][A-Za-z0-9]{1,16}){0,6}(?: (?:20[0-9]{2}/[0-9]{2,4}|[0-9]{1,6}[/-][0-9]{2,4}))?"
_VALUE = rf"(?P<value>(?:(?:FOI|FOIA|FOIR|EIR|RFI|IR|RhG|REF|Ref)\.?:?[ ])?(?=[A-Za-z./_-]{{0,14}}[0-9]){_TOKEN})(?![\w/]|[.-][0-9])"
_DATE = re.compile(
    r"(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|(?:19|20)[0-9]{2}(?:[/-](?:[0-9]{2}|20[0-9]{2}))?)"
)
_YEARLY = re.compile(r"[0-9]{1,5}[A-Z]?[-/](?:20)?[0-9]{2}(?:/[0-9]{2})?|[0-9]{3,4} 20[0-9]{2}/[0-9]{2}")
_INFORMATION = re.compile(
    r"\bfreedom of information|\bfoia?\b|\binformation request|\brequest for information|\benvironmental information",
    re.I,
)
_NEAR = 300
# "quoting reference number 801 of November 25": the running number of a police log
_LOG_OF_A_DAY = re.compile(r"[0-9]{1,4} of (?:the )?(?:[0-9]{1,2}|[A-Z][a-z]{2,8} [0-9]{1,2}\b)")
# "Freedom of Information response: 1123/23", "request 11682 of 4 May": a bare number right behind the request's own name.
_BARE = re.compile(
    r"(?i)(?<![\w-])(?:(?:freedom of information|foia?|environmental information|information)[ ](?:act[ ])?(?:2000[ ])?(?:request|response|reply|answer|disclosure)s?"
    r"|disclosure log(?:[ ]entry)?|your request)[ ]?(?:\(our number|no\.?|number|[-–—:|(])?[ ]{0,2}(?P<value>(?:[0-9]{2,6}[A-Z]?[-/](?:20)?[0-9]{2}|(?:20)?[0-9]{2}[-/][0-9]{3,7})(?:/[A-Z]{1,3})?)(?![\w/-])"
    r"|(?<![\w-])(?:request|application|review)[ ](?P<number>[0-9]{4,7})(?=[ ](?:of|dated|received)\b)"
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    shapes: re.Pattern[str]
    issuers: dict[str, tuple[str, str | None]]
    labelled: re.Pattern[str]
    plain: re.Pattern[str]
    spaced: re.Pattern[str]
    loose: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    data = yaml.safe_load((files("recognizers") / "data" / "references" / "foi.yaml").read_text("utf-8"))
    marks = _alternatives(data["marks"])
    shapes, issuers = [], {}
    for number, shape in enumerate(data["shapes"]):
        group = f"s{number}"
        shapes.append(f"(?P<{group}>{shape['regex'].replace('%marks%', marks)})")
        issuers[group] = (str(shape["id"]), shape.get("issuer"))
    kinds, subjects, own, plain = (_alternatives(data[key]) for key in ("kinds", "subjects", "own", "plain"))
    request = rf"(?:{_WS}\r?\n?{_WS}(?:act(?:[ ]20[0-9]{{2}})?|request|application|review|enquiry|response|decision|refusal|case|[-–:/(])){{0,4}}"
    label = rf"(?:(?:{subjects}){request}{_WS}\r?\n?{_WS}(?:{kinds})(?:{_WS}(?:no|number|id))?|(?:{own}))"
    return _Grammar(
        shapes=re.compile(rf"(?<![\w./@-])(?:{'|'.join(shapes)})(?![\w@]|[./-][A-Za-z0-9])"),
        issuers=issuers,
        labelled=re.compile(rf"(?<![\w-])(?i:{label})\)?{_SEP}{_VALUE}"),
        plain=re.compile(rf"(?m)^{_WS}(?i:{plain}){_SEP}{_VALUE}"),
        spaced=re.compile(
            rf"(?<![\w./-])(?:FOI[AR]?|FoI|FOISA|EIR|RFI|RhG)(?:[ ](?i:request|ref|reference|case|no|number)\b\.?:?){{0,3}}[ ](?:[Nn]o\.? ?)?"
            rf"(?!0[0-9]{{2,4}}[ ](?!20[0-9]{{2}}/)[0-9])(?:[0-9]{{2}}[ ][0-9]{{4,6}}|(?=[A-Za-z/-]{{0,6}}[0-9]){_TOKEN})(?![\w/(]|[.-][0-9])"
        ),
        loose=re.compile(
            rf"(?<![\w-])(?i:{_alternatives(data['loose'])}){_WS}(?:[-–—:|(]{_WS})?(?P<value>(?!(?:{'|'.join(data['not_loose'])})[-/ ])"
            rf"(?:[A-Z]{{2,6}}(?:[-/][A-Z]{{2,4}})?[-/](?:20)?[0-9]{{2}}[-/][0-9]{{2,7}}|[A-Z]{{2,6}}[-/][0-9]{{2,7}}[-/](?:20)?[0-9]{{2}}"
            rf"|[A-Z]{{2,6}} [0-9]{{4,6}}))(?![\w/-]|[ ][0-9])"
        ),
    )


def foi_spans(text: str) -> list[Span]:
    """References of information requests: known shapes anywhere, any value behind a label, and repeats of these."""
    if not any(char.isdigit() for char in text):
        return []
    found = list(best_spans([*_shapes(text), *_labelled(text)]))
    values = {text[s.start : s.end] for s in found if s.score >= _LABELLED and len(text[s.start : s.end]) >= 5}
    if values:
        pattern = re.compile(rf"(?<![\w./-])(?:{_alternatives(values)})(?![\w/]|[.-]\w)")
        found += [
            Span(*m.span(), "FOI_REFERENCE", _SHAPE, ReferenceValue("foi-repeated")) for m in pattern.finditer(text)
        ]
    return best_spans(found)


def _shapes(text: str) -> Iterator[Span]:
    grammar = _grammar()
    for match in grammar.shapes.finditer(text):
        if any(char.isdigit() for char in match[0]):
            identifier, issuer = grammar.issuers[match.lastgroup or "s0"]
            yield Span(*match.span(), "FOI_REFERENCE", _SHAPE, ReferenceValue(identifier, issuer))
    for match in grammar.spaced.finditer(text):
        tail = match[0].split()[-1]
        labelled = re.search(r"(?i)\b(?:ref|reference|no|number)\b", match[0]) and not _DATE.fullmatch(tail)
        if (
            is_reference(tail)
            or labelled
            or _YEARLY.fullmatch(match[0].partition(" ")[2])
            or (len(tail) >= 4 and tail.isdigit())
        ):
            yield Span(*match.span(), "FOI_REFERENCE", _SHAPE, ReferenceValue("foi-spaced"))


def _labelled(text: str) -> Iterator[Span]:
    grammar = _grammar()
    for match in grammar.labelled.finditer(text):
        value = match["value"]
        if is_reference(value) and not _LOG_OF_A_DAY.match(text, match.start("value")):
            yield Span(*match.span("value"), "FOI_REFERENCE", _LABELLED, ReferenceValue("foi-labelled"))
    for match in grammar.loose.finditer(text):
        yield Span(*match.span("value"), "FOI_REFERENCE", _SHAPE, ReferenceValue("foi-loose"))
    for match in _BARE.finditer(text):
        group = "value" if match["value"] else "number"
        financial_year = re.fullmatch(r"20[0-9]{2}[-/](?:20)?[0-9]{2}", match[group])
        if not financial_year:
            yield Span(*match.span(group), "FOI_REFERENCE", _LABELLED, ReferenceValue("foi-bare"))
    for match in grammar.plain.finditer(text):
        value = match["value"]
        near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        alone = text[match.end() :].partition("\n")[0].strip() == "" and "case" not in match[0].lower()
        yearly = alone and _YEARLY.fullmatch(value) and not _DATE.fullmatch(value)
        if yearly or (is_reference(value) and _INFORMATION.search(near)):
            yield Span(*match.span("value"), "FOI_REFERENCE", _PLAIN, ReferenceValue("foi-plain"))


def foi_context(text: str) -> bool:
    """Whether the text speaks of requests for information."""
    return _INFORMATION.search(text) is not None


def is_reference(value: str) -> bool:
    """Whether a value has the digits of a reference and not the shape of a date."""
    digits = sum(char.isdigit() for char in value)
    return not _DATE.fullmatch(value) and (digits >= 3 or (digits >= 2 and not value.isdigit() and len(value) >= 5))


def public_spans(text: str) -> list[Span]:
    """All FOI and legal references of the text; where they overlap, the FOI reference wins."""
    requests = foi_spans(text)
    return sorted(
        [*requests, *(c for c in citation_spans(text) if not any(c.overlaps(r) for r in requests))],
        key=lambda s: s.start,
    )


class PublicReferenceRecognizer(LocalRecognizer):
    """FOI_REFERENCE and LEGAL_REFERENCE."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=["FOI_REFERENCE", "LEGAL_REFERENCE"],
            supported_language="en",
            name="PublicReferenceRecognizer",
        )

    def load(self) -> None:
        """Read the data now rather than with the first text."""
        _grammar()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The text's FOI and legal references as results."""
        return as_results(self, public_spans(text), entities)


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted({str(word) for word in words}, key=lambda w: (-len(w), w))
    return "|".join(
        r"[ \t\u00a0]*\r?\n?[ \t\u00a0]*".join(re.escape(part) for part in word.split()) for word in ordered
    )
