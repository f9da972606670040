"""E-mail addresses, telephone numbers, web and internet addresses, each told public from personal."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.contact.emails import email_spans, is_role_mailbox
from recognizers.contact.phones import contact_data, is_public_number, phone_spans
from recognizers.contact.web import is_public_url, url_spans
from recognizers.spans import Span, as_results, best_spans
from recognizers.values import ReferenceValue

__all__ = ["ContactRecognizer", "is_public_number", "is_public_url", "is_role_mailbox"]

_EMAIL, _URL, _PHONE, _SHORT, _IP, _IP_BARE = 0.98, 0.95, 0.9, 0.7, 0.95, 0.6
_IPV4 = re.compile(r"(?<![\w.-])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w-]|\.[0-9])")
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_IP_WORD = re.compile(
    r"\b(?:ip|ipv[46]|address|addresses|login|logged|log-in|server|device|router|network|terminal|computer|laptop|workstation|traced|host|connection|resolved)\b",
    re.IGNORECASE,
)
_NO_IP = re.compile(
    r"\b(?:version|section|paragraph|para|v|ver|release|clause|chapter|part|annex|table|figure)\.?[ ]?$", re.IGNORECASE
)
_WINDOW = 60


class ContactRecognizer(LocalRecognizer):
    """EMAIL_ADDRESS, PHONE_NUMBER, URL and IP_ADDRESS; the format of the value ends in ``-public`` or ``-personal``."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=["EMAIL_ADDRESS", "PHONE_NUMBER", "URL", "IP_ADDRESS"],
            supported_language="en",
            name="ContactRecognizer",
        )

    def load(self) -> None:
        """Read the data now rather than with the first text."""
        contact_data()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The text's contacts as results."""
        return as_results(self, contact_spans(text), entities)


def contact_spans(text: str) -> list[Span]:
    """All contacts of the text in order, none overlapping another."""
    return best_spans([*_emails(text), *_urls(text), *_phones(text), *_internet(text)])


def _emails(text: str) -> Iterator[Span]:
    for start, end in email_spans(text):
        yield _span(start, end, "EMAIL_ADDRESS", _EMAIL, "email", is_role_mailbox(text[start:end]))


def _urls(text: str) -> Iterator[Span]:
    for start, end in url_spans(text):
        yield _span(start, end, "URL", _URL, "url", is_public_url(text[start:end]))


def _phones(text: str) -> Iterator[Span]:
    if not any(char.isdigit() for char in text):
        return
    for start, end in phone_spans(text):
        value = text[start:end]
        score = _PHONE if sum(char.isdigit() for char in value) >= 8 else _SHORT
        yield _span(start, end, "PHONE_NUMBER", score, "phone", is_public_number(value))


def _internet(text: str) -> Iterator[Span]:
    for match in (*_IPV4.finditer(text), *_IPV6.finditer(text)):
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        address = _address(match[0])
        if address is None or address.is_unspecified or _NO_IP.search(before):
            continue
        near = bool(_IP_WORD.search(before) or _IP_WORD.search(text[match.end() : match.end() + _WINDOW]))
        # "4.1.2.3" is a heading number unless something says that it is an address
        if near or address.version == 6 or any(len(part) > 2 for part in match[0].split(".")):
            yield _span(*match.span(), "IP_ADDRESS", _IP if near else _IP_BARE, "ip", address.is_loopback)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _span(start: int, end: int, entity: str, score: float, kind: str, public: bool) -> Span:
    return Span(start, end, entity, score, ReferenceValue(f"{kind}-{'public' if public else 'personal'}"))
