"""The ladder of a vocabulary term: its class, then its family."""

from __future__ import annotations

from recognizers.values import Concept

LEVELS = ("class", "family")


def ladder(value: Concept) -> tuple[tuple[str, Concept, str], ...]:
    """The strictly coarser steps of a term: (level, value, wording)."""
    steps = []
    for height, level in zip(range(1, len(value.path)), LEVELS, strict=False):
        coarser = Concept(value.path[height:], value.plural)
        if coarser.path[0] != value.path[height - 1]:
            steps.append((level, coarser, coarser.path[0]))
    return tuple(steps)
