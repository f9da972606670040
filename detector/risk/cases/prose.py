"""Prose cases -> combination findings, one for each case at most.

k is counted among the cases of the document: how many of them have the same quasi-identifiers. Of a case that is alone, k is
the expected size of its class in the population that it comes from (``risk.population``), where one is known. Only a total
of the document itself can clear a case: of a policy's or a published number nobody knows to how many of them it happened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detector.generalise.prose import WayOut, as_suggestions, ways_out, withheld
from detector.recognise.about import QUASI, SENSITIVE
from detector.records.cases import quasi_mentions, sensitive_mentions
from detector.risk.cases.combinations import Combination, combination_of
from detector.risk.cases.public_record import PublicEvent, public_event
from detector.risk.findings import finding, normalise
from detector.risk.population import Expected, Populations, expected_size
from detector.risk.population.kinds import first_kind
from detector.types import Finding, Mention, Record, Risk
from recognizers.values import Value

_ALONE = 2
_MOST_UNREAD = 8
_LONG_WORD = re.compile(r"[^\W\d]{4,}")


@dataclass(frozen=True, slots=True)
class Case:
    """A prose case as it is assessed: its words, its details, how many cases of the document are alike, and the rest."""

    record: Record
    text: str
    quasi: tuple[Mention, ...]
    sensitive: tuple[Mention, ...]
    combination: Combination | None
    event: PublicEvent | None
    alike: int
    cases: int
    expected: Expected | None

    @property
    def k(self) -> int:
        """The size of its class: in the document, or in the population where that is known and larger."""
        return max(self.alike, self.expected.k) if self.expected is not None else self.alike


def prose_findings(
    records: Sequence[Record], k: int, populations: Populations | None = None, keep: Sequence[str] = ()
) -> list[Finding]:
    """One finding for each case that fewer than k share, or whose event is on public record."""
    found = (_finding(case, k, keep) for case in cases_of(records, populations or Populations()))
    return [item for item in found if item is not None]


def case_ways_out(case: Case, k: int, keep: Sequence[str] = ()) -> tuple[WayOut, ...]:
    """The alternatives for a case that is at risk, least loss first; withholding every detail where nothing less is safe."""
    found = ways_out(case.quasi, case.sensitive, lambda changed: _still_at_risk(case, changed, k), keep)
    return found or (withheld(case.quasi),)


def cases_of(records: Sequence[Record], populations: Populations) -> list[Case]:
    """The records with all that decides about them."""
    signatures = [_signature(quasi_mentions(record)) for record in records]
    sizes = Counter(signatures)
    combined = [combination_of(quasi_mentions(record) + sensitive_mentions(record)) for record in records]
    several = sum(combination is not None for combination in combined) > 1
    cases = []
    for record, signature, combination in zip(records, signatures, combined, strict=True):
        quasi, sensitive = quasi_mentions(record), sensitive_mentions(record)
        alike = sizes[signature]
        population = populations.of_case(record, record.text) if alike == 1 else None
        # Several cases are a list: among them k is counted, and only a total of the text itself says that there are more.
        # A total smaller than the list is of something else.
        outside = population is not None and population.source not in ("stated", "table")
        if population is not None and ((several and outside) or population.size < len(records)):
            population = None
        expected = expected_size(quasi, population, first_kind(record.text)) if population is not None else None
        event = public_event([*quasi, *sensitive], record.text)
        cases.append(Case(record, record.text, quasi, sensitive, combination, event, alike, len(records), expected))
    return cases


def risk_of_class(case: Case, k: int) -> Risk | None:
    """High for a case that is expected to be alone, medium for a small class, None where k others share it.

    An estimate from outside the document never brings a case below medium.
    """
    if case.combination is None or case.alike >= k:
        return None
    if case.alike > 1:
        return "medium"
    if case.expected is None or case.expected.size < _ALONE:
        return "high"
    return None if case.expected.size >= k and _may_clear(case) else "medium"


def _may_clear(case: Case) -> bool:
    """Whether the class of a case can be trusted: the document's own total, nobody named, and few words left unread.

    What no recogniser has a type for ("drove a tractor into the station") has no share, and may single somebody out.
    """
    if case.expected is None or not case.expected.population.of_the_document:
        return False
    mentions = [m for group in case.record.attributes.values() for m in group]
    if any(m.entity_type not in QUASI | SENSITIVE for m in mentions):
        return False
    known = frozenset(word for m in mentions for word in _LONG_WORD.findall(m.text.casefold()))
    return sum(word not in known for word in _LONG_WORD.findall(case.text.casefold())) <= _MOST_UNREAD


def _finding(case: Case, k: int, keep: Sequence[str]) -> Finding | None:
    risk = risk_of_class(case, k)
    event = case.event
    if event is not None and (risk is None or (event.risk == "high" and risk != "high")):
        return _made(
            "TEXT-PUBLIC-RECORD", event.risk, case, k, keep, _on_record(event), f"On public record: {event.event}"
        )
    if risk is None or case.combination is None:
        return None
    why = _why(case, case.combination) + (" " + _on_record(event) if event is not None else "")
    title = f"Together they single one person out: {case.combination.words}"
    return _made("TEXT-COMBINATION", risk, case, k, keep, why, title)


def _made(rule: str, risk: Risk, case: Case, k: int, keep: Sequence[str], why: str, title: str) -> Finding:
    return finding(
        rule,
        risk,
        why,
        case.record.where,
        [f"{m.entity_type}={normalise(m.text)}" for m in case.quasi],
        title=title,
        mentions=tuple(m.id for m in case.quasi),
        k=case.k,
        suggestions=as_suggestions(case_ways_out(case, k, keep), case.k),
    )


def _still_at_risk(case: Case, changed: Sequence[Mention], k: int) -> bool:
    """Whether the case with changed details is still a combination of a small class, or leads to a public report."""
    event = public_event(list(changed), case.text)
    if event is not None and (event.risk == "high" or case.combination is None):
        return True
    if combination_of(changed) is None:
        return False
    if case.expected is None or not _may_clear(case):
        return True
    quasi = [m for m in changed if m not in case.sensitive]
    return expected_size(quasi, case.expected.population, first_kind(case.text)).size < k


Signature: TypeAlias = frozenset[tuple[tuple[str, Value | str], int]]
"""The quasi-identifiers of a case, by type and value, with how often each occurs: what two cases must share to be alike."""


def _signature(mentions: Sequence[Mention]) -> Signature:
    return frozenset(Counter((m.entity_type, m.value or normalise(m.text)) for m in mentions).items())


def _why(case: Case, combination: Combination) -> str:
    said = f"The text gives {combination.words} for one case. {_how_many(case)}"
    if case.k > 1:
        return f"{said}, so the few persons whom it fits can tell each other apart by elimination."
    return (
        f"{said}, so a colleague, relative or neighbour who knows these details recognises the person and learns everything "
        "else that is said."
    )


def _how_many(case: Case) -> str:
    if case.alike > 1:
        return f"Only {case.alike} of the {case.cases} cases in the document match it"
    among = "the only case" if case.cases == 1 else f"one of {case.cases} cases"
    if case.expected is None:
        return f"It is {among} in the document and nobody else in it matches"
    return (
        f"It is {among} in the document; {case.expected.shown} cases like it are to be expected among "
        f"{case.expected.population.words}, the details taken as independent of each other (k = {case.k})"
    )


def _on_record(event: PublicEvent) -> str:
    keys = " and ".join([", ".join(event.keys[:-1]), event.keys[-1]])
    return (
        f"The text speaks of {event.event}, which is on public record, and gives {keys}: with a newspaper archive or a court "
        "list they lead to the report, and the report to the name."
    )
