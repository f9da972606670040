"""The values that flow from step to step: Document, Block, Table, Mention, Record, Finding, Suggestion.

All are frozen; every step is a function from one of them to the next. Nothing here imports another part of the
application. Offsets count Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from recognizers.values import Value

Status: TypeAlias = Literal["read", "partly-read", "unreadable"]
About: TypeAlias = Literal["case", "staff", "requester", "public", "unknown"]
Risk: TypeAlias = Literal["high", "medium", "low"]
Role: TypeAlias = Literal["direct", "quasi", "sensitive", "count", "free_text", "other"]
Shape: TypeAlias = Literal["records", "counts", "layout"]
Action: TypeAlias = Literal["generalise", "suppress", "redact", "remove", "keep"]
FindingKind: TypeAlias = Literal[
    "identifier", "combination", "small-count", "recoverable", "attribute", "hidden", "contradiction", "differencing"
]
BlockKind: TypeAlias = Literal["heading", "paragraph", "list_item", "note"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a person can go to. Everything is optional; a reader fills what its format has.

    ``block`` is the index of the block in the document; ``page`` and ``paragraph`` count from 1; ``cell`` is in A1
    notation (of the sheet, or of the table where there is no sheet); ``hidden`` names the kind of hiding place
    ("hidden-sheet", "comment"), None for what everybody sees; ``part`` is the member of an archive or an embedded
    file; ``table`` is the index of the table in the document; ``rows`` count from 1 without the header; ``columns``
    are names as printed.
    """

    block: int | None = None
    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None
    hidden: str | None = None
    part: str | None = None
    table: int | None = None
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or note (comment, footnote, header, property) of running text.

    ``text`` is the text as it stands, line breaks inside a wrapped paragraph included. ``start`` is the offset of its
    first character in the decoded file for plain-text formats, 0 elsewhere. ``label`` says what kind of note it is.
    """

    text: str
    where: Where
    kind: BlockKind = "paragraph"
    start: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``start`` as in Block (0 where the format is not plain text); ``hidden`` as in Where."""

    text: str
    ref: str
    start: int = 0
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was read: rows of cells, all of the same length, header rows included, no meaning yet.

    ``header_rows`` is the number of header rows where the format says so (``<th>``, a repeated header row), else
    None and the columns step finds out. ``caption`` is the text that stands directly above the table as its title.
    ``caption_start`` is its offset as in Block, ``caption_ref`` the cell that it stands in. ``origin`` tells how a table was found in running text ("pipes", "matrix", "labels", "list", "cards", "sentence",
    "one-per-line"), "table" for a real one. ``before`` is the number of blocks that come before it in the document.
    """

    cells: tuple[tuple[Cell, ...], ...]
    where: Where
    header_rows: int | None = None
    caption: str = ""
    origin: str = "table"
    before: int = 0
    caption_start: int = 0
    caption_ref: str = ""


@dataclass(frozen=True, slots=True)
class SpreadsheetCounts:
    """What a spreadsheet keeps out of sight, in the seven counts of WhatDoTheyKnow's excel_analyzer.

    Files of the data model, linked workbooks, hidden columns and rows that hold values, hidden sheets, named ranges,
    and pivot caches.
    """

    data_model: int = 0
    external_links: int = 0
    hidden_columns: int = 0
    hidden_rows: int = 0
    hidden_sheets: int = 0
    named_ranges: int = 0
    pivot_cache: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One input as read: where it came from, whether all of it was read, and what it says.

    ``plain_text`` is True where offsets count in the decoded file; ``spreadsheet`` is None for what is none. ``problems`` are sentences for the officer.
    """

    path: str
    sha256: str
    media_type: str
    status: Status
    problems: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    plain_text: bool = False
    hidden: tuple[HiddenPart, ...] = ()
    spreadsheet: SpreadsheetCounts | None = None


@dataclass(frozen=True, slots=True)
class HiddenPart:
    """Something in the file that the officer does not see on the screen.

    ``kind`` as in ``Where.hidden``; ``content`` is a short description without found values ("sheet 'Working', 412
    cells"); ``blocks`` and ``grids`` index what was read out of it.
    """

    kind: str
    where: Where
    content: str
    blocks: tuple[int, ...] = ()
    grids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A recognised span. ``start`` and ``end`` count within the block's or cell's text."""

    id: str
    entity_type: str
    text: str
    score: float
    about: About
    recognizer: str
    where: Where
    start: int
    end: int
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A typed table column; ``kind`` is an entity type in lower case, or count, identifier, free_text, category, other."""

    name: str
    kind: str
    role: Role


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A grid whose header, columns, shape and body rows are known. ``rows`` are the body rows only, ``header`` the cells above."""

    where: Where
    shape: Shape
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    before: int = 0
    caption_start: int = 0
    header: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One person or case: a table row or a prose case, as attribute name -> the mentions that state it.

    ``text`` has the clauses about a prose case, as they stand, in their order.
    """

    where: Where
    attributes: Mapping[str, tuple[Mention, ...]]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way out: what to change, from what to what, and what that buys.

    ``k_before`` and ``k_after`` are smallest class sizes; ``information_loss`` is between 0 (nothing lost) and 1
    (everything withheld), the normalised certainty penalty (Xu et al., KDD 2006).
    """

    action: Action
    source: str
    target: str
    k_before: int | None = None
    k_after: int | None = None
    information_loss: float | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence; ``found`` where it is a value from the draft, which screens leave out."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class PrivacyTest:
    """One of the ICO's three tests of anonymisation: whether the details fail it (``met``: the risk is there), and why."""

    name: Literal["singling out", "linkability", "inference"]
    met: bool
    why: str


@dataclass(frozen=True, slots=True)
class IntruderSheet:
    """What a colleague, a neighbour, a journalist and the family would need to know: two sentences, in pieces."""

    sentences: tuple[tuple[Piece, ...], ...]
    tests: tuple[PrivacyTest, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, why in words a reviewer can repeat, and what to do about it.

    ``intruder`` says of a high finding who would recognise the person, and by what.
    """

    id: str
    rule: str
    kind: FindingKind
    risk: Risk
    title: str
    why: str
    where: Where
    mentions: tuple[str, ...] = ()
    k: int | None = None
    fingerprint: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    waiver: Mapping[str, str] | None = field(default=None)
    intruder: IntruderSheet | None = None


@dataclass(frozen=True, slots=True)
class AttributeRisk:
    """Equivalence-class figures for one set of columns."""

    classes: int
    k_min: int
    unique_rows: int
    rows_below_k: int


@dataclass(frozen=True, slots=True)
class SampleUnique:
    """A row (from 1) and a minimal set of columns on which it is unique."""

    row: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallCell:
    """A count below the threshold; ``row`` and ``column`` are the labels as printed."""

    row: str
    column: str
    value: int
    where: Where


@dataclass(frozen=True, slots=True)
class SuppressedCell:
    """A withheld count and the interval that the totals leave for it; ``high`` is None when unbounded."""

    row: str
    column: str
    shown: str
    low: int
    high: int | None
    where: Where

    @property
    def recoverable(self) -> bool:
        """True when one value is left."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class AttackerModel:
    """A model of an attacker: the share of rows above 1/k, the highest risk of a row, and the mean; between 0 and 1."""

    name: Literal["prosecutor", "journalist", "marketer"]
    at_risk: float | None
    highest: float | None
    success: float


@dataclass(frozen=True, slots=True)
class ColumnDamage:
    """What a column or a pair tells apart: ``distinction`` and ``separation`` between 0 and 1 (Motwani and Xu 2008)."""

    columns: tuple[str, ...]
    distinction: float
    separation: float
    unique_rows: int


@dataclass(frozen=True, slots=True)
class RowScore:
    """A row (from 1) with its SUDA and DIS-SUDA scores and its individual risk."""

    row: int
    suda: float
    dis_suda: float
    individual_risk: float


@dataclass(frozen=True, slots=True)
class Diversity:
    """How a sensitive column is spread over the classes: smallest distinct and entropy l, greatest t."""

    column: str
    distinct_l: int
    entropy_l: float
    t: float


@dataclass(frozen=True, slots=True)
class RiskMeasures:
    """The figures of a record table beyond its classes.

    ``population`` is the number of records that the rows are a sample of, None where the table is the whole population.
    ``expected_matches`` is the sum of the individual risks. ``contributions`` are the columns' shares of the SUDA score,
    ``scores`` the rows with the highest ones; ``complete`` is False where the search for minimal sample uniques was cut short.
    """

    population: int | None
    attackers: tuple[AttackerModel, ...]
    columns: tuple[ColumnDamage, ...]
    pairs: tuple[ColumnDamage, ...]
    contributions: tuple[tuple[str, float], ...]
    scores: tuple[RowScore, ...]
    scores_total: int
    expected_matches: float
    diversity: tuple[Diversity, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A column that is published coarser: the level of its coarsest changed cells, and in how many rows it changes."""

    column: str
    level: str
    rows: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to make a table safe: what it changes, k before and after, rows withheld as a whole, information lost.

    ``bound`` is what no generalisation of whole columns can lose less than; ``local`` says that classes are generalised
    one by one.
    """

    changes: tuple[LevelChange, ...]
    k_before: int
    k_after: int
    rows_withheld: int
    information_loss: float
    bound: float
    local: bool


@dataclass(frozen=True, slots=True)
class TableReport:
    """A typed table and all that was computed about it. Row lists hold at most 1,000 entries; totals are exact."""

    table: TypedTable
    plain: AttributeRisk | None = None
    with_sensitive: AttributeRisk | None = None
    minimal_sample_uniques: tuple[SampleUnique, ...] = ()
    minimal_sample_uniques_total: int = 0
    l_min: int | None = None
    small_cells: tuple[SmallCell, ...] = ()
    small_cells_total: int = 0
    suppressed_cells: tuple[SuppressedCell, ...] = ()
    suppressed_cells_total: int = 0
    measures: RiskMeasures | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """Everything that a scan says about one document."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    tables: tuple[TableReport, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The scan of all inputs, in the order in which they were named or walked."""

    policy: Mapping[str, object]
    models: Mapping[str, str]
    documents: tuple[DocumentReport, ...]
