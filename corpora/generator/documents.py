"""Documents: the parts of a genre, filled, laid out and annotated."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpora.generator import noise
from corpora.generator.catalogue import Template, genres, templates_for
from corpora.generator.context import Context, new_context
from corpora.generator.pieces import Piece, assemble
from corpora.generator.render import render
from corpora.generator.slots import fill
from corpora.generator.splits import SPLITS, Split
from corpora.generator.tables import Table, count_table, list_table, record_table, sentence_table

_LINE_PARTS = frozenset({"item", "question", "letterhead", "furniture"})
_PARAGRAPHS = frozenset({"case", "court", "policy", "aggregate", "boilerplate"})
_CONTACTS = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER"})
_TABLES = frozenset({"records", "counts", "list", "sentence"})


def generate(split: Split, documents: int, seed: int, data: Path | None = None) -> Iterator[dict[str, Any]]:
    """``documents`` documents of a split, each ``{"id", "genre", "template", "text", "clean", "spans", "tables"}``.

    ``template`` names all templates used, with spaces between. ``data`` is the folder of name and place lists; where it
    is None or does not exist, the built-in lists serve. The same arguments give the same documents. Raises ValueError
    for an unknown split.
    """
    if split not in SPLITS:
        raise ValueError(f"no such split: {split}")
    folder = data if data is not None and data.is_dir() else None
    for number in range(documents):
        yield _document(split, seed, number, folder)


def _document(split: Split, seed: int, number: int, data: Path | None) -> dict[str, Any]:
    rng = random.Random(f"{seed} {split} {number}")
    context = new_context(rng, split, data)
    names = list(genres())
    genre = rng.choices(names, [genres()[name]["weight"] for name in names])[0]
    wants_clean = genres()[genre].get("clean", False)
    layout = _layout(rng)
    pieces: list[Piece] = []
    tables: list[Table] = []
    used: list[str] = []
    before = ""
    for part in _plan(genre, rng):
        if pieces:
            pieces.append(Piece(_separator(before, part, layout, rng)))
        if part in _TABLES:
            table = _table(part, context, wants_clean)
            tables.append(table)
            used.append(table.template)
            pieces.extend(render(table, rng, split))
        else:
            chosen = _prose(context, part, wants_clean, used)
            used.extend(template.id for template in chosen)
            # Filled as one, so that "he" in the second sentence is the person of the first.
            filled = fill(" ".join(template.text for template in chosen), context)
            pieces.extend(_noisy(filled, part, layout, rng))
        before = part
    pieces.append(Piece("\n"))
    text, spans = assemble(pieces)
    return {
        "id": f"{split}-{seed}-{number:06}",
        "genre": genre,
        "template": " ".join(used),
        "text": text,
        "clean": _is_clean(pieces, tables, wants_clean),
        "spans": [asdict(span) for span in spans],
        "tables": [table.entry() for table in tables],
    }


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is the same through a document: the gap between its parts, the width of hard line breaks (0 for none)."""

    between: str
    width: int
    curly: bool


def _layout(rng: random.Random) -> _Layout:
    width = rng.choice((72, 80, 95)) if rng.random() < 0.15 else 0
    return _Layout(rng.choice(("\n\n", "\n\n", "\n")), width, rng.random() < 0.3)


def _plan(genre: str, rng: random.Random) -> list[str]:
    """The parts of a document of a genre, in order."""
    plan: list[str] = []
    while not plan:
        for step in genres()[genre]["parts"]:
            if rng.random() < step["chance"]:
                parts = step.get("parts") or [step["part"]]
                plan.extend(parts * rng.randint(*step.get("times", (1, 1))))
    return plan


def _separator(before: str, part: str, layout: _Layout, rng: random.Random) -> str:
    if before == part and part in _LINE_PARTS:
        return "\n"
    if {before, part} <= _PARAGRAPHS and rng.random() < (0.25 if before == part else 0.1):
        return " "
    return layout.between


def _prose(context: Context, part: str, clean: bool, used: list[str]) -> list[Template]:
    chosen = [_fresh(context, part, clean, used)]
    if part == "case" and "\n" not in chosen[0].text and context.rng.random() < 0.35:
        chosen.append(_fresh(context, "follow", False, used))
    return chosen


def _fresh(context: Context, part: str, clean: bool, used: list[str]) -> Template:
    options = templates_for(context.split, part, context.body.sector, clean)
    # What is written for the sector is drawn as often as all general templates together, however many these are.
    own = [t for t in options if t.sector != "any" and t.id not in used]
    general = [t for t in options if t.sector == "any" and t.id not in used]
    pool = own if own and (not general or context.rng.random() < 0.6) else general or list(options)
    return context.rng.choice(pool)


def _table(part: str, context: Context, clean: bool) -> Table:
    if part == "records":
        return record_table(context)
    if part == "counts":
        return count_table(context, clean)
    return list_table(context) if part == "list" else sentence_table(context)


def _noisy(pieces: list[Piece], part: str, layout: _Layout, rng: random.Random) -> list[Piece]:
    if layout.curly:
        pieces = noise.curled(pieces)
    if layout.width and part not in _LINE_PARTS:
        pieces = noise.broken_names(noise.wrapped(pieces, layout.width), rng, 0.3)
    drawn = rng.random()
    if (part == "mail_body" and drawn < 0.12) or drawn < 0.01:
        return noise.recased(pieces, str.lower)
    return noise.recased(pieces, str.upper) if drawn > 0.99 else pieces


def _is_clean(pieces: list[Piece], tables: list[Table], wants_clean: bool) -> bool:
    personal = any(
        p.type is not None
        and (p.about in ("case", "requester", "unknown") or (p.about == "staff" and p.type in _CONTACTS))
        for p in pieces
    )
    return not personal and (wants_clean or not tables)
