"""Characters that nobody sees in otherwise visible text: text smuggled in them, words split by them, order turned round.

Tag characters and runs of variation selectors can spell a text out (Unicode Technical Report 36; the second by Butler, "Smuggling
arbitrary data through an emoji", 2025). Zero-width characters inside a word keep every search from finding it. Controls of
direction show a text in another order than it is stored (Boucher and Anderson, "Trojan Source", 2021).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.read.builder import DocumentBuilder
from detector.types import Where

TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")
# A flag of a part of a country is a black flag with tag letters behind it; that is what they are for.
FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u034f\u180e\u115f\u3164"
SPLIT = re.compile(f"(?<=[A-Za-z0-9À-ɏ@.])[{_ZERO_WIDTH}]+(?=[A-Za-z0-9À-ɏ@.])")
# A soft hyphen marks where a word may be broken; only the others have no business inside one.
_SOFT = "\u00ad"
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
OVERRIDE = re.compile("[\u202d\u202e]")
_ANY = re.compile(f"[{_ZERO_WIDTH}\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0000-\U000e01ef]")
_MOST_LINES = 1_000


def reveal(builder: DocumentBuilder) -> None:
    """Add, as hidden parts, what invisible characters of the text that was read so far say or conceal."""
    smuggled: dict[str, None] = {}
    split: dict[str, None] = {}
    turned: dict[str, None] = {}
    first: dict[str, Where] = {}
    for text, where in _texts(builder):
        for kind, found, lines in (
            ("smuggled-text", list(_smuggled(text)), smuggled),
            ("invisible-characters", list(_joined(text)), split),
            ("direction-controls", list(_turned(text)), turned),
        ):
            if found:
                first.setdefault(kind, where)
                lines.update(dict.fromkeys(found[:_MOST_LINES]))
    for kind, lines, what in (
        ("smuggled-text", smuggled, "text in characters that no screen shows"),
        ("invisible-characters", split, "words with characters inside them that no screen shows"),
        ("direction-controls", turned, "text that is shown in another order than it is stored"),
    ):
        builder.hidden_block(kind, "\n".join(list(lines)[:_MOST_LINES]), what, first.get(kind, Where()))


def _texts(builder: DocumentBuilder) -> Iterator[tuple[str, Where]]:
    """The blocks and cells in which there is any such character."""
    for block in list(builder.blocks):
        place = block.where
        if not _ANY.search(block.text):
            continue
        yield (
            block.text,
            Where(page=place.page, paragraph=place.paragraph, sheet=place.sheet, cell=place.cell, part=place.part),
        )
    for grid in builder.grids:
        for row in grid.cells:
            for cell in row:
                if _ANY.search(cell.text):
                    yield cell.text, Where(sheet=grid.where.sheet, cell=cell.ref or None, part=grid.where.part)


def _smuggled(text: str) -> Iterator[str]:
    for match in TAGS.finditer(FLAG.sub("", text)):
        yield "".join(chr(ord(character) - 0xE0000) for character in match.group())
    for match in SELECTORS.finditer(text):
        numbers = [ord(c) - 0xFE00 if ord(c) < 0xE0100 else ord(c) - 0xE0100 + 16 for c in match.group()]
        yield bytes(numbers).decode("utf-8", "replace")


def _joined(text: str) -> Iterator[str]:
    """Lines with words that are split by something else than a soft hyphen, put together again."""
    for line in text.split("\n"):
        if any(set(match.group()) - {_SOFT} for match in SPLIT.finditer(line)):
            yield _ANY.sub("", line).strip()


def _turned(text: str) -> Iterator[str]:
    """Lines with an override of direction as they are shown; isolates and embeddings only where letters run left to right."""
    for line in text.split("\n"):
        if OVERRIDE.search(line):
            yield _shown(line)


def _shown(line: str) -> str:
    """A line as it shows where a right-to-left override turns a stretch of it round."""
    pieces = re.split("(\u202e[^\u202c\u2069\n]*[\u202c\u2069]?)", line)
    turned = [piece[::-1] if piece.startswith("\u202e") else piece for piece in pieces]
    return _TURN.sub("", "".join(turned)).strip()
