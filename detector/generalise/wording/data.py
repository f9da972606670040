"""How the classes of the vocabularies are said of a person (``data/wordings.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        (files("detector") / "generalise" / "data" / "wordings.yaml").read_text("utf-8")
    )
    return data


def noun(entity: str, name: str, plural: bool) -> str:
    """The words for a class of an entity type; its own name, with an s for several, where the data has none."""
    words = _data().get(entity, {}).get(name)
    return str(words[plural]) if words else name + "s" * plural


def place(name: str) -> str:
    """A region or nation as it is said after a preposition."""
    return f"the {name}" if name in _data()["with_article"] else name
