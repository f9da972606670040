"""Two plain sentences for a high finding, and the ICO's three tests.

ICO anonymisation guidance (March 2025): a disclosure is anonymous where nobody is singled out, records cannot be linked to
others, and nothing is inferred about anybody, by the means that a motivated intruder would reasonably use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import yaml

from detector.recognise.about import ADDRESSES, CONTACTS, QUASI, SENSITIVE
from detector.risk.intruder.details import AtHand, Detail
from detector.types import Finding, IntruderSheet, Mention, Piece, PrivacyTest, Record, TypedTable

_LINKS = frozenset({"DATE_TIME", "LOCATION", "OFFENCE", "OPERATION_NAME", "ORGANIZATION"})
_LONGEST_VALUE = 80


@cache
def _observers() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(
        (files("detector") / "risk" / "data" / "observers.yaml").read_text("utf-8")
    )
    return data


def with_sheets(
    findings: Iterable[Finding], mentions: Sequence[Mention], cases: Iterable[Record], tables: Iterable[TypedTable]
) -> list[Finding]:
    """The findings, each high one with its sheet."""
    at_hand = AtHand(mentions, cases, tables)
    return [replace(f, intruder=sheet(f, at_hand.of(f))) if f.risk == "high" else f for f in findings]


def sheet(finding: Finding, details: Sequence[Detail]) -> IntruderSheet:
    """The sheet of one finding from the details at hand."""
    return IntruderSheet(_sentences(finding, details), tuple(_tests(finding, details)))


def _sentences(finding: Finding, details: Sequence[Detail]) -> tuple[tuple[Piece, ...], ...]:
    direct = next((d for d in details if _is_direct(d)), None)
    if finding.kind == "recoverable":
        return (
            _said("A colleague or a neighbour needs to know only that somebody is counted here: the totals and the other counts give the rest."),
            _said("A journalist does the same sum for every reader, and the person's own family learns which of the groups they are in."),
        )  # fmt: skip
    if finding.kind == "small-count":
        return (
            _said("A colleague or a neighbour who knows of one person in this row and column knows that the count is about them."),
            _said("A journalist asks on the spot who it was; the person's own family knows, and learns what the table says of them."),
        )  # fmt: skip
    if direct is not None and finding.kind in ("identifier", "hidden"):
        return (
            (*_said("A colleague or a neighbour needs to know nothing beforehand: "), *_named(direct), *_said(" leads to one person.")),
            _said("A journalist finds the rest in a newspaper archive, and the person's own family reads what is said about them."),
        )  # fmt: skip
    if not details:
        return (
            _said("A colleague or a neighbour needs no more than the file itself: what was to be withheld can be read in it."),
            _said("A journalist puts it beside a newspaper archive, and the person's own family reads what is said about them."),
        )  # fmt: skip
    return (
        (
            *_said("A colleague recognises the person "),
            *_by("colleague", details),
            *_said("; a neighbour "),
            *_by("neighbour", details),
            *_said("."),
        ),
        (
            *_said("A journalist with a newspaper archive searches "),
            *_by("journalist", details),
            *_said("; the person's own family recognises them "),
            *_by("family", details),
            *_said(", and all of them then read the rest."),
        ),
    )


def _said(text: str) -> tuple[Piece, ...]:
    return (Piece(text),)


def _by(observer: str, details: Sequence[Detail]) -> Iterator[Piece]:
    """ "by the rank, role or unit (sergeant) and the date (May 2021)"; what it still takes where they know none of it."""
    chosen = list(islice(_known_to(observer, details), int(_observers()["most"])))
    if not chosen:
        yield Piece("once somebody tells them one of the details")
        return
    yield Piece("by ")
    for number, detail in enumerate(chosen):
        if number:
            yield Piece(" and " if number == len(chosen) - 1 else ", ")
        yield from _named(detail)


def _known_to(observer: str, details: Sequence[Detail]) -> Iterator[Detail]:
    """One detail of each kind that the observer knows, in the observer's order."""
    for entity in _observers()["observers"][observer]:
        first = next((d for d in details if d.entity == entity), None)
        if first is not None:
            yield first


def _named(detail: Detail) -> Iterator[Piece]:
    words = _observers()["words"]
    if detail.is_column:
        yield Piece(f"“{detail.text}”")
        return
    text = " ".join(detail.text.split())
    yield Piece(words.get(detail.entity, words["other"]))
    yield Piece(f" ({text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + '…'})", True)


def _is_direct(detail: Detail) -> bool:
    return detail.entity not in QUASI | SENSITIVE and detail.entity.isupper() and not detail.is_column


def _tests(finding: Finding, details: Sequence[Detail]) -> Iterator[PrivacyTest]:
    kinds = {d.entity for d in details}
    direct = any(_is_direct(d) for d in details)
    alone = finding.kind in ("recoverable", "small-count") or finding.k == 1 or direct
    yield PrivacyTest(
        "singling out",
        alone,
        "one person or record can be told from all others"
        if alone
        else "several share the details, as far as is known",
    )
    linked = direct or bool(kinds & (_LINKS | CONTACTS | ADDRESSES))
    yield PrivacyTest(
        "linkability",
        linked,
        "names, dates, places or offences match other sources, such as the news, social media or an earlier answer"
        if linked
        else "none of the details is one that other sources are searched by",
    )
    told = bool(kinds & SENSITIVE) or finding.kind in ("attribute", "recoverable", "contradiction", "hidden")
    yield PrivacyTest(
        "inference",
        told,
        "who recognises the person learns something about them that they did not know"
        if told
        else "nothing sensitive is said beside what makes the person recognisable",
    )
