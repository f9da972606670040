"""Tables inside tables: which of them hold data, and which only arrange what is in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree


@dataclass(slots=True)
class TableWeights:
    """How many characters stand directly in each table and how many in the tables inside it, which ``inside`` lists."""

    own: dict[etree._Element, int] = field(default_factory=lambda: defaultdict(int))
    nested: dict[etree._Element, int] = field(default_factory=lambda: defaultdict(int))
    inside: dict[etree._Element, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))

    def mostly_nested(self, table: etree._Element) -> bool:
        """Whether most of the text of a table stands in tables inside it."""
        return self.nested[table] > 0 and self.nested[table] >= self.own[table]


def weigh(root: etree._Element, tag: str) -> TableWeights:
    """The weights of all elements with the tag of a table, in one pass."""
    weights = TableWeights()
    stack: list[etree._Element] = []
    for event, item in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if item.tag == tag:
                if stack:
                    weights.inside[stack[-1]].append(item)
                stack.append(item)
            if stack:
                weights.own[stack[-1]] += len((item.text or "").strip())
            continue
        if item.tag == tag and stack:
            stack.pop()
            if stack:
                weights.nested[stack[-1]] += weights.own[item] + weights.nested[item]
        if stack:
            weights.own[stack[-1]] += len((item.tail or "").strip())
    return weights
