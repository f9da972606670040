"""Characters -> words -> lines of fragments: what stands side by side with white space between it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detector.read.pdf.model import Box, Glyph, Word, around

_WORD_GAP = 0.17
_FRAGMENT_GAP = 1.15


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
            result.append(_word(run))
            run = []
        run.append(glyph)
    if run:
        result.append(_word(run))
    return result


def rows(found: Iterable[Word]) -> list[Row]:
    """Lines from the top down, each cut into fragments at wide gaps."""
    lines: list[list[Word]] = []
    for word in sorted(found, key=lambda w: (w.box[1] + w.box[3], w.box[0])):
        if lines and _same_line(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    result: list[Row] = []
    for line in lines:
        row = Row(tuple(_fragments(sorted(line, key=lambda w: w.box[0]))))
        if result and _beside(result[-1], row):
            row = Row(tuple(sorted((*result.pop().fragments, *row.fragments), key=lambda f: f.box[0])))
        result.append(row)
    return result


def _beside(above: Row, row: Row) -> bool:
    """Whether two lines at slightly different heights stand in different columns."""
    shared = min(above.box[3], row.box[3]) - max(above.box[1], row.box[1])
    if shared <= 0.25 * min(above.size, row.size):
        return False
    return all(a.box[2] <= f.box[0] or f.box[2] <= a.box[0] for a in above.fragments for f in row.fragments)


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    if glyph.spaced or before.upright != glyph.upright:
        return False
    # Where one run of text is seen and the next is not, they are two words.
    if (
        before.unseen != glyph.unseen
        and before.owner is not glyph.owner
        and before.text.isalnum() == glyph.text.isalnum()
    ):
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
    return Word("".join(g.text for g in run), box, max(g.owner.size for g in run), run[0].upright, unseen)


def _same_line(line: Sequence[Word], word: Word) -> bool:
    last = max(line[-3:], key=lambda w: w.box[3] - w.box[1])
    shared = min(last.box[3], word.box[3]) - max(last.box[1], word.box[1])
    return last.upright == word.upright and shared > 0.5 * min(last.box[3] - last.box[1], word.box[3] - word.box[1])


def _fragments(line: Sequence[Word]) -> Iterable[Fragment]:
    run: list[Word] = []
    for word in line:
        if run and word.box[0] - run[-1].box[2] > _FRAGMENT_GAP * _height(run[-1], word):
            yield _fragment(run)
            run = []
        run.append(word)
    if run:
        yield _fragment(run)


def _height(a: Word, b: Word) -> float:
    return max(min(a.box[3] - a.box[1], b.box[3] - b.box[1]), 1.0)


def _fragment(run: Sequence[Word]) -> Fragment:
    return Fragment(" ".join(w.text for w in run), around([w.box for w in run]), max(w.size for w in run))
