"""Where a finding is, in words."""

from __future__ import annotations

from collections.abc import Sequence

from detector.types import Where

_FEW = 12


def place(where: Where) -> str:
    """ "table 1, row 6, column “Rank”", "sheet “Data”, cell B3", "paragraph 12"."""
    parts = []
    if where.part:
        parts.append(f"part {where.part}")
    if where.sheet:
        parts.append(f"sheet “{where.sheet}”")
    if where.page:
        parts.append(f"page {where.page}")
    if where.table is not None and not where.sheet:
        parts.append(f"table {where.table + 1}")
    if where.rows:
        parts.append(("row " if len(where.rows) == 1 else "rows ") + row_list(where.rows))
    if where.cell:
        parts.append(f"cell {where.cell}")
    elif where.columns:
        parts.append(
            ("column " if len(where.columns) == 1 else "columns ") + ", ".join(f"“{c}”" for c in where.columns)
        )
    if where.paragraph and where.table is None:
        parts.append(f"paragraph {where.paragraph}")
    if where.hidden:
        parts.append(f"hidden: {where.hidden}")
    return ", ".join(parts) or "the file"


def row_list(rows: Sequence[int]) -> str:
    """Row numbers, the first dozen."""
    shown = ", ".join(str(row) for row in rows[:_FEW])
    return shown if len(rows) <= _FEW else f"{shown} and {len(rows) - _FEW:,} more"
