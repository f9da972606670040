"""The measures of disclosure risk of a record table: scores, attacker models, diversity, and which columns do the damage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detector.records.totals import parse_count
from detector.risk.measures.attackers import AttackerRisk, journalist, marketer, prosecutor, scaled_population
from detector.risk.measures.attribute_sets import attribute_sets
from detector.risk.measures.classes import sizes_of
from detector.risk.measures.closeness import t_equal, t_ordered
from detector.risk.measures.diversity import entropy_l, l_min
from detector.risk.measures.individual import individual_risk
from detector.risk.measures.keys import Codes, combine
from detector.risk.measures.sample_uniques import MinimalUniques
from detector.risk.measures.suda import suda_of
from detector.types import AttackerModel, ColumnDamage, Diversity, RiskMeasures, RowScore

_MOST_SHOWN = 10
_MOST_WORK = 20_000_000
_DIGITS = 6


def risk_measures(
    quasi: Sequence[Sequence[str]],
    names: Sequence[str],
    sensitive: Sequence[tuple[str, Sequence[str]]],
    coded: Sequence[Codes],
    found: MinimalUniques,
    max_size: int,
    k: int,
    population: int | None,
    most_rows: int,
) -> RiskMeasures:
    """All measures over the quasi columns as they stand; ``coded`` are their codes and ``found`` their minimal sample uniques.

    ``population`` below the number of rows is taken as that number. Work grows with the number of cells: pairs of columns are
    left out where there would be more than twenty million cells to look at.
    """
    sizes = sizes_of(combine(coded))
    rows = len(sizes)
    whole = population is None or population <= rows
    large = sizes.astype(np.float64) if whole or population is None else scaled_population(sizes, population)
    individual = individual_risk(sizes, large)
    score = suda_of(coded, found, max_size, min(1.0, rows / population) if population and not whole else 1.0)
    scored = np.flatnonzero(score.score > 0)
    worst = scored[np.argsort(-score.score[scored], kind="stable")][:most_rows]
    pairs_too = len(names) < 2 or rows * len(names) ** 2 // 2 <= _MOST_WORK
    sets = attribute_sets(quasi, 2 if pairs_too else 1)
    damage = [
        ColumnDamage(tuple(names[i] for i in s.columns), _round(s.distinction), _round(s.separation), s.unique_rows)
        for s in sets
    ]
    return RiskMeasures(
        population=None if whole else population,
        attackers=(
            _model("prosecutor", prosecutor(sizes, 1 / k)),
            _model("journalist", journalist(sizes, large, 1 / k)),
            AttackerModel("marketer", None, None, _round(marketer(sizes, large))),
        ),
        columns=tuple(d for d in damage if len(d.columns) == 1)[:_MOST_SHOWN],
        pairs=tuple(d for d in damage if len(d.columns) == 2)[:_MOST_SHOWN],
        contributions=tuple(zip(names, map(_round, score.contributions), strict=True)),
        scores=tuple(
            RowScore(int(r) + 1, _round(score.score[r]), _round(score.dis[r]), _round(individual[r]))
            for r in worst.tolist()
        ),
        scores_total=len(scored),
        expected_matches=_round(float(individual.sum())),
        diversity=tuple(_diversity(name, quasi, values) for name, values in sensitive),
        complete=found.complete,
    )


def damage_sentence(measures: RiskMeasures) -> str:
    """ "Most of the damage is done by “Month”, ...": the column, and the pair where that says more; empty for no damage."""
    if not measures.columns or measures.columns[0].separation == 0:
        return ""
    first = measures.columns[0]
    said = f"Most of the damage is done by “{first.columns[0]}”, which tells {_percent(first.separation)} of all pairs of rows apart"
    if first.unique_rows:
        said += (
            f" and singles out {first.unique_rows:,} rows on its own"
            if first.unique_rows > 1
            else (" and singles out one row on its own")
        )
    pair = measures.pairs[0] if measures.pairs else None
    if pair is not None and pair.separation > first.separation:
        said += f"; together “{pair.columns[0]}” and “{pair.columns[1]}” reach {_percent(pair.separation)} and {pair.unique_rows:,} unique rows"
    return said + "."


def _model(name: str, risk: AttackerRisk) -> AttackerModel:
    return AttackerModel(
        "prosecutor" if name == "prosecutor" else "journalist",
        _round(risk.at_risk),
        _round(risk.highest),
        _round(risk.success),
    )


def _diversity(name: str, quasi: Sequence[Sequence[str]], values: Sequence[str]) -> Diversity:
    numbers = _numbers(values)
    t = t_ordered(quasi, numbers) if numbers is not None else t_equal(quasi, values)
    return Diversity(name, l_min(quasi, values), _round(entropy_l(quasi, values)), _round(t))


def _numbers(values: Sequence[str]) -> list[float] | None:
    """The values as numbers where all are; then distances are along their order."""
    numbers = []
    for value in values:
        count = parse_count(value)
        if count is None or count.value is None or count.suppressed:
            return None
        numbers.append(float(count.value))
    return numbers or None


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
