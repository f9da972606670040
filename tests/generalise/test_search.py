"""The search over the lattice: on small tables as good as trying everything, and never below k."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from detector.generalise.search import WITHHELD, Attribute, Requirement, alternatives, search

TREE = {"a": "ab", "b": "ab", "c": "cd", "d": "cd"}


def attribute(name: str, cells: list[str]) -> Attribute:
    return Attribute(
        name,
        (tuple(cells), tuple(TREE[c] for c in cells), tuple("*" for _ in cells)),
        ("as it stands", "pair", "withheld"),
    )


@st.composite
def tables(draw: st.DrawFn) -> list[Attribute]:
    rows = draw(st.integers(2, 14))
    columns = draw(st.integers(1, 3))
    cells = st.lists(st.sampled_from("abcd"), min_size=rows, max_size=rows)
    return [attribute(f"c{i}", draw(cells)) for i in range(columns)]


def sizes(attributes: list[Attribute], levels: tuple[int, ...]) -> list[int]:
    rows = list(zip(*(a.levels[level] for a, level in zip(attributes, levels, strict=True)), strict=True))
    counts = Counter(rows)
    return [counts[row] for row in rows]


def penalty(a: Attribute, level: int) -> float:
    leaves = len(set(a.levels[0]))
    if leaves == 1:
        return 0.0 if a.levels[level] == a.levels[0] else 1.0
    covered = [len({x for x, y in zip(a.levels[0], a.levels[level], strict=True) if y == v}) for v in a.levels[level]]
    return sum((n - 1) / (leaves - 1) for n in covered) / len(covered)


def cost(attributes: list[Attribute], levels: tuple[int, ...], k: int) -> float:
    """Loss of a node with the rows below k withheld, infinite where that is more than a fifth of them."""
    below = sum(size < k for size in sizes(attributes, levels)) / len(attributes[0].levels[0])
    if below > 0.2:
        return float("inf")
    loss = sum(penalty(a, level) for a, level in zip(attributes, levels, strict=True)) / len(attributes)
    return loss * (1 - below) + below


@settings(deadline=None)
@given(tables(), st.integers(2, 4))
def test_the_optimum_is_that_of_trying_everything(attributes: list[Attribute], k: int) -> None:
    every = product(*(range(len(a.levels)) for a in attributes))
    best = min(cost(attributes, levels, k) for levels in every)
    found = search(attributes, k)
    if best == float("inf"):
        return
    assert abs(cost(attributes, found.levels, k) - best) < 1e-9
    kept = [s for i, s in enumerate(sizes(attributes, found.levels)) if i not in found.suppressed_rows]
    assert all(size >= k for size in kept)
    assert abs(found.information_loss - best) < 1e-3


@settings(deadline=None)
@given(tables(), st.integers(2, 4))
def test_the_greedy_search_is_safe_too(attributes: list[Attribute], k: int) -> None:
    found = search(attributes, k, max_nodes=0)
    kept = [s for i, s in enumerate(sizes(attributes, found.levels)) if i not in found.suppressed_rows]
    assert all(size >= k for size in kept)


def test_the_quarter_is_preferred_to_nothing() -> None:
    months = ["January", "February", "March", "January", "February", "March"]
    column = Attribute(
        "Month",
        (tuple(months), ("Q1",) * 6, ("*",) * 6),
        ("as it stands", "quarter", "withheld"),
    )
    found = search([column, attribute("Rank", ["a"] * 6)], 5)
    assert column.level_names[found.levels[0]] == "quarter"
    assert (found.k_before, found.k_after) == (2, 6)


@settings(deadline=None)
@given(tables(), st.integers(2, 4))
def test_local_recoding_keeps_k_and_never_loses_more(attributes: list[Attribute], k: int) -> None:
    full, local = search(attributes, k), search(attributes, k, local=True)
    rows = list(zip(*local.cells, strict=True))
    counts = Counter(rows)
    assert all(counts[row] >= k or n in local.suppressed_rows for n, row in enumerate(rows))
    assert local.information_loss <= full.information_loss
    for attribute_, cells in zip(attributes, local.cells, strict=True):
        assert all(
            cell == WITHHELD or cell in {level[n] for level in attribute_.levels} for n, cell in enumerate(cells)
        )


@settings(deadline=None)
@given(tables(), st.integers(2, 4))
def test_a_search_that_is_cut_short_is_safe_and_says_how_far_it_can_be_from_the_best(
    attributes: list[Attribute], k: int
) -> None:
    best, quick = search(attributes, k), search(attributes, k, max_nodes=0)
    assert quick.bound <= best.full_domain_loss + 1e-9
    assert quick.full_domain_loss >= best.full_domain_loss - 1e-9
    assert all(size >= k for n, size in enumerate(sizes(attributes, quick.levels)) if n not in quick.suppressed_rows)


@settings(deadline=None)
@given(tables(), st.integers(2, 3), st.data())
def test_no_class_gives_a_sensitive_value_away(attributes: list[Attribute], k: int, data: st.DataObject) -> None:
    rows = len(attributes[0].levels[0])
    sensitive = data.draw(st.lists(st.sampled_from(["theft", "fraud", ""]), min_size=rows, max_size=rows))
    found = search(attributes, Requirement(k, 2, (tuple(sensitive),)), local=True)
    classes: dict[tuple[str, ...], list[int]] = {}
    for n, row in enumerate(zip(*found.cells, strict=True)):
        classes.setdefault(row, []).append(n)
    for members in classes.values():
        kept = [n for n in members if n not in found.suppressed_rows and n not in found.one_valued_rows]
        values = {sensitive[n] for n in kept}
        assert not kept or len(values) >= 2 or values == {""}


def test_what_is_kept_stays_and_alternatives_spare_a_column() -> None:
    one, two = attribute("a", list("aabbccdd")), attribute("b", list("abababab"))
    kept = replace(one, pinned=True)
    assert search([kept, two], 2, local=True).cells[0] == kept.levels[0]
    found = alternatives([one, two], Requirement(3))
    assert 1 <= len(found) <= 3
    assert list(found) == sorted(found, key=lambda p: p.information_loss)
    assert len({p.cells for p in found}) == len(found)


def test_a_table_that_cannot_reach_k_is_withheld() -> None:
    found = search([attribute("a", list("ab"))], 5)
    assert found.suppressed_rows == (0, 1)
    assert found.k_after == 0
    assert found.cells == ((WITHHELD, WITHHELD),)
