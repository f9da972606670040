"""Would WhatDoTheyKnow hide this spreadsheet? Its rule, so that an officer knows before the answer is sent.

Source: mysociety/alaveteli, gems/excel_analyzer, and mysociety/whatdotheyknow-theme, lib/excel_analyzer.
"""

from __future__ import annotations

from dataclasses import asdict

from detector.types import SpreadsheetCounts

_FEW_ROWS = 50


def would_hide(counts: SpreadsheetCounts) -> bool:
    """Whether the counts are suspicious: any but only named ranges, only linked workbooks, or a few hidden rows only."""
    found = {name: count for name, count in asdict(counts).items() if count}
    if not found or set(found) in ({"named_ranges"}, {"external_links"}):
        return False
    return not (set(found) == {"hidden_rows"} and found["hidden_rows"] <= _FEW_ROWS)


def whatdotheyknow_line(counts: SpreadsheetCounts) -> str:
    """One sentence for a report."""
    found = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in asdict(counts).items() if count)
    if would_hide(counts):
        return f"WhatDoTheyKnow would hide this spreadsheet at once and check it for personal data ({found})."
    return f"WhatDoTheyKnow would not hide this spreadsheet ({found or 'nothing that it counts'})."
