"""Trains the judgement of whom a mention is about, from the corpus generator, and measures it.

    python -m models.about.train [--documents 3000] [--seed 11] [--data ../shared/data]

Fits on the generator's ``train`` templates and on the development half of the hand-written corpus; measures on the generator's
``test`` templates and, by cross-validation over its documents, on the development half, beside the rules alone. The held-out
half is never read here. Writes ``about.skops`` and ``scores.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import skops.io
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from corpora.generator import generate
from detector.evaluate.corpus import AnnotatedDocument, Gold, load_corpus, plain_entry
from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.recognise.about import model as about_model
from detector.recognise.about.features import Features
from detector.recognise.engine import build_engine
from detector.recognise.run import rule_mentions
from detector.scan import typed_tables
from detector.types import About

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LEAST = 12
HAND_WRITTEN_WEIGHT = 4.0
FOLDS = 5
Example = tuple[Features, About, str]
"""Features, what the rules say, and what is right."""


def examples(documents: Iterable[AnnotatedDocument]) -> list[Example]:
    """One example for each recognised mention of running text that stands over an annotation."""
    policy = load_policy({}, start=HERE)
    engine = build_engine(policy.recognizers)
    found: list[Example] = []
    for annotated in documents:
        document = read_bytes(annotated.text.encode(), "draft.txt", Limits())
        groups, around = rule_mentions(document, typed_tables(document, policy), engine)
        for block, mentions, where in zip(document.blocks, groups, around, strict=True):
            for mention, context in about_model.contexts_of(mentions, where):
                gold = best_gold(annotated.spans, mention.start + block.start, mention.end + block.start)
                if gold is not None and gold.about is not None:
                    found.append((context, mention.about, gold.about))
    return found


def frequent(every: list[Features]) -> list[Features]:
    """Features without the rare ones, which tell little about other letters."""
    counts = Counter(name if isinstance(v, float) else f"{name}={v}" for found in every for name, v in found.items())
    return [
        {name: v for name, v in found.items() if counts[name if isinstance(v, float) else f"{name}={v}"] >= LEAST}
        for found in every
    ]


def best_gold(spans: Iterable[Gold], start: int, end: int) -> Gold | None:
    """The annotation that shares most of a stretch, None where none shares half of it."""
    best = max(spans, key=lambda g: min(g.end, end) - max(g.start, start), default=None)
    if best is None or (min(best.end, end) - max(best.start, start)) * 2 < end - start:
        return None
    return best


def accuracy(pipeline: Any, found: list[Example]) -> dict[str, float]:
    """Share of right answers of the rules and of the model with the rules where it is not sure; and missed cases."""
    decided = about_model.decided(pipeline, [features for features, _, _ in found], [rule for _, rule, _ in found])
    total = max(len(found), 1)
    cases = max(sum(right == "case" for _, _, right in found), 1)
    return {
        "mentions": len(found),
        "rules": round(sum(rule == right for _, rule, right in found) / total, 4),
        "model": round(sum(d == right for d, (_, _, right) in zip(decided, found, strict=True)) / total, 4),
        "case recall, rules": round(sum(rule == right == "case" for _, rule, right in found) / cases, 4),
        "case recall, model": round(
            sum(d == right == "case" for d, (_, _, right) in zip(decided, found, strict=True)) / cases, 4
        ),
    }


def fitted(generated: list[Example], by_hand: list[Example]) -> Any:
    """The pipeline fitted on both; an example written by hand counts for several generated ones."""
    pipeline = make_pipeline(FeatureHasher(2**16), LogisticRegression(C=0.3, max_iter=400))
    every = [*generated, *by_hand]
    weights = [1.0] * len(generated) + [HAND_WRITTEN_WEIGHT] * len(by_hand)
    pipeline.fit(
        frequent([found for found, _, _ in every]),
        [right for _, _, right in every],
        logisticregression__sample_weight=weights,
    )
    return pipeline


def cross_validated(generated: list[Example], by_hand: list[list[Example]]) -> dict[str, float]:
    """The mean accuracy over folds of documents, each judged by a pipeline that has not seen them, weighed by mentions."""
    folds: list[tuple[int, dict[str, float]]] = []
    for fold in range(FOLDS):
        seen = [example for n, document in enumerate(by_hand) if n % FOLDS != fold for example in document]
        unseen = [example for n, document in enumerate(by_hand) if n % FOLDS == fold for example in document]
        folds.append((len(unseen), accuracy(fitted(generated, seen), unseen)))
    total = sum(size for size, _ in folds)
    keys = [key for key in folds[0][1] if key != "mentions"]
    means = {key: round(sum(size * scores[key] for size, scores in folds) / total, 4) for key in keys}
    return {"mentions": total, **means}


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--output", type=Path, default=HERE)
    options = parser.parse_args()

    def generated(split: str, number: int) -> list[AnnotatedDocument]:
        entries = generate(split=split, documents=number, seed=options.seed, data=options.data)
        return [plain_entry(entry, str(n)) for n, entry in enumerate(entries)]

    train = examples(generated("train", options.documents))
    by_hand = [examples([document]) for document in load_corpus(ROOT / "corpora" / "handwritten" / "dev")]
    pipeline = fitted(train, [example for document in by_hand for example in document])
    scores = {
        "generator, other templates": accuracy(pipeline, examples(generated("test", options.documents // 5))),
        f"hand-written, development half, {FOLDS} folds of documents": cross_validated(train, by_hand),
    }
    skops.io.dump(pipeline, options.output / "about.skops")
    (options.output / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
