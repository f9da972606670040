"""Ways out for a prose case: the least change to its details after which nobody is singled out.

Each detail has a ladder of coarser wordings ending in leaving it out. All details are searched together, in the order of what
is lost, so that the first set of changes that is safe is the least. The loss of a step is its position on the ladder,
averaged over the case's quasi-identifiers: a stand-in for the normalised certainty penalty, which needs a population.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detector.generalise.ladders import Step, ladder
from detector.records.cases import is_unit
from detector.types import Action, Mention, Suggestion
from recognizers.values import RelationValue

OMITTED = "[withheld]"
_MOST_ALTERNATIVES = 3
_BUDGET = 20_000
_WHO = 1.25
Unsafe = Callable[[Sequence[Mention]], bool]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A set of changes after which a case is safe: for each changed mention its step; ``loss`` is between 0 and 1."""

    changes: tuple[tuple[Mention, Step], ...]
    loss: float


def ways_out(
    quasi: Sequence[Mention], sensitive: Sequence[Mention], singles_out: Unsafe, keep: Sequence[str] = ()
) -> tuple[WayOut, ...]:
    """Up to three alternatives, least loss first; none where not even leaving out every detail is enough.

    ``singles_out`` says whether a set of mentions is still a risky combination. Each alternative after the first leaves a detail
    as it is that the first one changes. ``keep`` are entity types, in words, that the officer keeps as they are.
    """
    kept = frozenset(m.id for m in quasi if _is_kept(m, keep))
    best = _least(quasi, sensitive, singles_out, kept)
    if best is None:
        return ()
    found = [best]
    for mention, _ in best.changes:
        other = _least(quasi, sensitive, singles_out, kept | {mention.id})
        if other is not None and other not in found:
            found.append(other)
    return tuple(sorted(found, key=lambda way: way.loss)[:_MOST_ALTERNATIVES])


def as_suggestions(ways: Sequence[WayOut], k: int) -> tuple[Suggestion, ...]:
    """One suggestion an alternative; where several details change together they are joined by semicolons.

    k after is not known for prose and stays None.
    """
    suggestions = []
    for way in ways:
        action: Action = "suppress" if all(step.value is None for _, step in way.changes) else "generalise"
        source = "; ".join(mention.text for mention, _ in way.changes)
        target = "; ".join(step.wording for _, step in way.changes)
        suggestions.append(Suggestion(action, source, target, k, None, way.loss))
    return tuple(suggestions)


def withheld(quasi: Sequence[Mention]) -> WayOut:
    """Leaving out every detail."""
    return WayOut(tuple((mention, _OUT) for mention in quasi), 1.0)


_OUT = Step("withheld", None, OMITTED)


def _least(
    quasi: Sequence[Mention], sensitive: Sequence[Mention], singles_out: Unsafe, kept: frozenset[str]
) -> WayOut | None:
    ladders = [[] if m.id in kept else [*_useful(m), _OUT] for m in quasi]
    start = tuple(0 for _ in quasi)
    waiting: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, start)]
    seen = {start}
    tried = 0
    while waiting and tried < _BUDGET:
        loss, _, node = heapq.heappop(waiting)
        tried += 1
        changed = [_apply(m, steps[at - 1]) if at else m for m, steps, at in zip(quasi, ladders, node, strict=True)]
        if any(node) and not singles_out([m for m in changed if m is not None] + list(sensitive)):
            changes = tuple((m, steps[at - 1]) for m, steps, at in zip(quasi, ladders, node, strict=True) if at)
            return WayOut(changes, round(min(loss, 1.0), 4))
        for index, steps in enumerate(ladders):
            above = (*node[:index], node[index] + 1, *node[index + 1 :])
            if node[index] < len(steps) and above not in seen:
                seen.add(above)
                more = sum(_lost(m, at, len(s)) for m, at, s in zip(quasi, above, ladders, strict=True) if at) / len(
                    quasi
                )
                heapq.heappush(waiting, (more, sum(at > 0 for at in above), above))
    return None


def _lost(mention: Mention, at: int, height: int) -> float:
    """The share of a ladder that is climbed; leaving out who somebody is costs more than when or where, for the sentence is about them."""
    who = mention.entity_type == "RELATIONSHIP" or (mention.entity_type == "OCCUPATION" and not is_unit(mention))
    return at / height * (_WHO if who and at == height else 1.0)


def _useful(mention: Mention) -> list[Step]:
    """The steps of a mention; a relationship that only loses its sex reads as it did, and is no step of its own in prose."""
    steps = ladder(mention)
    return [s for s in steps if not (isinstance(s.value, RelationValue) and s.wording == mention.text)]


def _is_kept(mention: Mention, keep: Sequence[str]) -> bool:
    kind = mention.entity_type.casefold()
    names = {kind, kind.removesuffix("_time"), kind.replace("_", " ")}
    return any(item.strip().casefold() in names for item in keep)


def _apply(mention: Mention, step: Step) -> Mention | None:
    return None if step.value is None else replace(mention, text=step.wording, value=step.value)
