"""What a search is given and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

WITHHELD = "*"
"""What is printed in a cell of which nothing is left."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column at every level: ``levels[0]`` as printed, each later one coarser, the last one withheld altogether."""

    name: str
    levels: tuple[tuple[str, ...], ...]
    level_names: tuple[str, ...]
    pinned: bool = False

    @property
    def height(self) -> int:
        """How many levels the search may use: one where the officer keeps the column as it stands."""
        return 1 if self.pinned else len(self.levels)


@dataclass(frozen=True, slots=True)
class Requirement:
    """The privacy model: every class has at least ``k`` rows and, in each sensitive column, ``l`` distinct values.

    k-anonymity (Sweeney 2002) and distinct l-diversity (Machanavajjhala et al. 2007). l = 2 means that no class gives an attribute
    of everybody in it away. With k >= 2 no row is unique on any set of the columns, so that there are no special uniques (Elliot
    et al. 2002) either. A class whose sensitive cells are all blank or already withheld gives nothing away.
    """

    k: int
    l: int = 1  # noqa: E741
    sensitive: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level for each attribute, and what it does.

    ``cells`` are the values of each attribute row by row, with the rows that are withheld and, where ``local``, with finer
    values in the classes that can bear them. ``suppressed_rows`` and ``one_valued_rows`` count from 0; of the latter the classes
    are large enough, and what everybody in them shares is to be withheld. ``information_loss`` is between 0 and 1;
    ``bound`` is what no full-domain generalisation of this lattice can lose less than: equal to ``full_domain_loss`` where the
    search was complete.
    """

    levels: tuple[int, ...]
    k_before: int
    k_after: int
    rows_below_before: int
    rows_below_after: int
    information_loss: float
    suppressed_rows: tuple[int, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    one_valued_rows: tuple[int, ...] = ()
    local: bool = False
    full_domain_loss: float = 0.0
    bound: float = 0.0
