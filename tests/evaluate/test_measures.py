"""The figures of an evaluation, on a text small enough to count by hand."""

from __future__ import annotations

from detector.evaluate.corpus import AnnotatedDocument, Gold
from detector.evaluate.measures import Predicted, Score, add, group, is_covered

TEXT = "Ann Example met Bo Sample in May 2021."


def gold(surface: str, label: str, entity: str, about: str | None = None, granularity: str | None = None) -> Gold:
    start = TEXT.index(surface)
    return Gold(start, start + len(surface), frozenset({label}), label, entity, about, granularity)


DOCUMENT = AnnotatedDocument(
    "d",
    TEXT,
    (
        gold("Ann Example", "PERSON", "a", "case"),
        gold("Bo Sample", "PERSON", "b", "case"),
        gold("May 2021", "DATE_TIME", "c", "case", "month"),
    ),
)


def test_by_hand() -> None:
    score = Score()
    add(
        score,
        DOCUMENT,
        [
            Predicted(0, 11, "PERSON", "case"),
            Predicted(16, 18, "PERSON", "case"),
            Predicted(29, 37, "DATE_TIME", "public", "day"),
            Predicted(12, 15, "LOCATION"),
        ],
    )
    person = score.by_label["PERSON"]
    assert (person.gold, person.found, person.covered, person.predicted, person.right) == (2, 1, 1, 2, 2)
    assert person.recall == 0.5
    assert person.precision == 1.0
    assert abs(person.f2 - 5 * 0.5 / (4 + 0.5)) < 1e-9
    assert (person.entities, person.entities_found) == (2, 1)
    assert score.false_alarms == 1
    assert (score.granularity_right, score.granularity_total) == (0, 1)
    assert (score.about_right, score.about_total) == (1, 2)
    assert {m.what for m in score.misses} == {"missed", "spurious", "granularity", "about"}
    assert group(score, frozenset({"PERSON", "DATE_TIME"})).gold == 3


def test_two_spans_may_cover_one_mention() -> None:
    name = DOCUMENT.spans[0]
    assert is_covered(TEXT, name, [Predicted(0, 3, "PERSON"), Predicted(4, 11, "ORGANIZATION")])
    assert not is_covered(TEXT, name, [Predicted(0, 3, "PERSON")])


def test_an_entity_is_found_only_if_all_its_mentions_are() -> None:
    text = "Ann Example. Example."
    spans = tuple(Gold(s, e, frozenset({"PERSON"}), "PERSON", "a") for s, e in ((0, 11), (13, 20)))
    score = Score()
    add(score, AnnotatedDocument("d", text, spans), [Predicted(0, 11, "PERSON")])
    assert score.by_label["PERSON"].found == 1
    assert score.by_label["PERSON"].entities_found == 0
