"""The measures of a record table in the report, and what the findings say of the population."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.risk.record_tables import record_table_findings, table_report
from detector.risk.table_measures import damage_sentence
from detector.types import Cell, Column, TableReport, TypedTable, Where

Scan = Callable[..., dict[str, Any]]

# SDC Practice Guide (World Bank/IHSN), measure_risk.rst, table 4.1 with the health column of table 4.5.
GUIDE = """Residence,Gender,Education,Labor,Health
Urban,Female,Secondary incomplete,Employed,yes
Urban,Female,Secondary incomplete,Employed,yes
Urban,Female,Primary incomplete,Non-LF,yes
Urban,Male,Secondary complete,Employed,yes
Rural,Female,Secondary complete,Unemployed,yes
Urban,Male,Secondary complete,Employed,no
Urban,Female,Primary complete,Non-LF,no
Urban,Male,Post-secondary,Unemployed,yes
Urban,Female,Secondary incomplete,Non-LF,no
Urban,Female,Secondary incomplete,Non-LF,yes"""


def table(text: str, sensitive: int = 1) -> TypedTable:
    header, *rows = [line.split(",") for line in text.splitlines()]
    last = len(header) - sensitive
    columns = tuple(Column(name, "category", "quasi" if i < last else "sensitive") for i, name in enumerate(header))
    return TypedTable(Where(table=0), "records", columns, tuple(tuple(Cell(c, "A1") for c in row) for row in rows))


def report(population: int | None = None) -> TableReport:
    return table_report(table(GUIDE), 3, population)


def test_the_practice_guides_table() -> None:
    measures = report().measures
    assert measures is not None
    # Its SUDA scores by row (table 4.4): 0 0 6 0 12 0 6 10 0 0.
    assert {s.row for s in measures.scores} == {3, 5, 7, 8}
    assert [s.row for s in measures.scores][:2] == [5, 8]
    assert measures.scores_total == 4
    (health,) = measures.diversity
    assert health.distinct_l == 1
    assert measures.complete


def test_a_whole_population_is_certain() -> None:
    measures = report().measures
    assert measures is not None
    assert measures.population is None
    models = {m.name: m for m in measures.attackers}
    assert models["prosecutor"].highest == models["journalist"].highest == 1
    assert models["marketer"].success == models["prosecutor"].success == 0.7
    assert {s.dis_suda for s in measures.scores} == {1.0}
    assert {s.individual_risk for s in measures.scores} == {1.0}
    assert measures.expected_matches == 7


def test_a_sample_is_not() -> None:
    measures = report(1_000).measures
    assert measures is not None
    models = {m.name: m for m in measures.attackers}
    assert models["prosecutor"].highest == 1
    assert models["journalist"].highest == pytest.approx(0.01)
    assert all(0 < s.dis_suda < 0.1 and 0 < s.individual_risk < 0.1 for s in measures.scores)
    assert report(3).measures == report().measures  # no population is smaller than its sample


def test_findings_say_what_the_population_is() -> None:
    first = next(f for f in record_table_findings(report(), [], 3, None) if f.rule == "TABLE-UNIQUE")
    assert "everybody of its kind" in first.why
    first = next(f for f in record_table_findings(report(1_000), [], 3, None) if f.rule == "TABLE-UNIQUE")
    assert "sample of 1,000 records" in first.why
    assert "5 %" in first.why


def test_the_column_that_does_most_of_the_damage() -> None:
    measures = report().measures
    assert measures is not None
    assert measures.columns[0].columns == ("Education",)
    assert measures.pairs[0].columns == ("Education", "Labor")
    assert damage_sentence(measures).startswith("Most of the damage is done by “Education”")


def test_a_table_of_one_kind_of_rows_has_no_damage() -> None:
    measures = table_report(table("Rank,Health\nPC,yes\nPC,no\nPC,no"), 3).measures
    assert measures is not None
    assert damage_sentence(measures) == ""


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=12))
def test_distinction_and_separation_against_their_definitions(rows: list[tuple[str, str, str]]) -> None:
    text = "A,B,C\n" + "\n".join(",".join(row) for row in rows)
    measures = table_report(table(text, 0), 2).measures
    assert measures is not None
    pairs = list(combinations(rows, 2))
    for damage in (*measures.columns, *measures.pairs):
        chosen = ["ABC".index(name) for name in damage.columns]
        keys = [tuple(row[i] for i in chosen) for row in rows]
        apart = sum(any(a[i] != b[i] for i in chosen) for a, b in pairs)
        assert damage.distinction == pytest.approx(len(set(keys)) / len(rows), abs=1e-6)
        assert damage.separation == pytest.approx(apart / len(pairs) if pairs else 0, abs=1e-6)
        assert damage.unique_rows == sum(keys.count(key) == 1 for key in keys)
    assert len(measures.columns) == 3


def test_many_columns_take_bounded_time() -> None:
    header = ",".join(f"c{i}" for i in range(800))
    rows = "\n".join(",".join(str((i * j) % 7) for i in range(800)) for j in range(60))
    measures = table_report(table(f"{header}\n{rows}", 0), 5).measures
    assert measures is not None
    assert len(measures.columns) == 10


@pytest.mark.slow
def test_the_json_and_the_policy(scan_text: Scan) -> None:
    rows = "Rank,Station,Offence\nPC,Leeds,theft\nPC,Leeds,fraud\nSergeant,York,assault\n"
    found = scan_text(rows, "cases.csv", table_population=300)["tables"][0]["risk_measures"]
    assert found["population"] == 300
    assert [m["name"] for m in found["attackers"]] == ["prosecutor", "journalist", "marketer"]
    assert found["suda"]["rows"][0]["row"] == 3
    assert found["sensitive"][0]["column"] == "Offence"
    assert scan_text("Year,Count\n2020,12\n2021,15\n", "counts.csv")["tables"][0].get("risk_measures") is None
