"""Collects what a reader finds and turns it into a Document with running numbers."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detector.read.limits import LimitReachedError, Limits
from detector.read.plain_tables import Line, split
from detector.types import Block, BlockKind, Cell, Document, Grid, HiddenPart, SpreadsheetCounts, Status, Where


@dataclass(frozen=True, slots=True)
class _Pending:
    text: str
    kind: BlockKind
    where: Where


class DocumentBuilder:
    """Blocks, grids, hidden parts and problems of one document, in document order.

    Lines of running text are held back until something else comes, so that a table pasted as text is found across
    paragraphs. Every call that adds text raises LimitReachedError once the document is as long as it may be; what was added
    stays.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self.hidden: list[HiddenPart] = []
        self.spreadsheet: SpreadsheetCounts | None = None
        self._problems: list[str] = []
        self._partly = False
        self._pending: list[_Pending] = []
        self._room = limits.decoded_chars

    def line(self, text: str, kind: BlockKind = "paragraph", where: Where = Where()) -> None:
        """One line of visible running text; an empty one separates."""
        kept = self._take(text)
        self._pending.append(_Pending(kept, kind, where))
        self._stop_if_short(kept, text)

    def lines(self, text: str, kind: BlockKind = "paragraph", where: Where = Where()) -> None:
        """A paragraph whose own line breaks stand as lines."""
        for line in text.split("\n"):
            self.line(line, kind, where)

    def block(
        self, text: str, kind: BlockKind = "note", where: Where = Where(), label: str = "", start: int = 0
    ) -> int | None:
        """A block that is never looked at for tables. Returns its index, None where it has no text."""
        self.flush()
        if not text.strip():
            return None
        kept = self._take(text)
        index = len(self.blocks)
        self.blocks.append(Block(kept, replace(where, block=index), kind, start, label))
        self._stop_if_short(kept, text)
        return index

    def grid(
        self,
        cells: Sequence[Sequence[Cell]],
        where: Where = Where(),
        header_rows: int | None = None,
        caption: str | Cell = "",
        origin: str = "table",
    ) -> int:
        """A real table. Rows are padded to one length; a caption may be the cell that it stands in. Returns its index."""
        self.flush()
        width = max(map(len, cells), default=0)
        kept: list[tuple[Cell, ...]] = []
        for row in cells:
            if sum(len(cell.text) for cell in row) > self._room:
                break
            self._room -= sum(len(cell.text) for cell in row)
            kept.append(tuple(row) + tuple(Cell("", "") for _ in range(width - len(row))))
        index = len(self.grids)
        if kept:
            where = replace(where, table=index)
            title = caption if isinstance(caption, Cell) else Cell(caption, "")
            self.grids.append(
                Grid(tuple(kept), where, header_rows, title.text, origin, len(self.blocks), title.start, title.ref)
            )
        if len(kept) < len(cells):
            raise LimitReachedError
        return index

    def flush(self) -> None:
        """Turn the lines held back into blocks and grids."""
        pending, self._pending = self._pending, []
        if any(item.text.strip() for item in pending):
            blocks, grids = split([Line(item.text, 0, item.where) for item in pending], False)
            self.extend(_with_origins(blocks, pending), grids)

    def extend(self, blocks: Sequence[Block], grids: Sequence[Grid]) -> None:
        """Append what the plain-text table finder returned, renumbered."""
        before_blocks, before_grids = len(self.blocks), len(self.grids)
        self.blocks.extend(
            replace(block, where=_numbered(block.where, before_blocks + i)) for i, block in enumerate(blocks)
        )
        self.grids.extend(
            replace(grid, where=replace(grid.where, table=before_grids + i), before=grid.before + before_blocks)
            for i, grid in enumerate(grids)
        )

    def hide(
        self, kind: str, where: Where, content: str, blocks: Iterable[int | None] = (), grids: Iterable[int] = ()
    ) -> None:
        """Record something out of sight; ``content`` says what without its values."""
        known = tuple(block for block in blocks if block is not None)
        self.hidden.append(HiddenPart(kind, replace(where, hidden=kind), content, known, tuple(grids)))

    def hidden_block(self, kind: str, text: str, content: str, where: Where = Where(), label: str = "") -> None:
        """A block out of sight that is a hidden part of its own."""
        index = self.block(text, "note", replace(where, hidden=kind), label)
        if index is not None:
            self.hide(kind, where, content, (index,))

    def problem(self, sentence: str) -> None:
        """Something the officer should know; the sentence goes on after the name of the file."""
        self._say(sentence)

    def incomplete(self, sentence: str) -> None:
        """Something was not read: the document is ``partly-read``."""
        self._partly = True
        self._say(sentence)

    def document(self, sha256: str, media_type: str, plain_text: bool) -> Document:
        """Everything that was collected."""
        self.flush()
        status: Status = "partly-read" if self._partly else "read"
        return Document(
            self.name,
            sha256,
            media_type,
            status,
            tuple(self._problems),
            tuple(self.blocks),
            tuple(self.grids),
            plain_text,
            tuple(self.hidden),
            self.spreadsheet,
        )

    def _say(self, sentence: str) -> None:
        full = f"{self.name} {sentence}"
        if full not in self._problems:
            self._problems.append(full)

    def _take(self, text: str) -> str:
        kept = text[: self._room]
        self._room -= len(kept)
        return kept

    def _stop_if_short(self, kept: str, text: str) -> None:
        if len(kept) < len(text):
            raise LimitReachedError


def _numbered(where: Where, index: int) -> Where:
    """The place of a block; where the format has no paragraphs of its own, blocks are counted."""
    return replace(where, block=index, paragraph=where.paragraph or index + 1)


def _with_origins(blocks: Sequence[Block], pending: Sequence[_Pending]) -> list[Block]:
    """Give blocks the kind and the place of the line that they came from, which the table finder does not carry."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for index, item in enumerate(pending):
        places[item.text.strip()].append(index)
    result, reached = [], 0
    for block in blocks:
        queue = places.get(block.text.split("\n", 1)[0].strip(), deque())
        while queue and queue[0] < reached:
            queue.popleft()
        if queue:
            reached = queue.popleft()
            origin = pending[reached]
            kind = block.kind if origin.kind == "paragraph" else origin.kind
            block = replace(block, kind=kind, where=origin.where, start=0)
            reached += 1
        result.append(block)
    return result
