"""Annotated corpora -> documents with gold spans, whatever format they come in.

Read are: this project's marked-up texts (``corpora/GUIDE.md``) and its generator's JSON lines, presidio-research JSON,
brat standoff (``.txt`` beside ``.ann``), and the Text Anonymization Benchmark (Pilán et al. 2022). The labels of the
other formats are translated by ``data/label_maps.yaml``; what it does not list is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from detector.errors import UsageError
from detector.policy import ENTITY_TYPES

_HEADER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.S)
_MARK = re.compile(r"\[\[([^\[\]|]+)\|(.*?)\]\]", re.S)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated span. ``types`` are the entity types that count as right (several where the corpus is coarser);
    ``entity`` links the mentions of one entity within a document; ``about`` and ``granularity`` may be unknown."""

    start: int
    end: int
    types: frozenset[str]
    label: str
    entity: str
    about: str | None = None
    granularity: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A text with its gold spans. ``clean`` is True where the text should give no finding, None where not said."""

    id: str
    text: str
    spans: tuple[Gold, ...]
    genre: str = ""
    language: str = "en"
    clean: bool | None = None


def load_corpus(path: Path) -> list[AnnotatedDocument]:
    """All documents under a file or folder, in order of their names. Raises UsageError where there are none or one is wrong."""
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    paths = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    documents = [document for file in paths for document in _documents(file)]
    if not documents:
        raise UsageError(f"{path}: has no annotated documents in a format that is read")
    return documents


def _documents(path: Path) -> Iterator[AnnotatedDocument]:
    try:
        if path.suffix == ".txt":
            yield from _text(path)
        elif path.suffix == ".jsonl":
            lines = path.read_text("utf-8").split("\n")
            yield from (
                _any_json(json.loads(line), f"{path.name}:{n}") for n, line in enumerate(lines, 1) if line.strip()
            )
        elif path.suffix == ".json":
            data = json.loads(path.read_text("utf-8"))
            entries = data if isinstance(data, list) else [data]
            yield from (_any_json(entry, f"{path.name}:{n}") for n, entry in enumerate(entries, 1))
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as an annotated corpus: {type(error).__name__}: {error}") from None


def _text(path: Path) -> Iterator[AnnotatedDocument]:
    standoff = path.with_suffix(".ann")
    raw = path.read_bytes().decode("utf-8-sig")
    if standoff.is_file():
        yield _brat(path.stem, raw, standoff.read_text("utf-8"))
    elif _HEADER.match(raw):
        yield marked_up(raw)


def marked_up(raw: str) -> AnnotatedDocument:
    """A text of this project: header lines, then ``[[TYPE about attributes|surface]]``. Raises ValueError if one is wrong."""
    match = _HEADER.match(raw)
    if match is None:
        raise ValueError("the header between two lines of --- is missing")
    header = {str(k): str(v) for k, v in (yaml.safe_load(match[1]) or {}).items()}
    body, pieces, spans = raw[match.end() :], [], []
    position = length = 0
    for mark in _MARK.finditer(body):
        pieces.append(body[position : mark.start()])
        length += len(pieces[-1])
        spans.append(_marked(mark[1], mark[2], length))
        pieces.append(mark[2])
        length += len(mark[2])
        position = mark.end()
    text = "".join([*pieces, body[position:]])
    if "[[" in text and "|" in text[text.index("[[") : text.index("[[") + 60]:
        raise ValueError("a mark is not closed")
    clean = {"true": True, "false": False}.get(header.get("clean", "").casefold())
    return AnnotatedDocument(
        header.get("id", ""), text, tuple(spans), header.get("genre", ""), header.get("language", "en"), clean
    )


def _marked(inside: str, surface: str, start: int) -> Gold:
    entity_type, *attributes = inside.split()
    if entity_type not in ENTITY_TYPES:
        raise ValueError(f"unknown entity type {entity_type}")
    link = next((a for a in attributes if a.startswith("#")), None)
    plain = [a for a in attributes if not a.startswith("#")]
    return Gold(
        start,
        start + len(surface),
        frozenset({entity_type}),
        entity_type,
        link or _folded(entity_type, surface),
        plain[0] if plain else None,
        plain[1] if len(plain) > 1 and entity_type == "DATE_TIME" else None,
    )


def _any_json(entry: Mapping[str, Any], name: str) -> AnnotatedDocument:
    if "full_text" in entry:
        return _presidio_research(entry, name)
    if "annotations" in entry:
        return _tab(entry, name)
    return plain_entry(entry, name)


def plain_entry(entry: Mapping[str, Any], name: str) -> AnnotatedDocument:
    """One document of the corpus generator. Raises KeyError where a field is missing."""
    text = entry["text"]
    spans = tuple(
        Gold(
            s["start"],
            s["end"],
            frozenset({s["type"]}),
            s["type"],
            str(s.get("entity") or _folded(s["type"], text[s["start"] : s["end"]])),
            s.get("about"),
            s.get("granularity"),
        )
        for s in entry["spans"]
    )
    return AnnotatedDocument(
        str(entry.get("id", name)), text, spans, str(entry.get("genre", "")), "en", entry.get("clean")
    )


def _presidio_research(entry: Mapping[str, Any], name: str) -> AnnotatedDocument:
    text = entry["full_text"]
    spans = ((s["entity_type"], s["start_position"], s["end_position"], None) for s in entry.get("spans", ()))
    return AnnotatedDocument(name, text, tuple(_translated("presidio-research", text, spans)))


def _brat(name: str, text: str, annotations: str) -> AnnotatedDocument:
    def spans() -> Iterator[tuple[str, int, int, str | None]]:
        for line in annotations.splitlines():
            found = re.match(r"T\d+\t(\S+) ([\d ;]+)\t", line)
            if found:
                numbers = [int(n) for n in re.findall(r"\d+", found[2])]
                yield found[1], numbers[0], numbers[-1], None

    return AnnotatedDocument(name, text, tuple(_translated("brat", text, spans())))


def _tab(entry: Mapping[str, Any], name: str) -> AnnotatedDocument:
    """The mentions of all annotators of a TAB document that need masking or not; the same span counts once."""
    seen: dict[tuple[int, int], tuple[str, int, int, str | None]] = {}
    for annotator in sorted(entry["annotations"]):
        for mention in entry["annotations"][annotator]["entity_mentions"]:
            place = mention["start_offset"], mention["end_offset"]
            seen.setdefault(place, (mention["entity_type"], *place, mention.get("entity_id")))
    text = entry["text"]
    return AnnotatedDocument(
        str(entry.get("doc_id", name)), text, tuple(_translated("tab", text, sorted(seen.values(), key=lambda s: s[1])))
    )


@cache
def _label_maps() -> Mapping[str, Mapping[str, list[str]]]:
    return yaml.safe_load((files("detector") / "evaluate" / "data" / "label_maps.yaml").read_text("utf-8"))


def _translated(corpus: str, text: str, spans: Iterable[tuple[str, int, int, str | None]]) -> Iterator[Gold]:
    labels = _label_maps()[corpus]
    for label, start, end, entity in spans:
        types = labels.get(label) or ([label] if label in ENTITY_TYPES else [])
        if types:
            yield Gold(start, end, frozenset(types), label, entity or _folded(label, text[start:end]))


def _folded(label: str, surface: str) -> str:
    return f"{label}:{' '.join(surface.split()).casefold()}"
