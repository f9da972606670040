"""One case a card: lines "Name: ...", "Age: ..." that come again for the next person, with a blank line or a rule between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detector.read.plain_tables.model import Found, Piece, piece

_FIELD = re.compile(
    r"\s*(?:[•●▪*–—-]\s+)?(?P<label>[^\W\d_][\w '’()/&.-]{0,34}?)\s*(?::|\s[-–—]\s|\t)\s*(?P<value>\S.{0,160})?$"
)
_RULE = re.compile(r"\s*(?:[-–—_=*~]\s*){3,}$")
_TITLE = re.compile(r"\s*(?:#+\s*)?(?:[A-Z][\w '’-]{0,24}\s)?(?:\d{1,3}|[A-Z])\s*[.:)]?\s*$")
_FEWEST_FIELDS, _MOST_FIELDS = 3, 30
_LETTERHEAD = re.compile(
    r"(?:to|from|cc|bcc|sent|subject|date|tel(?:ephone)?|phone|fax|e-?mail|website|web|our ref|your ref)\.?", re.I
)


@dataclass(frozen=True, slots=True)
class _Card:
    first: int
    end: int
    fields: tuple[tuple[Piece, Piece], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label.text.casefold() for label, _ in self.fields)


def find(texts: Sequence[str], first: int, end: int) -> Iterator[Found]:
    """The tables among the lines from ``first`` up to ``end``: two or more cards with the same labels, one row a card."""
    run: list[_Card] = []
    for card in _cards(texts, first, end):
        if run and _alike(run[0], card) and _only_between(texts, run[-1].end, card.first):
            run.append(card)
            continue
        yield from _table(run)
        run = [card]
    yield from _table(run)


def _cards(texts: Sequence[str], first: int, end: int) -> Iterator[_Card]:
    at = first
    while at < end:
        fields: list[tuple[Piece, Piece]] = []
        seen: set[str] = set()
        start = at
        while at < end and (found := _FIELD.match(texts[at])) and found["label"].casefold() not in seen:
            seen.add(found["label"].casefold())
            stop = found.end("label")
            value = piece(texts[at], at, found.start("value")) if found["value"] else Piece("", at, len(texts[at]))
            fields.append((piece(texts[at], at, found.start("label"), stop), value))
            at += 1
        if _FEWEST_FIELDS <= len(fields) <= _MOST_FIELDS:
            yield _Card(start, at, tuple(fields))
        at = max(at, start + 1)


def _alike(one: _Card, other: _Card) -> bool:
    """Whether most labels are the same; a field may be left out on some cards."""
    common = set(one.labels) & set(other.labels)
    return one.labels[0] == other.labels[0] and len(common) >= max(2, 0.6 * max(len(one.labels), len(other.labels)))


def _only_between(texts: Sequence[str], start: int, end: int) -> bool:
    """Whether between two cards there are only blank lines, rules, and at most one numbered title."""
    titles = [text for text in texts[start:end] if text.strip() and not _RULE.match(text)]
    return len(titles) <= 1 and all(_TITLE.match(text) for text in titles) and end - start <= 5


def _table(run: Sequence[_Card]) -> Iterator[Found]:
    if len(run) < 2 or sum(bool(_LETTERHEAD.fullmatch(label)) for label in run[0].labels) * 2 > len(run[0].labels):
        return
    labels: dict[str, Piece] = {}
    for card in run:
        for label, _ in card.fields:
            labels.setdefault(label.text.casefold(), label)
    rows = [tuple(labels.values())]
    for card in run:
        values = dict(zip(card.labels, (value for _, value in card.fields), strict=True))
        last = card.fields[-1][1]
        rows.append(tuple(values.get(label, Piece("", last.line, last.at + len(last.text))) for label in labels))
    yield Found(run[0].first, run[-1].end, tuple(rows), "cards", 1)
