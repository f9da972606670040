"""The risk arithmetic on a million rows and on a large count table, and beside the ``suda`` package. Prints; asserts nothing.

The ``suda`` package is timed only where it is installed, on the same table in the same run; its scores are not those of
the literature (it counts sample uniques that are not minimal), so only its time is compared.
"""

from __future__ import annotations

import importlib
import resource
import time
import warnings
from collections.abc import Callable

import numpy as np

from detector.risk.measures.classes import attribute_risk
from detector.risk.measures.intervals import matrix_table
from detector.risk.measures.linear import solve
from detector.risk.measures.propagation import Interval
from detector.risk.measures.sample_uniques import minimal_sample_uniques
from detector.risk.measures.suda import suda

NAMES = ["date", "rank", "sex", "age", "division", "ethnicity"]
ORDINARY = (120, 9, 3, 60, 40, 18)
BY_DAY = (1_096, 9, 3, 60, 40, 18)
COARSE = (12, 9, 3, 8, 20, 6)
WIDE = (100_000, 1_000, 100_000, 500, 20_000, 1_000)


def table(rows: int, widths: tuple[int, ...]) -> list[list[str]]:
    """Columns of random values, some values rarer than others."""
    random = np.random.default_rng(7)
    return [[f"v{int(v)}" for v in random.random(rows) ** 2 * width] for width in widths]


def seconds(action: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def record_tables() -> None:
    """k, unique rows and minimal sample uniques up to size 3, for doubled numbers of rows."""
    for label, widths in (("ordinary", ORDINARY), ("wide", WIDE)):
        for rows in (250_000, 500_000, 1_000_000):
            columns = table(rows, widths)
            k = seconds(lambda c=columns: attribute_risk(c, 5))  # type: ignore[misc]
            uniques = seconds(lambda c=columns: minimal_sample_uniques(c, NAMES, 3, 1_000))  # type: ignore[misc]
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
            print(
                f"{label:9}{rows:>10,} rows x 6   k {k:5.2f} s   uniques to size 3 {uniques:5.2f} s   peak {memory:4.2f} GB"
            )


def beside_suda(label: str, widths: tuple[int, ...], rows: int = 10_000) -> None:
    """Scores up to size 3 by both, where the package is at hand."""
    columns = table(rows, widths)
    ours = min(seconds(lambda: suda(columns, 3)) for _ in range(3))
    print(f"detector  {rows:>9,} rows x 6, {label:9} SUDA scores to size 3 {ours:7.4f} s")
    try:
        pandas, package = importlib.import_module("pandas"), importlib.import_module("suda")
    except ImportError:
        print("suda      is not installed")
        return
    warnings.simplefilter("ignore")
    theirs = min(
        seconds(lambda: package.suda(pandas.DataFrame(dict(zip(NAMES, columns, strict=True))), max_msu=3))
        for _ in range(3)
    )
    print(f"suda      {rows:>9,} rows x 6, {label:9} {theirs:28.4f} s   ({theirs / ours:.0f} times as long)")


def count_tables() -> None:
    """A table of 10,201 cells with its totals and 500 suppressed cells."""
    random = np.random.default_rng(7)
    full = np.zeros((101, 101), dtype=int)
    full[:100, :100] = random.integers(0, 40, (100, 100))
    full[100] = full.sum(0)
    full[:, 100] = full.sum(1)
    chosen = {tuple(place) for place in random.permutation(np.argwhere(full[:100, :100] < 10))[:500]}
    matrix: list[list[Interval]] = [
        [(0, None) if (r, c) in chosen else (int(n), int(n)) for c, n in enumerate(row)] for r, row in enumerate(full)
    ]
    linear = matrix_table(matrix, [(100, range(100))], [(100, range(100))])
    print(
        f"intervals {len(linear.cells):>9,} cells, {len(chosen)} suppressed   {seconds(lambda: solve(linear)):5.2f} s"
    )


def main() -> None:
    """Print the figures."""
    record_tables()
    beside_suda("by day", BY_DAY)
    beside_suda("by month", ORDINARY)
    beside_suda("coarse", COARSE)
    count_tables()


if __name__ == "__main__":
    main()
