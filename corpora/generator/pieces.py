"""Text in pieces, each plain or annotated, and the one place where pieces become text with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_ARTICLE = re.compile(r"\b(a|A)/an $")
_VOWEL = re.compile(r"[aeiouAEIOU]|8|11\b|18\b|[FLMNRSX][A-Z]{1,3}\b|HM[PA-Z]")
_CONSONANT_SOUND = re.compile(r"(?:uni|use|usu|euro|one\b|once\b|u-)", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``type`` is None for plain text; ``entity`` links the mentions of one entity of a document."""

    text: str
    type: str | None = None
    about: str | None = None
    granularity: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated stretch, offsets in code points, ``end`` exclusive."""

    start: int
    end: int
    type: str
    about: str
    granularity: str | None
    entity: str


def text_of(pieces: Iterable[Piece]) -> str:
    """The text of pieces without the annotations."""
    return "".join(piece.text for piece in pieces)


def with_articles(pieces: Sequence[Piece]) -> list[Piece]:
    """``a/an`` before an annotated piece becomes the article that its first word needs."""
    result = list(pieces)
    for i, piece in enumerate(pieces[:-1]):
        match = _ARTICLE.search(piece.text) if piece.type is None else None
        if match is not None:
            following = pieces[i + 1].text
            vowel = _VOWEL.match(following) and not _CONSONANT_SOUND.match(following)
            article = match[1] + ("n " if vowel else " ")
            result[i] = replace(piece, text=piece.text[: match.start()] + article)
    return result


def assemble(pieces: Iterable[Piece]) -> tuple[str, list[Span]]:
    """The text and its spans, in order. White space at the edges of an annotated piece is left outside its span."""
    texts: list[str] = []
    spans: list[Span] = []
    position = 0
    for piece in pieces:
        core = piece.text.strip()
        if piece.type is not None and core:
            start = position + piece.text.index(core)
            entity = piece.entity or f"{piece.type}:{' '.join(core.split()).casefold()}"
            spans.append(
                Span(start, start + len(core), piece.type, piece.about or "unknown", piece.granularity, entity)
            )
        texts.append(piece.text)
        position += len(piece.text)
    return "".join(texts), spans
