"""The dev texts on which temperature, union weights and limits are fitted; the classifier never learned from them."""

from __future__ import annotations

import random
from pathlib import Path

from augment import augmented, lower, upper
from generate import Example, synthetic
from read_corpora import read

CORPORA = ("wikigold", "gum_ccby")
SHORTEST = 5


def dev_examples(data: Path, count: int = 1500) -> list[Example]:
    """Edited prose and synthetic texts (tweets are too far from letters): half as they are, half in capitals or lower case."""
    rng = random.Random(5)
    texts = [e for e in read(data, "dev", CORPORA) if len(e.text) > SHORTEST]
    texts += [augmented(e, rng) for e in synthetic(data, count, 98, "dev")]
    changes = [lambda e: e, upper, lambda e: e, lower]
    return [changes[number % 4](example) for number, example in enumerate(texts)]
