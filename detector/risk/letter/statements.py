"""What a letter says about its own disclosure: sentences that withhold, thresholds, stated totals, merged categories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from detector.recognise.sentences import sentence_spans
from detector.risk.letter.numbers import NUMBER, to_int
from detector.types import Block

_LONGEST_SENTENCE = 1500


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the letter, and the block that it stands in."""

    text: str
    block: Block


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number of something that a sentence states: "14 complaints" has value 14 and noun "complaints"."""

    value: int
    noun: str
    statement: Statement


@cache
def data() -> dict[str, Any]:
    """The words in ``risk/data/withholding.yaml``."""
    return yaml.safe_load((files("detector") / "risk" / "data" / "withholding.yaml").read_text("utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The cues of one kind as one pattern; ``%number%`` in a cue stands for a count in figures or words."""
    cues = [str(cue).replace("%number%", f"({NUMBER})") for cue in data()[name]]
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.I)


_MARKS = re.compile(r"\[(?:redacted|withheld|removed|suppressed)[^\]\n]{0,60}\]", re.I)


def statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    """The visible sentences of a letter, cut at 1,500 characters."""
    for block in blocks:
        if block.where.hidden is None:
            for start, end in sentence_spans(block.text):
                yield Statement(block.text[start : min(end, start + _LONGEST_SENTENCE)], block)


def withholding_statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    """Sentences that say that something is withheld, redacted, removed or suppressed; not negated, not hypothetical, no question."""
    for statement in statements(blocks):
        # A mark in the text says what is missing there, and nothing of a table.
        said = _MARKS.sub(" ", statement.text)
        asks = said.rstrip().endswith("?")
        if not asks and pattern("withheld").search(said) and not pattern("not_withheld").search(said):
            yield statement


def months_refused(blocks: Sequence[Block]) -> Iterator[Statement]:
    """Sentences that give of a date only the year, as statements that withhold the month."""
    for statement in statements(blocks):
        if pattern("only_year").search(statement.text) and not pattern("not_withheld").search(statement.text):
            yield Statement("months", statement.block)


def stated_thresholds(text: str) -> Iterator[int]:
    """Thresholds that a text states: the smallest count that it says is shown."""
    for match in pattern("threshold").finditer(text):
        number = to_int(next(group for group in match.groups() if group))
        if 1 < number <= 100:
            yield number + 1 if re.search(r"or (?:fewer|less|below|under)", match[0], re.I) else number
    for match in pattern("threshold_range").finditer(text):
        number = to_int(next(group for group in match.groups() if group))
        if 1 < number <= 100:
            yield number + 1


def stated_bases(text: str) -> Iterator[int]:
    """The bases to which a text says that counts are rounded: 5 for "rounded to the nearest five"."""
    for match in pattern("rounded").finditer(text):
        number = to_int(next(group for group in match.groups() if group))
        if 2 < number <= 1000:
            yield number


_STATED = re.compile(
    rf"\b(?:(?P<total>(?:a |the )?(?:grand )?totals? (?:number |figure )?(?:of|is|was|were|:)?|in total,?|altogether,?)\s+)?(?:(?:the|these|all|following)\s+)?"
    rf"(?<![\d.,/£%-])(?P<number>{NUMBER})(?![\d.,/%:]*\d|\s?%)\s+(?:(?:such|separate|different|individual|recorded|formal|public|police|misconduct|disciplinary|criminal|civil|internal|external|sexual|racial|domestic|serious|declared|upheld|substantiated|reportable|declarable|notifiable|anonymised|redacted)\s+)*(?P<noun>[a-z][a-z-]{{3,24}}s)\b",
    re.I,
)
_NO_NOUNS = frozenset(
    "years months weeks days hours minutes working sections times pages questions pounds pence degrees grams miles principles conditions others yours details".split()
)


def stated_numbers(blocks: Sequence[Block]) -> Iterator[StatedNumber]:
    """Numbers of cases that the letter states in running text, not in a question and not of days or pages."""
    for statement in statements(blocks):
        if statement.text.rstrip().endswith("?"):
            continue
        for match in _STATED.finditer(statement.text):
            noun = match["noun"].casefold()
            if noun not in _NO_NOUNS:
                yield StatedNumber(to_int(match["number"]), noun, statement)
