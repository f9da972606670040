"""Ways out for a prose case: the least change to one detail, or to two, after which nobody is singled out.

Each detail has a ladder of coarser wordings ending in leaving it out. Changing one detail is tried before changing two,
and less information lost before more. The loss of a step is its position on the ladder, averaged over the
case's quasi-identifiers: a stand-in for the normalised certainty penalty, which needs a population.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product

from detector.generalise.ladders import Step, ladder
from detector.types import Action, Mention, Suggestion

_LONGEST_LIST = 3
OMITTED = "[withheld]"


def ways_out(
    quasi: Sequence[Mention],
    sensitive: Sequence[Mention],
    k: int,
    singles_out: Callable[[Sequence[Mention]], bool],
) -> tuple[Suggestion, ...]:
    """Up to three alternatives, least loss first; each is what to change, from what to what.

    ``singles_out`` says whether a set of mentions is still a risky combination. Where it takes two changes, both are
    returned and belong together. k after is not known for prose and stays None.
    """
    found: list[tuple[float, Suggestion]] = []
    for mention in quasi:
        for number, step in enumerate(steps := _steps(mention), 1):
            changed = [_apply(m, step) if m is mention else m for m in quasi]
            if not singles_out([m for m in changed if m is not None] + list(sensitive)):
                loss = round(number / len(steps) / len(quasi), 4)
                found.append((loss, _suggestion(mention, step, k, loss)))
                break
    if found:
        found.sort(key=lambda item: item[0])
        return tuple(suggestion for _, suggestion in found[:_LONGEST_LIST])
    return _two_changes(quasi, sensitive, k, singles_out)


def _two_changes(
    quasi: Sequence[Mention], sensitive: Sequence[Mention], k: int, singles_out: Callable[[Sequence[Mention]], bool]
) -> tuple[Suggestion, ...]:
    best: tuple[float, tuple[Suggestion, ...]] | None = None
    for first, second in combinations(quasi, 2):
        one, two = _steps(first), _steps(second)
        for (i, a), (j, b) in product(enumerate(one, 1), enumerate(two, 1)):
            loss = round((i / len(one) + j / len(two)) / len(quasi), 4)
            if best is not None and loss >= best[0]:
                continue
            changed = [_apply(m, a) if m is first else _apply(m, b) if m is second else m for m in quasi]
            if not singles_out([m for m in changed if m is not None] + list(sensitive)):
                best = loss, (_suggestion(first, a, k, loss), _suggestion(second, b, k, loss))
    if best is not None:
        return best[1]
    whole = "; ".join(m.text for m in quasi)
    return (Suggestion("suppress", whole, OMITTED, k, None, 1.0),)


def _steps(mention: Mention) -> list[Step]:
    return [*ladder(mention), Step("withheld", None, OMITTED)]


def _apply(mention: Mention, step: Step) -> Mention | None:
    return None if step.value is None else replace(mention, text=step.wording, value=step.value)


def _suggestion(mention: Mention, step: Step, k: int, loss: float) -> Suggestion:
    action: Action = "suppress" if step.value is None else "generalise"
    return Suggestion(action, mention.text, step.wording, k, None, loss)
