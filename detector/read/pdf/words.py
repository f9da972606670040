"""Characters -> words -> lines of fragments: what stands side by side with white space between it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detector.read.pdf.model import Box, Glyph, Word, around

_WORD_GAP = 0.17
_FRAGMENT_GAP = 1.15
_CELL_GAP = 0.13
_LEAST_CUT = 3


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that belong together on one line."""

    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line of the page, left to right."""

    fragments: tuple[Fragment, ...]

    @property
    def box(self) -> Box:
        """The box around all of it."""
        return around([fragment.box for fragment in self.fragments])

    @property
    def size(self) -> float:
        """The height of its tallest fragment."""
        return max(fragment.box[3] - fragment.box[1] for fragment in self.fragments)

    @property
    def text(self) -> str:
        """Its text, wide gaps as three spaces."""
        return "   ".join(fragment.text for fragment in self.fragments)


def words(glyphs: Sequence[Glyph]) -> list[Word]:
    """Words in drawing order. One is unseen where most of its characters are."""
    result: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run[-1], glyph):
            result.extend(map(_word, _by_sight(run)))
            run = []
        run.append(glyph)
    if run:
        result.extend(map(_word, _by_sight(run)))
    return result


def _by_sight(run: list[Glyph]) -> list[list[Glyph]]:
    """A run cut where seen characters change into unseen ones, unless only a character or two are cut off at an edge."""
    parts: list[list[Glyph]] = [[run[0]]]
    for before, glyph in pairwise(run):
        if (before.unseen is None) is (glyph.unseen is None):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts if min(map(len, parts)) >= _LEAST_CUT else [run]


def rows(found: Iterable[Word]) -> list[Row]:
    """Lines from the top down, each cut into fragments at wide gaps."""
    lines: list[list[Word]] = []
    for word in sorted(found, key=lambda w: (w.box[1] + w.box[3], w.box[0])):
        if lines and _same_line(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered = [sorted(line, key=lambda w: w.box[0]) for line in lines]
    types_spaces = _types_spaces(ordered)
    result: list[Row] = []
    for line in ordered:
        row = Row(tuple(_fragments(line, types_spaces)))
        if result and _beside(result[-1], row):
            row = Row(tuple(sorted((*result.pop().fragments, *row.fragments), key=lambda f: f.box[0])))
        result.append(row)
    return result


def _types_spaces(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether the words of a page are parted by space characters.

    Where they are, a gap without one parts two pieces that were set on their own, such as two cells. TeX types none.
    """
    narrow = [
        word.typed
        for line in lines
        for before, word in pairwise(line)
        if 0.1 < (word.box[0] - before.box[2]) / _height(before, word) < 0.7
    ]
    return sum(narrow) * 2 > len(narrow)


def _beside(above: Row, row: Row) -> bool:
    """Whether two lines at slightly different heights stand in different columns."""
    shared = min(above.box[3], row.box[3]) - max(above.box[1], row.box[1])
    if shared <= 0.25 * min(above.size, row.size):
        return False
    return all(a.box[2] <= f.box[0] or f.box[2] <= a.box[0] for a in above.fragments for f in row.fragments)


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    if glyph.spaced or before.upright != glyph.upright:
        return False
    return _touches(before, glyph)


def _touches(before: Glyph, glyph: Glyph) -> bool:
    if not glyph.upright:
        return before.owner is glyph.owner
    height = max(before.box[3] - before.box[1], 1.0)
    level = abs((before.box[1] + before.box[3]) - (glyph.box[1] + glyph.box[3])) / 2
    gap = glyph.box[0] - before.box[2]
    return level < height * 0.4 and -height < gap < height * _WORD_GAP


def _word(run: Sequence[Glyph]) -> Word:
    reasons = [glyph.unseen for glyph in run if glyph.unseen]
    unseen = max(sorted(set(reasons)), key=reasons.count) if len(reasons) * 2 > len(run) else None
    box = around([glyph.box for glyph in run])
    size = max(g.owner.size for g in run)
    return Word("".join(g.text for g in run), box, size, run[0].upright, unseen, run[0].typed)


def _same_line(line: Sequence[Word], word: Word) -> bool:
    last = max(line[-3:], key=lambda w: w.box[3] - w.box[1])
    shared = min(last.box[3], word.box[3]) - max(last.box[1], word.box[1])
    return last.upright == word.upright and shared > 0.5 * min(last.box[3] - last.box[1], word.box[3] - word.box[1])


def _fragments(line: Sequence[Word], types_spaces: bool) -> Iterable[Fragment]:
    run: list[Word] = []
    for word in line:
        least = _CELL_GAP if types_spaces and not word.typed else _FRAGMENT_GAP
        if run and word.box[0] - run[-1].box[2] > least * _height(run[-1], word):
            yield _fragment(run)
            run = []
        run.append(word)
    if run:
        yield _fragment(run)


def _height(a: Word, b: Word) -> float:
    return max(min(a.box[3] - a.box[1], b.box[3] - b.box[1]), 1.0)


def _fragment(run: Sequence[Word]) -> Fragment:
    return Fragment(" ".join(w.text for w in run), around([w.box for w in run]), max(w.size for w in run))
