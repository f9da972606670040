"""Minimal sample uniques: the smallest sets of columns on which a row is the only one.

Elliot, Manning and Ford (2002), the SUDA algorithm's definition: a set of columns on which the row is unique while on no
proper subset of it. Found exactly, level by level: a row that is unique on a subset neither can be minimal on the whole nor
stands in the way of another row there, so it is left out of the count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detector.risk.measures.keys import LARGEST_KEY, Codes, codes, combine, first_rows, width_of
from detector.types import SampleUnique

ColumnSet: TypeAlias = tuple[int, ...]
Scratch: TypeAlias = npt.NDArray[np.int32]

_MOST_COLUMN_SETS = 50_000
_MOST_ROW_VISITS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class MinimalUniques:
    """For each set of columns (indices) the rows (from 0, ascending) for which it is a minimal sample unique.

    Sets are in order of size, then of columns; sets without such rows are left out. ``complete`` is False where the search
    was cut short: more than 50,000 sets of columns, or two thousand million rows looked at in all.
    """

    rows: Mapping[ColumnSet, Codes]
    complete: bool

    @property
    def total(self) -> int:
        """The number of minimal sample uniques."""
        return sum(len(rows) for rows in self.rows.values())


def find_minimal_uniques(coded: Sequence[Codes], max_size: int = 3) -> MinimalUniques:
    """Every minimal sample unique of up to ``max_size`` columns, over columns of codes (see ``codes``)."""
    found: dict[ColumnSet, Codes] = {}
    if not coded or not len(coded[0]):
        return MinimalUniques(found, True)
    table = _distinct_rows(coded)
    scratch = _scratch(table, max_size)
    varied = [i for i, width in enumerate(table.widths) if width > 1]
    if len(coded[0]) == 1:
        varied = list(range(len(coded)))
    positions: dict[ColumnSet, Codes] = {}
    visits = 0
    complete = True
    candidates = (c for size in range(1, max_size + 1) for c in combinations(varied, size))
    for sets, chosen in enumerate(candidates, 1):
        remaining = _remaining(chosen, positions, len(table.first))
        visits += len(table.first) if remaining is None else len(remaining)
        if sets > _MOST_COLUMN_SETS or visits > _MOST_ROW_VISITS:
            complete = False
            break
        alone = _alone(chosen, table, remaining, scratch)
        if len(alone):
            positions[chosen] = alone
            found[chosen] = table.first[alone]
    return MinimalUniques(found, complete)


def minimal_sample_uniques(
    columns: Sequence[Sequence[str]], names: Sequence[str], max_size: int = 3, limit: int | None = None
) -> tuple[list[SampleUnique], int, bool]:
    """Every minimal sample unique of up to ``max_size`` columns, ordered by row, then size, then columns.

    Returns the list (the first ``limit`` of them), how many there are in all, and whether the search was complete (see
    ``MinimalUniques``).
    """
    found = find_minimal_uniques([codes(column) for column in columns], max_size)
    return named(found, names, limit), found.total, found.complete


@dataclass(frozen=True, slots=True)
class _Distinct:
    """The distinct rows of a table in order of appearance: their codes by column, the first row of each, whether it is
    the only one, and whether that is so for all."""

    columns: tuple[Codes, ...]
    widths: tuple[int, ...]
    first: Codes
    single: npt.NDArray[np.bool_]
    all_single: bool


def _distinct_rows(coded: Sequence[Codes]) -> _Distinct:
    combined = combine(coded)
    counts = np.bincount(combined)
    first = first_rows(combined)
    in_order = np.argsort(first)
    columns = tuple(column[first[in_order]] for column in coded)
    return _Distinct(
        columns, tuple(map(width_of, columns)), first[in_order], counts[in_order] == 1, len(counts) == len(combined)
    )


def _remaining(chosen: ColumnSet, positions: Mapping[ColumnSet, Codes], rows: int) -> Codes | None:
    """The rows that are unique on no proper subset; None for all of them."""
    subsets = (part for size in range(1, len(chosen)) for part in combinations(chosen, size))
    unique = [positions[part] for part in subsets if part in positions]
    if not unique:
        return None
    kept = np.ones(rows, dtype=bool)
    for part in unique:
        kept[part] = False
    return np.flatnonzero(kept)


def _alone(chosen: ColumnSet, table: _Distinct, remaining: Codes | None, scratch: Scratch) -> Codes:
    """The rows, among the remaining ones, whose values on the chosen columns no other row has."""
    columns = [table.columns[i] if remaining is None else table.columns[i].take(remaining) for i in chosen]
    widths = [table.widths[i] for i in chosen]
    space = prod(widths)
    if space > LARGEST_KEY:
        keys = combine(columns)
        space = len(keys)
    else:
        keys = columns[0]
        for column, width in zip(columns[1:], widths[1:], strict=True):
            keys = keys * width + column
    at = _occurring_once(keys, space, scratch)
    rows = at if remaining is None else remaining.take(at)
    return rows if table.all_single else rows[table.single[rows]]


def _scratch(table: _Distinct, max_size: int) -> Scratch:
    """Room for one row number for each possible key, as far as that is cheaper than sorting the rows' keys."""
    rows, keys = len(table.first), prod(sorted(table.widths)[-max_size:])
    return np.empty(min(keys, max(8 * rows, min(64 * rows, 1 << 24)) + (1 << 12)), dtype=np.int32)


def _occurring_once(keys: Codes, space: int, scratch: Scratch) -> Codes:
    """Where in ``keys`` the ones are that occur once, ascending."""
    if space <= 2 * len(keys):
        return np.flatnonzero(np.bincount(keys).take(keys) == 1) if len(keys) else keys
    if space <= len(scratch):
        # Of equal keys the last one written stays: a key that occurs once is its own first and last.
        position = np.arange(len(keys), dtype=np.int32)
        scratch[keys] = position
        last = scratch.take(keys, mode="clip")
        scratch[keys[::-1]] = position[::-1]
        return np.flatnonzero(scratch.take(keys, mode="clip") == last)
    order = np.argsort(keys)
    ordered = keys[order]
    differs = np.ones(len(keys) + 1, dtype=bool)
    differs[1:-1] = ordered[1:] != ordered[:-1]
    return np.sort(order[differs[1:] & differs[:-1]])


def named(found: MinimalUniques, names: Sequence[str], limit: int | None) -> list[SampleUnique]:
    """The minimal sample uniques by row (from 1), then size, then columns; the first ``limit`` of them."""
    if not found.rows:
        return []
    sets = list(found.rows)
    rows = np.concatenate(list(found.rows.values()))
    which = np.repeat(np.arange(len(sets)), [len(r) for r in found.rows.values()])
    order = np.argsort(rows, kind="stable")[:limit]
    return [
        SampleUnique(int(row) + 1, tuple(names[i] for i in sets[chosen]))
        for row, chosen in zip(rows[order], which[order], strict=True)
    ]
