"""Charts: the figures that a chart keeps of its source, and what is written on it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from detector.read.builder import DocumentBuilder
from detector.read.office.owners import Owners
from detector.read.office.package import Package
from detector.read.office.xml import attr, descendants, local, own_text

_CHARTS = r"(?:word|xl|ppt)/(?:charts|drawings)/chart(?:ex)?\d*\.xml$"


def read_charts(package: Package, builder: DocumentBuilder, owners: Owners) -> dict[str, frozenset[str]]:
    """Add what charts keep. Returns, for each workbook behind a chart, the texts that the chart shows of it."""
    sources: dict[str, frozenset[str]] = {}
    for part in package.names(_CHARTS):
        root = package.xml(part)
        if root is None:
            continue
        lines = list(_lines(root))
        builder.hidden_block("chart-data", "\n".join(lines), "the figures behind a chart", owners.place(part))
        shown = frozenset(text for item in root.iter() if (text := own_text(item).strip()))
        for source in package.related(part, "package"):
            sources[source.lower()] = sources.get(source.lower(), frozenset()) | shown
        for shapes in package.related(part, "chartUserShapes"):
            drawing = package.xml(shapes)
            written = [own_text(t) for t in descendants(drawing, "t")] if drawing is not None else []
            builder.block("\n".join(written), "note", owners.place(part), "text on a chart")
    return sources


def _lines(root: etree._Element) -> Iterator[str]:
    """Titles, then each series with its categories and values, one pair a line."""
    yield from (own_text(item) for item in descendants(root, "t") if own_text(item).strip())
    for series in descendants(root, "ser"):
        columns = {local(item): _points(item) for item in series if local(item) in ("tx", "cat", "val", "xVal", "yVal")}
        yield from columns.get("tx", {}).values()
        labels = columns.get("cat") or columns.get("xVal") or {}
        values = columns.get("val") or columns.get("yVal") or {}
        for index in sorted(labels.keys() | values.keys()):
            yield f"{labels.get(index, '')}: {values.get(index, '')}"
    for dimension in descendants(root, "strDim", "numDim"):
        yield from _points(dimension).values()


def _points(element: etree._Element) -> dict[int, str]:
    points: dict[int, str] = {}
    for point in descendants(element, "pt"):
        index = attr(point, "idx")
        value = next((own_text(item) for item in point if local(item) == "v"), own_text(point).strip())
        if index.isdigit() and len(index) < 9 and value:
            points[int(index)] = value
    return points
