"""Sentence spans of a paragraph."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "rev",
        "st",
        "sgt",
        "insp",
        "supt",
        "cllr",
        "hon",
        "no",
        "nos",
        "ref",
        "tel",
        "ext",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "vs",
        "v",
        "cf",
        "approx",
        "dept",
        "para",
        "paras",
        "s",
        "ss",
        "art",
        "reg",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "p",
        "pp",
        "op",
        "d.o.b",
    ]
)
_NUMBERED = frozenset({"no", "nos", "art", "p", "pp", "op"})
_BREAK = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9•])|\n[ \t]*\n")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it; an abbreviation or initial ends none."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        before = re.search(r"([\w.]+)$", text[start : match.start()])
        word = before[1].casefold() if before else ""
        if text[match.start()] == "." and (word in _ABBREVIATIONS or re.fullmatch(r"[a-z]", word)):
            number_follows = text[match.end() :].lstrip()[:1].isdigit()
            if word not in _NUMBERED or number_follows:
                continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        spans.append((start + lead, start + len(piece.rstrip())))
