"""Recall, precision, F2 and false alarms of recognised spans against gold spans, by mention and by entity.

A mention is *covered* if the recognised spans together cover all its letters and digits, whatever they are called: that
is what protects somebody (Pilán et al. 2022, "The Text Anonymization Benchmark", section 5). It is *found* if a span of a right type
covers at least half of it. An entity is found only if all its mentions are. F2 weighs recall four times as much as
precision (van Rijsbergen 1979).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detector.evaluate.corpus import AnnotatedDocument, Gold


@dataclass(frozen=True, slots=True)
class Predicted:
    """A recognised span in the same text as the gold spans."""

    start: int
    end: int
    entity_type: str
    about: str | None = None
    granularity: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """An error to learn from: ``what`` is missed, mistyped, granularity, about or spurious."""

    document: str
    what: str
    expected: str
    got: str
    start: int
    end: int
    context: str


@dataclass(slots=True)
class Tally:
    """Counts for one label; add one document after the other."""

    gold: int = 0
    found: int = 0
    covered: int = 0
    entities: int = 0
    entities_found: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of mentions found with a right type."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def coverage(self) -> float:
        """Share of mentions covered by spans of any type."""
        return self.covered / self.gold if self.gold else 1.0

    @property
    def entity_recall(self) -> float:
        """Share of entities of which every mention is covered."""
        return self.entities_found / self.entities if self.entities else 1.0

    @property
    def precision(self) -> float:
        """Share of recognised spans that stand over a gold span of that type."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def f2(self) -> float:
        """F-measure with beta 2 of precision and recall."""
        p, r = self.precision, self.recall
        return 5 * p * r / (4 * p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """All tallies of one system: by label, by group, granularity and about, and the errors."""

    by_label: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    words: int = 0
    false_alarms: int = 0
    granularity_right: int = 0
    granularity_total: int = 0
    about_right: int = 0
    about_total: int = 0
    misses: list[Miss] = field(default_factory=list)


def add(score: Score, document: AnnotatedDocument, predicted: Sequence[Predicted]) -> None:
    """Count one document into a score."""
    text, gold = document.text, document.spans
    score.words += len(text.split())
    by_gold = {id(g): [p for p in predicted if p.start < g.end and g.start < p.end] for g in gold}
    entities: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for g in gold:
        near = by_gold[id(g)]
        typed = [p for p in near if p.entity_type in g.types and _overlap(p, g) * 2 >= g.end - g.start]
        covered = is_covered(text, g, near)
        tally = score.by_label[g.label]
        tally.gold += 1
        tally.found += bool(typed)
        tally.covered += covered
        entities[g.label, g.entity].append(covered)
        _judge_details(score, document, g, typed, covered, near)
    for (label, _), every in entities.items():
        score.by_label[label].entities += 1
        score.by_label[label].entities_found += all(every)
    for p in predicted:
        over = [g for g in gold if p.start < g.end and g.start < p.end]
        tally = score.by_label[p.entity_type]
        tally.predicted += 1
        tally.right += any(p.entity_type in g.types for g in over)
        if not over:
            score.false_alarms += 1
            score.misses.append(_miss(document, "spurious", "", p.entity_type, p.start, p.end))


def is_covered(text: str, gold: Gold, spans: Iterable[Predicted]) -> bool:
    """Whether spans together cover every letter and digit of a gold span."""
    open_places = {i for i in range(gold.start, gold.end) if text[i].isalnum()}
    for span in spans:
        open_places.difference_update(range(max(span.start, gold.start), min(span.end, gold.end)))
    return not open_places


def merged(tallies: Iterable[Tally]) -> Tally:
    """The sum of several tallies."""
    total = Tally()
    for tally in tallies:
        for name in ("gold", "found", "covered", "entities", "entities_found", "predicted", "right"):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return total


def group(score: Score, labels: frozenset[str]) -> Tally:
    """The tallies of some labels together."""
    return merged(tally for label, tally in score.by_label.items() if label in labels)


def as_figures(score: Score) -> Mapping[str, Mapping[str, float]]:
    """Figures by label, rounded, for a JSON report."""
    return {
        label: {
            "mentions": t.gold,
            "recall": round(t.recall, 4),
            "coverage": round(t.coverage, 4),
            "entity_recall": round(t.entity_recall, 4),
            "precision": round(t.precision, 4),
            "f2": round(t.f2, 4),
        }
        for label, t in sorted(score.by_label.items())
        if t.gold or t.predicted
    }


def _judge_details(
    score: Score,
    document: AnnotatedDocument,
    g: Gold,
    typed: Sequence[Predicted],
    covered: bool,
    near: Sequence[Predicted],
) -> None:
    if not typed:
        what = "mistyped" if covered else "missed"
        score.misses.append(_miss(document, what, g.label, ", ".join(p.entity_type for p in near), g.start, g.end))
        return
    best = max(typed, key=lambda p: _overlap(p, g))
    if g.granularity is not None:
        score.granularity_total += 1
        right = _same_granularity(best.granularity, g.granularity)
        score.granularity_right += right
        if not right:
            score.misses.append(_miss(document, "granularity", g.granularity, str(best.granularity), g.start, g.end))
    if g.about is not None and best.about is not None:
        score.about_total += 1
        score.about_right += best.about == g.about
        if best.about != g.about:
            score.misses.append(_miss(document, "about", g.about, best.about, g.start, g.end))


def _same_granularity(got: str | None, expected: str) -> bool:
    """A week is a range in the contract."""
    return {"week": "range"}.get(got or "", got) == {"week": "range"}.get(expected, expected)


def _overlap(p: Predicted, g: Gold) -> int:
    return min(p.end, g.end) - max(p.start, g.start)


def _miss(document: AnnotatedDocument, what: str, expected: str, got: str, start: int, end: int) -> Miss:
    text = document.text
    context = f"{text[max(0, start - 40) : start]}⟦{text[start:end]}⟧{text[end : end + 40]}"
    return Miss(document.id, what, expected, got, start, end, " ".join(context.split()))
