"""The search on the Adult census extract beside anjana, with the same hierarchies (``corpora/hierarchies/adult``) and loss.

``python -m tests.bench_adult PATH/adult.csv`` (as ARX uses it: 30,162 records, semicolons). anjana's figures were measured once on two
cores with anjana 1.2.3 and lie beside the hierarchies, so that nothing of it is needed here.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

from detector.generalise.hierarchy import attribute_of, load_hierarchy
from detector.generalise.search import Requirement, search

_FOLDER = Path(__file__).parent.parent / "corpora" / "hierarchies" / "adult"
_QUASI = [
    "sex",
    "age",
    "race",
    "marital-status",
    "education",
    "native-country",
    "workclass",
    "occupation",
    "salary-class",
]


def main() -> None:
    """Print loss and seconds at k = 5, 10 and 50 with 8 and 9 quasi-identifiers, ours beside theirs."""
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    theirs = json.loads((_FOLDER / "anjana.json").read_text("utf-8"))["runs"]
    for number in (8, 9):
        attributes = [
            attribute_of(name, [row[name] for row in rows], {}, 5, load_hierarchy(_FOLDER / f"{name}.csv"))
            for name in _QUASI[:number]
        ]
        for k in (5, 10, 50):
            for local in (False, True):
                start = time.perf_counter()
                found = search(attributes, Requirement(k), local=local)
                seconds = time.perf_counter() - start
                best = min(t["loss"] for t in theirs if t["k"] == k and t["quasi"] == number)
                print(
                    f"{number} quasi-identifiers, k = {k:>2}, {'local recoding' if local else 'full domain':<14}: loss {found.information_loss:.4f} "
                    f"(bound {found.bound:.4f}, anjana {best:.4f}), smallest class {found.k_after}, "
                    f"{len(found.suppressed_rows):,} rows withheld, {seconds:.1f} s"
                )


if __name__ == "__main__":
    main()
