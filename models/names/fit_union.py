"""Fits the weights of recognizers/people/name_union.py on dev text (never seen by the token classifier) and writes union.json.

usage: fit_union.py DATA_FOLDER [--model FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from dev_set import dev_examples
from evaluate import Span, covered, gold_of, scores, spacy_spans
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[2]))
from detector.recognise.token_model import TokenModel, default_folder, load
from recognizers.people.name_union import Candidate, candidates, features, probability
from recognizers.people.token_names import UNION_FILE

TYPES = ("PERSON", "LOCATION", "ORGANIZATION")


def candidates_of(model: TokenModel, texts: list[str]) -> list[list[Candidate]]:
    """The candidates of both readers."""
    token = [[(s.start, s.end, s.label, s.probability) for s in spans] for spans in model.spans(texts)]
    return [candidates(t, s) for t, s in zip(token, spacy_spans(texts), strict=True)]


def least_for_best_f2(
    gold: Sequence[Sequence[Span]], judged: Sequence[Sequence[tuple[Candidate, float]]], label: str
) -> float:
    """The limit on the probability, in steps of 0.05, with the best F2 of a type."""

    def f2(least: float) -> float:
        hits = [[(c.start, c.end, c.label) for c, p in row if p >= least] for row in judged]
        return scores(gold, hits, label)[2]

    return max((round(0.05 * step, 2) for step in range(2, 13)), key=f2)


def main() -> None:
    """Fit one regression a type and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=default_folder())
    options = parser.parse_args()
    model = load(options.model)
    if model is None:
        sys.exit("no model")
    examples = dev_examples(options.data)
    gold = gold_of(examples)
    found = candidates_of(model, [e.text for e in examples])
    weights = {}
    for label in TYPES:
        rows = [
            (features(e.text, c), covered((c.start, c.end, c.label), g))
            for e, g, cs in zip(examples, gold, found, strict=True)
            for c in cs
            if c.label == label
        ]
        x, y = np.array([r for r, _ in rows]), np.array([right for _, right in rows])
        fit = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False).fit(x, y)
        weights[label] = [round(float(w), 4) for w in fit.coef_[0]]
        print(label, len(rows), f"right {y.mean():.3f}", weights[label])
    judged = [[(c, probability(e.text, c, weights)) for c in cs] for e, cs in zip(examples, found, strict=True)]
    least = {label: least_for_best_f2(gold, judged, label) for label in TYPES}
    print(least)
    (options.model / UNION_FILE).write_text(json.dumps({"weights": weights, "least": least}, indent=1) + "\n")


if __name__ == "__main__":
    main()
