"""Secondary suppression: the cheapest further cells after which the totals give no withheld count back.

A greedy search, each step audited exactly (feasible intervals by linear programme), and then every secondary cell that proves
needless is shown again. The optimum is NP-hard (Kelly, Golden and Assad 1992); tables of an answer are small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detector.generalise.counts.model import Matrix, Place, Protection
from detector.records.totals import Count, parse_count
from detector.risk.measures.intervals import tighten_sums
from detector.risk.measures.propagation import Interval

_SECONDARY = "[c]"
_LEAST_VALUES = 3
"""A withheld count of which fewer values are left counts as given back, or nearly."""
_MOST_TRIED = 40
_MOST_AUDITED = 4_000
_MOST_STEPS = 400

Spot = tuple[int, int]


def suppressed(matrix: Matrix, primary: Mapping[Place, str]) -> Protection | None:
    """The table with its primary and secondary cells withheld; None where there is nothing to withhold."""
    first = {(r, matrix.columns.index(c)): mark for (r, c), mark in primary.items() if c in matrix.columns}
    if not first:
        return None
    mark = matrix.mark or _SECONDARY
    hidden = dict(first)
    proved = _protect(matrix, hidden, mark)
    for spot in sorted(set(hidden) - set(first), key=lambda s: -_value(matrix, s)):
        without = {place: text for place, text in hidden.items() if place != spot}
        if proved and len(matrix.inner()) <= _MOST_AUDITED and not _exposed(matrix, without):
            hidden = without
    secondary = [spot for spot in hidden if spot not in first]
    inner = matrix.inner()
    return Protection(
        "suppression",
        {(r, matrix.columns[j]): text for (r, j), text in hidden.items()},
        round(len(hidden) / max(len(inner), 1), 4),
        proved,
        tuple((r, matrix.columns[j]) for r, j in secondary),
    )


def _protect(matrix: Matrix, hidden: dict[Spot, str], mark: str) -> bool:
    """Withhold further cells until nothing is exposed; False where that cannot be done or was too much to audit."""
    for _ in range(_MOST_STEPS):
        exposed = _exposed(matrix, hidden)
        if not exposed:
            return True
        candidates = _candidates(matrix, hidden, exposed[0])[:_MOST_TRIED]
        if not candidates:
            return False
        best = candidates[0]
        if len(candidates) > 1 and len(matrix.counts) * len(matrix.columns) <= _MOST_AUDITED:
            best = min(
                candidates,
                key=lambda cells: (
                    len(_exposed(matrix, {**hidden, **dict.fromkeys(cells, mark)})),
                    _cost(matrix, cells),
                ),
            )
        hidden.update(dict.fromkeys(best, mark))
    return False


def _exposed(matrix: Matrix, hidden: Mapping[Spot, str]) -> list[Spot]:
    """The withheld cells of which the totals leave fewer values than they should, most exposed first."""
    intervals = audit(matrix, hidden)
    found = []
    for r, j in [*hidden, *_printed_marks(matrix, hidden)]:
        low, high = intervals[r][j]
        if high is not None and high - low + 1 < min(_LEAST_VALUES, _promised(matrix, hidden, (r, j))):
            found.append((high - low, r, j))
    return [(r, j) for _, r, j in sorted(found)]


def audit(matrix: Matrix, hidden: Mapping[Spot, str]) -> list[list[Interval]]:
    """What everybody can work out of each cell when some are withheld."""
    cells: list[list[Interval]] = []
    for r, row in enumerate(matrix.counts):
        line: list[Interval] = []
        for j, count in enumerate(row):
            shown = parse_count(hidden[r, j]) if (r, j) in hidden else count
            line.append((0, None) if shown is None else (shown.low, shown.high))
        cells.append(line)
    return tighten_sums(cells, matrix.row_sums, matrix.column_sums)


def _promised(matrix: Matrix, hidden: Mapping[Spot, str], spot: Spot) -> int:
    """How many values a mark leaves by itself."""
    count = parse_count(hidden[spot]) if spot in hidden else matrix.counts[spot[0]][spot[1]]
    return _LEAST_VALUES if count is None or count.high is None else count.high - count.low + 1


def _printed_marks(matrix: Matrix, hidden: Mapping[Spot, str]) -> Iterable[Spot]:
    for r, row in enumerate(matrix.counts):
        for j, count in enumerate(row):
            if count is not None and count.suppressed and (r, j) not in hidden and count.high != 0:
                yield r, j


def _candidates(matrix: Matrix, hidden: Mapping[Spot, str], exposed: Spot) -> list[tuple[Spot, ...]]:
    """Sets of cells that can protect an exposed one, the cheapest first: another of its line, or the three other corners of a
    rectangle, which no row and no column gives back (the hypercube method, Repsilber 1994)."""
    row, column = exposed
    beside = [j for j in range(len(matrix.columns)) if j != column and _can_hide(matrix, hidden, (row, j))]
    below = [r for r in range(len(matrix.counts)) if r != row and _can_hide(matrix, hidden, (r, column))]
    sets: set[tuple[Spot, ...]] = {((row, j),) for j in beside} | {((r, column),) for r in below}
    for j in beside:
        for r in below:
            if _can_hide(matrix, hidden, (r, j)):
                sets.add(((row, j), (r, column), (r, j)))
    new = {tuple(cell for cell in cells if cell not in hidden) for cells in sets}
    ordered = sorted((cells for cells in new if cells), key=lambda cells: _cost(matrix, cells))
    single = [cells for cells in ordered if len(cells) == 1]
    return [*single[: _MOST_TRIED // 3], *(cells for cells in ordered if len(cells) > 1)]


def _can_hide(matrix: Matrix, hidden: Mapping[Spot, str], spot: Spot) -> bool:
    count = matrix.counts[spot[0]][spot[1]]
    return spot in hidden or (count is not None and (count.value is not None or count.suppressed))


def _cost(matrix: Matrix, cells: tuple[Spot, ...]) -> tuple[int, int, int, int]:
    """Totals cost more than cells, zeros more than counts (a withheld zero says that there was something), large more than small."""
    totals = sum(r in matrix.total_rows or j in matrix.total_columns for r, j in cells)
    values = [_value(matrix, cell) for cell in cells]
    return totals, values.count(0), len(cells), sum(values)


def _value(matrix: Matrix, spot: Spot) -> int:
    count: Count | None = matrix.counts[spot[0]][spot[1]]
    return count.value or 0 if count is not None else 0
