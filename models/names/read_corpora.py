"""Tagged sentences of public corpora as running text with spans, split into train, dev and test by a hash of the text."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Literal

import yaml
from generate import HERE, Example

Split = Literal["train", "dev", "test"]
CORPORA = ("wikigold", "wnut17", "broad_twitter", "gum_ccby")
_NO_SPACE_BEFORE = frozenset(
    [",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'", "’", "'re", "'ve", "'ll", "'m", "'d"]
)
_GROUPS = frozenset(yaml.safe_load((HERE / "lists.yaml").read_text("utf-8"))["groups_not_persons"])
_NO_SPACE_AFTER = frozenset(["(", "[", "£", "$", "#", "@"])


def detokenised(tokens: list[str], tags: list[str]) -> Example:
    """The sentence as it would be written, with the spans of its B-/I- tags."""
    text, spans, glue = "", [], True
    label, start = "", 0
    for token, tag in zip(tokens, tags, strict=True):
        hyphen = token in ("-", "–", "/") and text[-1:].isalnum()
        if not glue and token not in _NO_SPACE_BEFORE and not (hyphen and tag.startswith("I-")):
            text += " "
        glue = token in _NO_SPACE_AFTER or (hyphen and tag.startswith("I-"))
        begin, end = len(text), len(text) + len(token)
        text += token
        if tag.startswith("I-") and tag[2:] == label and spans:
            spans[-1] = (start, end, label)
        elif tag == "O":
            label = ""
        else:
            label, start = tag[2:], begin
            spans.append((start, end, label))
    return Example(text, tuple(span for span in spans if _is_name(text, span)))


def _is_name(text: str, span: tuple[int, int, str]) -> bool:
    """Not a handle, and no group, office or pronoun, which some of the corpora call persons."""
    start, end, label = span
    handle = "@" in text[max(0, start - 1) : end]
    return not handle and not (label == "PER" and text[start:end].casefold() in _GROUPS)


def split_of(text: str) -> Split:
    """Eight tenths train, one tenth dev, one tenth test."""
    return ({0: "dev", 1: "test"}).get(zlib.crc32(text.encode()) % 10, "train")  # type: ignore[return-value]


def read(data: Path, split: Split, corpora: tuple[str, ...] = CORPORA) -> list[Example]:
    """The sentences of one split, in file order, each distinct text once."""
    found: dict[str, Example] = {}
    for name in corpora:
        with gzip.open(data / "ner" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                example = detokenised(row["tokens"], row["tags"])
                if split_of(example.text) == split:
                    found.setdefault(example.text, example)
    return list(found.values())
