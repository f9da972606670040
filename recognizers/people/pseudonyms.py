"""Whether a name is only letters that stand for one: "Ms A", "Officer B", "Child S", "X"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from recognizers.people.names import titles

_LETTERS = r"[A-Z]\d?"
_TITLED_LETTERS = r"[A-Z]{1,2}\d?"


@cache
def _pattern() -> re.Pattern[str]:
    data = yaml.safe_load((files("recognizers") / "data" / "names.yaml").read_text("utf-8"))
    roles = {*titles(), *data["lettered"], *data["lettered_only"]}
    words = "|".join(re.escape(role) for role in sorted(roles, key=len, reverse=True))
    return re.compile(rf"(?i:(?:the |former )?(?:{words})\.?\s+)(?:{_TITLED_LETTERS}|(?:No\.? ?)?\d{{1,2}})|{_LETTERS}")


def is_pseudonym(name: str) -> bool:
    """A single letter, or one or two behind a title or a role. Initials with full stops, or two alone, may be somebody's own."""
    return _pattern().fullmatch(name.strip()) is not None
