"""Where a part is shown: the sheet or slide that links to it, directly or through drawings and charts."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from detector.read.office.package import Package
from detector.types import Where

_DEEPEST = 6


class Owners:
    """Places of parts. ``places`` has those of the parts that a person can go to, by name in lower case."""

    def __init__(self, package: Package, places: Mapping[str, Where]) -> None:
        self._places = places
        self._linked_from: dict[str, str] = {}
        if places:
            for rels in package.names(r".*\.rels$"):
                folder, base = posixpath.split(rels)
                owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
                for link in package.relations(owner).values():
                    if not link.external:
                        self._linked_from.setdefault(link.target.lower(), owner)

    def place(self, part: str) -> Where:
        """The place where a part is shown, with nothing in it where that is not known."""
        for _ in range(_DEEPEST):
            if part in self._places:
                return self._places[part]
            if part not in self._linked_from:
                break
            part = self._linked_from[part]
        return Where()
