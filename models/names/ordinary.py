"""Writes ordinary.txt, the words that are never part of a name: a text of nothing else needs no model.

usage: ordinary.py DATA_FOLDER [--out FOLDER]

From the training side only: words that the public sentences and the synthetic texts use outside names at least four times,
at most one time in fifty inside one, and that no list of forenames, surnames or places has.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from collections import Counter
from pathlib import Path

from generate import Pools, synthetic
from read_corpora import read

sys.path.insert(0, str(Path(__file__).parents[2]))
from detector.recognise.token_model import ORDINARY_FILE, WORD

LEAST = 4
LARGEST_SHARE = 0.02
RARE_FORENAME = 50


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
    """The words in alphabetical order."""
    outside: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for example in [*read(data, "train"), *synthetic(data, 20_000, 7)]:
        text = re.sub(r"\S*[@/]\S*", lambda m: " " * len(m[0]), example.text)
        for match in WORD.finditer(text):
            named = any(start <= match.start() < end for start, end, _ in example.spans)
            (inside if named else outside)[match[0].casefold()] += 1
    names = listed_names(data)
    return sorted(
        word
        for word, count in outside.items()
        if count >= LEAST
        and len(word) > 1
        and inside[word] <= LARGEST_SHARE * count
        and word not in names
        and word.isascii()
    )


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
