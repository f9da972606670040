"""Generalised wording that reads as English: what surrounds a detail changes with it.

"on 3 March 2021" becomes "in 2021", "her sister's partner" becomes "a relative's partner", and what is left out takes its
preposition, article and commas along. Each function looks at one detail in its text and returns the stretch to replace.
"""

from __future__ import annotations

from detector.generalise.ladders import Step
from detector.generalise.wording.ages import reworded_age
from detector.generalise.wording.dates import reworded_date
from detector.generalise.wording.english import Replacement
from detector.generalise.wording.relations import reworded_relation
from detector.generalise.wording.terms import reworded_place, reworded_term
from detector.types import Mention

__all__ = ["Replacement", "reworded"]


def reworded(text: str, mention: Mention, step: Step) -> Replacement:
    """What to replace in a text, and by what, so that a mention is said as coarsely as a step says it, or left out."""
    start, end = mention.start, mention.end
    wording = None if step.value is None else step.wording
    if mention.entity_type == "DATE_TIME":
        return reworded_date(text, start, end, step.value, wording)
    if mention.entity_type == "RELATIONSHIP":
        return reworded_relation(text, start, end, mention.value, wording)
    if mention.entity_type == "AGE":
        return reworded_age(text, start, end, wording)
    if mention.entity_type in ("LOCATION", "ORGANIZATION"):
        return reworded_place(text, start, end, wording)
    return reworded_term(text, mention, step)
