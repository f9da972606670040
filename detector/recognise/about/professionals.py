"""Who is named because of his work and not because the text is about him: judges, counsel, registrars, whoever keeps the file.

Their names are no secret of the case, and a finding on each judge of a published decision is a false alarm. Only what
stands right beside the name counts; the roles are data (``data/professionals.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from detector.types import Block, Mention

_TITLE = r"(?:(?:mr|mrs|ms|miss|dr|prof(?:essor)?|sir|dame|his honour|her honour|hhj|the hon(?:ourable)?)\.?\s+)*"
_LOOK_BEFORE, _LOOK_AFTER, _LONGEST_LINE = 90, 60, 160
_BETWEEN_NAMES = re.compile(r"^(?:\s*\([^()\n]{1,30}\))?(?:\s*(?:,|and|&|;)\s*)+(?:(?:mr|mrs|ms|miss|dr)\.?\s+)*$", re.I)
# "Councillors Kent and Peacock": a title for all of them.
_SEVERAL = re.compile(r"\b(?:Cllrs|Councillors|Members|Judges|Justices)\b[^.;:\n]*$")
# Below the first, a line of the list says what its person is: else it may be the party whose case it is.
_OF_OFFICE = re.compile(
    r"\b(?:Judge|Justice|Member|Chair(?:man|woman)?|President|Registrar|Commissioner|Jurats?|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|KC|QC|[CMO]BE|JP)\b",
    re.I,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = yaml.safe_load((files("detector") / "recognise" / "data" / "professionals.yaml").read_text("utf-8"))
    before, after, bench = ("|".join(f"(?:{pattern})" for pattern in data[key]) for key in ("before", "after", "bench"))
    return (
        re.compile(rf"(?<![\w-])(?:{before})\s*[:–-]?\s*{_TITLE}(?:[A-Z]\.?\s*){{0,3}}$", re.I),
        re.compile(rf"^\s{{0,2}}(?:{after})", re.I),
        re.compile(rf"^[\W_]*(?:{bench})\s*(?P<colon>:|\|)?\s*(?P<rest>.*)$", re.I),
    )


def with_professionals(blocks: Sequence[Block], groups: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions of each block; a person of a case who is there to decide, to represent or to run it is ``staff``."""
    on_the_bench = _benches([block.text for block in blocks], groups)
    found = []
    for block, group, lines in zip(blocks, groups, on_the_bench, strict=True):
        marked: list[Mention] = []
        for mention in group:
            if (
                mention.entity_type == "PERSON"
                and mention.about == "case"
                and _works(block.text, mention, marked, lines)
            ):
                mention = replace(mention, about="staff")
            marked.append(mention)
        found.append(marked)
    return found


def _works(text: str, mention: Mention, earlier: Sequence[Mention], lines: Sequence[tuple[int, int]]) -> bool:
    if any(start <= mention.start < end for start, end in lines):
        return True
    before, after, _ = _patterns()
    if before.search(text[max(0, mention.start - _LOOK_BEFORE) : mention.start]):
        return True
    if after.match(text[mention.end : mention.end + _LOOK_AFTER]):
        return True
    last = next((m for m in reversed(earlier) if m.entity_type == "PERSON"), None)
    if last is None or not _BETWEEN_NAMES.match(text[last.end : mention.start]):
        return False
    return last.about == "staff" or (last.about == "public" and bool(_SEVERAL.search(text[: last.start])))


def _benches(texts: Sequence[str], groups: Sequence[Sequence[Mention]]) -> list[list[tuple[int, int]]]:
    """For each block, the stretches that only list who decides or represents."""
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    listing, listed = False, 0
    for index, (text, group) in enumerate(zip(texts, groups, strict=True)):
        persons = [m.start for m in group if m.entity_type == "PERSON"]
        place = 0
        for line in text.splitlines(keepends=True):
            span = (place, place + len(line))
            place += len(line)
            if not line.strip():
                continue
            has_person = any(span[0] <= start < span[1] for start in persons)
            heading = _patterns()[2].match(line.strip()) if len(line) <= _LONGEST_LINE else None
            if heading and (heading["colon"] or not heading["rest"]):
                listing, listed = True, 0
            elif len(line) > _LONGEST_LINE or not has_person or (listed and not _OF_OFFICE.search(line)):
                listing = False
            if listing and has_person:
                found[index].append(span)
                listed += 1
    return found
