"""Command line: writes documents as JSON lines."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from corpora.generator.documents import generate

DATA = Path(__file__).parents[3] / "shared" / "data"


def main(arguments: list[str] | None = None) -> None:
    """Write ``--documents`` documents of one split to a file, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m corpora.generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=100, metavar="N")
    parser.add_argument("--split", choices=("train", "test"), default="train")
    parser.add_argument(
        "--data", type=Path, default=DATA, help="folder of name and place lists; a small built-in list if absent"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    options = parser.parse_args(arguments)
    entries = generate(options.split, options.documents, options.seed, options.data)
    with options.output.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


if __name__ == "__main__":
    main()
