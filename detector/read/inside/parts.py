"""A file inside another -> its blocks, tables and hidden parts, in the document that holds it."""

from __future__ import annotations

from dataclasses import replace

from detector.read.builder import DocumentBuilder
from detector.read.limits import Limits, PartsBudget
from detector.types import Document, Where


def add_part(data: bytes, name: str, builder: DocumentBuilder, hidden: str | None = None) -> str:
    """Read a file by its content and add it under its name; what it could not tell makes the document partly read.

    ``hidden`` is the kind of hiding place of the whole part, None where everybody sees that it is there. Returns the
    status of the part.
    """
    from detector.read.reading import read_bytes

    limits = builder.limits
    if limits.depth <= 0:
        builder.incomplete(f"holds files in files in files: '{name}' lies too deep and was not read")
        return "unreadable"
    budget = limits.parts or PartsBudget(limits.archive_bytes, limits.archive_members)
    builder.limits = replace(limits, parts=budget)
    if not budget.take(len(data)):
        builder.incomplete(f"holds more files, or more bytes in them, than the limit: '{name}' was not read")
        return "unreadable"
    document = read_bytes(data, name, _inner(builder.limits))
    for problem in document.problems:
        sentence = f"holds '{name}', which {problem.removeprefix(document.path).strip()}"
        builder.problem(sentence) if document.status == "read" else builder.incomplete(sentence)
    if document.status == "partly-read" and not document.problems:
        builder.incomplete(f"holds '{name}', which was not read in full")
    if document.status != "unreadable":
        copy_part(document, name, builder, hidden)
    return document.status


def copy_part(document: Document, name: str, builder: DocumentBuilder, hidden: str | None = None) -> None:
    """Add everything that was read of a part, renumbered, with the part in every place."""
    builder.flush()
    blocks: dict[int, int | None] = {}
    grids: dict[int, int] = {}
    waiting = list(enumerate(document.grids))
    for number, block in enumerate(document.blocks):
        while waiting and waiting[0][1].before <= number:
            index, grid = waiting.pop(0)
            grids[index] = builder.grid(
                grid.cells, _place(grid.where, name, hidden), grid.header_rows, grid.caption, grid.origin
            )
        blocks[number] = builder.block(block.text, block.kind, _place(block.where, name, hidden), block.label)
    for index, grid in waiting:
        grids[index] = builder.grid(
            grid.cells, _place(grid.where, name, hidden), grid.header_rows, grid.caption, grid.origin
        )
    inner: set[int] = set()
    for part in document.hidden:
        inner.update(part.blocks)
        place = replace(part.where, part=inside(name, part.where.part))
        place = replace(place, table=grids.get(part.where.table)) if part.where.table is not None else place
        found = [blocks.get(index) for index in part.blocks]
        place = replace(place, block=next((index for index in found if index is not None), None))
        builder.hide(part.kind, place, part.content, found, [grids[i] for i in part.grids if i in grids])
    if hidden is not None:
        own = [index for number, index in blocks.items() if number not in inner]
        if own or grids:
            builder.hide(hidden, Where(part=name), f"the file '{_kind_only(name)}' inside it", own, grids.values())


def inside(name: str, part: str | None) -> str | None:
    """The place of a part of a part; what has no name is the document that holds it."""
    return f"{name}/{part}" if part and name else part or name or None


def _place(where: Where, name: str, hidden: str | None) -> Where:
    return replace(where, part=inside(name, where.part), hidden=where.hidden or hidden, block=None, table=None)


def _kind_only(name: str) -> str:
    """The name of a part may itself be a find; only its ending is repeated in a description."""
    return "*" + name[name.rfind(".") :][:8] if "." in name else "*"


def _inner(limits: Limits) -> Limits:
    return replace(limits, depth=limits.depth - 1)
