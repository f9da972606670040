"""The lines of a page in the order in which people read them: columns one after the other, the rest from the top down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detector.read.pdf.words import Fragment, Row

_LEAST_LINES = 2


def in_reading_order(rows: Sequence[Row]) -> list[list[Row]]:
    """Passages of lines. Where two columns stand side by side over several lines, the left one is read first.

    A label with its value ("Our ref:  123") is one line.
    """
    result: list[list[Row]] = []
    plain: list[Row] = []
    index = 0
    while index < len(rows):
        end, gutter = _columns_end(rows, index)
        if gutter is None:
            plain.append(rows[index])
            index += 1
            continue
        if plain:
            result.append(plain)
            plain = []
        result.extend(side for side in _sides(rows[index:end], gutter) if side)
        index = end
    if plain:
        result.append(plain)
    return result


def _columns_end(rows: Sequence[Row], start: int) -> tuple[int, float | None]:
    """Where lines that share a gutter end, and the gutter; None where there is none."""
    first = rows[start].fragments
    if len(first) != 2 or _is_labelled(first):
        return start, None
    left, right = first[0].box[2], first[1].box[0]
    end, both = start + 1, 1
    while end < len(rows):
        fragments = rows[end].fragments
        if len(fragments) > 2 or any("|" in fragment.text for fragment in fragments):
            return start, None
        before = [f.box[2] for f in fragments if (f.box[0] + f.box[2]) / 2 < (left + right) / 2]
        after = [f.box[0] for f in fragments if (f.box[0] + f.box[2]) / 2 >= (left + right) / 2]
        new_left, new_right = max([left, *before]), min([right, *after])
        if new_right - new_left < 1.3 * rows[end].size or _is_labelled(fragments):
            break
        if rows[end].box[1] - rows[end - 1].box[3] > (2.0 if before and after else 0.5) * rows[end].size:
            break
        left, right = new_left, new_right
        both += len(before) > 0 and len(after) > 0
        end += 1
    # Lines of one column at the end may belong to the page as a whole.
    while end > start + 1 and len(rows[end - 1].fragments) < 2 and not _within(rows[end - 1], left, right):
        end -= 1
    return (end, (left + right) / 2) if both >= _LEAST_LINES else (start, None)


def _within(row: Row, left: float, right: float) -> bool:
    return row.box[2] <= left + 1 or row.box[0] >= right - 1


def _is_labelled(fragments: Sequence[Fragment]) -> bool:
    return len(fragments) == 2 and fragments[0].text.rstrip().endswith(":") and len(fragments[0].text) < 40


def _sides(rows: Sequence[Row], gutter: float) -> Iterator[list[Row]]:
    for is_left in (True, False):
        side = []
        for row in rows:
            kept = tuple(f for f in row.fragments if ((f.box[0] + f.box[2]) / 2 < gutter) is is_left)
            if kept:
                side.append(Row(kept))
        yield side
