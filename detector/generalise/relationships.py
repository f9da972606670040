"""The ladder of a relationship: term, sex-neutral term, class, family, relative or associate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recognizers.relationships.taxonomy import taxonomy
from recognizers.values import Concept, RelationValue

LEVELS = ("sex-neutral term", "class", "family", "relative or associate")
_TOP = "relative or associate"


def ladder(value: RelationValue) -> tuple[tuple[str, RelationValue, str], ...]:
    """The strictly coarser steps of one relation: (level, value, wording)."""
    steps: list[tuple[str, RelationValue, str]] = []
    seen = {wording(value)}
    for level, relation in ((name, _climb(value, name)) for name in LEVELS):
        if (coarser := wording(relation)) not in seen:
            seen.add(coarser)
            steps.append((level, relation, coarser))
    return tuple(steps)


def ladder_many(values: Sequence[RelationValue]) -> tuple[tuple[str, str], ...]:
    """The coarser wordings of a cell that states several relations, joined with "and"."""
    steps: list[tuple[str, str]] = []
    for level in LEVELS:
        words = list(dict.fromkeys(wording(_climb(value, level)) for value in values))
        joined = " and ".join(words) if level != LEVELS[-1] else taxonomy().top[1]
        if not steps or steps[-1][1] != joined:
            steps.append((level, joined))
    return tuple(steps)


def _climb(value: RelationValue, level: str) -> RelationValue:
    if level == LEVELS[-1]:
        return RelationValue((Concept((_TOP,), plural=value.chain[-1].plural),), None, value.count)
    chain = tuple(_concept(concept, level) for concept in value.chain)
    if level == "family" and len(chain) > 1:
        chain = (chain[0], chain[-1])
    return replace(value, chain=chain, sex=None)


def _concept(concept: Concept, level: str) -> Concept:
    term = taxonomy().terms.get(concept.path[0])
    if level == "sex-neutral term":
        return replace(concept, path=(term.neutral if term else concept.path[0], *concept.path[1:]))
    known = taxonomy().wording
    # "family member" says no more than the family of relations, so that its class is no step above it
    top = len(concept.path) > 2 and known.get(concept.path[0]) == known.get(concept.path[2])
    return replace(concept, path=concept.path[1:] if level == "class" and not top else concept.path[2:])


def wording(value: RelationValue) -> str:
    """A relation as it would be printed: "sibling's partner", "relatives"."""
    known = taxonomy()
    words = []
    for number, concept in enumerate(value.chain):
        name = concept.path[0]
        singular, plural = known.top if name == _TOP else known.wording.get(name, (name, name + "s"))
        if number < len(value.chain) - 1:
            singular = "relative" if name == "family" else singular
            words.append(singular + "'s")
        else:
            words.append(plural if concept.plural else singular)
    return " ".join(words)
