"""Where the population of a case comes from: the letter's own total, a table's, the policy, the authority's headcount.

In this order of trust. Only the first two are of the document itself and may clear a case; the others are estimates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml

from detector.recognise.sentences import sentence_spans
from detector.records.totals import is_total_label, parse_count
from detector.risk.letter.numbers import NUMBER, to_int
from detector.risk.population.kinds import first_kind, kinds_in, vocabulary
from detector.types import Block, Mention, Record, TypedTable
from recognizers.values import Concept, DateValue

Source: TypeAlias = Literal["stated", "table", "workforce", "policy", "headcount"]
ANY_KIND = frozenset({"any"})
_LARGEST_OF_ANY_KIND = 1_000
_LONGEST_BLOCK = 20_000
_ENOUGH = 500
_LONGEST_TITLE = 150
_SHORTEST_PERIOD = 300
_BETWEEN = (
    r"(?!(?:years?|months?|weeks?|days?|hours?|minutes?|an?|the|one|another|was|were|is|are|and|or|of|in|at|from|who|that|when|"
    r"after|before|per|by)\b)[^\W\d][\w'’-]*"
)
"""A word that may stand between a number and what it counts ("20 high-risk association reports")."""


@dataclass(frozen=True, slots=True)
class Population:
    """How many there are that a case is one of.

    ``words`` completes "estimated from ..."; ``events`` are the kinds of which the number is a total (``ANY_KIND`` where the
    text does not say: "20 reports were received"), empty for a number of persons; ``start`` and ``end`` the period that it covers, where that is said.
    """

    size: int
    source: Source
    words: str
    events: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None
    area: str = ""

    @property
    def of_the_document(self) -> bool:
        """A total of the same kind of events, given by the document itself."""
        return self.source in ("stated", "table") and self.events != ANY_KIND


@dataclass(frozen=True, slots=True)
class Populations:
    """Every population that a document, the policy and the published figures offer."""

    totals: tuple[Population, ...] = ()
    persons: tuple[Population, ...] = ()

    def of_case(self, record: Record, text: str) -> Population | None:
        """The population of a case with these words: a total of its kind and period, else a number of persons.

        Of several totals the smallest is taken.
        """
        kind = first_kind(text)
        dates = [m.value for m in record.attributes.get("DATE_TIME", ()) if isinstance(m.value, DateValue)]
        fitting = [p for p in self.totals if kind in p.events and _covers(p, dates)]
        of_any_kind = [p for p in self.totals if p.events == ANY_KIND and _covers(p, dates)]
        for source in ("stated", "table"):
            smallest = min((p for p in fitting if p.source == source), key=lambda p: p.size, default=None)
            if smallest is not None:
                return smallest
        if of_any_kind:
            return min(of_any_kind, key=lambda p: p.size)
        occupations = [m.value for m in record.attributes.get("OCCUPATION", ()) if isinstance(m.value, Concept)]
        officer = any("police officer" in value.path for value in occupations)
        return next((p for p in self.persons if officer or (p.source != "headcount" and occupations)), None)


def populations(
    blocks: Sequence[Block], tables: Sequence[TypedTable], mentions: Sequence[Mention], policy_size: int | None
) -> Populations:
    """All populations of a document, of the policy (a number of persons) and of the published headcounts."""
    totals: list[Population] = []
    persons: list[Population] = []
    inside = _by_block(mentions)
    for block in blocks:
        if block.where.hidden or len(block.text) > _LONGEST_BLOCK:
            continue
        for found in _stated(block, inside.get(block.where.block, ())):
            (persons if found.source == "workforce" else totals).append(found)
        if len(totals) > _ENOUGH:
            break
    totals.extend(total for table in tables if (total := _table_total(table, blocks)) is not None)
    if policy_size is not None:
        persons.append(Population(policy_size, "policy", f"a population of {policy_size:,} (policy)"))
    headcount = published_headcount(blocks)
    if headcount is not None:
        persons.append(headcount)
    return Populations(tuple(totals), tuple(persons))


def published_headcount(blocks: Sequence[Block]) -> Population | None:
    """The officers of the one police force that the text names most often; None where none or two are."""
    counts: dict[str, int] = {}
    names = _forces()
    for block in blocks:
        for match in _force_pattern().finditer(block.text):
            canonical = names[" ".join(match[0].casefold().split())][0]
            counts[canonical] = counts.get(canonical, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    force = ranked[0][0]
    size = names[force.casefold()][1]
    return Population(
        size, "headcount", f"about {size:,} officers of {force} (Home Office, rounded headcount of 2019)", area=force
    )


@cache
def _forces() -> dict[str, tuple[str, int]]:
    data = yaml.safe_load((files("detector") / "risk" / "data" / "police_headcounts.yaml").read_text("utf-8"))
    return {
        name.casefold(): (names.split("|")[0], size)
        for names, size in data["forces"].items()
        for name in names.split("|")
    }


@cache
def _force_pattern() -> re.Pattern[str]:
    names = sorted((re.escape(n).replace(r"\ ", r"\s+") for n in _forces()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.I)


@cache
def _number_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w£/.,-])(?P<number>{NUMBER})\s+(?:{_BETWEEN}\s+){{0,5}}?(?P<noun>{vocabulary().counted})\b", re.I
    )


def _stated(block: Block, mentions: Sequence[Mention]) -> Iterator[Population]:
    for start, end in sentence_spans(block.text):
        sentence = block.text[start:end]
        if sentence.rstrip().endswith("?"):
            continue
        workforce = vocabulary().workforce.search(sentence)
        for match in _number_of().finditer(sentence):
            size = to_int(match["number"])
            at = start + match.start("number")
            if size < 2 or vocabulary().bounded.search(sentence[: match.start()]) or _is_of_a_mention(at, mentions):
                continue
            noun = match["noun"].casefold()
            if workforce:
                yield Population(size, "workforce", f"the {size:,} {noun} that the text speaks of")
                continue
            events = kinds_in(sentence)
            if not events and size <= _LARGEST_OF_ANY_KIND and vocabulary().of_any_kind.fullmatch(noun):
                events = ANY_KIND
            if events:
                first, last = _period([m for m in mentions if start <= m.start < end])
                yield Population(
                    size, "stated", f"the {size:,} {noun} that the text itself states", events, first, last
                )


def _period(dates: Sequence[Mention]) -> tuple[date | None, date | None]:
    """The years that a sentence names. A finer date may be the case's own, and would make the period far too short."""
    spans = [
        (m.value.start, m.value.end)
        for m in dates
        if isinstance(m.value, DateValue)
        and m.value.start
        and m.value.end
        and (m.value.end - m.value.start).days >= _SHORTEST_PERIOD
    ]
    if not spans:
        return None, None
    return min(start for start, _ in spans), max(end for _, end in spans)


def _is_of_a_mention(at: int, mentions: Sequence[Mention]) -> bool:
    """Whether a number is part of something else: a year, an age, a reference."""
    return any(m.start <= at < m.end and m.entity_type not in ("QUANTITY", "OCCUPATION") for m in mentions)


def _by_block(mentions: Sequence[Mention]) -> dict[int | None, list[Mention]]:
    found: dict[int | None, list[Mention]] = {}
    for mention in mentions:
        if mention.where.table is None:
            found.setdefault(mention.where.block, []).append(mention)
    return found


def _table_total(table: TypedTable, blocks: Sequence[Block]) -> Population | None:
    """The rows of a table of cases, or the grand total of a table of counts, of the kind that its title speaks of."""
    before = blocks[table.before - 1].text if 0 < table.before <= len(blocks) else ""
    before = before if len(before) <= _LONGEST_TITLE else ""
    events = kinds_in(" ".join([table.caption or before, *(c.name for c in table.columns)]))
    if not events:
        return None
    if table.shape == "records":
        size, words = len(table.rows), "rows of the table"
    elif table.shape == "counts":
        size, words = _grand_total(table), "in the total of the table"
    else:
        return None
    return Population(size, "table", f"the {size:,} {words}", events) if size > 1 else None


def _grand_total(table: TypedTable) -> int:
    """The largest total of a count column; the largest sum of one where no total is printed."""
    columns = [i for i, column in enumerate(table.columns) if column.role == "count"]
    labels = [i for i in range(len(table.columns)) if i not in columns]
    best = 0
    for index in columns:
        total, printed = 0, 0
        for row in table.rows:
            count = parse_count(row[index].text) if "%" not in row[index].text else None
            value = (count.value if count is not None else None) or 0
            if any(is_total_label(row[i].text) for i in labels):
                printed = max(printed, value)
            else:
                total += value
        best = max(best, printed or total)
    return best


def _covers(population: Population, dates: Sequence[DateValue]) -> bool:
    """Whether one of the case's dates lies in the period of the total (a case or a total without dates fits)."""
    if population.start is None or population.end is None:
        return True
    known = [d for d in dates if d.start and d.end]
    return not known or any(
        d.start is not None and d.end is not None and d.start <= population.end and d.end >= population.start
        for d in known
    )
