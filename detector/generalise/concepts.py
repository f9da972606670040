"""The ladder of a vocabulary term: its class, then its family."""

from __future__ import annotations

from recognizers.values import Concept

LEVELS = ("class", "broad class")
# Families of which every value is a member, so that they are no answer: male and female are of the family "sex".
_SAY_NOTHING = frozenset({"sex", "orientation"})


def ladder(value: Concept) -> tuple[tuple[str, Concept, str], ...]:
    """The strictly coarser steps of a term: (level, value, wording)."""
    steps: list[tuple[str, Concept, str]] = []
    if value.path[-1] in _SAY_NOTHING:
        return ()
    for height, level in zip(range(1, len(value.path)), LEVELS, strict=False):
        coarser = Concept(value.path[height:], value.plural)
        if coarser.path[0] != value.path[height - 1]:
            steps.append((level, coarser, coarser.path[0]))
    return tuple(steps)
