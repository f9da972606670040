"""Typed tables -> mentions: a column's kind decides how its cells are read, and each distinct cell is read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from presidio_analyzer import RecognizerResult

from detector.recognise import cells
from detector.recognise.about.placing import mention_of, placed
from detector.recognise.about.rules import ADDRESSES, ALWAYS_PUBLIC, CONTACTS, QUASI, SENSITIVE, about_direct
from detector.recognise.context.names.name_columns import with_names
from detector.recognise.context.names.officer_cells import OFFICER_CELLS, officer_cell
from detector.recognise.context.names.particles import joined
from detector.recognise.context.names.propagate import NameIndex
from detector.recognise.context.references.identifier_values import kind_of_values
from detector.recognise.context.references.loose_references import is_guess, loose_in_cell, nearest_kind
from detector.recognise.context.references.request_references import REQUESTS
from detector.recognise.engine import Engine
from detector.recognise.overlaps import READERS, recognizer_name, resolve
from detector.recognise.readings import Results, repeated, with_model
from detector.records.header_words import heading
from detector.records.marks import is_mark
from detector.records.row_subjects import (
    are_things,
    names_firms,
    names_office_holders,
    names_things,
    names_who_is_in_charge,
)
from detector.types import About, Cell, Column, Document, Mention, TypedTable, Where
from recognizers.people.bare_names import is_bare_name, without_title
from recognizers.references.formats import REFERENCE_TYPES
from recognizers.results import retyped

_MASK = re.compile(
    r"^\W*$|^(?:x{2,}|\[?[cz:]\]?|<\s?\d+|n/?a|nil|none|redacted|withheld|\[redacted[^\]]*\]|not (?:known|recorded|stated))$",
    re.I,
)
_LONG_HEADING = 4
_SURE, _CERTAIN_NAME = 0.8, 0.9
_OF_PERSONS = frozenset({"occupation", "relationship", "organization", "location"})
# What happened is told in a few words, and somebody is named in them: "Assault on SO Hartnoll", "Debt to cell mate".
_OF_EVENTS = frozenset({"offence", "outcome", "health"})
_NAME_WITHIN = re.compile(r"\S[ ].*[A-Z]")
# No reader is as sure as this.
_NEVER = 1.1
_MOST_STRANGERS = 2_000
_MARKS = {
    "EMAIL_ADDRESS": re.compile("@"),
    "PHONE_NUMBER": re.compile(r"\d{3}"),
    "UK_POSTCODE": re.compile(r"\d"),
    "URL": re.compile(r"[./]"),
    "IP_ADDRESS": re.compile(r"\d"),
    "MONEY": re.compile(r"\d"),
    "DATE_OF_BIRTH": re.compile(r"\d"),
}
_TELLING = frozenset({"PERSON", "RELATIONSHIP", "OFFENCE", "OUTCOME", "HEALTH"}) | CONTACTS | REFERENCE_TYPES
_GUESSED = frozenset({"CRIME_REFERENCE", "CASE_URN"})
_BY_VALUE = frozenset({"UK_NHS", "COURT_CASE_NUMBER"})
# Where things are, and the numbers under which they are filed.
_OF_THINGS = ADDRESSES | {"CASE_URN", "CRIME_REFERENCE"}
_OFFICER = re.compile(r"\b(?:officers?|oic|constables?|collar|sergeant|supervis\w*|interviewer|by|staff)\b", re.I)


def table_mentions(
    document: Document,
    tables: Sequence[TypedTable],
    in_columns: Sequence[Sequence[Mapping[str, Results]]],
    names: NameIndex,
    engine: Engine,
) -> Iterator[Mention]:
    """The mentions of all tables, in order: caption, header, then row by row."""
    for table, columns in zip(tables, in_columns, strict=True):
        if table.caption:
            yield from _in_caption(table, engine)
        yield from _in_header(table, engine)
        things = table.shape == "layout" and are_things(table.columns, table.rows, table.caption, cells.kinds)
        above = " ".join(block.text for block in document.blocks[max(0, table.before - 3) : table.before])
        by_column = [
            {
                text: tuple(
                    _in_office(mention, column, things)
                    for mention in _cell_mentions(text, repeated(names, text, results, cell=True), column, table, kind)
                )
                for text, results in found.items()
            }
            for column, found, kind in zip(table.columns, columns, _kinds_of_references(table, above), strict=True)
        ]
        for number, row in enumerate(table.rows, 1):
            for index, cell in enumerate(row):
                where = cell_where(table, number, table.columns[index], cell)
                for mention in by_column[index].get(cell.text, ()):
                    yield replace(mention, where=where)


def _in_office(mention: Mention, column: Column, things: bool) -> Mention:
    """A mention in a column of office-holders, or of a table of things: who looks after these is staff, where they are no home."""
    if mention.about in ("public", "unknown"):
        return mention
    if mention.entity_type == "PERSON":
        if names_office_holders(column.name):
            return replace(mention, about="public")
        return replace(mention, about="staff") if things and names_who_is_in_charge(column.name) else mention
    if things and mention.entity_type in _OF_THINGS:
        return replace(mention, about="public")
    return mention


def _in_header(table: TypedTable, engine: Engine) -> Iterator[Mention]:
    """Headings that are values themselves, as in a matrix by year or sex: harmless, but mentions. And whom a heading names."""
    ages = sum("age" in cells.kinds(cell.text.strip()) for cell in table.header) > 1
    for cell in table.header:
        if heading(cell.text) is not None and len(cell.text.split()) < _LONG_HEADING:
            continue
        where = replace(table.where, cell=cell.ref, hidden=cell.hidden or table.where.hidden)
        if kinds := cells.kinds(cell.text.strip()):
            found = resolve(engine.rules_only([cell.text])[0])
            if not found and "age" in kinds and ages:
                # a band of ages is one by the bands beside it
                yield replace(_whole_cell(cell.text, "AGE", "age", where), about="public")
            for result in found:
                yield replace(mention_of(result, cell.text, where), about="public")
        elif " " in cell.text.strip():
            found = [r for r in resolve(with_model([cell.text], engine)[0]) if _is_named(r)]
            mentions = [mention_of(result, cell.text, where) for result in found]
            yield from placed(mentions, cell.text, "answer", frozenset(), frozenset())


def _is_named(result: RecognizerResult) -> bool:
    """Whether a result in a heading is an identifier, and of a person only where there is no doubt: headings are words of all kinds."""
    if result.entity_type == "PERSON":
        return result.score >= _CERTAIN_NAME
    return result.score >= _SURE and result.entity_type in REFERENCE_TYPES | CONTACTS


def _in_caption(table: TypedTable, engine: Engine) -> Iterator[Mention]:
    (found,) = engine.with_model([table.caption])
    mentions = [mention_of(result, table.caption, table.where) for result in resolve(found)]
    yield from placed(mentions, table.caption, "answer", frozenset(), frozenset())


def cell_where(table: TypedTable, row: int, column: Column, cell: Cell) -> Where:
    """The place of a cell: the table's, with row (from 1), column name and A1 reference."""
    hidden = cell.hidden or table.where.hidden
    return replace(table.where, cell=cell.ref, rows=(row,), columns=(column.name,), hidden=hidden)


def in_column(table: TypedTable, index: int, engine: Engine) -> dict[str, Results]:
    """Distinct cell text -> its results, each distinct text recognised once."""
    column = table.columns[index]
    texts = list(dict.fromkeys(row[index].text for row in table.rows if row[index].text.strip()))
    texts = [text for text in texts if not _MASK.match(text.strip()) and not is_mark(text)]
    if column.kind == "count" and table.shape != "layout":
        texts = [text for text in texts if not re.fullmatch(r"[\s\d.,%£+-]*", text)]
    running = column.kind in ("free_text", "person", "other", "category") or table.shape == "layout"
    plain = frozenset(text for text in texts if column.kind == "person" and is_bare_name(text))
    read = dict(zip(plain, engine.rules_only(list(plain)), strict=True))
    others = [text for text in texts if text not in plain]
    read |= zip(others, with_model(others, engine) if running else engine.rules_only(others), strict=True)
    found = [read[text] for text in texts]
    resolved = {text: joined(text, resolve(results)) for text, results in zip(texts, found, strict=True)}
    if running:
        resolved = {text: _without_things(results, column.name) for text, results in resolved.items()}
    if not running and column.kind in _OF_PERSONS:
        return _with_strangers(resolved, engine)
    if column.kind in _OF_EVENTS:
        return _with_names_within(resolved, engine)
    return with_names(resolved) if running and table.shape != "layout" else resolved


def _without_things(results: Results, heading_text: str) -> Results:
    """Without what a reader takes for a person in a column of cars or roads, and what it only guesses in one of firms."""
    least = _NEVER if names_things(heading_text) else _SURE if names_firms(heading_text) else 0.0
    return [r for r in results if r.entity_type != "PERSON" or r.score >= least or recognizer_name(r) not in READERS]


def _with_names_within(resolved: dict[str, Results], engine: Engine) -> dict[str, Results]:
    """Cells of an outcome or offence that may name somebody besides: the persons that a reader finds in them."""
    unread = [
        text
        for text, results in resolved.items()
        if _NAME_WITHIN.search(text) and not any(_fills(r, text) for r in results)
    ]
    unread = unread[:_MOST_STRANGERS]
    persons = {
        text: [r for r in results if r.entity_type == "PERSON" and r.score >= _SURE]
        for text, results in zip(unread, with_model(unread, engine), strict=True)
    }
    return {**resolved, **{text: resolve([*resolved[text], *found]) for text, found in persons.items() if found}}


def _with_strangers(resolved: dict[str, Results], engine: Engine) -> dict[str, Results]:
    """A column headed "Officer" can hold names as well as ranks: cells that no vocabulary covers are read for names."""
    unread = [text for text, results in resolved.items() if not any(_fills(r, text) for r in results)][:_MOST_STRANGERS]
    named = with_names({t: resolve(r) for t, r in zip(unread, with_model(unread, engine), strict=True)})
    people = {
        text: results
        for text, results in named.items()
        if any(r.entity_type == "PERSON" and _fills(r, text) for r in results)
    }
    return {**resolved, **people}


def _fills(result: RecognizerResult, text: str) -> bool:
    return result.end - result.start >= 0.8 * len(without_title(text))


def _cell_mentions(
    text: str, results: Iterable[RecognizerResult], column: Column, table: TypedTable, kind: str | None
) -> Iterator[Mention]:
    """The mentions of a cell; a cell of a column of one entity type without one of these is such a mention as a whole.

    ``kind`` is what a reference in the column is.
    """
    entity = _entity(column, table, kind)
    results = _with_loose(list(results), text, column, table, kind)
    mentions = [mention_of(result, text, table.where) for result in results]
    if table.shape == "layout":
        if column.kind == "foi_reference" and not mentions and any(char.isdigit() for char in text):
            mentions = [_whole_cell(text, "FOI_REFERENCE", column.kind, table.where)]
        yield from placed(mentions, text, "contact", frozenset(), frozenset())
        return
    officer = any(m.recognizer == OFFICER_CELLS for m in mentions)
    known = REFERENCE_TYPES if entity in REFERENCE_TYPES else {entity, "FOI_REFERENCE"}
    told = any(m.entity_type in known and (m.entity_type == entity or m.score >= _SURE) for m in mentions)
    told = told or (column.kind in _OF_EVENTS and any(m.entity_type in _TELLING for m in mentions))
    if entity and not officer and not told and _can_be(text, entity, mentions):
        mentions = [_whole_cell(text, entity, column.kind, table.where)]
    # The column says what it is, however loose the shape.
    mentions = [
        replace(m, score=max(m.score, _SURE))
        if m.entity_type == entity and m.end - m.start >= 0.8 * len(text.strip())
        else m
        for m in mentions
    ]
    about: About = "case" if table.shape == "records" else "public"
    for mention in mentions:
        harmless = mention.entity_type in ALWAYS_PUBLIC
        identifier = mention.entity_type not in QUASI | SENSITIVE | ALWAYS_PUBLIC
        if identifier and table.shape != "records":
            yield replace(mention, about=about_direct(mention, "answer", text, frozenset(), frozenset()))
        else:
            yield replace(mention, about="public" if harmless else about)


def _can_be(text: str, entity: str, mentions: Sequence[Mention]) -> bool:
    """Whether a cell that no recogniser takes for the column's type can still be one: it lacks no mark that every value of
    the type has, and no sure identifier of another type fills it (columns slip against their headings)."""
    if entity in _MARKS and not _MARKS[entity].search(text):
        return False
    if entity == "AGE" and not cells.values(text.strip(), "age"):
        return False
    filled = 0.8 * len(without_title(text))
    others = (
        m
        for m in mentions
        if m.entity_type == "PERSON" or (m.entity_type in REFERENCE_TYPES | CONTACTS and m.score >= _SURE)
    )
    return entity not in CONTACTS | QUASI | SENSITIVE | {"ORGANIZATION"} or not any(
        m.end - m.start >= filled for m in others
    )


def _kinds_of_references(table: TypedTable, above: str) -> list[str | None]:
    """What kind of reference each column has: the values tell where they have a check digit, then the column's name, the
    table's caption, the text above, and its other headings, of which "Offence" and the like only say what the cases are about."""
    if table.shape == "counts":
        return [None for _ in table.columns]
    others = " ".join(other.name for other in table.columns if other.role not in ("sensitive", "quasi"))
    everything = " ".join(other.name for other in table.columns)
    cells = " ".join(cell.text for row in table.rows[:3] for cell in row)
    common = next(filter(None, map(nearest_kind, (table.caption, above, others, everything, cells))), None)
    requests = REQUESTS.search(f"{table.caption}\n{above}") is not None
    found: list[str | None] = []
    for index, column in enumerate(table.columns):
        values = [row[index].text for row in table.rows] if column.kind == "identifier" else []
        told = kind_of_values(values) if values else None
        found.append(told or ("FOI_REFERENCE" if requests else nearest_kind(column.name) or common))
    return found


def _with_loose(results: Results, text: str, column: Column, table: TypedTable, kind: str | None) -> Results:
    """The results of a cell with an officer's number and name, or with references that only the headings explain."""
    if table.shape != "records":
        return results
    if _OFFICER.search(column.name):
        results = resolve([*officer_cell(text), *results])
    if kind in REFERENCE_TYPES:
        results = [retyped(r, str(kind)) if is_guess(r) and r.entity_type in _GUESSED else r for r in results]
    if kind and column.kind in ("other", "category", "free_text"):
        free = [r for r in loose_in_cell(text, kind) if not any(r.start < o.end and o.start < r.end for o in results)]
        results = [*results, *free]
    return results


def _entity(column: Column, table: TypedTable, kind: str | None) -> str | None:
    """The entity type of the cells of a column, None for a column of anything or of nothing in particular."""
    if column.kind == "identifier" and table.shape == "records" and (column.role == "direct" or kind in _BY_VALUE):
        return kind or "CASE_URN"
    return None if column.kind in ("count", "identifier", "free_text", "category", "other") else column.kind.upper()


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
