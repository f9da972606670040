"""Synthetic UK response drafts, case lists, e-mail threads and tables with exact annotations, seeded and reproducible.

    python -m corpora.generator --seed 1 --documents 1000 --split train -o train.jsonl

Every person, reference and case is invented. Templates, vocabulary slices, names and places of the two splits are
disjoint, so that scores on ``test`` say something about text that ``train`` never showed.
"""

from corpora.generator.documents import generate

__all__ = ["generate"]
