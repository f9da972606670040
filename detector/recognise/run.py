"""Document and typed tables -> Mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from detector.recognise.about.correspondents import with_correspondents
from detector.recognise.about.features import Surroundings
from detector.recognise.about.model import judged, surroundings
from detector.recognise.about.placing import mention_of, placed
from detector.recognise.about.professionals import with_professionals
from detector.recognise.about.same_persons import with_same_persons
from detector.recognise.about.zones import Zone, zones
from detector.recognise.context.acronyms import acronyms
from detector.recognise.context.birth_dates import birth_dates
from detector.recognise.context.log_times import log_times
from detector.recognise.context.names.chats import chat_senders
from detector.recognise.context.names.particles import joined
from detector.recognise.context.names.propagate import NameIndex, name_index
from detector.recognise.context.names.pseudonyms import pseudonyms, without_same
from detector.recognise.context.references.identifier_values import nhs_numbers
from detector.recognise.context.references.loose_references import loose_references, without_guesses
from detector.recognise.context.references.request_references import request_references
from detector.recognise.context.references.same_references import by_prefix, same_references
from detector.recognise.engine import Engine
from detector.recognise.in_tables import in_column, table_mentions
from detector.recognise.overlaps import resolve
from detector.recognise.readings import Results, repeated, with_model
from detector.types import Document, Mention, TypedTable

_SURE_NAME = 0.7
_LONGEST_NAME = 60


def recognise(document: Document, tables: Sequence[TypedTable], engine: Engine) -> tuple[Mention, ...]:
    """All mentions of a document: blocks first, then tables, each in order of place; ids are m1, m2, ..."""
    in_blocks, in_columns, names = _results(document, tables, engine)
    groups = with_correspondents(document.blocks, judged(*_block_mentions(document, in_blocks)))
    groups = with_same_persons(document.blocks, with_professionals(document.blocks, groups))
    found = [*chain.from_iterable(groups), *table_mentions(document, tables, in_columns, names, engine)]
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
    in_blocks = [joined(text, resolve(r)) for text, r in zip(texts, with_model(texts, engine), strict=True)]
    for further in (
        request_references(texts, in_blocks),
        nhs_numbers(texts),
        log_times(texts),
        chat_senders(texts),
    ):
        in_blocks = [resolve([*a, *b]) if b else a for a, b in zip(in_blocks, further, strict=True)]
    letters = pseudonyms(texts)
    in_blocks = [resolve([*without_same(a, b), *b]) if b else a for a, b in zip(in_blocks, letters, strict=True)]
    short = acronyms(texts, in_blocks)
    in_blocks = [resolve([*a, *b]) if b else a for a, b in zip(in_blocks, short, strict=True)]
    in_columns = [[in_column(table, index, engine) for index in range(len(table.columns))] for table in tables]
    in_blocks, in_columns = _with_births(texts, in_blocks, in_columns)
    loose = loose_references(texts, in_blocks)
    in_blocks = [resolve([*without_guesses(a, b), *b]) if b else a for a, b in zip(in_blocks, loose, strict=True)]
    in_blocks = same_references(texts, [by_prefix(t, r) for t, r in zip(texts, in_blocks, strict=True)])
    sure = list(_sure_names(texts, in_blocks, tables, in_columns))
    names = name_index(sure, texts)
    in_blocks = [repeated(names, text, results) for text, results in zip(texts, in_blocks, strict=True)]
    return in_blocks, in_columns, names


def _with_births(
    texts: Sequence[str], in_blocks: Sequence[Results], in_columns: Sequence[Sequence[dict[str, Results]]]
) -> tuple[list[Results], list[list[dict[str, Results]]]]:
    """The results with the dates of birth that stand behind names, in blocks and in cells; a date is judged by all others."""
    cells = [(text, results) for columns in in_columns for column in columns for text, results in column.items()]
    births = birth_dates([*texts, *(text for text, _ in cells)], [*in_blocks, *(results for _, results in cells)])
    blocks = [resolve([*a, *b]) if b else a for a, b in zip(in_blocks, births[: len(texts)], strict=True)]
    rest = iter(births[len(texts) :])
    columns = [
        [{text: resolve([*a, *b]) if (b := next(rest)) else a for text, a in column.items()} for column in columns]
        for columns in in_columns
    ]
    return blocks, columns


def _block_mentions(document: Document, results: Sequence[Results]) -> tuple[list[list[Mention]], list[Surroundings]]:
    blocks, after_tables = document.blocks, frozenset(grid.before for grid in document.grids)
    texts = [block.text for block in blocks]
    block_zones = zones(blocks, after_tables)
    groups = []
    requesters = frozenset(_names(results, block_zones, texts, "salutation"))
    staff = frozenset(_names(results, block_zones, texts, "signoff")) - requesters
    for block, zone, found in zip(blocks, block_zones, results, strict=True):
        mentions = [mention_of(result, block.text, block.where) for result in found]
        groups.append(placed(mentions, block.text, zone, requesters, staff))
    return groups, surroundings(blocks, block_zones)


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


def _names(results: Sequence[Results], block_zones: Sequence[Zone], texts: Sequence[str], zone: Zone) -> Iterator[str]:
    for found, its_zone, text in zip(results, block_zones, texts, strict=True):
        if its_zone == zone:
            for result in found:
                if result.entity_type == "PERSON":
                    name = text[result.start : result.end]
                    yield name.casefold()
