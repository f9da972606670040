"""What one document keeps while it is written: its random source, word lists, authority, people and repeated values."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from corpora.generator.bodies import Body, draw_body
from corpora.generator.names import NamePool, Person, name_pool
from corpora.generator.places import PlacePool, place_pool
from corpora.generator.references import foi_reference
from corpora.generator.splits import Split
from corpora.generator.vocabulary import vocabulary

_FIRST_DAY = date(2016, 1, 4)
_DAYS = 3650
_REQUEST_BEFORE_DAYS = (15, 30)
_CASE_BEFORE_DAYS = (60, 2200)


@dataclass(slots=True)
class Context:
    """The state of one document.

    ``people`` and ``values`` hold what a label names; a label with a capital lives as long as the document, one without
    as long as the template that uses it.
    """

    rng: random.Random
    split: Split
    names: NamePool
    places: PlacePool
    body: Body
    letter_date: date
    foi_reference: str
    people: dict[str, Person] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)
    next_person: int = 1

    def request_day(self) -> date:
        """A day on which the request may have come in."""
        return self.letter_date - timedelta(days=self.rng.randint(*_REQUEST_BEFORE_DAYS))

    def past_day(self) -> date:
        """A day on which a case may have happened."""
        return self.letter_date - timedelta(days=self.rng.randint(*_CASE_BEFORE_DAYS))

    def words(self, name: str) -> tuple[str, ...]:
        """A word list of the split. Raises KeyError for an unknown name."""
        return vocabulary(self.split)[name]

    def has_words(self, name: str) -> bool:
        """Whether there is such a list."""
        return name in vocabulary(self.split)

    def person(self, label: str | None) -> Person:
        """The person of a label, a new one where there is no label or the label is new."""
        if label is not None and label in self.people:
            return self.people[label]
        person = self.names.person(self.rng, f"PERSON:{self.next_person}")
        self.next_person += 1
        if label is not None:
            self.people[label] = person
        return person

    def close_template(self) -> None:
        """Forget the labels of the template that was just filled."""
        self.people = {label: person for label, person in self.people.items() if label[0].isupper()}
        self.values = {key: value for key, value in self.values.items() if key[1][0].isupper()}


def new_context(rng: random.Random, split: Split, data: Path | None) -> Context:
    """A fresh document of a split."""
    places = place_pool(data, split)
    body = draw_body(rng, places, split)
    day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    while day.weekday() > 4:
        day += timedelta(days=1)
    return Context(rng, split, name_pool(data, split), places, body, day, foi_reference(rng))
