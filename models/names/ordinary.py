"""Writes ordinary.txt, the words that are no names: a sentence of nothing else needs no model.

usage: ordinary.py DATA_FOLDER [--out FOLDER]

From the training side only. A plain line is a word that is ordinary in lower case: the public sentences, the synthetic
texts and the corpus generator's train split use it so outside names. A line that ends in ``^`` is ordinary with a capital as well:
at most one time in fifty inside a name, and in no list of forenames, surnames or places, or a function word.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml
from generate import Pools, synthetic
from read_corpora import read

sys.path.insert(0, str(Path(__file__).parents[2]))
from corpora.generator import generate
from detector.recognise.token_model import ORDINARY_FILE, WORD

LEAST = 4
LARGEST_SHARE = 0.02
RARE_FORENAME = 50
FUNCTION_WORDS = Path(__file__).parents[2] / "detector" / "recognise" / "data" / "function_words.yaml"
NAMES_TOO = frozenset({"will", "may", "my", "an", "so", "do"})


def listed_names(data: Path) -> set[str]:
    """Every word, lower case, of the lists of forenames, surnames and places; rare forenames are left out."""
    with gzip.open(data / "uk_forenames.csv.gz", "rt", encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file) if int(row["count"]) >= RARE_FORENAME]
    with (data / "uk_surnames.csv").open(encoding="utf-8") as file:
        names += [row["surname"] for row in csv.DictReader(file)]
    for test in (False, True):
        pools = Pools(data, test)
        names += [*pools.forenames, *pools.surnames, *pools.foreign_places]
        names += [name for name in (*pools.towns, *pools.villages) if " " not in name]
    names += [name for key in ("countries", "counties", "london") for name in pools.lists[key]]
    return {word for name in names for word in WORD.findall(name.casefold())} - {
        "the",
        "and",
        "of",
        "upon",
        "united",
        "county",
    }


def ordinary_words(data: Path) -> list[str]:
    """The lines of the file in alphabetical order."""
    outside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for text, spans in [*_texts(data), *_drafts(data)]:
        text = re.sub(r"\S*[@/]\S*", lambda m: " " * len(m[0]), text)
        for match in WORD.finditer(text):
            named = any(start <= match.start() < end for start, end in spans)
            (inside if named else outside)[match[0].casefold()] += 1
            small[match[0]] += match[0].islower() and not named
    names = listed_names(data)
    function_words = frozenset(yaml.safe_load(FUNCTION_WORDS.read_text("utf-8"))["english"]) - NAMES_TOO
    lower = {word for word, count in small.items() if count >= LEAST and len(word) > 1 and word.isascii()}
    capital = {
        word
        for word, count in outside.items()
        if count >= LEAST and inside[word] <= LARGEST_SHARE * count and word not in names and len(word) > 1
    } | function_words
    return sorted({*lower, *(word for word in capital if word.isascii())} - capital) + [
        f"{word}^" for word in sorted(capital)
    ]


def _texts(data: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    for example in [*read(data, "train"), *synthetic(data, 20_000, 7)]:
        yield example.text, [(start, end) for start, end, _ in example.spans]


def _drafts(data: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    for document in generate("train", 2_000, 7, data):
        named = [s for s in document["spans"] if s["type"] in ("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS")]
        yield document["text"], [(s["start"], s["end"]) for s in named]


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    words = ordinary_words(options.data)
    (options.out / ORDINARY_FILE).write_text("\n".join(words) + "\n", encoding="utf-8")
    print(len(words))


if __name__ == "__main__":
    main()
