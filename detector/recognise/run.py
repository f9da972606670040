"""Document and typed tables -> Mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from presidio_analyzer import RecognizerResult

from detector.recognise import cells
from detector.recognise.about import (
    ALWAYS_PUBLIC,
    QUASI,
    SENSITIVE,
    about_direct,
    is_case_sentence,
    is_request_date,
)
from detector.recognise.about_features import Surroundings
from detector.recognise.about_model import judged, surroundings
from detector.recognise.engine import Engine
from detector.recognise.overlaps import recognizer_name, resolve
from detector.recognise.propagate import NameIndex, name_index
from detector.recognise.sentences import sentence_spans
from detector.recognise.zones import Zone, zones
from detector.records.header_words import heading
from detector.types import About, Cell, Column, Document, Mention, TypedTable, Where

_LONGEST_CHUNK = 50_000
_MASK = re.compile(
    r"^\W*$|^(?:x{2,}|\[?[cz:]\]?|<\s?\d+|n/?a|nil|none|redacted|withheld|\[redacted[^\]]*\]|not (?:known|recorded|stated))$",
    re.I,
)
_SURE_NAME = 0.7
_LONGEST_NAME = 60
Results: TypeAlias = list[RecognizerResult]


def recognise(document: Document, tables: Sequence[TypedTable], engine: Engine) -> tuple[Mention, ...]:
    """All mentions of a document: blocks first, then tables, each in order of place; ids are m1, m2, ..."""
    in_blocks, in_columns, names = _results(document, tables, engine)
    groups = judged(*_block_mentions(document, in_blocks))
    found = [*chain.from_iterable(groups), *_table_mentions(tables, in_columns, names, engine)]
    return tuple(replace(mention, id=f"m{number}") for number, mention in enumerate(found, 1))


def rule_mentions(
    document: Document, tables: Sequence[TypedTable], engine: Engine
) -> tuple[list[list[Mention]], list[Surroundings]]:
    """The mentions of each block with ``about`` by the rules alone, and their surroundings: what the model is trained on."""
    return _block_mentions(document, _results(document, tables, engine)[0])


def _results(
    document: Document, tables: Sequence[TypedTable], engine: Engine
) -> tuple[list[Results], list[list[dict[str, Results]]], NameIndex]:
    texts = [block.text for block in document.blocks]
    in_blocks = [resolve(results) for results in _with_model(texts, engine)]
    in_columns = [[_in_column(table, index, engine) for index in range(len(table.columns))] for table in tables]
    names = name_index(_sure_names(texts, in_blocks, tables, in_columns), texts)
    in_blocks = [_repeated(names, text, results) for text, results in zip(texts, in_blocks, strict=True)]
    return in_blocks, in_columns, names


def _block_mentions(document: Document, results: Sequence[Results]) -> tuple[list[list[Mention]], list[Surroundings]]:
    blocks, after_tables = document.blocks, frozenset(grid.before for grid in document.grids)
    texts = [block.text for block in blocks]
    block_zones = zones(blocks, after_tables)
    groups = []
    requesters = frozenset(_names(results, block_zones, texts, "salutation"))
    staff = frozenset(_names(results, block_zones, texts, "signoff")) - requesters
    for block, zone, found in zip(blocks, block_zones, results, strict=True):
        mentions = [_mention(result, block.text, block.where) for result in found]
        groups.append(placed(mentions, block.text, zone, requesters, staff))
    return groups, surroundings(blocks, block_zones)


def _with_model(texts: Sequence[str], engine: Engine) -> list[Results]:
    """Very long blocks go through in pieces cut at white space: a model run over megabytes would exhaust memory."""
    pieces = [(index, start, text[start:end]) for index, text in enumerate(texts) for start, end in _pieces(text)]
    results: list[Results] = [[] for _ in texts]
    for (index, start, _), found in zip(pieces, engine.with_model([piece for _, _, piece in pieces]), strict=True):
        for result in found:
            result.start += start
            result.end += start
            results[index].append(result)
    return results


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _LONGEST_CHUNK:
        end = text.rfind(" ", start, start + _LONGEST_CHUNK)
        end = start + _LONGEST_CHUNK if end <= start else end
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def _sure_names(
    texts: Sequence[str],
    in_blocks: Sequence[Results],
    tables: Sequence[TypedTable],
    in_columns: Sequence[Sequence[Mapping[str, Results]]],
) -> Iterator[str]:
    """The names to look for in the whole document: sure ones, and those of several words."""
    cell_results = [item for columns in in_columns for column in columns for item in column.items()]
    for text, results in [*zip(texts, in_blocks, strict=True), *cell_results]:
        for result in results:
            name = text[result.start : result.end]
            if result.entity_type == "PERSON" and (result.score >= _SURE_NAME or " " in name.strip()):
                yield name
    for table in tables:
        for index, column in enumerate(table.columns):
            if column.kind == "person" and table.shape != "layout":
                yield from (text for row in table.rows if len(text := row[index].text.strip()) <= _LONGEST_NAME)


def _repeated(names: NameIndex, text: str, results: Results) -> Results:
    """The results with every further mention of a known name."""
    more = [_propagated(start, end) for start, end in names.find(text)]
    return resolve([*results, *more]) if more else results


def _propagated(start: int, end: int) -> RecognizerResult:
    metadata = {
        RecognizerResult.RECOGNIZER_NAME_KEY: "propagated",
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: "propagated",
    }
    return RecognizerResult("PERSON", start, end, 0.7, recognition_metadata=metadata)


def _names(results: Sequence[Results], block_zones: Sequence[Zone], texts: Sequence[str], zone: Zone) -> Iterator[str]:
    for found, its_zone, text in zip(results, block_zones, texts, strict=True):
        if its_zone == zone:
            for result in found:
                if result.entity_type == "PERSON":
                    name = text[result.start : result.end]
                    yield name.casefold()


def placed(
    mentions: Sequence[Mention], text: str, zone: Zone, requesters: frozenset[str], staff: frozenset[str]
) -> list[Mention]:
    """The mentions of one text with ``about`` filled in: identifiers first, then quasi-identifiers sentence by sentence."""
    direct = [
        m if m.entity_type in QUASI | SENSITIVE else replace(m, about=about_direct(m, zone, text, requesters, staff))
        for m in mentions
    ]
    if not any(m.entity_type in QUASI | SENSITIVE for m in direct):
        return direct
    result = []
    for start, end in sentence_spans(text):
        inside = [m for m in direct if start <= m.start < end]
        judged = [m for m in inside if not (m.entity_type == "DATE_TIME" and is_request_date(text, m.start))]
        about: About = "case" if is_case_sentence(text[start:end], judged, zone) else "public"
        for mention in inside:
            if mention.entity_type in QUASI | SENSITIVE:
                mention = replace(mention, about=about if mention in judged else "public")
            result.append(mention)
    return result


def _table_mentions(
    tables: Sequence[TypedTable],
    in_columns: Sequence[Sequence[Mapping[str, Results]]],
    names: NameIndex,
    engine: Engine,
) -> Iterator[Mention]:
    for table, columns in zip(tables, in_columns, strict=True):
        if table.caption:
            yield from _in_caption(table, engine)
        yield from _in_header(table, engine)
        by_column = [
            {
                text: tuple(_cell_mentions(text, _repeated(names, text, results), column, table))
                for text, results in found.items()
            }
            for column, found in zip(table.columns, columns, strict=True)
        ]
        for number, row in enumerate(table.rows, 1):
            for index, cell in enumerate(row):
                where = cell_where(table, number, table.columns[index], cell)
                for mention in by_column[index].get(cell.text, ()):
                    yield replace(mention, where=where)


def _in_header(table: TypedTable, engine: Engine) -> Iterator[Mention]:
    """Headings that are values themselves, as in a matrix by year or sex: harmless, but mentions."""
    for cell in table.header:
        if heading(cell.text) is None and cells.kinds(cell.text.strip()):
            for result in resolve(engine.rules_only([cell.text])[0]):
                where = replace(table.where, cell=cell.ref, hidden=cell.hidden or table.where.hidden)
                yield replace(_mention(result, cell.text, where), about="public")


def _in_caption(table: TypedTable, engine: Engine) -> Iterator[Mention]:
    (found,) = engine.with_model([table.caption])
    mentions = [_mention(result, table.caption, table.where) for result in resolve(found)]
    yield from placed(mentions, table.caption, "answer", frozenset(), frozenset())


def cell_where(table: TypedTable, row: int, column: Column, cell: Cell) -> Where:
    """The place of a cell: the table's, with row (from 1), column name and A1 reference."""
    hidden = cell.hidden or table.where.hidden
    return replace(table.where, cell=cell.ref, rows=(row,), columns=(column.name,), hidden=hidden)


def _in_column(table: TypedTable, index: int, engine: Engine) -> dict[str, Results]:
    """Distinct cell text -> its results, each distinct text recognised once."""
    column = table.columns[index]
    texts = list(dict.fromkeys(row[index].text for row in table.rows if row[index].text.strip()))
    texts = [text for text in texts if not _MASK.match(text.strip())]
    if column.kind in ("count", "identifier") and table.shape != "layout":
        texts = [text for text in texts if not re.fullmatch(r"[\s\d.,%£+-]*", text)]
    running = column.kind in ("free_text", "person", "other", "category") or table.shape == "layout"
    found = _with_model(texts, engine) if running else engine.rules_only(texts)
    return {text: resolve(results) for text, results in zip(texts, found, strict=True)}


def _cell_mentions(
    text: str, results: Iterable[RecognizerResult], column: Column, table: TypedTable
) -> Iterator[Mention]:
    entity = column.kind.upper()
    mentions = [_mention(result, text, table.where) for result in results]
    if table.shape == "layout":
        yield from placed(mentions, text, "contact", frozenset(), frozenset())
        return
    if _is_entity_kind(column.kind) and not any(m.entity_type == entity for m in mentions):
        mentions = [_whole_cell(text, entity, column.kind, table.where)]
    about: About = "case" if table.shape == "records" else "public"
    for mention in mentions:
        harmless = mention.entity_type in ALWAYS_PUBLIC
        identifier = mention.entity_type not in QUASI | SENSITIVE | ALWAYS_PUBLIC
        if identifier and table.shape != "records":
            yield replace(mention, about=about_direct(mention, "answer", text, frozenset(), frozenset()))
        else:
            yield replace(mention, about="public" if harmless else about)


def _is_entity_kind(kind: str) -> bool:
    return kind not in ("count", "identifier", "free_text", "category", "other")


def _whole_cell(text: str, entity: str, kind: str, where: Where) -> Mention:
    stripped = text.strip()
    start = text.index(stripped)
    parsed = cells.values(stripped, kind)
    return Mention(
        "",
        entity,
        stripped,
        0.8,
        "unknown",
        "column",
        where,
        start,
        start + len(stripped),
        parsed[0] if parsed else None,
    )


def _mention(result: RecognizerResult, text: str, where: Where) -> Mention:
    value = (result.recognition_metadata or {}).get("value")
    return Mention(
        id="",
        entity_type=result.entity_type,
        text=text[result.start : result.end],
        score=round(float(result.score), 2),
        about="unknown",
        recognizer=recognizer_name(result),
        where=where,
        start=result.start,
        end=result.end,
        value=value,
    )
