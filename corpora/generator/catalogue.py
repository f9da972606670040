"""The templates as data: prose by part and sector, table columns, table themes, genres."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpora.generator.splits import SPLITS, Split

_FOLDER = Path(__file__).parent / "templates"
_PROSE = ("letters", "cases", "prose", "emails", "more")
_NOT_CLEAN = re.compile(r"\{[A-Z_]+ (?:case|requester|unknown)\b|\{(?:PHONE_NUMBER staff|EMAIL_ADDRESS staff work)\b")


@dataclass(frozen=True, slots=True)
class Template:
    """One prose template. ``clean``: nothing in it should be reported; ``sector`` is a kind of authority or "any"."""

    id: str
    split: Split
    part: str
    sector: str
    text: str

    @property
    def clean(self) -> bool:
        """Whether it speaks of no case, no applicant and no staff contact."""
        return _NOT_CLEAN.search(self.text) is None


def load(name: str) -> dict[str, Any]:
    """One file of the templates folder."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return data


@cache
def prose_templates() -> tuple[Template, ...]:
    """All prose templates of both splits."""
    return tuple(
        Template(f"{split}.{part}.{sector}.{name}", split, part, sector, text.rstrip("\n"))
        for file in _PROSE
        for split in SPLITS
        for part, sectors in load(file)[split].items()
        for sector, named in sectors.items()
        for name, text in named.items()
    )


@cache
def templates_for(split: Split, part: str, sector: str, clean_only: bool) -> tuple[Template, ...]:
    """The templates that may stand in a part of a document. Raises ValueError where there are none."""
    found = tuple(
        t
        for t in prose_templates()
        if t.split == split and t.part == part and t.sector in ("any", sector) and (t.clean or not clean_only)
    )
    if not found:
        raise ValueError(f"no template for {split} {part} {sector}")
    return found


@cache
def column_specifications() -> Mapping[str, Mapping[str, Any]]:
    """Table columns by name: kind, role, cells, headings."""
    return load("columns")


@cache
def table_specifications() -> Mapping[str, Any]:
    """Themes of record tables and what count tables count."""
    return load("tables")


@cache
def genres() -> Mapping[str, Any]:
    """How documents are put together."""
    return load("genres")
