"""The words that slots are filled with, the split's part of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from corpora.generator.splits import Split, sliced


@cache
def vocabulary(split: Split) -> Mapping[str, tuple[str, ...]]:
    """Word lists by ``TYPE.kind``: closed lists whole, open lists sliced."""
    data = yaml.safe_load((Path(__file__).parent / "data" / "vocabulary.yaml").read_text("utf-8"))
    closed = {name: tuple(words) for name, words in data["closed"].items()}
    opened = {name: sliced(words, split) for name, words in data["open"].items()}
    return MappingProxyType({**closed, **opened})
