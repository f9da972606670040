"""The names before the colon in an exported chat: "[17/09/2021, 22:14:03] Skip: who's on earlies"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from recognizers.results import told

_TIME = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f]?[ap]m)?"
# As WhatsApp, Signal and Telegram write their exports: time in brackets or before a dash, then the sender as saved in the telephone.
_LINE = re.compile(
    rf"(?mi)^[ \t\u200e>]*(?:\[{_TIME}\]|{_TIME} ?[-–])[ \t]+~?[ \t]?(?P<name>(?=[^:\n]*[^\W\d_])[^:\n+@<>\[\]]{{2,40}}):(?=[ \t])"
)
_SCORE = 0.85


def chat_senders(texts: Sequence[str]) -> list[list[RecognizerResult]]:
    """Further results for each block of a document: who wrote each message, whatever kind of name it is."""
    return [
        [told("ChatSenders", "PERSON", *match.span("name"), _SCORE) for match in _LINE.finditer(text)] for text in texts
    ]
