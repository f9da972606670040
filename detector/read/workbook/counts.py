"""The seven counts by which WhatDoTheyKnow decides whether to hide a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from detector.read.office.package import Package
from detector.read.office.xml import attr, child, children
from detector.read.workbook.cells import Sheet
from detector.types import SpreadsheetCounts


def package_counts(package: Package, root: etree._Element) -> SpreadsheetCounts:
    """What can be counted without reading a sheet; names that Excel makes itself (print areas, filters) are none."""
    names = children(child(root, "definedNames"), "definedName")
    return SpreadsheetCounts(
        data_model=len(package.names(r"xl/model/.+")),
        external_links=len(package.names(r"xl/externallinks/[^/]+\.xml$")),
        named_ranges=sum(1 for item in names if not attr(item, "name").startswith("_xl")),
        pivot_cache=len(package.names(r"xl/pivotcache/pivotcachedefinition[^/]*\.xml$")),
    )


def with_sheet(counts: SpreadsheetCounts, sheet: Sheet, hidden: bool) -> SpreadsheetCounts:
    """The counts with one sheet more: its hidden rows and columns count where they hold values."""
    rows = sum(1 for number in sheet.hidden_rows if sheet.cells.get(number))
    used = {column for cells in sheet.cells.values() for column in cells} if sheet.hidden_columns else set()
    return replace(
        counts,
        hidden_sheets=counts.hidden_sheets + hidden,
        hidden_rows=counts.hidden_rows + rows,
        hidden_columns=counts.hidden_columns + sum(1 for column in used if sheet.is_hidden_column(column)),
    )
