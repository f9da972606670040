"""Trains the judgement of what a table column holds, from the corpus generator, and measures it.

    python -m models.columns.train [--documents 4000] [--seed 23] [--data ../shared/data]

Fits on tables of the generator's ``train`` split; measures on its ``test`` split, whose headings and templates are others,
beside the rules alone. Writes ``columns.skops`` and ``scores.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import skops.io
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from corpora.generator import generate
from detector.recognise.cells import kinds
from detector.records import column_model
from detector.records.columns import column_evidence
from detector.records.header_words import default_role

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
Example = tuple[column_model.Evidence, str, str]
"""Features, what the rules say, and what is right."""


def examples(entries: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """One example for each column of each generated table."""
    for entry in entries:
        for table in entry.get("tables", ()):
            for index, column in enumerate(table["columns"]):
                texts = [row[index] for row in table["rows"] if index < len(row)]
                rule, found = column_evidence(column["name"], texts, kinds, index == 0)
                yield found, rule.kind, column["kind"]


def accuracy(pipeline: Any, found: list[Example]) -> dict[str, float]:
    """Share of columns with the right kind, and with the right role, by the rules and by the model where it is sure."""
    decided = column_model.decided(pipeline, [features for features, _, _ in found], [rule for _, rule, _ in found])
    total = max(len(found), 1)
    right = [r for _, _, r in found]
    rules = [rule for _, rule, _ in found]
    return {
        "columns": len(found),
        "rules": round(sum(a == b for a, b in zip(rules, right, strict=True)) / total, 4),
        "model": round(sum(a == b for a, b in zip(decided, right, strict=True)) / total, 4),
        "rules, role": round(
            sum(default_role(a) == default_role(b) for a, b in zip(rules, right, strict=True)) / total, 4
        ),
        "model, role": round(
            sum(default_role(a) == default_role(b) for a, b in zip(decided, right, strict=True)) / total, 4
        ),
    }


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=23)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--output", type=Path, default=HERE)
    options = parser.parse_args()
    train = list(examples(generate(split="train", documents=options.documents, seed=options.seed, data=options.data)))
    pipeline = make_pipeline(DictVectorizer(), LogisticRegression(C=1.0, max_iter=400))
    pipeline.fit([features for features, _, _ in train], [right for _, _, right in train])
    test = list(
        examples(generate(split="test", documents=options.documents // 4, seed=options.seed, data=options.data))
    )
    scores = {"generator, other headings": accuracy(pipeline, test)}
    skops.io.dump(pipeline, options.output / "columns.skops")
    (options.output / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
