"""Pivot caches: the rows behind a pivot table, which stay in the file when their source is deleted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.limits import Limits
from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children, descendants, local
from detector.types import Cell, Where

_KIND = "pivot-cache"


def add_pivots(package: Package, builder: DocumentBuilder) -> None:
    """Add every pivot cache, also one that no table uses any more, and records whose definition is gone."""
    claimed: set[str] = set()
    for part in package.names(r"xl/pivotcache/pivotcachedefinition[^/]*\.xml$"):
        records = package.related(part, "pivotCacheRecords")
        claimed.update(name.lower() for name in records)
        _add_cache(package, part, records, builder)
    for part in package.names(r"xl/pivotcache/pivotcacherecords[^/]*\.xml$"):
        root = package.xml(part)
        if part not in claimed and root is not None:
            rows = list(_records(root, None, builder.limits))
            lines = "\n".join(", ".join(text for text in row if text) for row in rows)
            builder.hidden_block(_KIND, lines, "rows behind a pivot table that is gone")
    for part in package.names(r"xl/pivottables/[^/]*\.xml$"):
        root = package.xml(part)
        words = [text for item in descendants(root, "item") if (text := attr(item, "n"))] if root is not None else []
        builder.hidden_block("pivot-label", "\n".join(dict.fromkeys(words)), "labels given to entries of a pivot table")


def _add_cache(package: Package, part: str, record_parts: list[str], builder: DocumentBuilder) -> None:
    root = package.xml(part)
    fields = list(children(child(root, "cacheFields"), "cacheField"))
    names = [attr(item, "name") for item in fields]
    shared = [[_plain(attr(value, "v")) for value in _items(child(item, "sharedItems"))] for item in fields]
    who = attr(root, "refreshedBy")
    if who:
        builder.hidden_block("property", f"user: {who}", "the user who refreshed a pivot table", Where(), "user")
    records = [r for name in record_parts if (r := package.xml(name)) is not None]
    rows = [row for record in records for row in _records(record, shared, builder.limits)]
    grids: tuple[int, ...] = ()
    if rows:
        cells = [[Cell(text, "", 0, None) for text in row] for row in [names, *rows]]
        grid = builder.grid(cells, Where(hidden=_KIND), header_rows=1)
        builder.hide(_KIND, Where(table=grid), f"the {len(rows):,} rows behind a pivot table", (), (grid,))
        grids = (grid,)
    used = {text for row in rows for text in row}
    left = [(name, [v for v in values if v and v not in used]) for name, values in zip(names, shared, strict=True)]
    told = [f"{name}: {', '.join(values)}" for name, values in left if values]
    what = "values that a pivot table kept of rows that are gone" if grids else "the values behind a pivot table"
    builder.hidden_block(_KIND, "\n".join(told), what)
    groups = [_plain(attr(v, "v")) for field in fields for g in descendants(field, "groupItems") for v in g]
    formulas = (
        [attr(item, "formula") for item in [*fields, *descendants(root, "calculatedItem")]] if root is not None else []
    )
    extra = [text for text in dict.fromkeys([*groups, *formulas]) if text and not text.startswith(("<", ">"))]
    builder.hidden_block("pivot-label", "\n".join(extra), "groups and formulas of a pivot table")


def _records(root: etree._Element, shared: list[list[str]] | None, limits: Limits) -> Iterator[list[str]]:
    """The rows; a value that stands in the list of its field is looked up, left out where there is no list."""
    room = limits.cells
    for record in children(root, "r"):
        room -= len(record)
        if room < 0:
            return
        row: list[str] = []
        for index, item in enumerate(record):
            value = attr(item, "v")
            if local(item) == "x":
                values = shared[index] if shared and index < len(shared) else []
                value = values[int(value)] if value.isdigit() and len(value) < 9 and int(value) < len(values) else ""
            row.append(_plain(value))
        yield row


def _plain(value: str) -> str:
    return value.removesuffix("T00:00:00")


def _items(element: etree._Element | None) -> list[etree._Element]:
    return list(element) if element is not None else []
