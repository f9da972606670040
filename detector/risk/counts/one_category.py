"""A group of whom all are in one category: whoever knows that somebody belongs to the group knows the category.

Attribute disclosure in a table of counts (Hundepool et al. 2012, Statistical Disclosure Control, section 5.2: group disclosure).
It matters where the category is sensitive and the group is told by who people are, not by when something was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from detector.records.totals import is_total_label, parse_count, total_columns, total_rows
from detector.risk.counts.cells import count_columns, row_label
from detector.risk.findings import finding
from detector.types import Finding, Suggestion, TypedTable

RULE = "TABLE-ONE-CATEGORY"
_SENSITIVE = frozenset({"outcome", "offence", "health", "orientation", "nrp"})
_OF_PERSONS = frozenset({"occupation", "location", "age", "gender", "nrp", "relationship"})
_MOST = 50
Kinds = Callable[[str], frozenset[str]]


def one_category_findings(table: TypedTable, kinds: Kinds) -> Iterator[Finding]:
    """Medium for each group of two to fifty persons that is in one column of sensitive categories and in no other."""
    totals = set(total_columns(table))
    categories = [c for c in count_columns(table) if c not in totals and not is_total_label(table.columns[c].name)]
    sensitive = [c for c in categories if kinds(table.columns[c].name.strip()) & _SENSITIVE]
    if len(categories) < 2 or len(sensitive) * 2 < len(categories):
        return
    summed = set(total_rows(table))
    for number, row in enumerate(table.rows):
        label = row_label(table, number)
        if number in summed or is_total_label(label) or not kinds(label) & _OF_PERSONS:
            continue
        counts = [parse_count(row[c].text) for c in categories]
        values = [count.value for count in counts if count is not None]
        if len(values) < len(categories) or None in values:
            continue
        filled = [c for c, value in zip(categories, values, strict=True) if value]
        total = sum(value or 0 for value in values)
        if len(filled) == 1 and filled[0] in sensitive and 2 <= total <= _MOST:
            name = table.columns[filled[0]].name
            yield finding(
                RULE,
                "medium",
                f"All {total} of “{label}” are counted under “{name}”. Knowing that somebody is among them is enough to know it "
                "about them.",
                replace(table.where, rows=(number + 1,), columns=(name,), cell=row[filled[0]].ref),
                [label, name],
                suggestions=(Suggestion("generalise", f"“{label}”", "a larger group", None, None, None),),
            )
